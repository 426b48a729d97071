"""Merforbruk: the shortfall still to be covered, which can put a municipality on the watch list.

Source: kommuneloven § 28-1 first paragraph, letters a to g, as the Ministry's list of registered
municipalities gives them. A file shows letter d alone.
"""

from decimal import Decimal
from fractions import Fraction

from kommuneindikatorer.measures.indikator import Enhet, Indikator, Retning, Values
from kommuneindikatorer.model import Nivaa


def _verdi(values: Values, _nivaa: Nivaa) -> Decimal:
    return values["merforbruk"]


INDIKATOR = Indikator(
    id="merforbruk",
    etikett="Merforbruk som ikke er dekket inn",
    enhet=Enhet.PROSENT,
    behov=("merforbruk",),
    formel="samlet merforbruk som ikke er dekket inn ved utgangen av året",
    retning=Retning.LAV,
    basis="Kasse.",
    kilde="Kommuneloven § 28-1 første ledd bokstav d (ROBEK); kapittel 5900 i balansen",
    ikke_ment_for=(
        "Målet viser bare bokstav d av grunnene i § 28-1 første ledd: samlet merforbruk over 3 "
        "prosent av brutto driftsinntekter. Da skal kommunen registreres i ROBEK. Grunnene i de "
        "andre bokstavene (a–c og e–g) kan ikke leses av en regnskapsfil: årsbudsjett eller "
        "økonomiplan uten balanse, inndekning over mer enn to år, frister som ikke er holdt, og "
        "vedtak etter inndelingsloven."
    ),
    verdi=_verdi,
    omtale=("merforbruk",),
    grense=Fraction(3),
    rekkefolge=6,
    kortnavn="merforbruk",
    er_hovedmaal=False,
    andeler=("andel_over_3",),
)
