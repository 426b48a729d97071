"""What must hold between the lines of the accounts, by which missing ones are derived."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from kommuneindikatorer.items import POST
from kommuneindikatorer.numbers import exact_sum
from kommuneindikatorer.wording import uncapitalised


@dataclass(frozen=True, slots=True)
class Identity:
    """One line equals a sum of others.

    Attributes:
        total: The line on the left.
        plus: Lines added.
        minus: Lines subtracted.
        back: Lines on the right that may be found from the rest when they are missing.
    """

    total: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()
    back: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """The lines on the right."""
        return self.plus + self.minus

    def solved(self, target: str) -> "Identity":
        """Return the identity with one of its own lines alone on the left."""
        if target == self.total:
            return self
        if target in self.plus:
            rest = tuple(one for one in self.plus if one != target)
            return Identity(target, (self.total, *self.minus), rest)
        rest = tuple(one for one in self.minus if one != target)
        return Identity(target, self.plus, (self.total, *rest))

    def value(self, values: Mapping[str, Decimal]) -> Decimal:
        """Return the right side, exactly; every line of it must be there."""
        added = [values[one] for one in self.plus]
        return exact_sum([*added, *(values[one].copy_negate() for one in self.minus)])

    @property
    def formula(self) -> str:
        """The right side in Norwegian."""
        added = " + ".join(_name(one) for one in self.plus)
        return added + "".join(f" − {_name(one)}" for one in self.minus)


def _name(post: str) -> str:
    return uncapitalised(POST[post].nb)


IDENTITIES: tuple[Identity, ...] = (
    Identity(
        "brutto_driftsinntekter",
        (
            "rammetilskudd",
            "inntekts_og_formuesskatt",
            "eiendomsskatt",
            "andre_skatteinntekter",
            "andre_overforinger_fra_staten",
            "overforinger_fra_andre",
            "brukerbetalinger",
            "salgs_og_leieinntekter",
        ),
    ),
    Identity(
        "driftsutgifter",
        (
            "lonnsutgifter",
            "sosiale_utgifter",
            "kjop_av_varer_og_tjenester",
            "overforinger_til_andre",
            "avskrivninger",
        ),
    ),
    Identity(
        "brutto_driftsresultat",
        ("brutto_driftsinntekter",),
        ("driftsutgifter",),
        back=("brutto_driftsinntekter", "driftsutgifter"),
    ),
    Identity("motpost_avskrivninger", ("avskrivninger",), back=("avskrivninger",)),
    Identity(
        "brutto_driftsresultat_eks_avskrivninger",
        ("brutto_driftsresultat", "avskrivninger"),
    ),
    Identity(
        "netto_finansutgifter",
        ("renteinntekter", "utbytter", "gevinst_tap_finans"),
        ("renteutgifter", "avdrag"),
    ),
    Identity(
        "netto_driftsresultat",
        ("brutto_driftsresultat", "netto_finansutgifter", "motpost_avskrivninger"),
    ),
    Identity(
        "netto_driftsresultat",
        ("brutto_driftsresultat_eks_avskrivninger", "netto_finansutgifter"),
        back=("brutto_driftsresultat_eks_avskrivninger", "netto_finansutgifter"),
    ),
    Identity(
        "netto_avsetning_bundne_driftsfond",
        ("avsetning_bundne_driftsfond",),
        ("bruk_bundne_driftsfond",),
    ),
    Identity(
        "netto_avsetning_disposisjonsfond",
        ("avsetning_disposisjonsfond",),
        ("bruk_disposisjonsfond",),
    ),
    Identity(
        "sum_disponeringer",
        (
            "overforing_til_investering",
            "netto_avsetning_bundne_driftsfond",
            "netto_avsetning_disposisjonsfond",
            "dekning_av_tidligere_aars_merforbruk",
        ),
    ),
    Identity("fremfort_til_inndekning", ("netto_driftsresultat",), ("sum_disponeringer",)),
)
"""In the order of the account form, so that a line is derived before it is needed.

Source: Forskrift om økonomiplan mv. § 5-6; for the result before depreciation, the note of
7 March 2025, tables 2 and 3."""
