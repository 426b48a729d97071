"""«Anslag og fasit»: what the note said, what it became, and what cannot be compared, and why."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import htpy as h

from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.wording import capitalised, listed, uncapitalised
from sitegen.facts.cells import LONG_HEADING
from sitegen.facts.fact import FINAL, NETTO, Fact, with_cells
from sitegen.facts.formatting import decimals, shown
from sitegen.facts.outcomes import (
    BASIS,
    FORECAST,
    SURVEY,
    Comparison,
    Course,
    Outcome,
    Printed,
    Verdict,
    courses,
)
from sitegen.facts.outcomes import find_outcomes as outcomes_of
from sitegen.note.model import MONTHS, Exhibit
from sitegen.pages.edition import Edition, Page
from sitegen.pages.phrase import Here, heading, line_cell, listing, page, titled_table
from sitegen.pages.places import GLOSSARY, OUTCOMES, Spot, in_order

TITLE = "Anslag og fasit"
INTRODUCTION = (
    "Hva notatet sa om netto driftsresultat, og hva det ble. Fasiten er **[endelige]({}) "
    "konserntall** for alle kommuner og fylkeskommuner, veid, i prosent av brutto driftsinntekter, "
    "rundet av som i notatet. Kilde: Statistisk sentralbyrå, tabell 12137 (CC BY 4.0). Avviket er "
    "det som ble sagt, minus det som ble, i prosentpoeng. Minus betyr at det gikk bedre enn sagt."
)
NONE = (
    "Notatet har ingen anslag for netto driftsresultat med samme grunnlag som de endelige tallene."
)
WAITING = "Endelige tall for {} finnes ikke her ennå."
UNSAID = (
    "Notatet sier ikke hvilket grunnlag prognosen gjelder: med eller uten foretak og "
    "interkommunale selskaper."
)
FORECASTS = "Tidligere prognoser"
DECIMALS_AFTER = 1
"""Decimals of the year after, as the note prints its own."""
SHARES = "Andeler i teksten"
OTHER_BASIS = (
    "Notatet gjelder kommunekassen. De endelige tallene her er konserntall, med foretak og "
    "interkommunale selskaper. Tallene bør ligge nær hverandre, men kan ikke sammenlignes direkte."
)
SURVEY_ONLY = (
    "Andelene i teksten gjelder de spurte kommunene og kommunekassen. De regnede gjelder alle "
    "kommuner og konsern. Tallene bør ligge nær hverandre, men kan ikke sammenlignes direkte."
)
COURSES = (
    "Det et tidligere notat ga som anslag eller foreløpig, og hva notatene etter har for det "
    "samme: samme mål, gruppe, utvalg, grunnlag og år. «Ble» er regnskapene. Feltet er tomt der et "
    "notat ikke har tallet."
)
NOTHING_SAID = {"ikke regnskap", "ikke relevant"}
LONGEST_MONTH = 4
VERDICTS = {
    Verdict.STEMMER: "Stemmer: likt når det rundes av.",
    Verdict.STEMMER_IKKE: "Stemmer ikke: Samme grunnlag og status, men ikke samme tall.",
}
COMPARED = ("Hva", "År", "Trykt", "Regnet", "Utfall", "Linje")
NEVER = ("Hva", "År", "Trykt", "Regnet", "Linje")
WORDS = {"Sagt som", "Utfall"}


def find_outcomes(edition: Edition) -> tuple[Outcome, ...]:
    """Return the edition's estimates beside what they became."""
    return outcomes_of(edition.note, edition.facts, edition.comparisons, edition.finals)


def outcomes_text(edition: Edition) -> str:
    """Return the page: estimates, final values, then folded what cannot be compared."""
    here = Here(OUTCOMES, edition.places)
    final = here.markdown(Spot(GLOSSARY, FINAL))
    parts = [heading(1, TITLE, "anslag-og-fasit"), INTRODUCTION.format(final)]
    return page(
        TITLE,
        [
            *parts,
            *_said(edition, here),
            *_courses(edition),
            *_final(edition, here),
            *_rest(edition, here),
        ],
    )


