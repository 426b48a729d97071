"""What the user has chosen; everything not chosen is found in the file, and said."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from kommuneindikatorer.codes import UGYLDIG_VALG
from kommuneindikatorer.problems import Problems


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
        belopsenhet: ``kroner`` or ``tusen`` (1000 kr).
        fortegn: Sign of incomes in the file: ``positive`` or ``negative``.
        kolonne: The column to read, by heading or 1-based number (account form, SSB).
        ark: The sheet to read, by name (Excel).
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
    """

    format: str = ""
    koding: str = ""
    skilletegn: str = ""
    desimaltegn: str = ""
    belopsenhet: str = ""
    fortegn: str = ""
    kolonne: str = ""
    ark: str = ""
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


CHOICES: Mapping[str, tuple[str, ...]] = {
    "koding": ("utf-8", "utf-16", "cp1252", "iso-8859-1", "cp865", "mac-roman"),
    "skilletegn": (";", ",", "tab", "|"),
    "desimaltegn": (",", "."),
    "belopsenhet": ("kroner", "tusen"),
    "fortegn": ("positive", "negative"),
    "basis": ("kasse", "konsern"),
    "skattearter": ("fordelt", "samlet"),
}

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
