"""The last resort: what a file that no reader knows came nearest to, and what it lacks."""

import re
from collections.abc import Iterator
from decimal import Decimal

from kommuneindikatorer.document import Document
from kommuneindikatorer.items import find_post
from kommuneindikatorer.numbers import Unreadable, read_number
from kommuneindikatorer.tables import is_year
from kommuneindikatorer.wording import listed, shortened, slug

_NUMBERED = re.compile(r"^\s*[0-9]{1,2}\s*[.):]?\s+(?=\D)")
_LEDGER = frozenset(
    {
        "konto", "kontonr", "kontonummer", "kontonamn", "kontonavn", "art", "ansvar", "tjeneste",
        "teneste", "funksjon", "prosjekt", "saldo", "debet", "kredit", "belop", "bilag",
    }
)  # fmt: skip
_STATISTICS = frozenset({"region", "statistikkvariabel", "kommune", "aar", "ar", "intervall_ar"})
_WITHIN = 30
_FEW, _SHORT = 2, 30


def nearest(document: Document) -> str:
    """Return one or two sentences; what was found, and what is missing."""
    for sentence in (
        *_alone(document),
        *_turned(document),
        *_form(document),
        *_ledger(document),
        *_statistics(document),
    ):
        return sentence
    return "".join((*_records(document), *_areas(document))) or _shape(document)


def _alone(document: Document) -> Iterator[str]:
    """Yield that a row of names has nothing below it."""
    filled = [row for row in document.head_rows if not row.is_blank]
    if len(filled) == 1 and len([cell for cell in filled[0].cells if cell.strip()]) > 1:
        numbers = [read_number(cell) for cell in filled[0].cells]
        if not any(isinstance(one, Decimal) for one in numbers):
            yield "Den har bare én rad, trolig en overskrift, og ingen rader med tall."


def _turned(document: Document) -> Iterator[str]:
    """Yield what a form on its side lacks."""
    for row in document.head_rows[:_WITHIN]:
        names = [cell.strip() for cell in row.cells if find_post(_NUMBERED.sub("", cell))]
        if len(names) > _FEW:
            yield (
                f"Nærmest et regnskapsskjema på tvers: {_lines(names)} står bortover, men radene "
                "er verken år eller kommuner."
            )


def _form(document: Document) -> Iterator[str]:
    """Yield what a file with lines of the account form lacks."""
    names: list[str] = []
    amounts = percentages = 0
    for row in document.head_rows:
        for place, cell in enumerate(row.cells[:3]):
            if post := find_post(_NUMBERED.sub("", cell)):
                names.append(cell.strip() or post.nb)
                numbers = [read_number(one) for one in row.cells[place + 1 :]]
                amounts += any(isinstance(one, Decimal) for one in numbers)
                percentages += Unreadable.PROSENT in numbers
                break
    if names:
        missing = _without(amounts, percentages)
        yield f"Nærmest regnskapsskjemaet: fant {_lines(names)}, men {missing}."


def _lines(names: list[str]) -> str:
    shown = listed(f"«{shortened(one)}»" for one in names[:_FEW])
    return f"linjen {shown}" if len(names) == 1 else f"linjene {shown}"


def _without(amounts: int, percentages: int) -> str:
    if amounts:
        return "for få linjer med beløp til et regnskap"
    return "bare prosenter, ingen beløp" if percentages else "ingen beløpskolonne"


def _ledger(document: Document) -> Iterator[str]:
    """Yield what a file with headings of a ledger lacks."""
    for row in document.head_rows[:_WITHIN]:
        found = [cell.strip() for cell in row.cells if slug(cell) in _LEDGER]
        if len(found) >= _FEW:
            shown = listed(f"«{shortened(one)}»" for one in found[:4])
            yield (
                f"Nærmest en hovedbok: fant overskriftene {shown}, men ikke alle av art eller "
                "konto, funksjon eller tjeneste, og beløp."
            )


def _statistics(document: Document) -> Iterator[str]:
    """Yield what a file with headings of a statistics table lacks."""
    for row in document.head_rows[:_WITHIN]:
        found = [cell.strip() for cell in row.cells if slug(cell) in _STATISTICS]
        years = [cell for cell in row.cells if _is_year(cell)]
        if found and (years or len(found) >= _FEW):
            yield (
                f"Nærmest en tabell med kommuner eller år: fant «{shortened(found[0])}», "
                "men ingen linje fra kommuneregnskapet."
            )


def _is_year(cell: str) -> bool:
    number = read_number(cell)
    return isinstance(number, Decimal) and is_year(number)


def _records(document: Document) -> Iterator[str]:
    """Yield what lines of one length are, as those of an extract for KOSTRA."""
    lines = document.head[:20]
    alike = len({len(one.rstrip()) for one in lines}) == 1
    if lines and alike and len(lines[0]) >= _SHORT and not document.skilletegn:
        yield (
            "Nærmest et KOSTRA-filuttrekk: linjene er like lange og begynner med "
            f"«{lines[0][:4]}», men er ikke regnskapsposter (0A–0D)."
        )


_AREA = re.compile(
    "oppvekst|helse|teknisk|skole|barneh|kultur|pleie|omsorg|administrasjon|radmann"
    "|kommunedirektor|stab|samfunn|politisk|velferd"
)


def _areas(document: Document) -> Iterator[str]:
    """Yield what accounts by area lack: incomes, wages and finance apart."""
    first = [row.cells[0].strip() for row in document.head_rows if len(row.cells) > 1]
    named = [cell for cell in first if _AREA.match(slug(cell))]
    if len(named) > _FEW:
        shown = listed(f"«{shortened(one)}»" for one in named[:_FEW])
        yield (
            f"Den er trolig fordelt på områder ({shown}), og ikke på inntekter og utgifter som "
            "økonomisk oversikt etter art (§ 5-6)."
        )


def _shape(document: Document) -> str:
    """Return what the file seems to be, where nothing in it is known."""
    columns = max((len(row.cells) for row in document.head_rows), default=0)
    if columns > 1:
        return (
            f"Den har {columns} kolonner, men ingen overskrift eller linje fra et kommuneregnskap."
        )
    return "Den er tekst uten kolonner, og ingen linje fra et kommuneregnskap er funnet."
