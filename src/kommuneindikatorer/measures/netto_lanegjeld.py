"""Netto lånegjeld: long-term debt that the unit itself has to serve, against its income."""

from decimal import Decimal

from kommuneindikatorer.measures.indikator import Enhet, Indikator, Retning, Values
from kommuneindikatorer.model import Nivaa


def _verdi(values: Values, _nivaa: Nivaa) -> Decimal:
    return values["netto_lanegjeld"]


INDIKATOR = Indikator(
    id="netto_lanegjeld",
    etikett="Netto lånegjeld",
    enhet=Enhet.PROSENT,
    behov=("netto_lanegjeld",),
    formel="langsiktig gjeld uten pensjonsforpliktelser − utlån − ubrukte lånemidler",
    retning=Retning.LAV,
    basis="Konsern.",
    kilde="Statistisk sentralbyrå, netto lånegjeld i tabell 12137",
    ikke_ment_for=(
        "Målet viser ikke hvem som betaler gjelden: Lån til vann og avløp betales med gebyrer, "
        "og staten betaler renter på noen lån."
    ),
    verdi=_verdi,
    rekkefolge=9,
    kortnavn="lånegjeld",
    er_hovedmaal=False,
    andeler=(),
)
