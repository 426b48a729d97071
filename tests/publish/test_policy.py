"""The policy names every inline script of a site, and no page goes without it."""

import base64
import hashlib
import re
from importlib.resources import files
from pathlib import Path

import pytest

from sitegen.note.errors import SitegenError
from sitegen.publish.policy import KNOWN, allow_script, fingerprint, policy_element, protect

PAGE = '<!doctype html><html><head>\n<meta charset="utf-8">{}</head><body></body></html>'


def hashed(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


TRIED = {fingerprint("a = 'æ' && 1"), fingerprint("\nb")}


def written(folder: Path, **pages: str) -> list[str]:
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    protect(folder, TRIED)
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
    assert policy.startswith("default-src 'self'; ")
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


@pytest.mark.parametrize(
    "script",
    [
        "<script>window.brutt=7</script>",
        "<SCRIPT type='text/javascript'>x</SCRIPT>",
        "<script type=module>x</script>",
        '<script type="application/json;x">x</script>',
        "<svg><script>x</script></svg>",
    ],
)
def test_a_script_that_is_not_known_stops_the_build(tmp_path: Path, script: str) -> None:
    """A text of the note that has become code would else be allowed, on every page."""
    with pytest.raises(SitegenError, match="bare kjente skript") as caught:
        written(tmp_path, en=PAGE.format(""), to=PAGE.format(script))
    assert [fault.file for fault in caught.value.faults] == ["to.html"]
    assert "policy.py" in caught.value.faults[0].remedy


def test_the_theme_s_scripts_are_known_wherever_the_page_lies() -> None:
    folder = files("material") / "templates/partials/javascripts"
    known = set()
    for name in ("base", "palette", "content", "outdated"):
        text = (folder / f"{name}.html").read_text(encoding="utf-8")
        scripts = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
        for base in (".", "../..", "/", "/lager/2025-03-07/", "https://tall.example.org/pr-12/"):
            filled = re.sub(r"\{\{.*?\}\}", base, scripts[-1])
            known.add(fingerprint(filled))
            assert fingerprint(filled) in KNOWN
            assert fingerprint(f"{filled};x") not in KNOWN
    assert len(known) == 4
    evil = 'new URL("",alert(1),"")'
    assert fingerprint(evil) != fingerprint('new URL("","")')


def test_the_local_server_may_add_its_script() -> None:
    page = policy_element(["a"]).encode()
    allowed = policies(allow_script(page, b"b").decode())[0]
    assert hashed("a") in allowed
    assert hashed("b") in allowed
