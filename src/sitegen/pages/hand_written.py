"""The pages that are written by hand in ``docs/``, for the menu and the lists."""

from sitegen.pages.places import CALCULATOR, GLOSSARY
from sitegen.pages.registry import Page

RECOMPUTED = "metode/fra-kommunetall-til-notatets-tabell.ipynb"
EDITORS = "For redaksjonen"
_EDITORS_PAGES = ("index", "nytt-notat", "rettelser-og-nye-tall", "kontroller", "publisere")
"""How notes, figures and corrections get onto the site."""

PAGES = (
    Page(
        path=CALCULATOR,
        title="Regn selv",
        menu="Regn selv",
        invitation=(
            "Slipp inn kommunens regnskap og se det med notatets mål. Filen forlater aldri "
            "maskinen."
        ),
    ),
    Page(path="om/metode.md", title="", menu="Om", front="Metode og kilder"),
    Page(path=RECOMPUTED, title="Fra kommunetall til notatets tabell", menu="Om", order=10),
    Page(
        path=GLOSSARY,
        title="Ordliste",
        menu="Om",
        order=20,
        summary="hva hver indikator betyr",
        front="Ordliste",
    ),
    Page(path="om/tilgjengelighet.md", title="", menu="Om", order=50),
    *(
        Page(path=f"redaksjon/{name}.md", title="", menu="Om", order=60, submenu=EDITORS)
        for name in _EDITORS_PAGES
    ),
)
