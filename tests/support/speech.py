"""What a screen reader says of a page, from top to bottom: Chromium's accessibility tree as lines.

A line is what a reader hears for one press of «next»: role, name, value and state in Norwegian, as
Orca says them. A paragraph is one line with its links in it, and so is a row of a table.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

# Things with a name of their own, whose content is that name.
THINGS = {
    "button": "knapp", "checkbox": "avkryssingsboks", "radio": "radioknapp", "link": "lenke", "heading": "overskrift",
    "textbox": "felt", "searchbox": "søkefelt", "combobox": "kombinert felt", "slider": "glidebryter", "spinbutton": "tallfelt",
    "tab": "fane", "image": "bilde", "option": "valg", "progressbar": "framdrift", "DisclosureTriangle": "fold", "switch": "bryter",
}  # fmt: skip
# Things with content: said on the way in, where they have a name or are places to jump to.
PLACES = {
    "region": "område", "navigation": "navigasjon", "main": "hovedinnhold", "table": "tabell", "figure": "figur", "list": "liste",
    "form": "skjema", "group": "gruppe", "search": "søk", "status": "melding", "tabpanel": "fanefelt", "tablist": "faner",
    "dialog": "dialog", "banner": "topp", "contentinfo": "bunn", "listbox": "listeboks", "complementary": "tillegg", "note": "note",
}  # fmt: skip
CELLS = {"cell", "gridcell", "rowheader", "columnheader"}
INLINE = {"StaticText", "link", "emphasis", "strong", "superscript", "subscript", "code", "mark", "abbr", "time", "term", "deletion"}  # fmt: skip
STATES = {
    "checked": {"true": "avkrysset", "false": "ikke avkrysset"},
    "pressed": {"true": "trykket", "false": "ikke trykket"},
    "expanded": {"true": "åpen", "false": "lukket"},
    "selected": {"true": "valgt"},
    "disabled": {"true": "utilgjengelig"},
    "invalid": {"true": "ugyldig"},
    "required": {"true": "må fylles ut"},
}


@dataclass(frozen=True, slots=True)
class Node:
    """One thing that is said, or holds what is."""

    role: str
    name: str
    value: str
    description: str
    states: Mapping[str, str]
    parts: tuple["Node", ...]

    @property
    def text(self) -> str:
        """All its words in one line, links marked."""
        if self.role == "StaticText":
            return self.name
        words = " ".join("".join(f"{one.text} " for one in self.parts).split()) or self.name
        return f"[lenke {words}]" if self.role == "link" else words


def spoken(page: Page, within: str = "main") -> str:
    """Return what is said of a part of the page, a line for each thing."""
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    find = f"document.querySelector({json.dumps(within)})"
    found = session.send("Runtime.evaluate", {"expression": find})["result"]["objectId"]
    place = session.send("DOM.describeNode", {"objectId": found})["node"]["backendNodeId"]
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {one["nodeId"]: one for one in nodes}
    sliders = [one for one in nodes if _value(one, "role") == "slider"]
    for one in sliders:  # whose words Chromium's protocol leaves out
        place_of = {"backendNodeId": one["backendDOMNodeId"]}
        flat = session.send("DOM.describeNode", place_of)["node"]["attributes"]
        one["value"] = {"value": dict(zip(flat[::2], flat[1::2], strict=True))["aria-valuetext"]}
    session.detach()
    top = next(one for one in nodes if one.get("backendDOMNodeId") == place)
    lines = (line for node in _nodes(top, by_id) for line in _lines(node))
    return "".join(f"{line.strip()}\n" for line in lines if line.strip())


def _nodes(raw: Mapping[str, Any], by_id: Mapping[str, Any]) -> Iterator[Node]:
    """Yield a node; of one that is passed over, what it holds."""
    children = [by_id[one] for one in raw.get("childIds", []) if one in by_id]
    parts = tuple(part for one in children for part in _nodes(one, by_id))
    role = _value(raw, "role")
    if raw.get("ignored") or role in {"none", "generic", "InlineTextBox", "ListMarker"}:
        yield from parts
        return
    said = {one["name"]: str(one["value"].get("value", "")) for one in raw.get("properties", [])}
    yield Node(
        role,
        _value(raw, "name"),
        _value(raw, "value"),
        _value(raw, "description"),
        {name: value.lower() for name, value in said.items()},
        parts,
    )


def _value(raw: Mapping[str, Any], field: str) -> str:
    return " ".join(str(raw.get(field, {}).get("value", "")).split())


def _lines(node: Node) -> Iterator[str]:
    if node.role in THINGS:
        yield _thing(node)
    elif node.role == "row":
        yield " | ".join(_cell(one) for one in node.parts if one.role in CELLS)
    elif node.parts and all(one.role in INLINE for one in node.parts):
        yield _place(node) + node.text
    elif node.role in INLINE:
        yield node.text
    elif node.role == "listitem":
        first, *rest = _together(node.parts) or [""]
        yield from (f"• {first}", *rest)
    else:
        if place := _place(node).removesuffix(": "):
            yield place
        yield from _together(node.parts)


def _together(parts: Sequence[Node]) -> list[str]:
    """Return the lines of parts, words that stand side by side in one."""
    found: list[str] = []
    row: list[str] = []
    for one in parts:
        if one.role in INLINE and (one.role != "link" or row):
            row.append(one.text)
            continue
        found += [" ".join(" ".join(row).split()), *_lines(one)]
        row.clear()
    return [line for line in (*found, " ".join(" ".join(row).split())) if line]


def _thing(node: Node) -> str:
    level = f" {node.states['level']}" if node.role == "heading" else ""
    states = [
        STATES[name][value] for name, value in node.states.items() if value in STATES.get(name, {})
    ]
    said = [f"{THINGS[node.role]}{level}: {node.name}", node.value, *states, node.description]
    return ", ".join(one for one in said if one)


def _place(node: Node) -> str:
    if node.role == "listitem":
        return "• "
    name = PLACES.get(node.role, "")
    if not name or not (node.name or node.role in {"main", "table"}):
        return ""
    rows = sum(1 for one in _all(node) if one.role == "row")
    size = f", {rows} rader" if node.role == "table" else ""
    words = ", ".join(one for one in (node.name, node.description) if one)
    return f"{name}: {words}{size}: " if words else f"{name}{size}: "


def _all(node: Node) -> Iterator[Node]:
    for one in node.parts:
        yield one
        yield from _all(one)


def _cell(node: Node) -> str:
    within = [one for one in _all(node) if one.role in THINGS and one.role != "link"]
    words = ", ".join(_thing(one) for one in within) or node.text
    order = {"ascending": " (stigende)", "descending": " (synkende)"}
    return words + order.get(node.states.get("sort", ""), "")