def _said(edition: Edition, here: Here) -> Iterator[str | h.Renderable]:
    found = find_outcomes(edition)
    for year in sorted({item.year for item in found}):
        items = [item for item in found if item.year == year]
        groups = dict.fromkeys(item.gruppe for item in items)
        sentences = [_sentence([one for one in items if one.gruppe == group]) for group in groups]
        yield heading(2, f"Anslagene for {year}", f"aar-{year}")
        yield listing([words for words in sentences if words]) or WAITING.format(year)
        yield _estimates(year, [one for one in items if one.basis], here)
    if not found:
        yield NONE


def _sentence(items: Sequence[Outcome]) -> str:
    """Return a group's estimates and their outcome in words; empty while there is none."""
    first = items[0]
    if first.became is None:
        return ""
    said = [_estimate(item, unit=number == 0) for number, item in enumerate(items)]
    became = shown(items[-1].became or first.became)
    after = (
        f" Året etter ble det {format_number(first.after, DECIMALS_AFTER)} prosent."
        if first.after is not None
        else ""
    )
    return f"{first.what}: Endelig tall ble {became} prosent. {capitalised(listed(said))}.{after}"


def _estimate(item: Outcome, *, unit: bool) -> str:
    """Return one estimate, its unit and who made it said once: «i notatet 0,1»."""
    when = f"i {item.when}" if item.when else "i notatet"
    value = shown(item.printed)
    return f"{when} anslo TBU {value} prosent" if unit else f"{when} {value}"


def _estimates(year: int, items: Sequence[Outcome], here: Here) -> h.Element:
    title = f"Netto driftsresultat {year}, prosent av brutto driftsinntekter"
    after = [f"{year + 1} ble"] if any(item.after is not None for item in items) else []
    heads = ("Hva", "Sagt", "Ble", "Avvik", *after, "Sagt som", "Linje")
    body = [_row(item, here, after=bool(after)) for item in items]
    return titled_table(f"aar-{year}-tittel", title, heads, body, WORDS)


def _row(item: Outcome, here: Here, *, after: bool) -> h.Element:
    forecast = item.status == FORECAST
    later = "ikke ennå" if item.after is None else format_number(item.after, DECIMALS_AFTER)
    return h.tr(id=None if forecast else f"fasit-{item.gruppe}-{item.year}")[
        h.th(scope="row")[_forecast_name(item) if forecast else item.what],
        ["\n", h.td(".anslag")[shown(item.printed)]],
        ["\n", h.td["ikke ennå" if item.became is None else shown(item.became)]],
        ["\n", h.td[_difference(item)]],
        ["\n", h.td[later]] if after else None,
        ["\n", h.td(".ord")[item.status]],
        line_cell(item.line, here),
    ]


def _forecast_name(item: Outcome) -> str:
    return f"{item.what}, prognose {item.when}"


def _difference(item: Outcome) -> str:
    """Return what was said minus what it became, of the numbers as they are shown."""
    if item.became is None:
        return "–"
    return format_number(item.printed - item.became, item.decimals, plus=True)


def _courses(edition: Edition) -> Iterator[str | h.Renderable]:
    """Yield what estimates of earlier notes became: in the notes after, and in the accounts."""
    notes = [*edition.history.printed, (edition.note.about.date, edition.facts)]
    found = courses(notes, edition.finals)
    if not found:
        return
    yield heading(2, "Fra notat til notat", "fra-notat-til-notat")
    yield COURSES
    tables: dict[str, list[Course]] = {}
    for one in found:
        o = one.newest
        about = (word for word in (o.enhet, o.grunnlag, o.utvalg) if word not in NOTHING_SAID)
        tables.setdefault(capitalised(", ".join(about)), []).append(one)
    for number, (title, rows) in enumerate(tables.items(), 1):
        yield _course_table(f"fra-notat-til-notat-{number}", title, rows, notes)


