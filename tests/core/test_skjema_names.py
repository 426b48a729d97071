"""Lines of a form by all their spellings; what is another line stays another."""

import pytest

from core.test_skjema_columns import THIS, computed, form, result_of
from kommuneindikatorer.items import POST_LINJE
from kommuneindikatorer.readers.skjema.names import Line, Skjema, bare_name, line_of, title_of

SPELLINGS = {
    "rammetilskudd": [
        "Rammetilskott",
        "Ordinært rammetilskudd",
        "1. Rammetilskot",
        "a) Rammetilskudd",
    ],
    "inntekts_og_formuesskatt": [
        "Inntekts- og formueskatt",
        "Skatt på formue og inntekt",
        "II. Skatt på inntekt og formue",
    ],
    "eiendomsskatt": ["Eigedomsskatt", "Eiendomsskatt totalt", "Skatt på eiendom"],
    "andre_skatteinntekter": ["Andre skatteinntekt", "Andre direkte og indirekte skatter"],
    "andre_overforinger_fra_staten": [
        "Andre statlege overføringar",
        "Andre generelle statstilskudd",
    ],
    "overforinger_fra_andre": [
        "Overføringar med krav til motyting",
        "Overføringer med krav til motytelse",
        "Andre overføringer",
        "I) Mottatte konserninterne avdrag",
    ],
    "brukerbetalinger": ["Brukarbetaling", "Brukarbetalingar"],
    "salgs_og_leieinntekter": ["Andre sals- og leigeinntekter", "Salgs - og leieinntekter"],
    "brutto_driftsinntekter": [
        "SUM DRIFTSINNTEKTER",
        "Sum driftsinntekter (A)",
        "Sum driftsinntekter B",
        "Brutto driftsinntekter i alt",
        "B. Sum driftsinntekter",
    ],
    "lonnsutgifter": ["Lønn", "Lønsutgifter", "Lønnsutgifter inkl. sosiale"],
    "kjop_av_varer_og_tjenester": [
        "Kjøp av varer og tenester",
        "Kjøp av varer og tj som inngår i tj.produksjon",
        "Kjøp av varer og ten som inng i egenprod",
        "Kjøp av tjenester som erstatter ten prod",
    ],
    "overforinger_til_andre": ["Overføringar og tilskot til andre", "Overføringer"],
    "avskrivninger": ["Avskrivinger", "Avskrivingar"],
    "fordelte_utgifter": ["Fordelte utgifter"],
    "driftsutgifter": ["Sum driftsutgifter (C)", "Sum drifsutgifter", "Driftsutgifter i alt"],
    "brutto_driftsresultat": [
        "Brutto driftsresultat (D = B-C)",
        "Driftsresultat",
        "16 Brutto driftresultat",
    ],
    "renteinntekter": ["Renteinntekter, utbytte og eieruttak", "Renteinntekter og utbytte"],
    "utbytter": ["Utbytte", "Utbyte"],
    "gevinst_tap_finans": [
        "Gevinst finansielle omløpsmidler",
        "Gevinst og tap på finansielle omløpsmidler",
        "Gevinst på finansielle instrumenter (omløpsmidler)",
    ],
    "tap_finans": ["Tap på finansielle instrum. (oml.midl.)"],
    "renteutgifter": ["Renteutgifter og lånekostnader", "Renteutg.,provisjoner og andre fin.utg."],
    "avdrag": ["Avdrag på lån (netto)", "21) Avdrag på lån"],
    "mottatte_avdrag": ["Mottatte avdrag på utlån", "Mottekne avdrag på utlån"],
    "netto_finansutgifter": [
        "Resultat eksterne finanstransaksjoner",
        "Eksterne finanstransaksjonar",
        "Resultat eksterne finansieringstransaksjonar",
        "Netto finansutg.",
    ],
    "motpost_avskrivninger": [
        "Motpost avskrivninger (f)",
        "Reverserte avskrivninger",
        "Motpost avskr.",
    ],
    "netto_driftsresultat": [
        "Netto driftsresultat (H=D-E+f-G)",
        "Netto driftsresultat (I)",
        "Netto driftsresultat før disponeringer",
        "Netto dr.resultat",
    ],
    "overforing_til_investering": [
        "Overført til investeringsrekneskapen",
        "Overføring til investering (K)",
    ],
    "avsetning_bundne_driftsfond": ["Avsatt til bundne fond", "Til bundne avsetninger"],
    "bruk_bundne_driftsfond": ["Bruk av bundne fond"],
    "avsetning_disposisjonsfond": ["Avsatt til disp.fond"],
    "bruk_disposisjonsfond": ["Bruk av disp. fond", "Bruk av disposisjonsfondet"],
    "netto_avsetning_bundne_driftsfond": [
        "26. Netto avs. til eller bruk av bundne driftsfond",
        "Netto bruk/avsetning bundne fond",
    ],
    "netto_avsetning_disposisjonsfond": ["Netto avs. til eller bruk av disposisjonsfond"],
    "dekning_av_tidligere_aars_merforbruk": ["Dekking av tidligare års meirforbruk"],
    "sum_disponeringer": ["Sum disponeringer eller dekning av netto drift"],
    "fremfort_til_inndekning": ["Fremført til inndekning i senere år (merforbruk"],
    "disposisjonsfond": [
        "C.1.1 Disposisjonsfond",
        "2.56 Disposisjonsfond",
        "Disposisjonsfond 31.12",
    ],
    "mindreforbruk": ["Rekneskapsmessig mindreforbruk"],
}


