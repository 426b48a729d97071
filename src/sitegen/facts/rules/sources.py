"""What the text and the tables print, held against what it rests on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.numbers import round_half_up
from kommuneindikatorer.unit import Enhet
from kommuneindikatorer.wording import capitalised, listed
from sitegen.facts.cells import AnchoredCell
from sitegen.facts.fact import FINAL, NETTO
from sitegen.facts.formatting import shown
from sitegen.facts.ledger.evidence import Evidence, survey_words
from sitegen.facts.ledger.model import Subject, Utsagn
from sitegen.facts.outcomes import BASIS, SURVEY
from sitegen.facts.rules.finding import Finding, Rule, sentence_place
from sitegen.facts.rules.material import COUNTIES, Material
from sitegen.facts.rules.reading import Named, groups_in, named_units, percents, years_in
from sitegen.note.sentences import Sentence

# A claim of the text that is contradicted, as the ledger tests it: by a printed value, by another
# place of the text, or by the final accounts and the register. What another rule says of the same
# sentence is said by that rule alone.
CLAIMS = Rule(
    "utsagn-mot-celle", "Teksten sier noe annet enn det som er trykt i tabellen", weight=88
)
WITHOUT_CELLS = "En påstand i teksten er motsagt"
"""The heading where no printed value contradicts it."""


def contradicted_claims(material: Material) -> Iterator[Finding]:
    """Find the claims that are contradicted."""
    by_anchor = {cell.anchor: cell for cell in material.valued}
    for one in material.ledger.claims if material.entries else ():
        if one.verdict.contradicted:
            yield _contradicted(one, [by_anchor[anchor] for anchor in one.verdict.celler])


def _contradicted(one: Utsagn, cells: list[AnchoredCell]) -> Finding:
    verdict = one.verdict
    found = CLAIMS.finding(
        f"Teksten sier «{one.words.rstrip('.')}», men det {verdict.utfall}. {verdict.grunnlag}",
        (sentence_place(one.sentence, *one.quote), *(cell.place for cell in cells)),
        cells,
        remark=f"Teksten sier noe annet (linje {one.lines[0]}).",
    )
    return found if cells else replace(found, title=WITHOUT_CELLS)


# What the survey shows is not what the committee estimates: the figure has another basis.
#
# The survey covers the units' own accounts (kasse), of those who answered; from it the committee
# estimates all units (kasse, alle), and adds companies (konsern). A sentence that says
# «undersøkelsen viser» of a figure that stands in the tables as konsern only gives the survey what
# is the committee's.
CREDITED = Rule("kilde-mot-celle", "Tallet er ikke fra kilden teksten oppgir", weight=85)
SURVEY_SHOWS = re.compile(
    r"\b(?:regnskaps)?undersøkelsen?\b[^.]*?\b(?:viser|viste|indikerer|indikerte|tyder på|gir)\b",
    re.IGNORECASE,
)
MEASURE = re.compile(r"\bnetto drifts\s?resultat", re.IGNORECASE)
SURVEY_BASIS, WITH_COMPANIES = "kasse", "konsern"


def wrongly_credited(material: Material) -> Iterator[Finding]:
    """Find figures credited to the survey that are the committee's own."""
    held = Evidence(material.note, material.valued)
    last = material.note.about.years[1]
    for sentence in material.sentences:
        shows = SURVEY_SHOWS.search(sentence.text)
        if shows and MEASURE.search(sentence.text):
            year = max(years_in(sentence.text), default=last)
            yield from _credited(held, sentence, year)


def _credited(held: Evidence, sentence: Sentence, year: int) -> Iterator[Finding]:
    named = groups_in(sentence.text)
    for percent in percents(sentence.text):
        near = [group for at, group in named if at < percent.start] or [g for _, g in named]
        subject = Subject(NETTO, tuple(near[-1:]), (year,))
        cells = [
            cell
            for cell in held.cells
            if near
            and (cell.fact.indikator, cell.fact.gruppe, cell.fact.aar) == (NETTO, near[-1], year)
        ]
        alone = held.survey_alone(subject, year)
        estimated = [
            cell for cell in cells if cell.fact.grunnlag == SURVEY_BASIS and cell not in alone
        ]
        of_survey = [*estimated, *alone]
        if of_survey and all(cell.value != percent.value for cell in of_survey):
            others = [cell for cell in cells if cell.fact.grunnlag == WITH_COMPANIES]
            same = [cell for cell in others if cell.value == percent.value]
            words = survey_words(held.note, estimated, alone)
            places = (*estimated, *alone[:1], *same)
            yield _wrongly_credited(sentence, shown(percent.value), words, same, places)


