"""The core in Pyodide under Node gives the bytes that CPython gives."""

import json
import subprocess
from base64 import b64encode
from pathlib import Path

import pytest

from sitegen.indicators.browser import compute_json
from support.cases import CASES
from support.notes import ROOT

DATA = ("kommuner_2023_2024.csv", "fylkeskommuner_2023_2024.csv")


@pytest.mark.slow
def test_every_case_is_byte_identical_in_pyodide(tmp_path: Path) -> None:
    cases = json.loads((CASES / "indicators" / "compute.json").read_text(encoding="utf-8"))
    asked = [([(name, text.encode()) for name, text in c["filer"]], c["valg"]) for c in cases]
    asked.append(([(name, (ROOT / "data/kommuner" / name).read_bytes()) for name in DATA], {}))
    requests = tmp_path / "requests.json"
    requests.write_text(
        json.dumps(
            [
                {"files": [(n, b64encode(data).decode()) for n, data in files], "chosen": chosen}
                for files, chosen in asked
            ]
        )
    )
    wanted = "".join(compute_json(files, chosen) + "\n" for files, chosen in asked)
    folder = subprocess.run([ROOT / "tools/find_node"], check=True, capture_output=True, text=True)
    node = Path(folder.stdout.strip()) / "node"
    script = Path(__file__).with_name("compute.mjs")
    got = subprocess.run([node, script, ROOT / "src", requests], check=False, capture_output=True)
    assert got.stderr.decode() == ""
    assert got.stdout.decode() == wanted
