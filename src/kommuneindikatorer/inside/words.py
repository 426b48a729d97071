"""The figures in words: who is in the group, how the figure is made, what counts."""

from kommuneindikatorer.beside.rows import people_words
from kommuneindikatorer.groups.statistics import BEGGE_AAR
from kommuneindikatorer.inside.asked import Spurt
from kommuneindikatorer.measures.catalogue import INDIKATOR
from kommuneindikatorer.wording import uncapitalised

TELLER_ORD = {
    "andel_negativ": "under null",
    "andel_under_minus_2": "lavere enn \u22122 prosent",
    "andel_negativ_begge_aar": "under null begge år",
    "andel_svakere": "svakere enn året før",
    "andel_uten": "på null eller lavere",
    "andel_under_5": "lavere enn 5 prosent",
    "andel_over_3": "over 3 prosent",
}
"""What a unit that counts in a share is, by the share's name."""

_WHOLES = {
    "alle": "alle kommuner",
    "alle_uten_oslo": "alle kommuner utenom Oslo",
    "utvalg": "eget utvalg",
    "fylkeskommuner": "alle fylkeskommuner",
    "kommunesektoren": "kommunesektoren",
}


def name(spurt: Spurt) -> str:
    """Return the indicator's name."""
    return INDIKATOR[spurt.indikator].etikett


def who(spurt: Spurt) -> str:
    """Return the group inside a sentence."""
    if spurt.inndeling == "folkemengde":
        return f"kommuner med {people_words(spurt.gruppe)} innbyggere"
    return _WHOLES.get(spurt.inndeling, spurt.gruppe)


def units(spurt: Spurt, count: int) -> str:
    """Return what the units are called, one or many."""
    if spurt.inndeling == "kommunesektoren":
        return "enhet" if count == 1 else "enheter"
    one = "fylkeskommune" if spurt.inndeling == "fylkeskommuner" else "kommune"
    return one if count == 1 else f"{one}r"


def formula(spurt: Spurt) -> str:
    """Return how the figure is made, one sentence without its full stop."""
    lower, many = _lower(spurt), units(spurt, 0)
    if spurt.maal not in TELLER_ORD:
        return f"Summen av {lower} delt på summen av brutto driftsinntekter, i prosent"
    both = " for begge år" if spurt.maal in BEGGE_AAR else ""
    counted = TELLER_ORD[spurt.maal]
    return f"Antall {many} med {lower} {counted}, delt på alle {many} med tall{both}, i prosent"


def parts(spurt: Spurt) -> tuple[str, str]:
    """Return what stands above and below the line."""
    if spurt.maal not in TELLER_ORD:
        return f"Summen av {_lower(spurt)}", "Summen av brutto driftsinntekter"
    many = units(spurt, 0).capitalize()
    both = " for begge år" if spurt.maal in BEGGE_AAR else ""
    return f"{many} {TELLER_ORD[spurt.maal]}", f"{many} med tall{both}"


def _lower(spurt: Spurt) -> str:
    return uncapitalised(name(spurt))
