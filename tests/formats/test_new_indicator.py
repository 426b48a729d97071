"""A new indicator is one module: the explorer and the downloads have it by themselves."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.notes import ROOT

pytestmark = pytest.mark.slow

INDICATOR = '''"""An indicator that nobody has: the result when a tenth of a per cent is set aside."""

from decimal import Decimal

from kommuneindikatorer.measures.indikator import Enhet, Indikator, Retning, Values
from kommuneindikatorer.model import Nivaa


def _verdi(values: Values, _nivaa: Nivaa) -> Decimal:
    return values["netto_driftsresultat"] - values["brutto_driftsinntekter"] / 1000


INDIKATOR = Indikator(
    id="oppfunnet",
    etikett="Oppfunnet resultat",
    enhet=Enhet.PROSENT,
    behov=("netto_driftsresultat", "brutto_driftsinntekter"),
    formel="netto driftsresultat − brutto driftsinntekter / 1000",
    retning=Retning.HOY,
    basis="Konsern.",
    kilde="Oppfunnet",
    ikke_ment_for="Noe som helst.",
    verdi=_verdi,
)
'''
CODE = """
import sys
from pathlib import Path
from sitegen.formats.explorer.pack import explorer_files
from sitegen.formats.units import indicator_files
from sitegen.publish.edition_folder import newest, read_edition
from sitegen.publish.unit_data import unit_groups

root, out = Path(sys.argv[1]), Path(sys.argv[2])
edition, groups = read_edition(newest(root)), unit_groups(root)
files = explorer_files(edition.note, edition.facts, groups, "")
for name, data in {**files, **indicator_files(groups)}.items():
    (out / name).write_bytes(data)
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files made by a copy of the core with one module more."""
    folder = tmp_path_factory.mktemp("oppfunnet")
    core = folder / "core" / "kommuneindikatorer"
    shutil.copytree(ROOT / "src" / "kommuneindikatorer", core)
    (core / "measures" / "oppfunnet.py").write_text(INDICATOR, encoding="utf-8")
    path = {"PYTHONPATH": os.pathsep.join([str(core.parent), str(ROOT / "src")])}
    command = [sys.executable, "-c", CODE, str(ROOT), str(folder)]
    subprocess.run(command, check=True, env={**os.environ, **path})
    return folder


def content(path: Path) -> Any:  # noqa: ANN401  any JSON
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_explorer_has_it_for_units_and_groups(out: Path) -> None:
    units = content(out / "enheter.json")
    measures = {one["id"]: one for one in content(out / "notat.json")["maal"]}
    assert measures["oppfunnet"]["etikett"] == "Oppfunnet resultat"
    assert measures["oppfunnet_belop"]["enhet"] == "1000 kr"
    assert measures["andel_negativ_oppfunnet"]["etikett"].endswith("oppfunnet resultat under null")
    row, year = units["enheter"]["nummer"].index("1101"), units["enheter"]["aar"].index(2020)
    # 55 423 − 1 352 878 / 1000, by hand from the unit data
    assert units["enheter"]["oppfunnet"][year][row] == "54070.122"
    named = {"id": "oppfunnet", "kolonne": "oppfunnet", "av": "brutto_driftsinntekter"}
    assert {**named, "grunnlag": "konsern"} in units["maal"]
    assert {"oppfunnet", "andel_svakere_oppfunnet"} <= set(units["grupper"]["indikator"]["ord"])


def test_the_downloads_have_it_and_leave_what_cannot_be_computed_out(out: Path) -> None:
    (path,) = out.glob("indikatorer_*.csv")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    found = {(one["aar"], one["nummer"], one["indikator"]): one for one in rows}
    own = found["2020", "1101", "oppfunnet"]
    assert own["belop"] == "54070.122"
    assert own["verdi"] == "3.996673905555"  # 100 × 54 070,122 / 1 352 878
    assert {one["indikator"] for one in rows} == {
        "netto_driftsresultat", "avstand_til_anbefalt_nivaa", "netto_lanegjeld", "oppfunnet"
    }  # fmt: skip
    assert len(found) == len(rows) == 4 * (2138 + 68)
