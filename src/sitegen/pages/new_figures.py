"""What new figures change, for those who decide: the text of a pull request, in Markdown."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.wording import listed
from sitegen.facts.confirmation import Confirmation, Says, Spoken
from sitegen.facts.formatting import span
from sitegen.facts.outcomes import Outcome, Verdict
from sitegen.facts.unit_checks import Difference, Sums

SHOWN = 20
TITLE = "Nye tall fra Statistisk sentralbyrå"
KINDS = {"kommuner": "kommunene", "fylkeskommuner": "fylkeskommunene"}


def new_figures(
    sums: Mapping[str, tuple[Mapping[int, Sums], Mapping[int, Sums]]],
    differences: Sequence[Difference],
    notices: Iterable[str],
    note: Confirmation,
) -> str:
    """Return the text: what changed in numbers, and what that says of the note.

    Args:
        sums: National sums by kind of unit, before and after.
        differences: What is another number now, and large changes to years that are new.
        notices: What was decided when the figures were read.
        note: What they say of the newest note.
    """
    revised = [one.words for one in differences if one.revised]
    large = [one.words for one in differences if not one.revised]
    parts = [
        [f"## {TITLE}", "", _short(sums, len(revised), note)],
        [f"- {words}" for words in notices],
        *(list(_sums(KINDS[kind], *both)) for kind, both in sums.items()),
        list(_listed("Tall som er endret siden sist", revised)),
        list(_listed("Store endringer fra året før", large)),
        list(_statements(note.statements)),
        list(_printed(note)),
        list(_estimates(note.estimates)),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _short(
    sums: Mapping[str, tuple[Mapping[int, Sums], Mapping[int, Sums]]],
    revised: int,
    note: Confirmation,
) -> str:
    """Return what matters most: which years are new, what is changed, and what the note gets."""
    new = [
        f"{listed(map(str, sorted(now.keys() - before.keys())))} for {KINDS[kind]}"
        for kind, (before, now) in sums.items()
        if now.keys() - before.keys()
    ]
    years = f"Nytt: {listed(new)}." if new else "Ingen nye år."
    old = f"{revised} tall er endret siden sist." if revised else "Ingen andre tall er endret."
    says = [sum(one.says is kind for one in note.statements) for kind in Says]
    found = ", ".join(f"{count} {kind.plural}" for kind, count in zip(Says, says, strict=True))
    return f"{years} {old} Av det notatet sier: {found}. Beløp er i 1000 kroner."


def _sums(name: str, before: Mapping[int, Sums], after: Mapping[int, Sums]) -> Iterator[str]:
    yield f"### Landet: {name}"
    yield ""
    yield "| År | Før | Nå |"
    yield "| --- | --- | --- |"
    for year, now in after.items():
        old = before.get(year)
        same = "uendret" if old == now else now.words
        yield f"| {year} | {old.words if old else 'ingen tall'} | {same} |"


def _listed(title: str, words: Sequence[str]) -> Iterator[str]:
    yield f"### {title}: {len(words)}"
    if words:
        yield ""
    yield from (f"- {one.replace(' - ', ' – ')}" for one in words[:SHOWN])
    if len(words) > SHOWN:
        yield f"- … og {len(words) - SHOWN} til"


def _statements(found: Sequence[Spoken]) -> Iterator[str]:
    yield f"### Det notatet sier, holdt mot regnskapene: {len(found)} påstander"
    changed = [one for one in found if one.before]
    yield ""
    yield (
        f"De nye tallene endrer det regnskapene sier om {len(changed)} av dem."
        if changed
        else "De nye tallene endrer ikke det regnskapene sier om noen av dem."
    )
    for says in Says:
        own = [one for one in found if one.says is says]
        if own:
            # The longest list is of those that accounts only show a number beside.
            folded = says is Says.VED_SIDEN_AV
            title = f"{says.capitalize()}: {len(own)}"
            yield f"\n<details><summary>{title}</summary>\n" if folded else f"\n**{title}**\n"
            quotes = groupby(own, key=lambda one: (one.claim.words, one.claim.lines))
            yield from (_statement([*same]) for _, same in quotes)
            yield from ["\n</details>"] if folded else []


def _statement(same: Sequence[Spoken]) -> str:
    """Return a sentence of the note, once, and what the accounts say of each number in it."""
    first = same[0].claim
    quote = f"- «{first.words}» (linje {span(*first.lines)}):"
    if not same[1:]:
        return f"{quote} {_ruling(same[0])}"
    return "\n".join([quote, *(f"  - {_ruling(one)}" for one in same)])


def _ruling(one: Spoken) -> str:
    before = f" *Før: {one.before.grunnlag}*" if one.before else ""
    return f"{one.claim.verdict.grunnlag}{before}"


def _printed(note: Confirmation) -> Iterator[str]:
    wrong = [one for one in note.cells if one.verdict is Verdict.STEMMER_IKKE]
    yield (
        f"### Endelige tall trykt i notatet: {len(note.cells) - len(wrong)} av {len(note.cells)} "
        "stemmer"
    )
    if wrong:
        yield ""
    for one in wrong:
        printed = format_number(one.printed, one.decimals)
        now = format_number(one.computed, one.decimals)
        yield f"- {one.what}, {one.year} (linje {one.line}): {printed} trykt, {now} i regnskapene"


def _estimates(outcomes: Sequence[Outcome]) -> Iterator[str]:
    if outcomes:
        yield "### Anslagene"
        yield ""
        yield "| Anslag | År | Notatet | Ble | Året etter |"
        yield "| --- | --- | ---: | ---: | ---: |"
        yield from (_estimate(one) for one in outcomes)


def _estimate(one: Outcome) -> str:
    numbers = [
        "–" if value is None else format_number(value, one.decimals)
        for value in (one.printed, one.became, one.after)
    ]
    when = f" ({one.when})" if one.when else ""
    return f"| {one.what.strip()}{when} | {one.year} | {' | '.join(numbers)} |"
