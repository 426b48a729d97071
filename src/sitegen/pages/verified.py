"""«Etterprøvd»: what the note prints, beside what the final accounts of every unit give."""

from collections.abc import Sequence

import htpy as h

from kommuneindikatorer.numbers import format_number
from sitegen.facts.formatting import shown
from sitegen.facts.observation import FINAL
from sitegen.facts.outcomes import Comparison, Verdict
from sitegen.pages.edition import Edition, Page
from sitegen.pages.phrase import Here, heading, line_cell, page, titled_table
from sitegen.pages.places import VERIFIED

TITLE = "Etterprøvd"
INTRODUCTION = (
    "Notatets netto driftsresultat, regnet ut på nytt fra regnskapene til alle kommuner og "
    "fylkeskommuner. Tallene er **endelige konserntall** i prosent av brutto driftsinntekter, "
    "veid. Kilde: Statistisk sentralbyrå, tabell 12137 (CC BY 4.0). "
    "Innbyggertall per 31. desember. Kolonnen Grunnlag gjelder notatet."
)
VERDICTS = {
    Verdict.STEMMER: "Likt når det rundes av.",
    Verdict.STEMMER_IKKE: "Samme grunnlag og status, men ikke samme tall.",
    Verdict.ANSLAG: "Notatet trykker et anslag. Det endelige tallet kom senere.",
    Verdict.ANNET_GRUNNLAG: (
        "Notatet gjelder kommunekassen, og teksten bare de spurte kommunene. "
        "Tallene kan ikke sammenlignes direkte, men bør ligge nær hverandre."
    ),
}
HEADS = ("Hva", "År", "Trykt", "Regnet", "Vurdering", "Grunnlag", "Linje")


def verified_text(edition: Edition) -> str:
    """Return the page: one table for each table of the note, and one for shares in the text."""
    here = Here(VERIFIED, edition.places)
    parts: list[str | h.Renderable] = [heading(1, TITLE, "etterprovd"), INTRODUCTION, _legend()]
    for ident in dict.fromkeys(item.exhibit for item in edition.comparisons):
        items = [item for item in edition.comparisons if item.exhibit == ident]
        name = edition.note.exhibit(ident).name if ident else "Andeler i teksten"
        parts += [
            heading(2, name, ident or "andeler"),
            _table(ident or "andeler", name, items, here),
        ]
    return page(TITLE, parts)


def _legend() -> h.Renderable:
    return h.dl(".fakta")[
        ([h.dt[verdict.value], h.dd[words]] for verdict, words in VERDICTS.items())
    ]


def _table(ident: str, name: str, items: Sequence[Comparison], here: Here) -> h.Element:
    title = f"{name}: trykt og regnet, prosent"
    return titled_table(f"{ident}-sammenlignet", title, HEADS, [_row(one, here) for one in items])


def _row(item: Comparison, here: Here) -> h.Element:
    extra = 3 if item.decimals else 1
    status = "" if item.status == FINAL else f" ({item.status})"
    return h.tr[
        h.th(scope="row")[item.what],
        h.td[str(item.year)],
        "\n",
        h.td[f"{shown(item.printed)}{status}"],
        "\n",
        h.td[format_number(item.computed, extra)],
        "\n",
        h.td[item.verdict.value],
        "\n",
        h.td[item.basis],
        line_cell(item.line, here),
    ]


PAGES = (
    Page(
        path=VERIFIED,
        title=TITLE,
        menu="Les",
        order=30,
        render=verified_text,
        summary="notatets tall ved siden av endelige regnskap",
    ),
)
