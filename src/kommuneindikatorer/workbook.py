"""Which sheets of a workbook are one account, and are read together.

§ 5-6 comes before § 5-4, with § 5-8 beside. Sheets that are rival accounts (two years, budget and
accounts, kasse and konsolidert) are a choice: the probable one is read, with a doubt.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kommuneindikatorer.document import INSIDE, Document
from kommuneindikatorer.numbers import read_number
from kommuneindikatorer.options import Assumptions, Options
from kommuneindikatorer.problems import Alvor, Kode, Problems, Sted, Tvil, Valg, doubt, say_older
from kommuneindikatorer.readers.reader import Reader
from kommuneindikatorer.tables import is_year
from kommuneindikatorer.wording import by_meaning, listed, named_by, slug

UKJENT_ARK = Kode(
    "ukjent-ark",
    Alvor.ADVARSEL,
    "Arket «{verdi}» finnes ikke, og valget er ikke brukt.",
    "Mulige ark: {mulige}.",
)
FLERE_REGNSKAP = Kode(
    "flere-ark",
    Alvor.ADVARSEL,
    "Arkene {ark} ser ut til å ha hvert sitt regnskap. «{verdi}» er trolig det som skal leses.",
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
        names: All sheets of the workbook.
        is_asked: Whether the user chose them.
        doubt: Why they may be the wrong ones.
    """

    documents: tuple[Document, ...]
    names: tuple[str, ...]
    is_asked: bool
    doubt: Tvil | None = None

    @property
    def joined(self) -> str:
        """The sheets as `Options.ark` has them."""
        return JOINT.join(one.ark for one in self.documents)


def choose_sheets(
    sheets: Sequence[Document], readers: Sequence[Reader], options: Options
) -> Chosen:
    """Return the sheets asked for, else those that a reader is surest of."""
    asked = _asked(sheets, options.ark)
    used, tvil = (asked, None) if asked else _account(sheets, readers, options)
    forside = _covers([one for one in sheets if one not in used])
    used = [replace(one, forside=forside) for one in used]
    if len(used) > 1:
        used = [replace(one, navn=f"{one.navn}{INSIDE}{one.ark}") for one in used]
    names = tuple(sheet.ark for sheet in sheets)
    return Chosen(tuple(used), names, bool(asked), tvil)


_MOST_OF_COVER, _LONGEST = 60, 200
"""Cells that a cover has, and signs that one of its titles has, at most."""


def _covers(sheets: Sequence[Document]) -> str:
    """Return the titles of sheets that hold no figures: a cover says whose the account is."""
    found: list[str] = []
    for one in sheets:
        cells = [cell.strip() for row in one.head_rows for cell in row.cells if cell.strip()]
        numbers = [number for cell in cells if isinstance(number := read_number(cell), Decimal)]
        if not one.is_hidden and len(cells) <= _MOST_OF_COVER and all(map(is_year, numbers)):
            found += [cell for cell in cells if len(cell) <= _LONGEST]
    return "; ".join(found)


def _asked(sheets: Sequence[Document], ark: str) -> list[Document]:
    """Return the sheet of this name or meaning, or those joined in it; none if one is not there."""
    by_name = {sheet.ark: sheet for sheet in reversed(sheets)}
    if not ark or ark in by_name:
        return [by_name[ark]] if ark else []
    names = [sheet.ark for sheet in sheets]
    parts = [named_by(one, names) for one in ark.split(JOINT)]
    return [by_name[one] for one in parts if one] if all(parts) else []


def say_sheets(
    chosen: Sequence[Chosen], options: Options, assumptions: Assumptions, problems: Problems
) -> None:
    """Say which sheets are read of all workbooks, and that the one asked for is in none."""
    if not chosen:
        return
    possible = dict.fromkeys(
        name
        for one in chosen
        for name in (one.joined, *(value.verdi for value in _rivals(one)), *one.names)
    )
    meanings = by_meaning(name for one in chosen for name in one.names)
    marks = {
        name: JOINT.join(meanings.get(part, part) for part in name.split(JOINT))
        for name in possible
        if name not in meanings
    }
    if options.ark and not any(one.is_asked for one in chosen):
        names = ", ".join(dict.fromkeys(name for one in chosen for name in one.names))
        place = Sted(file_of(chosen[0].documents[0]))
        problems.add(UKJENT_ARK, place, options.ark, mulige=names)
    for one in chosen:
        say_older(options.ark, one.names, problems, Sted(file_of(one.documents[0])))
    are_joined = any(len(one.documents) > 1 for one in chosen)
    assumptions.settle(
        "ark",
        chosen[0].joined,
        " ".join(map(_sentence, chosen)).replace("{", "{{").replace("}", "}}"),
        "Arkene hører til samme regnskap. Andre ark er ikke lest."
        if are_joined
        else "Arket ligner mest på et kjent format.",
        valg={name: name for name in possible},
        husk=meanings | marks,
    )


def _rivals(one: Chosen) -> tuple[Valg, ...]:
    return one.doubt.mulige if one.doubt else ()


def _sentence(one: Chosen) -> str:
    is_page = one.documents[0].kodet == "html"
    said = listed(f"«{sheet.ark}»" for sheet in one.documents)
    if len(one.documents) > 1:
        return f"{'Tabellene' if is_page else 'Arkene'} {said} er lest sammen."
    return f"Tallene er lest fra {'tabellen' if is_page else 'arket'} {said}."


