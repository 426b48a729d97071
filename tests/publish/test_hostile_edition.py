"""Whatever an editor or a note writes is text on every page, letter by letter, and never code."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from sitegen.facts.fact import facts_of
from sitegen.facts.publisher import read_publisher
from sitegen.note.read import read_note
from sitegen.note.versions import read_versions
from sitegen.pages.edition import Edition, History
from sitegen.pages.feed import feed_text
from sitegen.pages.registry import configuration, rendered
from sitegen.publish.policy import protect
from support.hostile import EVIL, in_bibtex, scripts_of, shown_words, texts_of, write_edition
from support.notes import FOLDER, ROOT

pytestmark = pytest.mark.slow

TOML = "note.toml"


def read(folder: Path) -> Edition:
    note = read_note(
        (folder / "note.txt").read_bytes(),
        (folder / TOML).read_text("utf-8"),
        (folder / "rettelser.toml").read_text("utf-8"),
    )
    text = (folder / "versjoner.toml").read_text(encoding="utf-8")
    versions = read_versions(text, "versjoner.toml", note.about.date)
    publisher = read_publisher((folder / "utgiver.toml").read_text("utf-8"))
    edition = Edition(note=note, facts=facts_of(note), publisher=publisher)
    return replace(edition, history=History(versions=versions))


def mkdocs_settings(root: Path, edition: Edition) -> dict[str, object]:
    """Return the project's own settings, but for what takes time and shows no words of the note."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").replace("INHERIT:", "x-inherit:")
    own = {key: value for key, value in yaml.safe_load(text).items() if not key.startswith("x-")}
    made = json.loads(configuration(edition))
    own["plugins"] = [one for one in own["plugins"] if "search" in one]
    own["theme"]["custom_dir"] = str(ROOT / "overrides")
    changed = {"docs_dir": str(root / "docs"), "site_dir": str(root / "site"), "strict": False}
    nav = {"nav": _without_notebooks(made.pop("nav"))}
    extra = {"extra": own.pop("extra") | made.pop("extra")}
    own.pop("validation")
    own.pop("watch")
    return own | made | extra | nav | changed


def _without_notebooks(nav: list[object]) -> list[object]:
    return json.loads(
        json.dumps(nav).replace("metode/fra-kommunetall-til-notatets-tabell.ipynb", "om/metode.md")
    )


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Return the built site, and what each of the hostile words was put into."""
    root = tmp_path_factory.mktemp("fiendtlig")
    found = write_edition(root)
    edition = read(root)
    shutil.copytree(ROOT / "docs", root / "docs")
    for name, text in rendered(edition).items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "mkdocs.yml").write_text(json.dumps(mkdocs_settings(root, edition)), encoding="utf-8")
    build(load_config(str(root / "mkdocs.yml")))
    (root / "site/feed.xml").write_text(feed_text(edition), encoding="utf-8")
    return root / "site", found


def files(site: Path) -> list[Path]:
    return [one for one in sorted(site.rglob("*")) if one.suffix in {".html", ".xml", ".json"}]


def test_every_word_is_shown_as_it_was_written(places: tuple[Path, dict[str, str]]) -> None:
    site, names = places
    words = " ".join(EVIL.split())
    # References are shown as files of their own kinds hold them: CSL-JSON and BibTeX.
    wanted = {words, json.dumps(words)[1:-1], in_bibtex(words)}
    seen, otherwise = set(), {}
    for path in files(site):
        for text in texts_of(path):
            for name, words in shown_words(text):
                seen.add(name)
                if words not in wanted:
                    otherwise[names.get(name, name), str(path.relative_to(site))] = words
    assert otherwise == {}
    assert {names[one] for one in names.keys() - seen} == set()


def test_none_of_them_is_code(places: tuple[Path, dict[str, str]]) -> None:
    site, _ = places
    pages = [one for one in files(site) if one.suffix == ".html"]
    assert len(pages) > 30
    assert {str(one): list(scripts_of(one)) for one in pages if list(scripts_of(one))} == {}
    protect(site)  # only the theme's scripts


def test_the_edition_is_the_real_one_made_hostile(places: tuple[Path, dict[str, str]]) -> None:
    _, names = places
    assert FOLDER.name == "2025-03-07"
    assert {
        "note.toml",
        "versjoner.toml",
        "rettelser.toml",
        "utgiver.toml",
        "trykt",
        "teksten",
    } <= {place.partition(":")[0] for place in names.values()}
    assert any("{{" in EVIL for _ in names)
