"""What is wrong with a user's file, and what is doubted of it, as values: collected, never raised.

Ends with the kinds of problems that several readers share; a reader's own stand in its module.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from zlib import crc32

from kommuneindikatorer.wording import capitalised, newest_like

SHOWN = 80
"""Characters of a faulty value that are shown."""


class Alvor(StrEnum):
    """How serious: feil (something is left out), advarsel (look at it), info (know it)."""

    FEIL = "feil"
    ADVARSEL = "advarsel"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Kode:
    """One kind of problem.

    Attributes:
        kode: The treasurer's own control number («110»), or a Norwegian id («ikke-tall»).
        alvor: How serious.
        tekst: What is wrong, with ``{verdi}`` and other fields for `Problems.add`.
        raad: What to do about it, in the imperative.
    """

    kode: str
    alvor: Alvor
    tekst: str
    raad: str = ""


@dataclass(frozen=True, slots=True)
class Sted:
    """A place in the user's files; what is unknown or does not apply is None.

    Attributes:
        fil: The file's name.
        rad: 1-based line of the file.
        kolonne: The column's heading as the file has it.
    """

    fil: str | None = None
    rad: int | None = None
    kolonne: str | None = None


NOWHERE = Sted()


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem, ready to show: ``melding`` says place, fault and remedy."""

    kode: str
    alvor: Alvor
    melding: str
    sted: Sted = Sted()
    verdi: str | None = None


type State = tuple[list[Problem], dict[str, Alvor], Counter[str]]


class Problems:
    """Collects problems in the order found, and at most ``per_code`` of each kind.

    A file with half a million faulty rows must not take more memory than a good one: the
    rest of a kind is counted, and said in one last problem of the same severity.
    """

    def __init__(self, per_code: int = 100) -> None:
        """Start with none."""
        self._per_code = per_code
        self._first: list[Problem] = []
        self._kinds: dict[str, Alvor] = {}
        self._count: Counter[str] = Counter()

    def add(
        self, kode: Kode, sted: Sted = Sted(), verdi: str | None = None, **fields: object
    ) -> None:
        """Collect one problem; ``fields`` fill the text of the kind."""
        if self._is_more(kode.kode, kode.alvor):
            return
        seen = None if verdi is None else shown(verdi)
        safe = {name: shown(str(value), 400) for name, value in fields.items()}
        said = " ".join(filter(None, (kode.tekst, kode.raad))).format(verdi=seen, **safe)
        self._first.append(Problem(kode.kode, kode.alvor, _at(sted) + said, sted, seen))

    def repeat(self, problem: Problem) -> None:
        """Collect a problem that is made already."""
        if not self._is_more(problem.kode, problem.alvor):
            self._first.append(problem)

    def _is_more(self, kode: str, alvor: Alvor) -> bool:
        """Count one of a kind; return whether it is beyond those that are kept."""
        self._kinds[kode] = alvor
        self._count[kode] += 1
        return self._count[kode] > self._per_code

    def state(self) -> State:
        """Return all there is so far, for `restore`."""
        return [*self._first], {**self._kinds}, Counter(self._count)

    def restore(self, state: State) -> None:
        """Forget what came after."""
        self._first, self._kinds, self._count = state

    def all(self) -> tuple[Problem, ...]:
        """Return the first problems of each kind, then one line for each kind that had more."""
        rest = (
            Problem(
                kode,
                self._kinds[kode],
                f"{count - self._per_code} til av samme slag («{kode}») er ikke vist.",
            )
            for kode, count in self._count.items()
            if count > self._per_code
        )
        return (*self._first, *rest)


def shown(text: str, length: int = SHOWN) -> str:
    """Return the text short and harmless: cut, and control and direction marks replaced."""
    start = text[:length]
    if not start.isprintable():
        start = "".join(
            sign if sign.isprintable() or sign == "\u00a0" else "\ufffd" for sign in start
        )
    return start if len(text) <= length else f"{start}…"


def _at(sted: Sted) -> str:
    """Return «Rad 14, kolonne «belop»: », or the file's name where no row is known."""
    row = "" if sted.rad is None else f"rad {sted.rad}"
    column = "" if sted.kolonne is None else f"kolonne «{shown(sted.kolonne)}»"
    place = ", ".join(filter(None, (row, column))) or shown(sted.fil or "")
    return f"{capitalised(place) if row or column else place}: " if place else ""


@dataclass(frozen=True, slots=True)
class Valg:
    """One possible value of an assumption.

    Attributes:
        verdi: The value.
        etikett: Its name for people.
        husk: What chooses the same in next year's file of the kind; the value where that does.
    """

    verdi: str
    etikett: str
    husk: str


@dataclass(frozen=True, slots=True)
class Tvil:
    """One reason to hold figures back.

    Attributes:
        problem: What was found, what it probably means and what to do, as it is listed.
        tekst: The same without the place, as it stands above a question.
        valg: The field of `Options` that would settle it; empty where only another file can.
            Not to be doubted where the user has chosen it.
        mulige: The values to choose from, the probable first; empty means those of the
            assumption of the same id, or free text where it has none.
    """

    problem: Problem
    tekst: str
    valg: str = ""
    mulige: tuple[Valg, ...] = ()

    @property
    def merke(self) -> str:
        """What confirms this doubt and no other of its kind: another figure is asked about anew."""
        return f"{self.problem.kode}.{crc32(self.tekst.encode()):08x}"


