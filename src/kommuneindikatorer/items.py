"""The lines of the accounts that the calculator knows, each under one stable id."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files

from kommuneindikatorer.wording import slug


class Slag(StrEnum):
    """What kind of amount a line holds, which decides its sign in `Regnskap`.

    Incomes, expenses and funds are positive as the account form prints them; a result is
    negative when it is a deficit. Net debt is negative where more is lent than owed.
    """

    INNTEKT = "inntekt"
    UTGIFT = "utgift"
    RESULTAT = "resultat"
    BALANSE = "balanse"
    GJELD = "gjeld"


@dataclass(frozen=True, slots=True)
class Post:
    """One line.

    Attributes:
        id: Stable id, used in files, JSON and addresses.
        linje: Line number in the account form § 5-6; None for lines that are not on it.
        slag: Kind of amount.
        nb: Name in bokmål, as in the regulation where it is on the form.
        nn: Name in nynorsk.
        andre: Other names met in files; « | » between them in `poster.csv`.
    """

    id: str
    linje: int | None
    slag: Slag
    nb: str
    nn: str
    andre: tuple[str, ...] = ()


def _post(row: Mapping[str, str]) -> Post:
    others = tuple(filter(None, row["andre"].split(" | ")))
    linje = int(row["linje"]) if row["linje"] else None
    return Post(row["id"], linje, Slag(row["slag"]), row["nb"], row["nn"], others)


_TABLE = files(__package__).joinpath("poster.csv").read_text(encoding="utf-8")
POSTER = tuple(map(_post, csv.DictReader(_TABLE.splitlines())))
"""Every line, as `poster.csv` has it.

Result lines with a sign of their own: 19 is a gain when positive; 22 is 17 + 18 + 19 − 20 − 21, so
a net cost is negative; 31 is what is set aside or covered in all; 32 is 24 − 31, negative for a
shortfall. Netted fund lines are set aside minus used.
``merforbruk`` (chapter 5900) is positive for a shortfall.

Source: Forskrift om økonomiplan, årsbudsjett, årsregnskap og årsberetning for kommuner og
fylkeskommuner mv. § 5-6 and § 5-8."""

POST = {post.id: post for post in POSTER}
"""Lines by id."""

POST_LINJE = {post.linje: post for post in POSTER if post.linje is not None}
"""Lines by their number in the account form."""

_BY_NAME = {
    slug(name): post for post in POSTER for name in (post.id, post.nb, post.nn, *post.andre)
}


def find_post(name: str) -> Post | None:
    """Return the line of that name, id, bokmål or nynorsk, whatever its case and blanks."""
    return _BY_NAME.get(slug(name))
