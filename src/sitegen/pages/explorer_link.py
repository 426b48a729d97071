"""The way from a table or figure to the explorer, with its values chosen there."""

from collections.abc import Sequence

from kommuneindikatorer.measures.catalogue import INDIKATOR
from sitegen.facts.observation import Observation
from sitegen.pages.places import EXPLORER, Spot, html_link

ALL = "alle-som-finnes"
MOST = 4
"""Measures to look at side by side; of more, those that the site also computes."""


def explorer_link(here: str, values: Sequence[Observation]) -> str:
    """Return the address, on the page ``here``, that shows these values in the explorer."""
    measures = list(dict.fromkeys(o.indikator for o in values))
    if len(measures) > MOST:
        measures = [one for one in measures if one in INDIKATOR]
    groups = dict.fromkeys(o.gruppe for o in values if o.indikator in measures)
    parts = {"m": ",".join(measures), "g": ",".join(groups)}
    parts |= {name: ALL for name in ("grunnlag", "utvalg") if _several(values, name)}
    parts["kilde"] = values[0].tabell
    query = "&".join(f"{name}={value}" for name, value in parts.items())
    return f"{html_link(here, Spot(EXPLORER))}?{query}"


def _several(values: Sequence[Observation], name: str) -> bool:
    return len({getattr(one, name) for one in values}) > 1
