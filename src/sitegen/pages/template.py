"""The template for the user's own figures: the file, and what each column holds."""

from collections.abc import Mapping

from kommuneindikatorer.items import POSTER, Post, Slag
from sitegen.pages.edition import Edition, Page
from sitegen.pages.phrase import heading, page
from sitegen.pages.places import TEMPLATE

TITLE = "Mal for egne tall"
KEYS: Mapping[str, str] = {
    "aar": "Regnskapsår, fire sifre. **Må være med**, eller velges for hele filen.",
    "kommunenummer": (
        "Fire sifre, for alle år fra 2020. **Må være med**, hvis ikke `fylkesnummer` er det. "
        "Fylkeskommuner har 00 til slutt."
    ),
    "fylkesnummer": "To sifre, i stedet for `kommunenummer`.",
    "navn": "Kommunens navn. Valgfritt.",
    "landsdel": "Valgfritt. Finnes ellers etter kommunenummeret.",
    "folkemengde": "Antall innbyggere. Valgfritt; trengs for grupper etter folkemengde.",
    "basis": "`kasse` eller `konsern`. Valgfritt.",
}
"""Columns that say whose the row is, by heading."""

_SIGNS = {
    Slag.INNTEKT: "Inntekt, positivt tall.",
    Slag.UTGIFT: "Utgift, positivt tall.",
    Slag.RESULTAT: "Negativt tall betyr underskudd eller netto utgift.",
    Slag.BALANSE: "Saldo ved utgangen av året, positivt tall.",
}
_INTRODUCTION = (
    "Malen er en CSV-fil med én rad per kommune og år, og beløp i 1000 kr. "
    "[Last ned mal.csv](mal.csv). Kolonnene kan stå i hvilken som helst rekkefølge, og de du ikke "
    "har, kan du la være. Det som følger av andre linjer, regnes ut. Oppgir du både en sum og "
    "delene, og de ikke stemmer når avrunding er tatt med, får du vite det."
)
_OPTIONAL = (
    "Alle er valgfrie, men prosent kan bare regnes ut med `brutto_driftsinntekter` eller alle "
    "linjene den er summen av."
)
_MISSING = (
    "En tom celle, `-`, `.`, `..` og `:` betyr at tallet mangler. Mangler er ikke null: Skriv `0` "
    "når beløpet er null."
)


def template_text(_: Edition) -> str:
    """Return the page about the template's columns."""
    return page(
        TITLE,
        [
            heading(1, TITLE, "mal-for-egne-tall"),
            _INTRODUCTION,
            _MISSING,
            heading(2, "Hvem raden gjelder", "hvem-raden-gjelder"),
            _terms(KEYS),
            heading(2, "Beløp", "belop"),
            _OPTIONAL,
            _terms({post.id: _meaning(post) for post in POSTER}),
        ],
    )


def template_file() -> str:
    """Return the template itself: the headings, in the order of the page."""
    return ";".join([*KEYS, *(post.id for post in POSTER)]) + "\n"


def _terms(rows: Mapping[str, str]) -> str:
    return "\n\n".join(f"`{name}`\n:   {words}" for name, words in rows.items())


def _meaning(post: Post) -> str:
    line = f"Linje {post.linje} i regnskapsskjemaet. " if post.linje else ""
    return f"{post.nb}. {line}{_SIGNS[post.slag]}"


PAGES = (Page(path=TEMPLATE, title=TITLE, menu="Regn selv", order=40, render=template_text),)
