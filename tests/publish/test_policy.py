"""The policy names every inline script of a site, and no page goes without it."""

import base64
import hashlib
import re
from pathlib import Path

import pytest

from sitegen.note.errors import SitegenError
from sitegen.publish.policy import allow_script, policy_element, protect

PAGE = '<!doctype html><html><head>\n<meta charset="utf-8">{}</head><body></body></html>'


def hashed(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def written(folder: Path, **pages: str) -> list[str]:
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    protect(folder)
    return [(folder / f"{name}.html").read_text(encoding="utf-8") for name in pages]


def policies(page: str) -> list[str]:
    return re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]+)">', page)


def test_every_page_allows_the_inline_scripts_of_all(tmp_path: Path) -> None:
    one, two = written(
        tmp_path,
        en=PAGE.format("<script>a = 'æ' && 1</script>"),
        to=PAGE.format("<script type=module>\nb</script><script src=c.js></script>"),
    )
    assert policies(one) == policies(two)
    assert f"'sha256-{hashed("a = 'æ' && 1")}'" in policies(one)[0]
    assert f"'sha256-{hashed('\nb')}'" in policies(one)[0]
    assert policies(one)[0].count("sha256-") == 2


def test_a_script_that_is_only_data_needs_no_leave(tmp_path: Path) -> None:
    (page,) = written(tmp_path, en=PAGE.format('<script type="application/json">{}</script>'))
    assert "sha256-" not in policies(page)[0]


def test_the_policy_stands_before_all_but_the_encoding(tmp_path: Path) -> None:
    (page,) = written(tmp_path, en=PAGE.format("<title>x</title>"))
    assert re.search(r'<head>\s*<meta charset="utf-8"><meta http-equiv=', page)
    (page,) = written(tmp_path, en="<html><head class=x><link href=a.css></head></html>")
    assert "<head class=x><meta http-equiv=" in page


def test_the_policy_lets_nothing_out_and_evaluates_no_text() -> None:
    policy = policies(policy_element([]))[0]
    assert policy.startswith("default-src 'none'; ")
    assert "'unsafe-eval'" not in policy
    for rule in ("base-uri 'none'", "form-action 'self'"):  # these do not fall back to the default
        assert rule in policy.split("; ")
    assert "http" not in policy
    assert "*" not in policy
    for rule in policy.split("; "):
        assert rule.startswith("style-src ") or "'unsafe-inline'" not in rule


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("<p>uten hode</p>", "ingen head"),
        (PAGE.format("") + "<img src=x onerror=hent()>", "et skript i en attributt: img onerror"),
        (PAGE.format("") + "<a href=' JavaScript:0'>x</a>", "et skript i en attributt: a href"),
    ],
)
def test_a_page_that_cannot_have_it_stops_the_build(tmp_path: Path, page: str, fault: str) -> None:
    with pytest.raises(SitegenError) as caught:
        written(tmp_path, god=PAGE.format(""), side=page)
    assert [(f.file, f.found) for f in caught.value.faults] == [("side.html", fault)]
    assert policies((tmp_path / "god.html").read_text(encoding="utf-8")) == []


def test_the_local_server_may_add_its_script() -> None:
    page = policy_element(["a"]).encode()
    allowed = policies(allow_script(page, b"b").decode())[0]
    assert hashed("a") in allowed
    assert hashed("b") in allowed