@pytest.mark.parametrize(
    ("post", "name"), [(p, n) for p, names in SPELLINGS.items() for n in names]
)
def test_a_line_is_known_in_all_its_spellings(post: str, name: str) -> None:
    found = line_of(name)
    assert found is not None
    assert found.post == post
    shouted = line_of(name.upper())
    assert shouted is None or shouted.post in (post, "")


@pytest.mark.parametrize("line", sorted(POST_LINJE))
def test_every_line_of_the_regulation_is_known_with_and_without_number(line: int) -> None:
    post = POST_LINJE[line]
    for name in (post.nb, post.nn):
        for before in ("", f"{line} ", f"{line}. ", f"{line}) ", "a) ", "Linje 9 "):
            assert line_of(before + name) == Line(post.id)


@pytest.mark.parametrize(
    "name",
    [
        "Netto driftsresultat i %",
        "Netto driftsresultat (%)",
        "Disposisjonsfond i prosent av driftsinntekter",
        "Sum driftsinntekter per innbygger",
        "Sum eksterne finansinntekter",
        "Netto avsetninger, fond",
    ],
)
def test_a_ratio_or_a_part_sum_is_known_and_not_used(name: str) -> None:
    assert line_of(name) == Line("")


@pytest.mark.parametrize(
    "name",
    [
        "Herav omstillingsmidler",
        "Avsetninger til ubundne investeringsfond",
        "Netto avsetninger til eller bruk av bundne investeringsfond",
        "Endring i regnskapsprinsipp som påvirker AK drift",
        "Sum",
        "",
        "1 234",
    ],
)
def test_another_line_is_no_line_of_the_form(name: str) -> None:
    assert line_of(name) is None


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("Økonomisk oversikt etter art – drift (§ 5-6)", Skjema.DRIFT),
        ("Bevilgningsoversikt drift", Skjema.BEVILGNING),
        ("Løyvingsoversikt drift etter § 5-4", Skjema.BEVILGNING),
        ("Bevilgningsoversikt investering", Skjema.INVESTERING),
        ("Balanse", Skjema.BALANSE),
        ("Økonomisk oversikt balanse", Skjema.BALANSE),
        ("Regnskapsskjema 1A", Skjema.SKJEMA_1A),
        ("Budsjettskjema 1B - drift", Skjema.SKJEMA_1B),
        ("Regnskapsskjema 2A - investering", Skjema.INVESTERING),
        ("Balansert regnskap i praksis", None),
    ],
)
def test_a_form_is_known_by_its_title(title: str, form: Skjema | None) -> None:
    assert title_of(title) is form


