"""The lines of the accounts that the calculator knows, each under one stable id."""

from dataclasses import dataclass
from enum import StrEnum

from kommuneindikatorer.wording import slug


class Slag(StrEnum):
    """What kind of amount a line holds, which decides its sign in `Regnskap`.

    Incomes, expenses and funds are positive as the account form prints them; a result is
    negative when it is a deficit.
    """

    INNTEKT = "inntekt"
    UTGIFT = "utgift"
    RESULTAT = "resultat"
    BALANSE = "balanse"


@dataclass(frozen=True, slots=True)
class Post:
    """One line.

    Attributes:
        id: Stable id, used in files, JSON and addresses.
        linje: Line number in the account form § 5-6; None for lines that are not on it.
        slag: Kind of amount.
        nb: Name in bokmål, as in the regulation where it is on the form.
        nn: Name in nynorsk.
        andre: Other names met in files.
    """

    id: str
    linje: int | None
    slag: Slag
    nb: str
    nn: str
    andre: tuple[str, ...] = ()


_I, _U, _R, _B = Slag.INNTEKT, Slag.UTGIFT, Slag.RESULTAT, Slag.BALANSE

POSTER: tuple[Post, ...] = (
    Post("rammetilskudd", 1, _I, "Rammetilskudd", "Rammetilskot"),
    Post(
        "inntekts_og_formuesskatt",
        2,
        _I,
        "Inntekts- og formuesskatt",
        "Inntekts- og formuesskatt",
        ("Skatt på inntekt og formue",),
    ),
    Post("eiendomsskatt", 3, _I, "Eiendomsskatt", "Eigedomsskatt"),
    Post("andre_skatteinntekter", 4, _I, "Andre skatteinntekter", "Andre skatteinntekter"),
    Post(
        "andre_overforinger_fra_staten",
        5,
        _I,
        "Andre overføringer og tilskudd fra staten",
        "Andre overføringar og tilskot frå staten",
    ),
    Post(
        "overforinger_fra_andre",
        6,
        _I,
        "Overføringer og tilskudd fra andre",
        "Overføringar og tilskot frå andre",
    ),
    Post("brukerbetalinger", 7, _I, "Brukerbetalinger", "Brukarbetalingar"),
    Post("salgs_og_leieinntekter", 8, _I, "Salgs- og leieinntekter", "Sals- og leigeinntekter"),
    Post(
        "brutto_driftsinntekter",
        9,
        _I,
        "Sum driftsinntekter",
        "Sum driftsinntekter",
        ("Brutto driftsinntekter", "Driftsinntekter", "Sum driftsinntekt"),
    ),
    Post("lonnsutgifter", 10, _U, "Lønnsutgifter", "Lønsutgifter"),
    Post("sosiale_utgifter", 11, _U, "Sosiale utgifter", "Sosiale utgifter"),
    Post(
        "kjop_av_varer_og_tjenester",
        12,
        _U,
        "Kjøp av varer og tjenester",
        "Kjøp av varer og tenester",
    ),
    Post(
        "overforinger_til_andre",
        13,
        _U,
        "Overføringer og tilskudd til andre",
        "Overføringar og tilskot til andre",
    ),
    Post("avskrivninger", 14, _U, "Avskrivninger", "Avskrivingar", ("Avskrivningar",)),
    Post(
        "driftsutgifter",
        15,
        _U,
        "Sum driftsutgifter",
        "Sum driftsutgifter",
        ("Brutto driftsutgifter", "Driftsutgifter"),
    ),
    Post("brutto_driftsresultat", 16, _R, "Brutto driftsresultat", "Brutto driftsresultat"),
    Post("renteinntekter", 17, _I, "Renteinntekter", "Renteinntekter"),
    Post("utbytter", 18, _I, "Utbytter", "Utbyte", ("Utbytte", "Utbytar")),
    Post(
        "gevinst_tap_finans",
        19,
        _R,
        "Gevinster og tap på finansielle omløpsmidler",
        "Gevinstar og tap på finansielle omløpsmiddel",
    ),
    Post("renteutgifter", 20, _U, "Renteutgifter", "Renteutgifter"),
    Post("avdrag", 21, _U, "Avdrag på lån", "Avdrag på lån", ("Avdrag",)),
    Post("netto_finansutgifter", 22, _R, "Netto finansutgifter", "Netto finansutgifter"),
    Post(
        "motpost_avskrivninger",
        23,
        _I,
        "Motpost avskrivninger",
        "Motpost avskrivingar",
        ("Motpost avskrivningar",),
    ),
    Post(
        "netto_driftsresultat",
        24,
        _R,
        "Netto driftsresultat",
        "Netto driftsresultat",
        ("Netto driftresultat",),
    ),
    Post(
        "overforing_til_investering",
        25,
        _U,
        "Overføring til investering",
        "Overføring til investering",
    ),
    Post(
        "avsetning_bundne_driftsfond",
        26,
        _U,
        "Avsetninger til bundne driftsfond",
        "Avsetjingar til bundne driftsfond",
        ("Avsetning til bundne driftsfond",),
    ),
    Post(
        "bruk_bundne_driftsfond", 27, _I, "Bruk av bundne driftsfond", "Bruk av bundne driftsfond"
    ),
    Post(
        "avsetning_disposisjonsfond",
        28,
        _U,
        "Avsetninger til disposisjonsfond",
        "Avsetjingar til disposisjonsfond",
        ("Avsetning til disposisjonsfond",),
    ),
    Post("bruk_disposisjonsfond", 29, _I, "Bruk av disposisjonsfond", "Bruk av disposisjonsfond"),
    Post(
        "dekning_av_tidligere_aars_merforbruk",
        30,
        _U,
        "Dekning av tidligere års merforbruk i driftsregnskapet",
        "Dekking av tidlegare års meirforbruk i driftsrekneskapen",
        ("Dekning av tidligere års merforbruk", "Dekking av tidlegare års meirforbruk"),
    ),
    Post(
        "sum_disponeringer",
        31,
        _R,
        "Sum disponeringer eller dekning av netto driftsresultat",
        "Sum disponeringar eller dekking av netto driftsresultat",
        ("Sum disponeringer", "Sum disponeringar"),
    ),
    Post(
        "fremfort_til_inndekning",
        32,
        _R,
        "Fremført til inndekning i senere år (merforbruk)",
        "Ført fram til inndekking i seinare år (meirforbruk)",
        (
            "Fremført til inndekning i senere år",
            "Ført fram til inndekking i seinare år",
            "Framført til inndekking i seinare år",
        ),
    ),
    Post(
        "netto_avsetning_bundne_driftsfond",
        None,
        _R,
        "Netto avsetning til bundne driftsfond",
        "Netto avsetjing til bundne driftsfond",
        ("Netto avsetninger til eller bruk av bundne driftsfond",),
    ),
    Post(
        "netto_avsetning_disposisjonsfond",
        None,
        _R,
        "Netto avsetning til disposisjonsfond",
        "Netto avsetjing til disposisjonsfond",
        ("Netto avsetninger til eller bruk av disposisjonsfond",),
    ),
    Post(
        "brutto_driftsresultat_eks_avskrivninger",
        None,
        _R,
        "Brutto driftsresultat eks. avskrivninger",
        "Brutto driftsresultat ekskl. avskrivingar",
    ),
    Post("disposisjonsfond", None, _B, "Disposisjonsfond", "Disposisjonsfond"),
    Post("bundne_driftsfond", None, _B, "Bundne driftsfond", "Bundne driftsfond"),
    Post(
        "ubundne_investeringsfond", None, _B, "Ubundne investeringsfond", "Ubundne investeringsfond"
    ),
    Post("bundne_investeringsfond", None, _B, "Bundne investeringsfond", "Bundne investeringsfond"),
    Post(
        "merforbruk",
        None,
        _B,
        "Merforbruk",
        "Meirforbruk",
        ("Merforbruk i driftsregnskapet", "Regnskapsmessig merforbruk"),
    ),
    Post(
        "mindreforbruk",
        None,
        _B,
        "Mindreforbruk",
        "Mindreforbruk",
        ("Mindreforbruk i driftsregnskapet", "Regnskapsmessig mindreforbruk"),
    ),
)
"""Every line. Result lines with a sign of their own: 19 is a gain when positive; 22 is
17 + 18 + 19 − 20 − 21, so a net cost is negative; 31 is what is set aside or covered in all;
32 is 24 − 31, negative for a shortfall. Netted fund lines are set aside minus used.
``merforbruk`` (chapter 5900) is positive for a shortfall.

Source: Forskrift om økonomiplan, årsbudsjett, årsregnskap og årsberetning for kommuner og
fylkeskommuner mv. § 5-6 and § 5-8."""

POST = {post.id: post for post in POSTER}
"""Lines by id."""

POST_LINJE = {post.linje: post for post in POSTER if post.linje is not None}
"""Lines by their number in the account form."""

_BY_NAME = {
    slug(name): post for post in POSTER for name in (post.id, post.nb, post.nn, *post.andre)
}


def find_post(name: str) -> Post | None:
    """Return the line of that name, id, bokmål or nynorsk, whatever its case and blanks."""
    return _BY_NAME.get(slug(name))
