"""Golden files: compared byte by byte; written where missing, but never in CI."""

import os
from pathlib import Path

import pytest


def check_golden(path: Path, data: bytes) -> None:
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{path.name} is missing: run the tests locally and commit it")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert data == path.read_bytes(), (
        f"{path.name} differs: look at the change, then delete the file"
    )