def file_of(document: Document) -> str:
    """Return the name of the file that a sheet is of; a text's own name."""
    return document.navn.removesuffix(f"{INSIDE}{document.ark}") if document.ark else document.navn


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
    for at_least, _, reader in found:
        # The account itself comes before the ledger it was made of, and any other sheet beside it.
        if reader.ID == "skjema" and at_least > _GOOD and surest.ID == "hovedbok":
            is_there = any(_has_sums(one) and not _traits(one).budget for one in sheets)
            return reader if is_there else surest
    return surest if sureness else None


def _has_sums(sheet: Document) -> bool:
    """Return whether a sheet has the sum of incomes and the net result, as only § 5-6 has."""
    names = {slug(cell) for row in sheet.head_rows for cell in row.cells[:3]}
    wanted = ("sum_(brutto_)?driftsinntekt", "netto_driftsresultat")
    return all(any(re.search(one, name) for name in names) for one in wanted)


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
        aside: Whether its name says that it is no account of its own.
    """

    kind: str
    budget: bool
    basis: str
    year: int
    aside: bool

    def goes_with(self, main: "_Traits") -> bool:
        """Return whether nothing says that it belongs to another account."""
        years = {self.year, main.year} - {0}
        bases = {self.basis, main.basis} - {""}
        return len(years) < 2 and len(bases) < 2 and self.budget == main.budget  # noqa: PLR2004


_KINDS = (
    ("investering", "5_5|investering"),
    ("balanse", "5_8|balanse"),
    ("bevilgning", "5_4|bevilgning|loyving|skjema_1|1a|1b"),
)
_LINES = (
    ("drift", "sum_driftsinntekt"),
    ("balanse", "eiendeler|eigedelar|anleggsmidler|anleggsmidlar|egenkapital|eigenkapital"),
    ("investering", "investeringer_i_varige|investeringar_i_varige|(arets_)?finansieringsbehov"),
    (
        "bevilgning",
        "sum_(bevilgninger|loyving|generelle_driftsinn|netto_driftsutgifter|frie_disponib)",
    ),
)
_BUDGET = re.compile("budsjett|plan|prognose|tertial|kvartal|_jan_|hittil|varsel")
_ACCOUNTS = re.compile("regnskap|rekneskap")
_ASIDE = re.compile(
    "_note|vedlegg|graf|figur|diagram|kontroll|nokkel|noekkel|arkiv|gammel|gamle|kopi|eksempel|"
    "_mal_|avvik|_kf_"
)
"""Names of sheets that show the account once more, or part of it."""
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
        aside=_ASIDE.search(f"_{name}_") is not None,
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
    kinds = {traits[one.ark].kind for one in good}
    main_kind = next(one for one in (*_ORDER, *kinds) if one in kinds)
    rivals = [one for one in good if traits[one.ark].kind == main_kind]
    rivals = [one for one in rivals if not traits[one.ark].budget] or rivals
    rivals = [one for one in rivals if not traits[one.ark].aside] or rivals
    main = max(rivals, key=lambda one: _probable(traits[one.ark]))
    rivals = [one for one in rivals if one is main or _figures(one) != _figures(main)]
    alike = [one for one in rivals if are_parts and traits[one.ark] == traits[main.ark]] or [main]
    others = [one for one in (*good, *beside) if traits[one.ark].kind != main_kind]
    used = [*alike, *_beside(traits[main.ark], others, traits)]
    if len(rivals) == 1:
        return used, None
    accounts = [used]
    if are_parts and len(alike) > 1:
        accounts += [[one] for one in alike]
    for one in rivals:
        if one not in alike:
            accounts.append([one, *_beside(traits[one.ark], others, traits)])
    names = [JOINT.join(one.ark for one in account) for account in accounts]
    said = listed(f"«{one.ark}»" for one in rivals)
    possible = {name: name for name in dict.fromkeys(names)}
    place = Sted(main.navn)
    return used, doubt(FLERE_REGNSKAP, place, names[0], valg="ark", mulige=possible, ark=said)


_ORDER = ("drift", "bevilgning", "balanse")


def _beside(
    own: _Traits, others: Sequence[Document], traits: Mapping[str, _Traits]
) -> list[Document]:
    """Return one sheet of each other kind that goes with the main one, the likest first."""
    found: dict[str, Document] = {}
    for one in sorted(others, key=lambda one: _unlike(traits[one.ark], own)):
        its = traits[one.ark]
        if its.kind != "investering" and its.goes_with(own) and not its.aside:
            found.setdefault(its.kind, one)
    return [found[kind] for kind in _ORDER if kind in found]


def _unlike(its: _Traits, own: _Traits) -> tuple[bool, bool]:
    return its.year != own.year, its.basis != own.basis


def _figures(sheet: Document) -> Counter[Decimal]:
    """Return the amounts of a sheet: one that shows the same is no rival."""
    numbers = (read_number(cell) for row in sheet.head_rows for cell in row.cells)
    amounts = (abs(one) for one in numbers if isinstance(one, Decimal) and not is_year(one))
    return Counter(one for one in amounts if one > _LINE_NUMBERS)


_LINE_NUMBERS = 40


def _probable(traits: _Traits) -> tuple[bool, int]:
    """Return what comes first: kommunekassen, then the last year; the first among equals."""
    return traits.basis != "konsern", traits.year
