"""What a reader should know of this note's numbers before using them."""

from collections.abc import Iterator, Sequence

from kommuneindikatorer.wording import listed
from sitegen.facts.fact import FINAL, Fact
from sitegen.note.model import Exhibit
from sitegen.pages.edition import Edition, Page
from sitegen.pages.findings import findings_parts
from sitegen.pages.phrase import Here, heading, listing, page
from sitegen.pages.places import GLOSSARY, PECULIARITIES, Spot, in_order
from sitegen.pages.words import BASES, status_by_year

TITLE = "Verdt å vite om tallene"


def peculiarities_text(edition: Edition) -> str:
    """Return the page; each part stands only if the edition has something to say there."""
    here = Here(PECULIARITIES, edition.places)
    parts = [heading(1, TITLE, "verdt-a-vite"), *findings_parts(edition, here)]
    parts += [*_bases(edition, here), *_estimates(edition, here)]
    parts += [*_gaps(edition), *_unprinted(edition, here)]
    return page(TITLE, parts)


def _bases(edition: Edition, here: Here) -> Iterator[str]:
    yield heading(2, "Konsern og kommunekasse", "konsern-og-kommunekasse")
    yield (
        "Tall med ulikt grunnlag kan ikke sammenlignes direkte. "
        f"Begrepene er forklart i [ordlisten]({here.markdown(Spot(GLOSSARY))})."
    )
    yield listing(
        [
            f"{BASES[basis]}: {_links(items, here)}"
            for basis in BASES
            if (items := _with_basis(edition, basis))
        ]
    )


def _with_basis(edition: Edition, basis: str) -> list[Exhibit]:
    return [
        exhibit
        for exhibit in in_order(edition.note)
        if any(item.grunnlag == basis for item in edition.facts.get(exhibit.id, ()))
    ]


def _estimates(edition: Edition, here: Here) -> Iterator[str]:
    rows = [
        f"{_links([exhibit], here)}: {words}"
        for exhibit in in_order(edition.note)
        if (words := _open(edition.facts.get(exhibit.id, ())))
    ]
    if rows:
        yield heading(2, "Anslag og foreløpige tall", "anslag-og-forelopige-tall")
        yield "Disse tallene er ikke endelige. De er merket i tabellene med ord og stiplet strek."
        yield listing(rows)


def _open(values: Sequence[Fact]) -> str:
    loose = [item for item in values if item.status != FINAL and item.verdi is not None]
    return ", ".join(f"{words} for {years}" for years, words in status_by_year(loose))


def _gaps(edition: Edition) -> Iterator[str]:
    for kind in ("tabell", "figur"):
        here = [item.number for item in edition.note.exhibits if item.kind == kind]
        numbers = [number for number in here if isinstance(number, int)]
        for gap in sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers)):
            yield heading(2, f"Det finnes ingen {kind} {gap}", f"ingen-{kind}-{gap}")
            yield f"Notatet hopper over nummer {gap}. Ingenting er utelatt her."


def _unprinted(edition: Edition, here: Here) -> Iterator[str]:
    unprinted = [item for item in edition.note.exhibits if item.grid is None]
    if unprinted:
        yield heading(2, "Figurer uten trykte tall", "figurer-uten-trykte-tall")
        yield f"Tallene bak {_links(unprinted, here).lower()} står ikke i notatet."
    drawn = {chart.exhibit for chart in edition.charts.values()}
    redrawn = [item for item in unprinted if item.id in drawn]
    if redrawn:
        yield (
            f"Her er {_links(redrawn, here).lower()} beregnet på nytt fra andre tall. Under hver "
            "av dem står det hva den bygger på, og hvordan den skiller seg fra notatets egen."
        )


def _links(items: Sequence[Exhibit], here: Here) -> str:
    return listed(f"[{item.name}]({here.markdown(here.places.pages[item.id])})" for item in items)


PAGES = (
    Page(
        path=PECULIARITIES,
        title=TITLE,
        menu="Notatet",
        order=20,
        render=peculiarities_text,
        summary="hva en bør vite før tallene brukes",
    ),
)
