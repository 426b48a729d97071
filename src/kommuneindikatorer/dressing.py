"""What people and spreadsheets put around a number: currency, «,-», notes, marks of an error.

All of it is text to text; `numbers.read_number` turns what is left into a number.
"""

import re

_CURRENCY = re.compile(r"(?:kroner|kr|nok)\.?", re.IGNORECASE)
_BEFORE = re.compile(rf"^(?P<sign>[-+(]? ?){_CURRENCY.pattern} ?(?=[-+(0-9.,])", re.IGNORECASE)
_AFTER = re.compile(rf"(?<=[0-9)*,-]) ?{_CURRENCY.pattern}(?= ?\)?$)", re.IGNORECASE)
_WHOLE_KRONER = re.compile(r"(?<=[0-9])(?:[.,]--?|\.,-|,=)(?=\)?$)")
_NOTE = re.compile("(?<=[0-9)-]) ?(?:[*†‡¹²³⁴⁵]+|\u00aa)$")
_THOUSANDS = re.compile("(?<=[0-9])['\u2019\u2018`\u00b4](?=[0-9]{3}(?![0-9]))")
_HEADING = re.compile(r"(?:i )?1 ?000(?:,-)? ?kr\.?|kr\.? ?1 ?000", re.IGNORECASE)
_PERCENT = re.compile(r" ?(?:%|pst\.?|prosent)$", re.IGNORECASE)
_FORMULA = re.compile("=[-+]?[A-Za-z$'(0-9\\[{]")
_ERROR = re.compile(
    r"#(?:ref|referanse|div/0|verdi|value|navn|name|i/t|n/a|num|tall|null|spill|calc)[!?]?"
    r"|err:[0-9]{3}",
    re.IGNORECASE,
)
_TOO_NARROW = re.compile("#{2,}")


def undressed(token: str) -> str:
    """Return a folded token without what is put around a number; as it is without any.

    «kr 1 234», «1 234 kr», «1.234,-», «(kr 1 234)», «1 234*» and «1'234» are 1 234. «1000 kr»
    alone is a heading, and stays what it is.
    """
    if _HEADING.fullmatch(token):
        return token
    bare = _NOTE.sub("", token.strip("'\u2019 ").replace("÷", "-"))
    bare = _BEFORE.sub(lambda match: match["sign"], bare, count=1)
    bare = _AFTER.sub("", bare, count=1).strip()
    return _whole(_THOUSANDS.sub(" ", bare))


def _whole(token: str) -> str:
    """Return an amount with «,-» without it: what stands before has no decimals."""
    if match := _WHOLE_KRONER.search(token):
        before, after = token[: match.start()], token[match.end() :]
        return re.sub(r"[.,](?=[0-9]{3}(?![0-9]))", " ", before) + after
    return token


def of_percent(token: str) -> str | None:
    """Return what stands before the mark of per cent; None where there is none."""
    match = _PERCENT.search(token)
    return token[: match.start()] if match else None


def mark_of_error(token: str) -> str:
    """Return what a spreadsheet says instead of a number: formula, error or too narrow; or ""."""
    if _FORMULA.match(token):
        return "formel"
    if _TOO_NARROW.fullmatch(token):
        return "for-smal"
    return "feilverdi" if _ERROR.fullmatch(token) else ""
