"""A whole site of the made-up edition: nothing is bound to the present note."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from sitegen.cli.main import main
from support.checkouts import copy_checkout, share_cache
from support.links import dead_links
from support.made_up import made_up, taught

CORRECTED = """
[[versjon]]
navn = "2026-03-07"
dato = 2026-12-01
hva = "Lagt ut."

[[versjon]]
navn = "2026-03-07.1"
dato = 2027-04-01
hva = "Ett tall er rettet."
hvorfor = "Et minustegn manglet."
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site, built of a draft in which only the new table is described by hand."""
    root = copy_checkout(tmp_path_factory.mktemp("neste") / "prosjekt")
    share_cache(root)
    (root / "nytt.txt").write_bytes(made_up().data)
    assert (
        main(["new-note", str(root / "nytt.txt"), "--date", "2026-03-07", "--root", str(root)]) == 3
    )
    words = root / "data/begreper.toml"
    words.write_text(taught(words.read_text(encoding="utf-8")), encoding="utf-8")
    (root / "data/notater/2026-03-07/versjoner.toml").write_text(CORRECTED, encoding="utf-8")
    assert main(["build", "--root", str(root), "--out", str(root / "site")]) == 0
    return root / "site"


def page(site: Path, name: str) -> str:
    return (site / name / "index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_site_of_another_edition_is_whole(built: Path) -> None:
    assert "Langsiktig gjeld i kommunene og fylkeskommunene" in page(
        built, "tabeller/langsiktig-gjeld"
    )
    assert not (built / "figurer/resultat-kommune-for-kommune").exists()
    front = page(built, ".").replace("\u00a0", " ")
    assert "anslås til 0,3 prosent av driftsinntektene i 2025, opp fra 0,1 prosent i 2024" in front
    assert 'href="langsiktig-gjeld/"' in page(built, "tabeller")
    became = page(built, "notat/anslag-og-fasit")
    assert "Endelig tall ble 2,6 prosent." in became  # Statistics Norway's for 2025: 2,607
    # By its printed number it leads on to the page of its role.
    assert "../langsiktig-gjeld/" in page(built, "tabeller/tabell-4")
    assert dead_links(built, "http://127.0.0.1:8000/") == []


@pytest.mark.slow
def test_the_site_tells_what_is_new_since_the_edition_before(built: Path) -> None:
    changes = page(built, "endringer")
    assert "Siden utgaven av 2025-03-07" in changes
    assert "anslag → endelig" in changes
    assert "Tabell 4: 9 tall" in changes


@pytest.mark.slow
def test_the_correction_stands_on_every_page_and_in_the_feed(built: Path) -> None:
    for name in (".", "tabeller/resultat-konsern", "notat/anslag-og-fasit", "ratekst"):
        assert "Rettet 1. april 2027: Ett tall er rettet." in page(built, name)
        assert 'type="application/atom+xml"' in page(built, name)
    feed = ET.parse(built / "feed.xml").getroot()  # noqa: S314  our own
    titles = [found.text for found in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert [str(title).partition(":")[0] for title in titles[1:]] == [
        "Rettelse 2026-03-07.1",
        "Utgave 2026-03-07",
        "Utgave 2025-03-07",
    ]
