"""Codes and labels of Statistics Norway's tables of municipal accounts, and what they hold.

Only what the office's own metadata, or figures that close, have confirmed. A code that is not
here is not read.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from kommuneindikatorer.model import Basis


class Enhet(StrEnum):
    """The unit of a value."""

    TUSEN = "tusen"
    KRONER = "kroner"
    MILLIONER = "millioner"
    PROSENT = "prosent"
    PER_INNBYGGER = "per_innbygger"
    PERSONER = "personer"


FOLKEMENGDE = "folkemengde"
"""Stands among the lines' ids for a table that gives inhabitants."""

UTGIFTER_B = "sum_driftsutgifter_b"
INTERNT_C = "konserninterne_kjop_c"
KJOP_EGEN = "kjop_til_egen_produksjon"
KJOP_ERSTATTER = "kjop_som_erstatter_egen_produksjon"
FINANS_E = "netto_finansutgifter_e"
INTERNT_G = "konserninterne_renter_g"
SUM_DISPONERT = "sum_disponering_av_resultatet"
FREMFORT = "fremfort_i_tabellen"
INTERNE = frozenset(
    {
        UTGIFTER_B,
        INTERNT_C,
        KJOP_EGEN,
        KJOP_ERSTATTER,
        FINANS_E,
        INTERNT_G,
        SUM_DISPONERT,
        FREMFORT,
    }
)
"""Rows of «Økonomisk oversikt drift» that are no line of the form as they stand: the form's
lines are made of them (`ssb_accounts`). The last two are of another sign and scope than the
form's, and nothing is made of them."""

POST_OF_CODE: Mapping[str, str] = {
    # 12137, 12143, 12364, 12366, 12858, 13544, 13561: regnskapsbegrep (KOKartkap0000)
    "agd13": "brutto_driftsinntekter",
    "agd9": "driftsutgifter",
    "agd18": "brutto_driftsresultat",
    "agd21": "avdrag",
    "agd23": "netto_driftsresultat",
    "agd74": "netto_avsetning_bundne_driftsfond",
    "a990": "motpost_avskrivninger",
    "56": "disposisjonsfond",
    "5900": "merforbruk",
    "5950": "mindreforbruk",
    "kg21": "disposisjonsfond_med_arets_resultat",
    # 13551, 13547: art (KOKart0000)
    "a800": "rammetilskudd",
    "agd75": "inntekts_og_formuesskatt",
    "ag10": "eiendomsskatt",
    "agd76": "andre_skatteinntekter",
    "agd77": "andre_overforinger_fra_staten",
    "agd78": "overforinger_fra_andre",
    "a600": "brukerbetalinger",
    "agd96": "salgs_og_leieinntekter",
    "agd45": "brutto_driftsinntekter",
    "ag15": "lonnsutgifter",
    "ag35": "sosiale_utgifter",
    "ag17": KJOP_EGEN,
    "agd51": KJOP_ERSTATTER,
    "agd80": "overforinger_til_andre",
    "a590": "avskrivninger",
    "agd46": UTGIFTER_B,
    "ag18": INTERNT_C,
    "agd65": "brutto_driftsresultat",
    "agd79": "renteinntekter",
    "agd81": "utbytter",
    "agd83": "gevinst_tap_finans",
    "agd82": "renteutgifter",
    "ag5": "avdrag",
    "agd85": FINANS_E,
    "agd84": INTERNT_G,
    "agd87": "motpost_avskrivninger",
    "agd89": "netto_driftsresultat",
    "570": "overforing_til_investering",
    "550": "avsetning_bundne_driftsfond",
    "950": "bruk_bundne_driftsfond",
    "540": "avsetning_disposisjonsfond",
    "940": "bruk_disposisjonsfond",
    "agd93": SUM_DISPONERT,
    "agd94": FREMFORT,
    "ad530": "dekning_av_tidligere_aars_merforbruk",
    # 13202, 13213, 13220, 13545: balansedata (KOKkapittel0000)
    "kg65": "disposisjonsfond",
    "kg66": "bundne_driftsfond",
    "kg67": "merforbruk",
    "kg69": "ubundne_investeringsfond",
    "kg70": "bundne_investeringsfond",
}
"""Source: metadata of the tables in the office's API, as used in published code, with the figures
of Giske 2020–2025: incomes, B, D, E, H and the balance close, and 550 − 950 is AGD74."""