def doubt(
    kode: Kode,
    sted: Sted = NOWHERE,
    verdi: str | None = None,
    *,
    valg: str = "",
    mulige: Mapping[str, str] | None = None,
    **fields: object,
) -> Tvil:
    """Return a doubt; ``kode`` and ``fields`` are as in `Problems.add`."""
    said = Problems()
    said.add(kode, NOWHERE, verdi, **fields)
    (bare,) = said.all()
    listed = replace(bare, melding=_at(sted) + bare.melding, sted=sted)
    possible = tuple(Valg(value, name, value) for value, name in (mulige or {}).items())
    return Tvil(listed, bare.melding, valg, possible)


ELDRE_VALG = Kode(
    "eldre-valg",
    Alvor.ADVARSEL,
    "«{verdi}» er valgt, men filen har også «{nyere}».",
    "Sjekk at det ikke er fjorårets valg som er brukt på nytt.",
)
TOM_FIL = Kode("tom-fil", Alvor.FEIL, "Filen er tom.", "Velg en fil med regnskapstall.")
BINAER_FIL = Kode(
    "binaer-fil",
    Alvor.FEIL,
    "Filen er {slag}, og kan ikke leses.",
    "{raad}",
)
FOR_STOR_FIL = Kode(
    "for-stor-fil",
    Alvor.FEIL,
    "Filen er på {mb} MB. Grensen er {grense} MB.",
    "Del den opp, eller ta ut bare de radene du trenger.",
)
FOR_LANG_LINJE = Kode(
    "for-lang-linje",
    Alvor.FEIL,
    "Linjen er på mer enn {grense} tegn og er ikke lest.",
    "Sjekk at filen har linjeskift, og at den er en tekstfil.",
)
UKJENTE_TEGN = Kode(
    "ukjente-tegn",
    Alvor.ADVARSEL,
    "{antall} tegn finnes ikke i tegnsettet {koding} og vises som «\ufffd».",
    "Velg et annet tegnsett, eller lagre filen som UTF-8.",
)
UKJENT_FORMAT = Kode(
    "ukjent-format",
    Alvor.FEIL,
    "Filen ligner ikke på noe format som kan leses. {naermest}",
    "Bruk malen, regnskapsskjemaet (§ 5-6), et KOSTRA-filuttrekk, en SSB-tabell eller en hovedbok.",
)
BARE_OVERSKRIFT = Kode(
    "bare-overskrift",
    Alvor.FEIL,
    "Filen har overskrift, men ingen rader med tall.",
    "Sjekk at radene ble med da filen ble lagret.",
)
INGEN_ENHETER = Kode(
    "ingen-enheter",
    Alvor.FEIL,
    "Ingen kommuner eller fylkeskommuner med tall som kan brukes, er funnet. "
    "{avvist} av {rader} rader er avvist.",
    "Se merknadene til radene, og om filen er i et format som kan leses.",
)
UGYLDIG_VALG = Kode(
    "ugyldig-valg",
    Alvor.ADVARSEL,
    "Valget «{valg}» kan ikke være «{verdi}», og er ikke brukt.",
    "Mulige verdier: {mulige}.",
)
MANGLER_KOLONNE = Kode(
    "mangler-kolonne",
    Alvor.FEIL,
    "Kolonnen «{navn}» mangler.",
    "Legg den til, med overskrift som i malen.",
)
UKJENT_KOLONNE = Kode(
    "ukjent-kolonne", Alvor.INFO, "Kolonnen «{verdi}» er ikke kjent og er ikke brukt."
)
ULIKT_ANTALL_FELT = Kode(
    "ulikt-antall-felt",
    Alvor.FEIL,
    "Raden har {antall} felt, men skal ha {ventet}. Den er ikke lest.",
    "Sjekk skilletegn og anførselstegn.",
)
DOBBEL_RAD = Kode(
    "dobbel-rad",
    Alvor.FEIL,
    "{verdi} står allerede på rad {forste}. Denne raden er ikke brukt.",
    "La hver kommune stå én gang per år.",
)
UKJENT_VALGT_KOLONNE = Kode(
    "ukjent-valgt-kolonne",
    Alvor.ADVARSEL,
    "Kolonnen «{verdi}» finnes ikke, og valget er ikke brukt.",
    "Mulige kolonner: {mulige}.",
)
UGYLDIG_AAR = Kode(
    "ugyldig-aar",
    Alvor.FEIL,
    "«{verdi}» er ikke et årstall. Raden er ikke lest.",
    "Skriv året med fire sifre, eller velg år for hele filen.",
)
UGYLDIG_NUMMER = Kode(
    "ugyldig-kommunenummer",
    Alvor.FEIL,
    "«{verdi}» er ikke et kommunenummer. Raden er ikke lest.",
    "Skriv nummeret med fire sifre (fylkesnummer med to).",
)
NULL_FORAN = Kode(
    "kommunenummer-uten-null",
    Alvor.INFO,
    "Kommunenummeret «{verdi}» er lest som {nummer}: nullen foran har falt bort.",
)


def say_older(chosen: str, names: Sequence[str], problems: Problems, sted: Sted = NOWHERE) -> None:
    """Report a choice by a name with a year where there is one like it of a later year."""
    newest = newest_like(chosen, names) if chosen in names else chosen
    if newest != chosen:
        problems.add(ELDRE_VALG, sted, chosen, nyere=newest)
