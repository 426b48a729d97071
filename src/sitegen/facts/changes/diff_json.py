"""A comparison as JSON, for programs: every difference, decimals exact."""

from kommuneindikatorer.json_text import Json, json_text
from sitegen.facts.changes.model import (
    Change,
    Diff,
    Mention,
    StatusChange,
    UnitChange,
    ValueChange,
)
from sitegen.facts.changes.snapshot import Part
from sitegen.facts.observation import Observation


def diff_json(diff: Diff) -> str:
    """Return one JSON object; a missing value is null."""
    content: dict[str, Json] = {
        "fra": diff.before,
        "til": diff.after,
        "like": diff.empty,
        "merknader": diff.caveats,
        "tall": [_value(change) for change in diff.values],
        "status": [_status(change) for change in diff.statuses],
        "definisjoner": [
            {
                "tabell": c.table,
                "rad": c.row,
                "felt": c.field,
                "fra": c.old,
                "til": c.new,
                "celler": c.cells,
            }
            for c in diff.definitions
        ],
        "tekst": [_text(change) for change in diff.texts],
        "setninger": [_mention(mention) for mention in diff.mentions],
        "kommunetall_sammenlignet": diff.units_compared,
        "kommunetall": [_unit(change) for change in diff.units],
    }
    return json_text(content) + "\n"


def _key(o: Observation) -> dict[str, Json]:
    return {
        "tabell": o.tabell,
        "radgruppe": o.radgruppe,
        "rad": o.rad,
        "indikator": o.indikator,
        "gruppe": o.gruppe,
        "aar": o.aar,
        "utvalg": o.utvalg,
    }


def _value(change: ValueChange) -> Json:
    return {
        "slag": change.kind,
        **_key(change.now),
        "fra": change.old,
        "til": change.new,
        "endring": change.difference,
        "storrelse": change.tier,
        "status_fra": change.before.status if change.before else None,
        "status_til": change.after.status if change.after else None,
    }


def _status(change: StatusChange) -> Json:
    return {**_key(change.after), "fra": change.before.status, "til": change.after.status}


def _text(change: Change[Part]) -> Json:
    return {
        "id": change.now.id,
        "hvor": change.now.where,
        "fra": change.before.text if change.before else None,
        "til": change.after.text if change.after else None,
    }


def _mention(mention: Mention) -> Json:
    return {
        "id": mention.part.id,
        "linjer": mention.part.lines,
        "setning": mention.sentence,
        "tall": mention.number,
        "verdi": "fra" if mention.stale else "til",
        "celler": [_key(change.now) for change in mention.cells],
    }


def _unit(change: UnitChange) -> Json:
    return {
        "aar": change.now.year,
        "nummer": change.now.unit,
        "navn": change.now.name,
        "prosent_fra": change.before.percent if change.before else None,
        "prosent_til": change.after.percent if change.after else None,
        "endring": change.difference,
        "storrelse": change.tier,
        "felter": change.fields,
    }
