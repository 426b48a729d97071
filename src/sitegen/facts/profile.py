"""What the site knows of one municipality or county municipality: all that its page shows.

In: the groups of all units with their statistics. Out: a frozen profile of each unit there is
today, with values exact enough to be rounded once, and names for the others it stands beside.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import product, takewhile
from types import MappingProxyType

from kommuneindikatorer.answers.comparison import comparison
from kommuneindikatorer.answers.reference import Municipality, Reference, people_words
from kommuneindikatorer.groups.grouping import HELE_SEKTOREN, values
from kommuneindikatorer.groups.statistics import weighted
from kommuneindikatorer.json_text import Json
from kommuneindikatorer.measures.catalogue import HOVEDMAAL, INDIKATORER
from kommuneindikatorer.measures.indikator import ANBEFALT_NIVAA, Indikator
from kommuneindikatorer.register import as_it_was, find_kommuner
from kommuneindikatorer.result import Gruppe
from kommuneindikatorer.unit import Enhet
from kommuneindikatorer.wording import listed, slug
from sitegen.facts.fact import FINAL, NETTO
from sitegen.facts.formatting import exact_enough
from sitegen.facts.outcomes import BASIS
from sitegen.facts.unit_files import FYLKESKOMMUNER, KOMMUNER, UnitFile

SAMI_FIRST = {
    *("1826", "1875", "5041", "5043", "5512", "5518", "5540", "5610", "5612", "5628", "5636"),
}
"""Municipalities whose Sami name stands first, so that their Norwegian name is the second."""
COUNTY, SIZE, KOSTRA, REGION, EVERYONE, COUNTIES = (
    *("fylke", "folkemengde", "kostragruppe", "landsdel"),
    *("alle", "fylkeskommuner"),
)
"""What a unit is set beside: the core's ids of divisions, its county's and KOSTRA group's."""
GAP = "avstand_til_anbefalt_nivaa"
OTHERS = " kommuner hadde et høyere resultat"
"""What the core says of those that a municipality is placed among, all but itself."""
NAMES = {
    COUNTY: "Kommunene i {}",
    SIZE: "Kommuner med {} innbyggere",
    KOSTRA: "Kommunene i {}",
    REGION: "{}",
    EVERYONE: "Alle kommuner",
    COUNTIES: "Alle fylkeskommuner",
}
"""The groups in words."""


@dataclass(frozen=True, slots=True)
class Value:
    """An indicator's value: amount in 1000 kr, and per cent of income."""

    belop: Decimal
    pst: Decimal


@dataclass(frozen=True, slots=True)
class Year:
    """A unit in one year.

    Attributes:
        aar: Year of accounts.
        inntekt: Gross operating income, 1000 kr.
        maal: Values by indicator, those that are known.
        folkemengde: Inhabitants at the end of the year; ``None`` where it is not known.
        navn: Name that year.
        med: Names of the others it was one unit with; none where the figures are its own.
        status: ``endelig`` or ``foreløpig``.
    """

    aar: int
    inntekt: Decimal
    maal: Mapping[str, Value]
    folkemengde: int | None
    navn: str
    med: tuple[str, ...]
    status: str

    @property
    def netto(self) -> Value:
        """The net operating result."""
        return self.maal[NETTO]

    @property
    def merke(self) -> str:
        """What the figures are of besides: «med Haram»; empty where they are its own."""
        return f"med {listed(self.med)}" if self.med else ""


@dataclass(frozen=True, slots=True)
class Beside:
    """A group's weighted result in each of the years: per cent, ``None`` where it has none."""

    id: str
    navn: str
    verdier: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A unit in a ranking, by its result of the newest year and the year before.

    Attributes:
        nummer: Its number.
        kort: Its Norwegian name.
        adresse: Of its page, below the site's root.
        naa: Per cent, the newest year.
        fjor: Per cent the year before; ``None`` where its figures are not its own.
    """

    nummer: str
    kort: str
    adresse: str
    naa: Decimal
    fjor: Decimal | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Units by their result of the newest year, the highest first."""

    id: str
    navn: str
    plasser: tuple[Place, ...]

    def place(self, number: str) -> int | None:
        """Return a unit's place from 0; ``None`` if it is not among them."""
        return next((at for at, one in enumerate(self.plasser) if one.nummer == number), None)


