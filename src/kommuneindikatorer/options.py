"""What the user has chosen; everything not chosen is found in the file, and said.

Ends with what a reader decided on its own, each with the option that changes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from kommuneindikatorer.problems import UGYLDIG_VALG, Problems, Valg, shown


@dataclass(frozen=True, slots=True)
class Options:
    """One field for each assumption; the field's name is the assumption's id.

    Text throughout, as it comes from a command line, a form or a web address. Empty means
    not chosen. What a field may hold stands in `CHOICES` where it is a closed list.

    Attributes:
        format: A reader's id, against what the file looks like.
        koding: Encoding of text files.
        skilletegn: Delimiter: ``;`` ``,`` ``|`` or ``tab``.
        desimaltegn: ``,`` or ``.``.
        belopsenhet: ``kroner``, ``tusen`` (1000 kr) or ``millioner``.
        fortegn: Sign of incomes in the file: ``positive`` or ``negative``.
        kolonne: The column to read, by heading, 1-based number (account form, SSB) or meaning:
            ``Regnskap *`` is the newest of those so named (`wording.by_meaning`); sheets too.
        kontokolonne: The column with account or art, by heading or 1-based number (ledger).
        funksjonskolonne: The column with the function, likewise.
        kontosiffer: Which digits of an account are the art: ``kaaae`` is class, art, own digit.
        kilde: ``regnskap`` or ``budsjett``, where the file does not say.
        ark: The sheet to read, by name; ``a + b`` reads two as one account.
        fil: The file that counts, by name, where a unit is in several.
        aar: Year, where the file does not say.
        kommunenummer: Municipality, where the file does not say.
        navn: Its name, where the file does not say.
        landsdel: Its region, where neither the file nor the register says.
        folkemengde: Its population, where the file does not say.
        folkemengde_dato: The date the file's populations belong to.
        basis: ``kasse`` or ``konsern``, where the file does not say.
        kontoplan: ``2015``, ``2020`` or a later first year of an account chart.
        skattearter: Where tax arts 873–879 go: ``fordelt`` or ``samlet`` (unverified split).
        folkegrenser: Upper limits of the population groups, comma between.
        utvalg: Municipality codes of an own selection, comma between.
        vis_rader: Municipality codes whose rows are to be returned, comma between, or ``alle``.
        bekreftet: Codes of doubts whose figures the user says are right, or their marks where
            these figures only are, comma between; or ``alle``.
    """

    format: str = ""
    koding: str = ""
    skilletegn: str = ""
    desimaltegn: str = ""
    belopsenhet: str = ""
    fortegn: str = ""
    kolonne: str = ""
    kontokolonne: str = ""
    funksjonskolonne: str = ""
    kontosiffer: str = ""
    kilde: str = ""
    ark: str = ""
    fil: str = ""
    aar: str = ""
    kommunenummer: str = ""
    navn: str = ""
    landsdel: str = ""
    folkemengde: str = ""
    folkemengde_dato: str = ""
    basis: str = ""
    kontoplan: str = ""
    skattearter: str = ""
    folkegrenser: str = ""
    utvalg: str = ""
    vis_rader: str = ""
    bekreftet: str = ""


CHOICES: Mapping[str, Mapping[str, str]] = {
    "koding": {
        "utf-8": "UTF-8",
        "utf-16": "UTF-16",
        "cp1252": "Windows-1252",
        "iso-8859-1": "ISO-8859-1",
        "cp865": "DOS (865)",
        "mac-roman": "Mac Roman",
    },
    "skilletegn": {";": "semikolon", ",": "komma", "tab": "tabulator", "|": "loddrett strek"},
    "desimaltegn": {",": "komma", ".": "punktum"},
    "belopsenhet": {"tusen": "1000 kr", "kroner": "kroner", "millioner": "millioner kroner"},
    "fortegn": {"positive": "positive", "negative": "negative"},
    "kilde": {"regnskap": "et regnskap", "budsjett": "et budsjett eller en prognose"},
    "kontosiffer": {
        f"{first}aaa{'e' * own}": words
        + (f", i kontoer med minst {size + own} sifre" if own else "")
        for first, words, size in (
            ("", "de tre første sifrene er arten", 3),
            ("k", "første siffer er kontoklassen, og de tre neste er arten", 4),
        )
        for own in range(5)
    },
    "basis": {
        "kasse": "kommunekassen",
        "konsern": "kommunekonsernet (med kommunale foretak og interkommunale selskaper)",
    },
    "skattearter": {
        "fordelt": "fordelt på eiendomsskatt (871–876) og andre skatter (877–879)",
        "samlet": "samlet på linjen for inntekts- og formuesskatt",
    },
}
"""What the fields that are closed lists may hold, and the name of each value for people."""

_DIGITS = 9
_NUMBERS = frozenset({"aar", "folkemengde", "kontoplan"})


def options_from(chosen: Mapping[str, str], problems: Problems) -> Options:
    """Return the choices that are possible; the others are left out and reported."""
    options = Options()
    known = {field.name for field in fields(Options)}
    for name, given in chosen.items():
        value = given.strip()
        if name not in known:
            problems.add(UGYLDIG_VALG, verdi=value, valg=name, mulige="ingen (valget er ukjent)")
        elif value and (possible := _refused(name, value)):
            problems.add(UGYLDIG_VALG, verdi=value, valg=name, mulige=possible)
        else:
            options = replace(options, **{name: value})
    return options


def split_list(text: str) -> tuple[str, ...]:
    """Return the parts of a comma-separated choice, blanks stripped, empty ones left out."""
    return tuple(filter(None, (part.strip() for part in text.split(","))))


def _refused(name: str, value: str) -> str:
    """Return what is possible when the value is not; otherwise nothing."""
    if name in CHOICES and value not in CHOICES[name]:
        return ", ".join(CHOICES[name])
    if name in _NUMBERS and not (value.isascii() and value.isdigit() and len(value) <= _DIGITS):
        return "et helt tall"
    return ""


@dataclass(frozen=True, slots=True)
class Antakelse:
    """One decision, so written that the page can show it and let it be changed.

    Attributes:
        id: The field of `Options` that overrules it.
        tekst: One Norwegian sentence saying what was assumed.
        verdi: The value in force; empty where nothing could be assumed.
        grunn: What it was decided from; empty where nothing could be assumed.
        valg: The values to choose from; empty means free text.
        oppgitt: Whether the user chose it.
    """

    id: str
    tekst: str
    verdi: str
    grunn: str
    valg: tuple[Valg, ...] = ()
    oppgitt: bool = False


class Assumptions:
    """Settles each question once: the user's choice first, then the reader's finding."""

    def __init__(self, options: Options) -> None:
        """Start with nothing settled but what the options say."""
        self._options = options
        self._said: dict[str, Antakelse] = {}

    def settle(  # noqa: PLR0913 - one argument for each field of what is said
        self,
        ident: str,
        found: str,
        tekst: str,
        grunn: str,
        *,
        valg: Mapping[str, str] | None = None,
        husk: Mapping[str, str] | None = None,
        ukjent: str = "",
    ) -> str:
        """Return the value in force, and remember it as said to the user.

        Args:
            ident: The field of `Options` that overrules it.
            found: What the file shows; empty when it shows nothing.
            tekst: The sentence, with ``{verdi}`` where the chosen value's name goes.
            grunn: What it was found from, a sentence; not said where nothing was.
            valg: The values to choose from, with their names; those of `CHOICES` where not given.
            husk: What chooses each in next year's file, where that is not the value.
            ukjent: The sentence where nothing is chosen or found.
        """
        chosen: str = getattr(self._options, ident)
        choices = CHOICES.get(ident, {}) if valg is None else valg
        marks = husk or {}
        value = next(
            (one for one in choices if chosen and marks.get(one) == chosen), chosen or found
        )
        said = tekst.format(verdi=shown(choices.get(value, value))) if value else ukjent
        why = "Valgt av deg." if chosen else grunn if found else ""
        possible = tuple(Valg(one, name, marks.get(one, one)) for one, name in choices.items())
        self._said[ident] = Antakelse(ident, said, value, why, possible, bool(chosen))
        return value

    def all(self) -> tuple[Antakelse, ...]:
        """Return what was settled, in the order it was settled."""
        return tuple(self._said.values())
