"""«Anslag og fasit»: what the committee expected, beside what the final accounts gave."""

from collections.abc import Iterator, Sequence

import htpy as h

from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.wording import capitalised, listed
from sitegen.facts.formatting import decimals, shown
from sitegen.facts.outcomes import FORECAST, Outcome, find_outcomes
from sitegen.pages.edition import Edition, Page
from sitegen.pages.phrase import Here, heading, line_cell, listing, page, titled_table
from sitegen.pages.places import OUTCOMES, VERIFIED, Spot
from sitegen.pages.table import filler

TITLE = "Anslag og fasit"
INTRODUCTION = (
    "TBUs anslag for netto driftsresultat ved siden av de endelige tallene som kom senere. "
    "Fasiten er **endelige konserntall** for alle kommuner og fylkeskommuner, veid, i prosent av "
    "brutto driftsinntekter. Kilde: Statistisk sentralbyrå, tabell 12137 (CC BY 4.0). "
    "Avviket er anslaget minus fasiten, i prosentpoeng. Minus betyr at det gikk bedre enn anslått."
)
NONE = (
    "Notatet har ingen anslag for netto driftsresultat med samme grunnlag som de endelige tallene."
)

WAITING = "Endelige tall for {} finnes ikke her ennå."
UNSAID = "ikke oppgitt"
DECIMALS = 3
WORDS = {"Grunnlag", "Status"}
HEADS = ("Hva", "Anslått", "Fasit", "Avvik", "Grunnlag", "Status", "Linje")


def outcomes_text(edition: Edition) -> str:
    """Return the page: for each year a sentence, then a table."""
    here = Here(OUTCOMES, edition.places)
    found = find_outcomes(edition.note, edition.observations, edition.comparisons)
    parts: list[str | h.Renderable] = [heading(1, TITLE, "anslag-og-fasit"), INTRODUCTION]
    for year in sorted({item.year for item in found}):
        items = [item for item in found if item.year == year]
        parts += [heading(2, str(year), f"aar-{year}"), *_year(year, items, here)]
    parts += [] if found else [NONE]
    way = here.markdown(Spot(VERIFIED))
    parts.append(f"Andre tall i notatet er prøvd mot de endelige på siden [Etterprøvd]({way}).")
    return page(TITLE, parts)


def _year(year: int, items: Sequence[Outcome], here: Here) -> Iterator[str | h.Renderable]:
    groups = dict.fromkeys(item.gruppe for item in items)
    sentences = [_sentence([one for one in items if one.gruppe == group]) for group in groups]
    yield listing([sentence for sentence in sentences if sentence]) or WAITING.format(year)
    yield _table(year, items, here)


def _sentence(items: Sequence[Outcome]) -> str:
    """Return a group's estimates and their outcome in words; empty while there is none."""
    first = items[0]
    if first.computed is None:
        return ""
    final = format_number(first.computed, max(1, *(decimals(item.printed) for item in items)))
    said = [_estimate(item, unit=number == 0) for number, item in enumerate(items)]
    return f"{first.what}: Endelig tall ble {final} prosent. {capitalised(listed(said))}."


def _estimate(item: Outcome, *, unit: bool) -> str:
    """Return one estimate, its unit and who made it said once: «i notatet 0,1»."""
    when = f"i {item.when}" if item.when else "i notatet"
    value = shown(item.printed)
    return f"{when} anslo TBU {value} prosent" if unit else f"{when} {value}"


def _table(year: int, items: Sequence[Outcome], here: Here) -> h.Element:
    title = f"Netto driftsresultat {year}, prosent av brutto driftsinntekter"
    places = max(decimals(item.printed) for item in items)
    rows = [_row(item, places, here) for item in items]
    return titled_table(f"aar-{year}-tittel", title, HEADS, rows, WORDS)


def _row(item: Outcome, places: int, here: Here) -> h.Element:
    source = f", prognose {item.when}" if item.status == FORECAST else ""
    final, difference = _percent(item)
    return h.tr[
        h.th(scope="row")[f"{item.what}{source}"],
        ["\n", h.td(".anslag", data_fyll=filler(item.printed, places))[shown(item.printed)]],
        ["\n", h.td[final]],
        ["\n", h.td[difference]],
        ["\n", h.td(".ord")[item.basis or UNSAID]],
        ["\n", h.td(".ord")[item.status]],
        line_cell(item.line, here),
    ]


def _percent(item: Outcome) -> tuple[str, str]:
    if item.computed is None or item.difference is None:
        return "ikke ennå", "–"
    final = format_number(item.computed, DECIMALS)
    return final, format_number(item.difference, DECIMALS, plus=True)


PAGES = (
    Page(
        path=OUTCOMES,
        title=TITLE,
        menu="Les",
        order=40,
        render=outcomes_text,
        summary="TBUs anslag ved siden av de endelige tallene",
        front=TITLE,
    ),
)