@dataclass(frozen=True, slots=True)
class Profile:
    """One unit of today.

    Attributes:
        nummer: ``1508``, or a county municipality's ``15``.
        navn: Name, in all its languages.
        kort: Its Norwegian name, without what tells it from another of the same name.
        adresse: Of its page, below the site's root.
        slag: ``kommuner`` or ``fylkeskommuner``.
        fylke: Name of its county.
        fylkesside: Address of its county's page; empty for Oslo and county municipalities.
        landsdel: One of the note's five regions; empty for a county municipality.
        kostra: Name of its KOSTRA group; empty where it is not known.
        aar: What is known of each year, oldest first.
        ved: The groups it is set beside, the nearest first.
        lister: The rankings it is shown in; the last is of all of its kind.
        setninger: What the accounts of the newest year and the year before say, as «Regn selv».
        avstand: What it lacks of the committee's level in the newest year, 1000 kr; None where it
            has no level for that year.
        nivaa: That level, per cent.
        uten: Names of the main measures that the site has no figures of for any unit.
    """

    nummer: str
    navn: str
    kort: str
    adresse: str
    slag: str
    fylke: str
    fylkesside: str
    landsdel: str
    kostra: str
    aar: tuple[Year, ...]
    ved: tuple[Beside, ...]
    lister: tuple[Ranking, ...]
    setninger: tuple[str, ...]
    avstand: Decimal | None
    nivaa: Fraction
    uten: tuple[str, ...]

    @property
    def er_kommune(self) -> bool:
        """Whether it is a municipality."""
        return self.slag == KOMMUNER

    @property
    def helt_navn(self) -> str:
        """The name where nothing around it says which unit it is: «Troms fylkeskommune»."""
        if not self.er_kommune:
            return f"{self.kort} fylkeskommune"
        return self.navn if "(" in self.navn else self.kort

    @property
    def siste(self) -> Year:
        """The newest year."""
        return self.aar[-1]

    @property
    def minusaar(self) -> tuple[int, ...]:
        """The years on end, up to the newest, with a negative result of its own."""
        own = takewhile(lambda one: not one.med and one.netto.belop < 0, reversed(self.aar))
        return tuple(reversed([one.aar for one in own]))

    @property
    def alle(self) -> Ranking:
        """The ranking of all units of its kind."""
        return self.lister[-1]


def short_name(number: str, name: str) -> str:
    """Return the Norwegian name alone: «Herøy», «Kautokeino»."""
    names = name.partition(" (")[0].split(" - ")
    return names[min(number in SAMI_FIRST, len(names) - 1)]


def address_of(number: str, name: str) -> str:
    """Return the address of a unit's page: ``kommuner/1508-alesund/``."""
    folder = "kommuner" if len(number) == 4 else "fylker"  # noqa: PLR2004  digits of a municipality
    return f"{folder}/{number}-{slug(short_name(number, name), '-')}/"


def profiles(
    groups: Sequence[Gruppe],
    accounts: Mapping[str, UnitFile],
    kostra: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Profile, ...]:
    """Return the profile of every unit of the newest year, municipalities first, by number.

    Args:
        groups: Groups of all units, with statistics.
        accounts: The files of accounts, by kind of unit: what each year's status is.
        kostra: The KOSTRA group of each municipality by its number, those that are known.
    """
    known = _Known(groups, accounts, kostra)
    return tuple(known.profile(number) for number in known.now) if known.years else ()


