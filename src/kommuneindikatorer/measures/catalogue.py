"""The indicators, a literal list in the order they are shown."""

from kommuneindikatorer.measures import (
    aar_fondet_varer,
    avstand_til_anbefalt_nivaa,
    brutto_driftsresultat,
    disposisjonsfond,
    disposisjonsfond_med_arets_resultat,
    etter_bundne_avsetninger,
    merforbruk,
    netto_driftsresultat,
)
from kommuneindikatorer.measures.indikator import Indikator

INDIKATORER: tuple[Indikator, ...] = (
    netto_driftsresultat.INDIKATOR,
    brutto_driftsresultat.INDIKATOR,
    etter_bundne_avsetninger.INDIKATOR,
    disposisjonsfond.INDIKATOR,
    disposisjonsfond_med_arets_resultat.INDIKATOR,
    merforbruk.INDIKATOR,
    avstand_til_anbefalt_nivaa.INDIKATOR,
    aar_fondet_varer.INDIKATOR,
)

INDIKATOR = {one.id: one for one in INDIKATORER}
"""Indicators by id."""
