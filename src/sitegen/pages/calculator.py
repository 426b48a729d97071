"""What the calculator's page calls things: indicators, lines of the accounts, controls, formats."""

import json

from kommuneindikatorer.groups.divisions import LANDSDELER
from kommuneindikatorer.items import POSTER, Post
from kommuneindikatorer.measures.catalogue import HOVEDMAAL, INDIKATORER
from kommuneindikatorer.measures.indikator import Indikator
from kommuneindikatorer.readers.catalogue import READERS
from kommuneindikatorer.readers.kostra_codes import KONTROLLER
from sitegen.pages.places import folder, indicator_page


def names_json(real: str) -> bytes:
    """Return the names by id, as JSON: the page's scripts have none of their own.

    Args:
        real: The way to the file of the real municipalities, to try the page with many units.
    """
    content = {
        "indikatorer": {one.id: _indicator(one) for one in INDIKATORER},
        "poster": {one.id: _item(one) for one in POSTER},
        "kontroller": [{"kode": kode, "navn": name} for kode, name in KONTROLLER.items()],
        "formater": {one.ID: one.ETIKETT for one in READERS},
        "landsdeler": LANDSDELER,
        "kommunefil": real,
    }
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _indicator(one: Indikator) -> dict[str, object]:
    return {
        "navn": one.etikett,
        "enhet": one.enhet.name.lower(),
        "er_hovedmaal": one in HOVEDMAAL,
        "formel": one.formel,
        "behov": one.behov,
        "retning": one.retning.value,
        "grunnlag": one.basis,
        "kilde": one.kilde,
        "ikke_ment_for": one.ikke_ment_for,
        "side": folder(indicator_page(one)),
    }


def _item(one: Post) -> dict[str, object]:
    return {"navn": one.nb, "linje": one.linje}