class _Known:
    """All units by number and year, and what follows for all of them, made once."""

    def __init__(
        self,
        groups: Sequence[Gruppe],
        accounts: Mapping[str, UnitFile],
        kostra: Mapping[str, str],
    ) -> None:
        self.kostra = kostra
        everyone = [one for one in groups if one.inndeling == HELE_SEKTOREN.id]
        self.units = {
            (_number(one), group.aar or 0): one for group in everyone for one in group.enheter
        }
        self.groups = {(one.inndeling, one.gruppe, one.aar): one for one in groups}
        self.years = sorted({year for _, year in self.units})
        self.statuses = {
            (row.number, row.year): row.cells.get("status") or FINAL
            for file in accounts.values()
            for row in file.rows
        }
        self.uten = tuple(
            one.etikett
            for one in HOVEDMAAL
            if all(unit.indikatorer[one.id].pst is None for unit in self.units.values())
        )

    @cached_property
    def now(self) -> dict[str, Enhet]:
        """The units of the newest year by number, municipalities first."""
        newest = {number: one for (number, year), one in self.units.items() if year == self.last}
        return dict(sorted(newest.items(), key=lambda pair: (not pair[1].er_kommune, pair[0])))

    @property
    def last(self) -> int:
        """The newest year."""
        return self.years[-1]

    @cached_property
    def places(self) -> dict[str, Place]:
        """Every unit's result of the newest year, and of the year before where it was itself."""
        return {number: self._place(number, one) for number, one in self.now.items()}

    def _place(self, number: str, unit: Enhet) -> Place:
        before = self.units.get((number, self.last - 1))
        name = unit.navn or number
        fjor = _percent(before) if before else None
        short, address = short_name(number, name), address_of(number, name)
        return Place(number, short, address, _percent(unit), fjor)

    def size(self, unit: Enhet) -> str:
        """Return the newest population group a unit is in; empty for Oslo, which is in none."""
        return self.sizes.get(_number(unit), "")

    @cached_property
    def sizes(self) -> dict[str, str]:
        """The population group of each municipality in the newest year."""
        return {
            _number(one): name
            for (division, name, year), group in self.groups.items()
            if (division, year) == (SIZE, self.last)
            for one in group.enheter
        }

    @cached_property
    def lists(self) -> dict[tuple[str, str], Ranking]:
        """The rankings by division and group: those that several units share are made once."""
        found: dict[tuple[str, str], list[str]] = {}
        largest = max(self.sizes.values(), key=_least_people, default="")
        for number, one in self.now.items():
            keys = [(EVERYONE if one.er_kommune else COUNTIES, "")]
            if one.er_kommune:
                keys += [(COUNTY, _county(one)), (SIZE, self.size(one) or largest)]
                keys += [(KOSTRA, self.kostra[number])] if number in self.kostra else []
            for key in keys:
                found.setdefault(key, []).append(number)
        return {key: self._ranking(*key, numbers) for key, numbers in found.items()}

    def _ranking(self, division: str, name: str, numbers: Sequence[str]) -> Ranking:
        places = [self.places[number] for number in numbers]
        ordered = sorted(places, key=lambda one: (-one.naa, one.nummer))
        return Ranking(
            division, NAMES[division].format(name and _said(division, name)), (*ordered,)
        )

    def lists_of(self, unit: Enhet) -> tuple[Ranking, ...]:
        """Return the rankings a unit is shown in, and last that of all of its kind."""
        if not unit.er_kommune:
            return (self.lists[COUNTY, _county(unit)], self.lists[COUNTIES, ""])
        keys = ((COUNTY, _county(unit)), (KOSTRA, self.kostra.get(_number(unit), "")))
        near, alike = (
            [one for one in [self.lists.get(key)] if one and len(one.plasser) > 1] for key in keys
        )
        sizes = (one for (division, _), one in self.lists.items() if division == SIZE)
        size = [one for one in sizes if one.place(_number(unit)) is not None]
        return (*near, *size, *alike, self.lists[EVERYONE, ""])

    def beside(self, unit: Enhet) -> tuple[Beside, ...]:
        """Return the groups a unit is set beside, the nearest first."""
        if not unit.er_kommune:
            keys = [(COUNTIES, "Alle fylkeskommuner"), (COUNTY, _county(unit))]
        elif size := self.size(unit):
            alike = (KOSTRA, self.kostra.get(_number(unit), ""))
            keys = [(COUNTY, _county(unit)), (SIZE, size), alike, (REGION, unit.landsdel or "")]
        else:
            keys = []
        country = [(EVERYONE, "Alle kommuner")] if unit.er_kommune else []
        return tuple(self.means[key] for key in (*keys, *country) if key in self.means)

    @cached_property
    def means(self) -> dict[tuple[str, str], Beside]:
        """The weighted results of every group, counties as they are today among them."""
        found: dict[tuple[str, str], dict[int, Fraction | None]] = {}
        for (division, name, year), group in self.groups.items():
            if division in NAMES and year is not None:
                found.setdefault((division, name), {})[year] = group.statistikk[NETTO].vektet
        for (*key, year), units in self.by_today.items():
            found.setdefault((key[0], key[1]), {})[year] = weighted(values(units, NETTO))
        return {key: self._beside(*key, of_year) for key, of_year in found.items()}

    def _beside(self, division: str, name: str, of_year: Mapping[int, Fraction | None]) -> Beside:
        exact = [of_year.get(year) for year in self.years]
        words = NAMES[division].format(_said(division, name))
        return Beside(division, words, tuple(None if x is None else exact_enough(x) for x in exact))

    @cached_property
    def counties(self) -> dict[str, str]:
        """The address of each county municipality's page by its name."""
        return {
            one.kort: one.adresse
            for number, one in self.places.items()
            if not self.now[number].er_kommune
        }

    @cached_property
    def by_today(self) -> dict[tuple[str, str, int], list[Enhet]]:
        """The municipalities by county and KOSTRA group, as they are today, and year.

        One that was a part of another has no figures of its own, and is in no group before.
        """
        found: dict[tuple[str, str, int], list[Enhet]] = {}
        for (_, year), one in self.units.items():
            if one.er_kommune:
                found.setdefault((COUNTY, _county(one), year), []).append(one)
        for (number, group), year in product(self.kostra.items(), self.years):
            then = as_it_was(number, year)
            unit = self.units.get((then.number, year)) if then and not then.others else None
            if unit:
                found.setdefault((KOSTRA, group, year), []).append(unit)
        return found

    def year(self, number: str, year: int) -> Year | None:
        """Return a unit in a year; of one that was a part of another, that one's figures."""
        then = as_it_was(number, year)
        unit = self.units.get((then.number, year)) if then else None
        if unit is None or then is None or unit.inntekt is None:
            return None
        return Year(
            year,
            unit.inntekt,
            {one.id: found for one in INDIKATORER if (found := _value(one, unit))},
            unit.regnskap.folkemengde,
            unit.navn or number,
            tuple(self.places[one].kort for one in then.others),
            self.statuses.get((then.number, year), FINAL),
        )

    @cached_property
    def references(self) -> list[Reference]:
        """All municipalities of the newest year and the year before, as «Regn selv» has them."""
        return [
            Reference(
                municipalities=tuple(
                    Municipality(number, year, one.regnskap.folkemengde, pst)
                    for (number, aar), one in self.units.items()
                    if aar == year
                    and one.er_kommune
                    and (pst := one.indikatorer[NETTO].pst) is not None
                ),
                basis=BASIS,
            )
            for year in (self.last, self.last - 1)
        ]

    def sentences(self, unit: Enhet, said: Sequence[str]) -> tuple[str, ...]:
        """Return the sentences, a county municipality's with its place: the core has none."""
        if unit.er_kommune:  # a place among all is beside it on the page: of 357, not of 356
            return tuple(one.replace(OTHERS, f" andre{OTHERS}", 1) for one in said)
        higher = self.lists[COUNTIES, ""].place(_number(unit)) or 0
        others = len(self.lists[COUNTIES, ""].plasser) - 1
        count = f"{higher} av de {others}" if higher else "Ingen av de"
        placed = f"{count} andre fylkeskommunene hadde et høyere resultat i {self.last}"
        name = display(unit.navn or "")
        first, *rest = (one.replace(name, f"{name} fylkeskommune", 1) for one in said)
        return (f"{first} {placed} ({BASIS}, endelige tall).", *rest)

    def profile(self, number: str) -> Profile:
        """Return all that is known of a unit."""
        unit = self.now[number]
        own = [self.units.get((number, year)) for year in (self.last, self.last - 1)]
        said = [
            _said_of(comparison(one, beside))
            for one, beside in zip(own, self.references, strict=True)
            if one
        ]
        lists = self.lists_of(unit)
        name = unit.navn or number
        gap = unit.indikatorer[GAP].belop
        first = (number, display(name), short_name(number, name), address_of(number, name))
        return Profile(
            *first,
            slag=KOMMUNER if unit.er_kommune else FYLKESKOMMUNER,
            fylke=_county(unit),
            fylkesside=self.counties.get(_county(unit), "") if unit.er_kommune else "",
            landsdel=unit.landsdel or "",
            kostra=self.kostra.get(number, ""),
            aar=tuple(one for year in self.years if (one := self.year(number, year))),
            ved=self.beside(unit),
            lister=lists,
            setninger=self.sentences(unit, said),
            avstand=None if gap is None else exact_enough(gap),
            nivaa=ANBEFALT_NIVAA[unit.regnskap.nivaa],
            uten=self.uten,
        )