CONTENTS: Mapping[str, tuple[str | None, Enhet]] = {
    "kosbelop0000": (None, Enhet.TUSEN),
    "kosbelopbrinv0000": (None, Enhet.PROSENT),
    "kosbelopinnbygge0000": (None, Enhet.PER_INNBYGGER),
    "kosfolkemengde0000": (FOLKEMENGDE, Enhet.PERSONER),
    "kosagd230000": ("netto_driftsresultat", Enhet.PROSENT),
    "koskg210000": ("disposisjonsfond_med_arets_resultat", Enhet.PROSENT),
}
"""Codes of the office's variables (ContentsCode) in the same tables and in 12134 and 13542."""

_LABELS: Mapping[str, str] = {
    "fri egenkapital drift": "disposisjonsfond_med_arets_resultat",
    "avsetninger til ubundne fond": "avsetning_disposisjonsfond",
    "avsetninger til bundne fond": "avsetning_bundne_driftsfond",
    "bruk av ubundne fond": "bruk_disposisjonsfond",
    "bruk av bundne fond": "bruk_bundne_driftsfond",
    "eiendomsskatt totalt": "eiendomsskatt",
    "inntekts og formueskatt": "inntekts_og_formuesskatt",
    "lonnsutgifter og oppgavepliktige godtgjorelser": "lonnsutgifter",
    "sum driftsutgifter b": UTGIFTER_B,
    "sum disponering eller dekning av netto driftsresultat": SUM_DISPONERT,
    "fremfort til inndekning i senere ar merforbruk": FREMFORT,
    "netto finansutgifter": FINANS_E,
    "netto avsetning bundne driftsfond": "netto_avsetning_bundne_driftsfond",
    "ubundet investeringsfond": "ubundne_investeringsfond",
}
_LEVEL = r"(kommunal|fylkeskommunal|fylkes kommunal|fykommunal)"
_PATTERNS: tuple[tuple[str, str], ...] = (
    (
        (
            rf"kjop av varer og tjenester som inngar i {_LEVEL} tjenesteprod(uksjon)?"
            r"( totalt| ekskl opplysningspliktige godtgjorelser)?"
        ),
        KJOP_EGEN,
    ),
    (
        rf"kjop av tjenester som erstatter {_LEVEL} tjenesteprod(uksjon)?( totalt)?",
        KJOP_ERSTATTER,
    ),
    (r"differansen i konserninterne kjop salg overforinger( c)?", INTERNT_C),
    (r"differansen i konserninterne renter og avdrag( g)?", INTERNT_G),
)


def post_of_label(words: str) -> str | None:
    """Return the line that a label of the office's own is; None for others."""
    matching = (post for pattern, post in _PATTERNS if re.fullmatch(pattern, words))
    return _LABELS.get(words) or next(matching, None)


FRADRAG = frozenset({"merforbruk", "mindreforbruk"})
"""Lines whose sign depends on the table (in 13202 a shortfall is negative equity), and which are
never below zero in the form."""

KUN_PROSENT = frozenset({"disposisjonsfond_med_arets_resultat"})
"""Indicators that only a percentage can be read into: no line of the accounts is of that name."""

DRIFT_ELLER_INVESTERING = frozenset(
    {
        "avsetning_bundne_driftsfond",
        "bruk_bundne_driftsfond",
        "avsetning_disposisjonsfond",
        "bruk_disposisjonsfond",
        "overforing_til_investering",
        "avdrag",
    }
)
"""Lines that the investment account's tables have rows of the same names for."""

BASIS_OF_TABLE: Mapping[str, Basis] = {
    **dict.fromkeys(
        ("12134", "12135", "12137", "12143", "12163", "12177", "12328", "12333", "12362", "12364"),
        Basis.KONSERN,
    ),
    **dict.fromkeys(
        ("12366", "12858", "13202", "13213", "13547", "13548", "13551", "13552", "13553"),
        Basis.KONSERN,
    ),
    **dict.fromkeys(("12179", "12913", "13220"), Basis.KASSE),
}
"""Tables of one basis. 12367, 12368, 13542, 13544, 13545 and 13561 say it for each value.

Source: the tables' own titles and notes."""