def _wrongly_credited(
    sentence: Sentence,
    said: str,
    survey: str,
    same: Sequence[AnchoredCell],
    cells: Sequence[AnchoredCell],
) -> Finding:
    message = f"Teksten sier at undersøkelsen viser {said} prosent. {survey}"
    if same:
        where = listed(dict.fromkeys(f"{cell.text} i {cell.table}" for cell in same))
        message += f" {capitalised(where)} er utvalgets eget anslag, med foretak."
    return CREDITED.finding(message, (sentence_place(sentence), *(cell.place for cell in cells)))


# Printed results that the municipalities' own final accounts contradict.
AGAINST_ACCOUNTS = Rule("mot-regnskapet", "Et endelig tall er et annet i regnskapene", weight=90)
BETWEEN_BASES = Fraction(1)
"""Points that companies and later corrections can make between a group's two bases."""


def results_against_accounts(material: Material) -> Iterator[Finding]:
    """Find final results that are not what the units' accounts sum to."""
    for cell in material.valued if material.fits_accounts else ():
        f = cell.fact
        computed = material.results.get((f.gruppe, f.aar))
        tested = f.indikator == NETTO and f.status == FINAL and f.utvalg != SURVEY
        if tested and computed is not None and _differs(material, cell, computed):
            yield _not_of_accounts(cell, computed)
    if not material.fits_accounts:
        yield _others(material)


def _differs(material: Material, cell: AnchoredCell, computed: Fraction) -> bool:
    if cell.fact.grunnlag == BASIS:
        return not material.agrees(cell)
    return abs(Fraction(cell.value) - computed) > BETWEEN_BASES


def _others(material: Material) -> Finding:
    """Return the one finding of a note whose figures are not those of the accounts at all."""
    tested = [cell for cell in material.valued if material.is_final_result(cell)]
    wrong = [cell for cell in tested if not material.agrees(cell)]
    return AGAINST_ACCOUNTS.finding(
        f"{len(wrong)} av {len(tested)} endelige tall for netto driftsresultat er ikke det "
        "regnskapene i data/kommuner gir. Regnskapene hører trolig ikke til dette notatet.",
        (cell.place for cell in wrong),
    )


def _not_of_accounts(cell: AnchoredCell, computed: Fraction) -> Finding:
    printed, exact = cell.text, shown(Decimal(round_half_up(computed, 1)))
    same = cell.fact.grunnlag == BASIS
    why = "" if same else ", og foretakene kan ikke forklare så stor forskjell"
    return AGAINST_ACCOUNTS.finding(
        f"{printed} i {cell.located} er ikke det regnskapene gir: {exact} prosent "
        f"(konsern, Statistisk sentralbyrå){why}.",
        [cell.place],
        [cell],
        remark=f"Trykt {printed}. Regnskapene gir {exact} (konsern).",
    )


# Results the text gives of counties by name: each one value, and near that of its accounts.
NAMED = Rule("navngitte", "Et navn og et tall hører ikke sammen", weight=85)
COUNTY = re.compile("fylkeskommun", re.IGNORECASE)
FAR = Fraction(1)
"""Points that companies and an estimate can make."""


def named_counties(material: Material) -> Iterator[Finding]:
    """Find counties with two results, or with one their accounts cannot give."""
    seen: dict[tuple[str, int], Named] = {}
    accounts = {
        ((one.navn or "").split(" - ")[0], year): pct for one, year, pct in _counties(material)
    }
    # Trøndelag is also a region of municipalities: the paragraph says which it is about.
    of_counties = {one.place for one in material.sentences if COUNTY.search(one.text)}
    for sentence in material.sentences:
        if sentence.place not in of_counties:
            continue
        year = max(years_in(sentence.text), default=material.note.about.years[1])
        for unit in named_units(sentence):
            first = seen.setdefault((unit.name, year), unit)
            if first.value != unit.value:
                yield NAMED.finding(
                    f"{unit.name} har {shown(first.value)} prosent ett sted og "
                    f"{shown(unit.value)} et annet.",
                    (unit.place, first.place),
                )
            final = accounts.get((unit.name, year))
            if final is not None and abs(Fraction(unit.value) - final) > FAR:
                yield NAMED.finding(
                    f"Teksten gir {unit.name} {shown(unit.value)} prosent i {year}. Det endelige "
                    f"regnskapet gir {shown(Decimal(round_half_up(final, 1)))} (konsern).",
                    [sentence_place(sentence, unit.start, unit.end)],
                )


def _counties(material: Material) -> Iterator[tuple[Enhet, int, Fraction]]:
    for group in material.groups if material.fits_accounts else ():
        for unit in group.enheter if group.id == COUNTIES else ():
            found = unit.indikatorer[NETTO].pst
            if group.aar is not None and found is not None:
                yield unit, group.aar, found


RULES = (
    (CLAIMS, contradicted_claims),
    (CREDITED, wrongly_credited),
    (AGAINST_ACCOUNTS, results_against_accounts),
    (NAMED, named_counties),
)
