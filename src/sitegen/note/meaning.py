"""What a value is about: the narrower part of ``note.toml`` speaks before the wider."""

from sitegen.note.errors import Fault, SpecError
from sitegen.note.model import Meaning
from sitegen.note.spec import Sense

SPEC_FILE = "note.toml"


def meaning(where: str, *parts: Sense) -> Meaning:
    """Return the meaning of a cell from the parts that cover it, narrowest first.

    Raises:
        SpecError: Something every value must say is said nowhere.
    """
    aar = _first(parts, "aar")
    if not isinstance(aar, int):
        raise SpecError(Fault(SPEC_FILE, None, f"et år for {where}", "ingenting"))
    grunnlag = _by_year(parts, "grunnlag", aar)
    if grunnlag is None:
        raise SpecError(Fault(SPEC_FILE, None, f"«grunnlag» for {where}, {aar}", "ingenting"))
    return Meaning(
        indikator=_word(parts, "indikator", where),
        gruppe=_word(parts, "gruppe", where),
        aar=aar,
        utvalg=_word(parts, "utvalg", where),
        enhet=_word(parts, "enhet", where),
        grunnlag=grunnlag,
        status=_by_year(parts, "status", aar) or "endelig",
    )


def _first(parts: tuple[Sense, ...], key: str) -> object:
    return next((value for part in parts if (value := getattr(part, key)) is not None), None)


def _word(parts: tuple[Sense, ...], key: str, where: str) -> str:
    value = _first(parts, key)
    if value is None:
        raise SpecError(Fault(SPEC_FILE, None, f"«{key}» for {where}", "ingenting"))
    return str(value)


def _by_year(parts: tuple[Sense, ...], key: str, aar: int) -> str | None:
    for part in parts:
        value = getattr(part, key)
        if isinstance(value, dict):
            value = value.get(str(aar))
        if value is not None:
            return str(value)
    return None
