"""What is drawn once is kept, and drawn anew when anything it depends on is another."""

from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.charts.compile import Press
from sitegen.charts.kept import from_text, to_text
from sitegen.charts.subject import Subject
from sitegen.publish import drawn
from sitegen.publish.cache import FolderStore
from sitegen.publish.drawn import drawn_charts
from support.charts import NOTE, PRINTED, NothingDrawn, charts

SUBJECT = Subject(NOTE, PRINTED)


def test_a_kept_chart_is_the_same_chart() -> None:
    assert from_text(to_text(charts().values())) == tuple(charts().values())


def test_charts_are_drawn_once_for_the_same_values(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Subject] = []

    def draw(subject: Subject, _: Press) -> dict[str, object]:
        calls.append(subject)
        return {"figur-3": charts()["figur-3"]}

    monkeypatch.setattr(drawn, "draw", draw)
    press = Press(None, FolderStore(tmp_path / "diagram"))
    first, second = drawn_charts(SUBJECT, press), drawn_charts(SUBJECT, press)
    assert dict(first) == dict(second) == {"figur-3": charts()["figur-3"]}
    assert len(calls) == 1
    other = replace(PRINTED["figur-3"][0], verdi=None)
    changed = {**PRINTED, "figur-3": (other, *PRINTED["figur-3"][1:])}
    drawn_charts(Subject(NOTE, changed), press)
    drawn_charts(SUBJECT, replace(press, fonts=tmp_path / "andre-skrifter"))
    assert len(calls) == 3


def test_the_tests_own_empty_store_draws_nothing() -> None:
    assert "anything" in NothingDrawn()
