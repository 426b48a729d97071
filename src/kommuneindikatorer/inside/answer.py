"""A group's figure opened, as one JSON object."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.groups.statistics import TELLER, totals
from kommuneindikatorer.inside.asked import Spurt, read_asked
from kommuneindikatorer.inside.members import Medlem, known, members
from kommuneindikatorer.inside.words import TELLER_ORD, formula, name, parts, units, who
from kommuneindikatorer.json_text import Json, decimal_text, json_text


def group_figure(text: str) -> str:
    """Return JSON: the figure's words, what is above and below its line, and the group's units.

    Sums are in 1000 kr, as text with all their digits; counts are numbers. ``pst`` is null
    where nothing can be divided by.

    Args:
        text: What to ask stands in `asked.read_asked`.

    Raises:
        KeyError: The division, the indicator or the figure is none of the core's.
    """
    spurt = read_asked(text)
    found = members(spurt)
    above, below = _line(spurt, found)
    return json_text(
        {
            "navn": name(spurt),
            "hvem": who(spurt),
            "aar": spurt.aar,
            "formel": formula(spurt),
            "slag": "antall" if spurt.maal in TELLER else "tusen kroner",
            "over": {"navn": parts(spurt)[0], "tall": decimal_text(above)},
            "under": {"navn": parts(spurt)[1], "tall": decimal_text(below)},
            "pst": decimal_text(100 * above / below) if below > 0 else None,
            "teller": TELLER_ORD.get(spurt.maal, ""),
            "kalles": units(spurt, len(found)),
            "enheter": [_member(one) for one in found],
        }
    )


def _line(spurt: Spurt, found: Sequence[Medlem]) -> tuple[Fraction, Fraction]:
    """Return what is above and below the line: sums, or counts."""
    if spurt.maal not in TELLER:
        return totals(known(found))
    return Fraction(sum(one.teller for one in found)), Fraction(len(known(found)))


def _member(one: Medlem) -> Json:
    value = one.verdi
    last = value.fjor.pst if value and value.fjor else None
    return {
        "nr": one.nr,
        "er_med": one.er_med,
        "teller": one.teller,
        "belop": _text(value.belop if value else None),
        "inntekt": _text(value.inntekt if value else None),
        "pst": _text(value.pst if value else None),
        "fjor": _text(last),
    }


def _text(value: Decimal | Fraction | None) -> str | None:
    return None if value is None else decimal_text(value)
