"""The case files of the calculator, every one there is, as what is asked of it."""

import json
from collections.abc import Iterator
from typing import Any

from support.cases import CASES

type Files = list[tuple[str, bytes]]
_NUMBER = "aar;kommunenummer;brutto_driftsinntekter;netto_driftsresultat\n2024;3401;1000;{}\n"


def account_cases() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the cases of every case file, named by file and place or name."""
    for path in sorted((CASES / "core").glob("*.json")):
        for number, case in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            yield f"{path.stem}: {case.get('navn', number)}", case


def files_of(case: dict[str, Any]) -> Files:
    """Return a case's files; a number becomes a cell of the template.

    Raises:
        ValueError: When the case holds nothing that can be computed.
    """
    match case:
        case {"filer": given}:
            return [(name, text.encode()) for name, text in given]
        case {"linjer": lines}:
            return [("fil", "\n".join(lines).encode(case.get("koding", "utf-8")))]
        case {"json": table}:
            return [("fil", json.dumps(table).encode())]
        case {"text": number}:
            return [("mal.csv", _NUMBER.format(number).encode())]
    raise ValueError(case)


def choices_of(case: dict[str, Any]) -> dict[str, str]:
    """Return what the case has chosen."""
    decimal = case.get("decimal")
    return case.get("valg") or ({"desimaltegn": decimal} if decimal else {})
