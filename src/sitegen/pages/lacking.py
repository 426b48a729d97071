"""What the site asks an edition for by its meaning, and does not find."""

from collections.abc import Iterator

from kommuneindikatorer.wording import uncapitalised
from sitegen.facts.reference import comparable
from sitegen.pages.edition import Edition
from sitegen.pages.explorer import start_rows
from sitegen.pages.key_figures import CHOICES, key_figures

NO_START = (
    "«Utforsk» har ingen tabell å begynne med: ingen tabell har netto driftsresultat for alle i "
    "kommunesektoren, kommunene eller fylkeskommunene."
)
NO_COMPARISON = (
    "«Regn selv» har ingen trykte tall å sammenligne med: ingen tabell eller figur har et av "
    "målene for kommunekassen."
)
NO_FIGURE = "Forsiden viser ikke {} for {}: notatet har det ikke ({}, {})."


def lacking(edition: Edition) -> Iterator[str]:
    """Yield a Norwegian sentence for each part of the site that this edition has no values for."""
    if not start_rows(edition):
        yield NO_START
    if not comparable(edition.observations):
        yield NO_COMPARISON
    shown = {(one.label, one.measure) for one in key_figures(edition)}
    for one in CHOICES:
        if (one.label, one.measure) not in shown:
            what, whom = uncapitalised(one.measure), uncapitalised(one.label)
            yield NO_FIGURE.format(what, whom, one.grunnlag, one.utvalg)