def _said_of(answer: Json) -> str:
    """Return the sentence of a comparison."""
    return display(str(answer["setning"])) if isinstance(answer, Mapping) else ""


def display(name: str) -> str:
    """Return a name of several languages with a dash as a typesetter sets it."""
    return name.replace(" - ", " \N{EN DASH} ")


def _number(unit: Enhet) -> str:
    """Return ``1508``, or ``15``: a unit's number in the year of its accounts."""
    number = unit.regnskap.kommunenummer or ""
    return number if unit.er_kommune else number[:2]


def _county(unit: Enhet) -> str:
    """Return the county a unit is in today, or is."""
    known = find_kommuner(unit.regnskap.kommunenummer)
    return known[0].fylke if known else unit.navn or ""


def _least_people(group: str) -> tuple[bool, str]:
    """Return what orders population groups: the one without an upper limit comes last."""
    return not group[:1].isdecimal(), group


def _said(division: str, name: str) -> str:
    return people_words(name) if division == SIZE else name


def _percent(unit: Enhet) -> Decimal:
    found = unit.indikatorer[NETTO].pst
    return exact_enough(found or Fraction(0))


def _value(indikator: Indikator, unit: Enhet) -> Value | None:
    """Return a percentage and its amount; ``None`` where the accounts do not give it."""
    found = unit.indikatorer[indikator.id]
    if found.pst is None or found.belop is None:
        return None
    return Value(exact_enough(found.belop), exact_enough(found.pst))
