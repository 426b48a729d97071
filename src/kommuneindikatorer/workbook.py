"""Which sheets of a workbook are one account, and are read together.

§ 5-6 comes before § 5-4, with § 5-8 beside. Sheets that are rival accounts (two years, budget and
accounts, kasse and konsolidert) are a choice: the probable one is read, with a doubt.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kommuneindikatorer.document import Document
from kommuneindikatorer.doubts import Tvil, doubt
from kommuneindikatorer.opening import INSIDE
from kommuneindikatorer.options import Assumptions, Options
from kommuneindikatorer.problems import Alvor, Kode, Problems, Sted
from kommuneindikatorer.readers.reader import Reader
from kommuneindikatorer.wording import listed, slug

UKJENT_ARK = Kode(
    "ukjent-ark",
    Alvor.ADVARSEL,
    "Arket «{verdi}» finnes ikke, og valget er ikke brukt.",
    "Mulige ark: {mulige}.",
)
FLERE_REGNSKAP = Kode(
    "flere-ark",
    Alvor.ADVARSEL,
    "Arkene {ark} har hvert sitt regnskap. Arket «{verdi}» er lest, fordi det trolig er det siste "
    "regnskapet.",
    "Velg arket som skal leses.",
)
JOINT = " + "
"""Between the names of sheets that are read together, in `Options.ark`."""
_GOOD, _BESIDE = 60, 40
"""How sure a reader must be of a sheet that is read with others, and of one of another kind."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is read of a workbook.

    Attributes:
        documents: The sheets, the most important first.
        doubt: Why they may be the wrong ones.
    """

    documents: tuple[Document, ...]
    doubt: Tvil | None = None


def choose_sheets(
    sheets: Sequence[Document],
    readers: Sequence[Reader],
    options: Options,
    assumptions: Assumptions,
    problems: Problems,
) -> Chosen:
    """Return the sheets asked for, else those that a reader is surest of, and say which."""
    names = [sheet.ark for sheet in sheets]
    used = _asked(sheets, options.ark)
    if options.ark and not used:
        problems.add(UKJENT_ARK, Sted(sheets[0].navn), options.ark, mulige=", ".join(names))
    tvil = None
    if not used:
        used, tvil = _account(sheets, readers, options)
    _say(used, names, assumptions)
    if len(used) > 1:
        used = [replace(one, navn=f"{one.navn}{INSIDE}{one.ark}") for one in used]
    return Chosen(tuple(used), tvil)


def _asked(sheets: Sequence[Document], ark: str) -> list[Document]:
    """Return the sheet with this name, or those whose names are joined in it; none if not there."""
    by_name = {sheet.ark: sheet for sheet in reversed(sheets)}
    if ark in by_name:
        return [by_name[ark]]
    parts = ark.split(JOINT)
    return [by_name[one] for one in parts] if ark and all(one in by_name for one in parts) else []


def _say(used: Sequence[Document], names: Sequence[str], assumptions: Assumptions) -> None:
    one, several = ("Tabellen", "Tabellene") if used[0].kodet == "html" else ("Arket", "Arkene")
    said = listed(f"«{sheet.ark}»" for sheet in used).replace("{", "{{").replace("}", "}}")
    joined = JOINT.join(sheet.ark for sheet in used)
    together = f"{several} {said} er lest sammen."
    alone = f"Tallene er lest fra {one.lower()} {said}."
    assumptions.settle(
        "ark",
        joined,
        together if len(used) > 1 else alone,
        "De hører til samme regnskap. Andre ark er ikke lest."
        if len(used) > 1
        else f"{one} ligner mest på et kjent format.",
        valg={name: name for name in dict.fromkeys((joined, *names))}
        if len(used) > 1
        else {name: name for name in names},
    )


def _account(
    sheets: Sequence[Document], readers: Sequence[Reader], options: Options
) -> tuple[list[Document], Tvil | None]:
    """Return the sheets of one account, and the doubt where there are rivals."""
    shown = [one for one in sheets if not one.is_hidden]
    reader = _surest(shown, readers, options) or _surest(sheets, readers, options)
    sure = {one.ark: reader.recognise(one) if reader else 0 for one in sheets}
    if reader is None or not any(sure.values()):
        return [max(sheets, key=_size)], None
    ranked = [one for one in shown if sure[one.ark]] or [one for one in sheets if sure[one.ark]]
    best = max(sure[one.ark] for one in ranked)
    good = [one for one in ranked if sure[one.ark] >= min(best, _GOOD)]
    if reader.ID not in _FORMS:
        return _accounts_first(good), None
    beside = [one for one in ranked if _BESIDE <= sure[one.ark] < _GOOD and one not in good]
    return _together(good, beside, are_parts=_FORMS[reader.ID])


def _surest(
    sheets: Sequence[Document], readers: Sequence[Reader], options: Options
) -> Reader | None:
    """Return the reader that is surest of one of the sheets, or the one that was named."""
    for reader in readers:
        if options.format == reader.ID:
            return reader if sheets else None
    found = [
        (max((reader.recognise(sheet) for sheet in sheets), default=0), -number, reader)
        for number, reader in enumerate(readers)
    ]
    sureness, _, surest = max(found, key=lambda one: one[:2])
    return surest if sureness else None


def _size(sheet: Document) -> int:
    return len(sheet.head_rows)


_FORMS = {"skjema": False, "hovedbok": True}
"""Formats whose sheets are parts of one account, and whether sheets of one kind may be too."""


@dataclass(frozen=True, slots=True)
class _Traits:
    """What a sheet is, by its lines, its name and its title.

    Attributes:
        kind: ``drift``, ``bevilgning``, ``balanse`` or ``investering``.
        budget: Whether it is a budget or a plan, or a part of a year.
        basis: ``konsern``, ``kasse`` or empty.
        year: The year in its name; 0 for none.
    """

    kind: str
    budget: bool
    basis: str
    year: int

    def goes_with(self, main: "_Traits") -> bool:
        """Return whether nothing says that it belongs to another account."""
        years = {self.year, main.year} - {0}
        bases = {self.basis, main.basis} - {""}
        return len(years) < 2 and len(bases) < 2 and self.budget == main.budget  # noqa: PLR2004


_KINDS = (
    ("investering", "5_5|investering"),
    ("balanse", "5_8|balanse"),
    ("bevilgning", "5_4|bevilgning|loyving|skjema_1"),
)
_LINES = (
    ("drift", "sum_driftsinntekte|sum_driftsinntekt"),
    ("balanse", "eiendeler|eigedelar|anleggsmidler|anleggsmidlar|egenkapital|eigenkapital"),
    ("investering", "investeringer_i_varige|investeringar_i_varige"),
    ("bevilgning", "sum_bevilgninger|sum_loyving|sum_generelle_driftsinn|sum_netto_driftsutgifter"),
)
_BUDGET = re.compile("budsjett|plan|prognose|tertial|kvartal|_jan_|hittil|varsel")
_ACCOUNTS = re.compile("regnskap|rekneskap")
_TITLE_ROWS = 3


def _traits(sheet: Document) -> _Traits:
    name = slug(sheet.ark)
    cells = [[slug(cell) for cell in row.cells[:3]] for row in sheet.head_rows]
    title = "_".join(cell for row in cells[:_TITLE_ROWS] for cell in row)
    words = [slug(cell) for row in sheet.head_rows[:30] for cell in row.cells]
    is_budget = _BUDGET.search(f"_{name}_") and not _ACCOUNTS.search(name)
    only_budget = any("budsjett" in one for one in words) and not any(map(_ACCOUNTS.search, words))
    years = [int(one) for one in re.findall("(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", sheet.ark)]
    return _Traits(
        kind=_kind(name, title, [cell for row in cells for cell in row]),
        budget=bool(is_budget or only_budget),
        basis=_basis(name) or _basis(title),
        year=max(years, default=0),
    )


def _kind(name: str, title: str, cells: Sequence[str]) -> str:
    for kind, lines in _LINES:
        if any(re.match(f"(?:[0-9]+_)?(?:{lines})", cell) for cell in cells):
            return kind
    for text in (name, title):
        for kind, words in _KINDS:
            if re.search(words, text):
                return kind
    return "drift"


def _basis(words: str) -> str:
    if re.search("konsolider|konsern|foretak", words):
        return "konsern"
    return "kasse" if "kasse" in words else ""


def _accounts_first(sheets: Sequence[Document]) -> list[Document]:
    """Return the sheets without those that say they are a budget, where some do not."""
    return [one for one in sheets if not _traits(one).budget] or [*sheets]


def _together(
    good: Sequence[Document], beside: Sequence[Document], *, are_parts: bool
) -> tuple[list[Document], Tvil | None]:
    """Return the probable account's sheets, with a doubt where another is as good."""
    traits = {one.ark: _traits(one) for one in (*good, *beside)}
    kinds = [traits[one.ark].kind for one in good]
    main_kind = (
        "drift"
        if "drift" in kinds
        else next((one for one in ("bevilgning", "balanse") if one in kinds), kinds[0])
    )
    rivals = [one for one in good if traits[one.ark].kind == main_kind]
    accounts = [one for one in rivals if not traits[one.ark].budget] or rivals
    main = max(accounts, key=lambda one: _probable(traits[one.ark]))
    own = traits[main.ark]
    alike = [one for one in accounts if traits[one.ark] == own] if are_parts else [main]
    others: dict[str, Document] = {}
    for one in sorted((*good, *beside), key=lambda one: traits[one.ark] != own):
        kind = traits[one.ark].kind
        if kind not in (main_kind, "investering") and traits[one.ark].goes_with(own):
            others.setdefault(kind, one)
    used = [*alike, *others.values()]
    if len(accounts) == 1:
        return used, None
    possible = _possible(used, [one for one in accounts if one not in alike], are_parts=are_parts)
    said = listed(f"«{one.ark}»" for one in accounts)
    tvil = doubt(FLERE_REGNSKAP, Sted(main.navn), main.ark, valg="ark", mulige=possible, ark=said)
    return used, tvil


def _possible(
    used: Sequence[Document], rivals: Sequence[Document], *, are_parts: bool
) -> dict[str, str]:
    """Return the answers: what is read now, then each rival alone."""
    now = JOINT.join(one.ark for one in used)
    alone = [one.ark for one in ((*used, *rivals) if are_parts else rivals)]
    return {name: name for name in dict.fromkeys((now, *alone))}


def _probable(traits: _Traits) -> tuple[bool, int]:
    """Return what comes first: kommunekassen, then the last year; the first among equals."""
    return traits.basis != "konsern", traits.year
