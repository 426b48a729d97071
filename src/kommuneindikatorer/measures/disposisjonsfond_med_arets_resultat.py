"""Disposisjonsfond with what is left over added and what is uncovered subtracted."""

from decimal import Decimal

from kommuneindikatorer.measures.indikator import Enhet, Indikator, Retning, Values
from kommuneindikatorer.model import Nivaa
from kommuneindikatorer.numbers import exact_sum


def _verdi(values: Values, _nivaa: Nivaa) -> Decimal:
    return exact_sum(
        [
            values["disposisjonsfond"],
            values["mindreforbruk"],
            values["merforbruk"].copy_negate(),
        ]
    )


INDIKATOR = Indikator(
    id="disposisjonsfond_med_arets_resultat",
    etikett="Fri egenkapital drift (disposisjonsfond med årets resultat)",
    enhet=Enhet.PROSENT,
    behov=("disposisjonsfond", "mindreforbruk", "merforbruk"),
    formel="disposisjonsfond + mindreforbruk til og med 2019 − merforbruk",
    retning=Retning.HOY,
    basis="Konsern.",
    kilde=(
        "Kapittel 56 minus kapittel 5900 i balansen; til og med 2019 også pluss mindreforbruk i "
        "kapittel 5950. Statistisk sentralbyrå kaller målet fri egenkapital drift (tabell 12134)"
    ),
    ikke_ment_for="Målet kan ikke sammenlignes med disposisjonsfond uten årets resultat.",
    verdi=_verdi,
    rekkefolge=5,
    sidenavn="disposisjonsfond-medregnet-arets-resultat",
    kortnavn="disp.fond med resultat",
    er_hovedmaal=False,
    andeler=("andel_svakere", "antall_begge_aar"),
)
