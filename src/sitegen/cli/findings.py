"""What rules found in a note, as ``sitegen check`` prints it."""

from collections.abc import Iterator
from itertools import groupby

from sitegen.facts.rules.catalogue import RULES, unused_dismissals
from sitegen.facts.rules.finding import Finding, standing
from sitegen.facts.rules.material import Material


def finding_lines(material: Material, findings: tuple[Finding, ...]) -> Iterator[str]:
    """Yield the lines to print, the heaviest rule first."""
    kept = standing(findings)
    yield f"motsigelser og løse ender i notatet, gjengitt som trykt: {len(kept)}"
    order = {one.rule.id: number for number, one in enumerate(RULES)}
    titles = {one.rule.id: one.rule.title for one in RULES}
    by_rule = sorted(kept, key=lambda one: order[one.rule])
    for rule, found in groupby(by_rule, key=lambda one: one.rule):
        yield f"  {titles[rule]} [{rule}]"
        yield from (f"    {lines_in_words(one)}: {one.message}" for one in found)
    dismissed = [one for one in findings if one.dismissed]
    if dismissed:
        yield f"avvist i note.toml: {len(dismissed)}"
        for one in dismissed:
            yield f"    {one.rule}, {lines_in_words(one)}: {one.message} Grunn: {one.dismissed}"
    yield from unused_dismissals(material, findings)
    if material.vocabulary is None:
        yield "ordlisten er ikke installert («make setup»): skrivefeil er ikke lett etter"


def lines_in_words(finding: Finding) -> str:
    """Return «linje 715, 676 og 705–713» without the «og»: the lines in order of the places."""
    ranges = (str(a) if a == b else f"{a}–{b}" for a, b in finding.lines)
    return f"linje {', '.join(ranges)}"
