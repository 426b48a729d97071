"""A TOML file → a checked model; every fault in it is reported at once."""

import re
import tomllib
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from sitegen.note.errors import Fault, SpecError

EXPECTED = {
    "missing": "en verdi",
    "extra_forbidden": "en kjent nøkkel",
    "string_pattern_mismatch": "en id med små bokstaver, tall, «_» og «-»",
    "string_too_short": "minst ett tegn",
    "too_short": "minst én",
    "literal_error": "en av de faste verdiene",
    "string_type": "tekst",
    "int_type": "et heltall",
    "int_parsing": "et heltall",
    "int_from_float": "et heltall",
    "bool_type": "true eller false",
    "tuple_type": "en liste",
    "dict_type": "en tabell",
    "model_type": "en tabell",
    "model_attributes_type": "en tabell",
    "date_type": "en dato",
    "date_parsing": "en dato",
    "date_from_datetime_parsing": "en dato",
    "date_from_datetime_inexact": "en dato uten klokkeslett",
}
OTHER = "en gyldig verdi"
# How the messages of the standard library begin that say more than that something is not TOML.
UNREADABLE = {
    "Cannot overwrite": "en nøkkel som står to ganger",
    "Cannot declare": "en tabell som står to ganger",
    "Unterminated": "en tekst uten sluttegn",
    "Unclosed": "en liste eller tabell uten sluttegn",
    "Unescaped": "«\\» i en tekst (skriv «\\\\», eller teksten i '…')",
    "Exceeds": "et tall med for mange sifre",
    "maximum recursion": "lister i lister i lister",
}


class Part(BaseModel):
    """Base of every model: frozen, Norwegian keys in files, English names in code."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
    )


def read_toml(text: str, file: str) -> dict[str, Any]:
    """Return the unchecked content of a TOML file; raises ``SpecError`` where it is none."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise SpecError(_unreadable(file, str(error))) from error


def read_part[T: Part](kind: type[T], text: str, file: str) -> T:
    """Return the checked content of a TOML file; raises ``SpecError`` with every fault."""
    return check_part(kind, read_toml(text, file), file)


def check_part[T: Part](kind: type[T], said: object, file: str) -> T:
    """Return checked what a TOML file says; raises ``SpecError`` with every fault."""
    try:
        # A file has one spelling of a key: the names of the code are unknown there.
        return kind.model_validate(said, by_alias=True, by_name=False)
    except ValidationError as error:
        raise SpecError(*(_fault(file, dict(found)) for found in error.errors())) from error


def _unreadable(file: str, said: str) -> Fault:
    known = (words for start, words in UNREADABLE.items() if said.startswith(start))
    at = re.search(r"\(at line (\d+), column (\d+)\)", said)
    line, place = (int(at[1]), f" ved tegn {at[2]}") if at else (None, "")
    return Fault(file, line, "gyldig TOML", f"{next(known, 'noe annet')}{place}")


def _fault(file: str, found: dict[str, object]) -> Fault:
    """Return a fault that names the key, counted from 1 as an editor counts."""
    place = found["loc"]
    steps = place if isinstance(place, tuple) else (place,)
    key = ".".join(str(step + 1) if isinstance(step, int) else str(step) for step in steps)
    kind = str(found["type"])
    own = found.get("ctx")
    # What a model of ours says of itself, else of the kinds that pydantic knows, in English.
    words = str(own["error"]) if kind == "value_error" and isinstance(own, dict) else ""
    expected = f"{words or EXPECTED.get(kind, OTHER)} for «{key}»"
    seen = "ingenting" if kind == "missing" else f"«{found['input']}»"
    return Fault(file, None, expected, seen[:200])