def _course_table(
    ident: str, title: str, found: Sequence[Course], notes: Sequence[Printed]
) -> h.Element:
    """Return the values of one unit, basis and selection: a column for each note that has any."""
    columns = [at for at in range(len(notes)) if any(one.printed[at] for one in found)]
    accounts = any(one.final is not None for one in found)
    days = [_month(notes[at][0]) for at in columns]
    heads = ("Hva", "År", *days, *(["Ble"] if accounts else []))
    return titled_table(
        ident, title, heads, [_course(one, columns, accounts=accounts) for one in found]
    )


def _month(day: date) -> str:
    """Return «nov. 2021», «mars 2025»: a column's heading on a phone."""
    name = MONTHS[day.month - 1]
    return f"{name if len(name) <= LONGEST_MONTH else f'{name[:3]}.'} {day.year}"


def _course(one: Course, notes: Sequence[int], *, accounts: bool) -> h.Element:
    o = one.newest
    grouped = 0 < len(o.radgruppe) <= LONG_HEADING
    final = (
        ""
        if one.final is None
        else format_number(one.final, max(decimals(o.verdi or Decimal()), 1))
    )
    return h.tr[
        h.th(scope="row")[f"{o.radgruppe}: {o.rad}" if grouped else o.rad],
        h.td[str(o.aar)],
        ["\n", (h.td[_in_note(one.printed[at])] for at in notes)],
        ["\n", h.td[final]] if accounts else None,
    ]


def _in_note(printed: Sequence[Fact]) -> Iterator[h.Node]:
    """Yield what a note prints, and its status below unless it is final."""
    yield " og ".join(shown(one.verdi) for one in printed if one.verdi is not None)
    status = next((one.status for one in printed if one.status != FINAL), "")
    if status:
        yield from (h.br, status)


def _final(edition: Edition, here: Here) -> Iterator[str | h.Renderable]:
    items = [item for item in edition.comparisons if item.verdict in VERDICTS]
    if items:
        yield heading(2, "Endelige tall i notatet, regnet ut på nytt", "endelige-tall")
        yield listing([VERDICTS[one] for one in VERDICTS if any(i.verdict == one for i in items)])
        rows = [_compared(edition, item, here) for item in items]
        title = "Netto driftsresultat, konsern, prosent av brutto driftsinntekter"
        yield titled_table("endelige-tall-tittel", title, COMPARED, rows, WORDS)


def _compared(edition: Edition, item: Comparison, here: Here, *, said: bool = True) -> h.Element:
    name = edition.note.exhibit(item.exhibit).name if item.exhibit else ""
    ident = _comparison_anchor(item.exhibit, item.line, item.year) if item.exhibit else None
    status = "" if item.status == FINAL else f" ({item.status})"
    return h.tr(id=ident)[
        h.th(scope="row")[f"{item.what}, {uncapitalised(name)}" if name else item.what],
        h.td[str(item.year)],
        "\n",
        h.td[f"{shown(item.printed)}{status}"],
        "\n",
        h.td[format_number(item.computed, item.decimals)],
        ["\n", h.td(".ord")[item.verdict.value]] if said else None,
        line_cell(item.line, here),
    ]


def _comparison_anchor(exhibit: str, line: int, year: int) -> str:
    return f"fasit-{exhibit}-l{line}-{year}"


def _rest(edition: Edition, here: Here) -> Iterator[str | h.Renderable]:
    """Yield what cannot be compared, folded, each part with its reason."""
    other = [one for one in edition.comparisons if one.verdict == Verdict.ANNET_GRUNNLAG]
    alone = list(_without(edition))
    forecasts = [one for one in find_outcomes(edition) if not one.basis]
    if other or alone or forecasts:
        yield heading(2, "Det som ikke kan sammenlignes", "ikke-sammenlignbart")
    for reason, title, items in (
        (OTHER_BASIS, "Tall for kommunekassen", [one for one in other if one.exhibit]),
        (SURVEY_ONLY, SHARES, [one for one in other if not one.exhibit]),
    ):
        if items:
            rows = [_compared(edition, one, here, said=False) for one in items]
            ident = "andeler" if title == SHARES else "kommunekassen"
            own = titled_table(f"{ident}-tittel", f"{title}, prosent", NEVER, rows)
            yield _fold(ident, f"{title} ({len(items)})", h.p[reason], own)
    if forecasts:
        rows = [_forecast(one, here) for one in forecasts]
        own = titled_table("prognoser-tittel", f"{FORECASTS}, prosent", NEVER, rows)
        yield _fold("prognoser", f"{FORECASTS} ({len(forecasts)})", h.p[UNSAID], own)
    if alone:
        yield _fold("uten-fasit", "Anslag som ikke har noen fasit her", h.ul[alone])