PERCENT = [f"{100 * one / THIS[3]:.1f}".replace(".", ",") for one in THIS]
PER_HEAD = [one // 8 for one in THIS]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Nøkkeltall;2023;2022\nNetto driftsresultat i prosent av driftsinntekter;3,2;2,8\nGjeld;9;8",
            "i prosent",
        ),
        ("Nøkkeltall;2023\nNetto driftsresultat;3,2 %\nNetto lånegjeld;90,1 %", "i prosent"),
        ("Prosent av driftsinntekter\n;2023\nNetto driftsresultat;3,2\nGjeld;90,1", "i prosent"),
        ("Måltall\nNetto driftsresultat i prosent 2,8 1,0\nDisposisjonsfond 7,7 6,6", "i prosent"),
        (form("2022", PERCENT), "i prosent"),
        (form("2022", [f"{one} %" for one in PERCENT]), "i prosent"),
        (form("Andel av inntektene i prosent", PERCENT), "i prosent"),
        (form("2022", PER_HEAD, above="Tall i kroner per innbygger"), "per innbygger"),
        (form("Kr per innbygger 2022", PER_HEAD), "per innbygger"),
        (
            "Kostnad per innbygger;2023\nNetto driftsresultat;2500\nGrunnskole;15000\nAvdrag;900",
            "per innbygger",
        ),
    ],
)
def test_figures_that_are_no_amounts_are_named(text: str, said: str) -> None:
    result = computed(text)
    (problem,) = (one for one in result["problemer"] if one["kode"] == "forholdstall")
    assert said in problem["melding"]
    assert result["enheter"] == []
    assert result["sporsmal"] is None


def test_a_form_with_a_comment_to_each_line_is_a_form() -> None:
    comments = [f"Se note {number}; side {number}" for number in range(len(THIS))]
    rows = form("Regnskap 2022;Avvik i %;Kommentar", THIS, ["1,3"] * len(THIS), comments)
    quoted = "\n".join(
        f'{";".join(cells[:3])};"{";".join(cells[3:])}"'
        for cells in (row.split(";") for row in rows.splitlines())
    )
    assert result_of(computed(quoted)) == str(THIS[-1])


def test_a_form_in_millions_with_shares_is_a_form() -> None:
    amounts = [f"{one / 1000:.1f}".replace(".", ",") for one in THIS]
    result = computed(form("Regnskap 2022;%", amounts, PERCENT, above="Beløp i mill. kr"))
    assert result_of(result) == "32600"


@pytest.mark.parametrize(
    ("above", "code", "said"),
    [
        ("Oslo kommune, bydel Frogner", "annen-enhet", "en bydel"),
        ("Bevilgningsoversikt drift § 5-4 annet ledd", "annet-skjema", "per område"),
    ],
)
def test_what_has_the_lines_of_a_form_and_is_none_is_named(
    above: str, code: str, said: str
) -> None:
    rows = form("Regnskap 2024", THIS) if code == "annen-enhet" else "\n;2024\nSkole;5\nHelse;6"
    problems = {one["kode"]: one["melding"] for one in computed(f"{above}\n{rows}")["problemer"]}
    assert said in problems[code]


BY_ART = "Lønn;12 345\nVarer og tjenester;2 222\nSum utgifter;14 567\nSalgsinntekter;-4 000\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"Artsgruppe;Regnskap 2023\n{BY_ART}Sum inntekter;-4 000", "annet-skjema"),
        (f"Drift per kostnadsart\n;Regnskap 2023\n{BY_ART}", "annet-skjema"),
        (
            "Linje;Regnskap 2023\nLønn;12 345\nSosiale utgifter;2 222\nEiendomsskatt;99",
            "bare-deler",
        ),
    ],
)
def test_lines_without_a_result_are_named_and_nothing_is_asked(text: str, code: str) -> None:
    result = computed(text)
    assert code in {one["kode"] for one in result["problemer"]}
    assert (result["enheter"], result["sporsmal"]) == ([], None)


def test_a_form_headed_by_art_is_read_where_it_has_the_result() -> None:
    assert result_of(computed(form("Regnskap 2022", THIS, above="Tall per artsgruppe"))) == str(
        THIS[-1]
    )


@pytest.mark.parametrize("inside", [" ", "\t ", "\u00a0", "*"])
def test_no_pattern_sees_more_of_a_name_than_a_line_may_have(inside: str) -> None:
    for size in (2_000, 4_000, 8_000, 16_000):
        assert len(bare_name(f"x{inside * size}y")) <= 200


@pytest.mark.parametrize(
    "above",
    [
        "Økonomisk oversikt drift, hele landet",
        "Alle kommuner, økonomisk oversikt drift",
        "Kommunene i alt",
        "Regnskapet i kommunesektoren",
    ],
)
def test_accounts_of_all_municipalities_are_of_none(above: str) -> None:
    large = [10_000 * cell for cell in THIS]
    result = computed(form("Regnskap 2022", large, above=above))
    assert [one["kode"] for one in result["problemer"]] == ["annen-enhet"]
    assert result["enheter"] == []
    one = computed(form("Regnskap 2022", THIS, above=f"Giske kommune sammenlignet med {above}"))
    assert result_of(one) == str(THIS[-1])