def _forecast(item: Outcome, here: Here) -> h.Element:
    return h.tr[
        h.th(scope="row")[_forecast_name(item)],
        h.td[str(item.year)],
        "\n",
        h.td[shown(item.printed)],
        "\n",
        h.td["ikke ennå" if item.became is None else shown(item.became)],
        line_cell(item.line, here),
    ]


def _fold(ident: str, title: str, *content: h.Node) -> h.Element:
    return h.details(".figur__del.foldet", id=ident)[h.summary[title], content]


def _without(edition: Edition) -> Iterator[h.Element]:
    """Yield, for each table and figure, its estimates that nothing here can be held against."""
    for exhibit in in_order(edition.note):
        anchors = outcome_anchors(edition, exhibit)
        left = [
            one
            for one, cell in with_cells(exhibit, edition.facts.get(exhibit.id, ()))
            if anchors.get(cell) == _alone(exhibit)
        ]
        if left:
            measures = {one.indikator for one in left}
            reasons = "; ".join(dict.fromkeys(_reason(one, measures) for one in left))
            years = listed(sorted({str(one.aar) for one in left}))
            yield h.li(id=_alone(exhibit))[f"{exhibit.name}, {years}: {reasons}."]


def _reason(one: Fact, measures: Collection[str]) -> str:
    """Return why nothing is held against a value; ``measures`` are all that its table leaves."""
    if one.indikator != NETTO:
        known = INDIKATOR.get(one.indikator)
        rest = uncapitalised(known.etikett) if known else "disse målene"
        return f"regnskapene her har ikke {rest if known or len(measures) > 1 else 'dette målet'}"
    if one.utvalg == SURVEY:
        return "netto driftsresultat gjelder bare kommunekassen i de spurte kommunene"
    other = "netto driftsresultat gjelder kommunekassen, ikke konsern"
    return other if one.grunnlag != BASIS else "ingen endelige tall her"


def _alone(exhibit: Exhibit) -> str:
    return f"uten-fasit-{exhibit.id}"


def outcome_anchors(edition: Edition, exhibit: Exhibit) -> Mapping[str, str]:
    """Return, for each cell with an estimate, the anchor of what it became, or of why not."""
    outcomes = {(one.gruppe, one.year) for one in find_outcomes(edition)}
    compared = {
        _comparison_anchor(one.exhibit, one.line, one.year)
        for one in edition.comparisons
        if one.exhibit and one.verdict == Verdict.ANNET_GRUNNLAG
    }
    found = {}
    for one, cell in with_cells(exhibit, edition.facts.get(exhibit.id, ())):
        if one.status != FINAL and one.verdi is not None:
            own = _comparison_anchor(exhibit.id, one.linje, one.aar)
            whole = one.indikator == NETTO and one.grunnlag == BASIS and one.utvalg != SURVEY
            if whole and (one.gruppe, one.aar) in outcomes:
                found[cell] = f"fasit-{one.gruppe}-{one.aar}"
            elif one.indikator == NETTO and one.utvalg != SURVEY and own in compared:
                found[cell] = own
            else:
                found[cell] = _alone(exhibit)
    return found


def outcome_spots(edition: Edition, exhibit: Exhibit) -> Mapping[str, Spot]:
    """Return, for each cell with an estimate, where the site says what it became."""
    return {cell: Spot(OUTCOMES, one) for cell, one in outcome_anchors(edition, exhibit).items()}


PAGES = (
    Page(
        path=OUTCOMES,
        title=TITLE,
        menu="Notatet",
        order=30,
        render=outcomes_text,
        summary="hva notatet sa, og hva det ble",
        invitation="Hva notatet anslo, og hva de endelige tallene ble.",
    ),
)
