"""What differs between two builds is found, exactly, and a failure to compare is never silence."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from sitegen.facts.changes.compare import compare
from sitegen.facts.changes.model import Diff, Kind, Tier
from sitegen.facts.changes.snapshot import read_snapshot
from sitegen.note.errors import SourceError
from support.editions import renumbered as renumbered_words
from support.editions import with_numbers, without_table
from support.notes import raw, spec
from support.snapshots import KOMMUNER, base, base_files, snapshot, spec_diff, text_diff, unit_diff

KOMMUNENE = ("0,8        -0,3", "0,8        -0,5")


def only(diff: Diff, *kinds: str) -> None:
    """Assert that nothing but these kinds of differences was found."""
    everything = {"values", "statuses", "definitions", "texts", "units", "caveats"}
    assert {name for name in everything if getattr(diff, name)} == set(kinds)


def test_the_same_note_has_no_differences() -> None:
    assert compare(base(), base()).empty


def test_a_table_with_another_number_is_the_same_table() -> None:
    """Table 6 is 5 now, and 5 is 4: no value changed, and none came or went."""
    numbers = {5: 4, 6: 5}
    renumbered = with_numbers(numbers)
    diff = compare(base(), snapshot(renumbered.text.encode(), renumbered.spec))
    assert (diff.values, diff.statuses, diff.definitions) == ((), (), ())
    assert diff.caveats == ("Tabell 4 var tabell 5 før.", "Tabell 5 var tabell 6 før.")
    assert {one.kind for one in diff.texts} == {Kind.ENDRET}


def test_a_new_table_with_the_number_of_one_that_is_gone_is_another() -> None:
    """Table 5 is gone, and 6 is 5 now: what is gone is not called changed."""
    without = without_table(5)
    text = renumbered_words(without.text, {6: 5})
    spec_text = renumbered_words(without.spec, {6: 5}).replace(
        "[[tabell]]\nnummer = 6\n", "[[tabell]]\nnummer = 5\n"
    )
    diff = compare(base(), snapshot(text.encode(), spec_text))
    assert diff.caveats == ("Tabell 5 var tabell 6 før.",)
    assert {(one.kind, one.now.tabell) for one in diff.values} == {
        (Kind.BORTE, "tabell-5-i-forrige")
    }
    assert len(diff.values) == 42


def test_one_changed_cell_is_one_difference() -> None:
    diff = text_diff(KOMMUNENE)
    only(diff, "values")
    (change,) = diff.values
    assert (change.kind, change.now.tabell, change.now.gruppe) == (
        Kind.ENDRET,
        "tabell-3",
        "kommunene",
    )
    assert (change.old, change.new, change.difference) == (
        Decimal("-0.3"),
        Decimal("-0.5"),
        Decimal("-0.2"),
    )
    assert change.tier is Tier.MIDDELS


def test_the_sentences_that_hold_the_old_value_are_found() -> None:
    found = [m for m in text_diff(KOMMUNENE).mentions if m.stale]
    assert [m.sentence.split(" ")[0] for m in found] == ["Regnskapsundersøkelsen", "Tilsvarende"]
    assert [m.number for m in found] == ["-0,3", "–0,3"]
    assert found[1].sentence == (
        "Tilsvarende tall for kommunene er i størrelsesorden –0,3 prosent og 2,7 prosent for "
        "fylkeskommunene."
    )
    assert found[1].part.lines[0] == 399


def test_a_new_value_that_stands_in_a_sentence_is_found_too() -> None:
    diff = text_diff(KOMMUNENE, ("størrelsesorden –0,3 prosent", "størrelsesorden –0,5 prosent"))
    fresh = [m for m in diff.mentions if not m.stale and "Tilsvarende" in m.sentence]
    assert [m.number for m in fresh] == ["–0,5"]
    diff = text_diff(
        KOMMUNENE, ("driftsresultat på -0,3 prosent", "driftsresultat på -0,5 prosent")
    )
    assert any(not m.stale and "særlig svake" in m.sentence for m in diff.mentions)


@pytest.mark.parametrize(
    ("old", "new", "tier"),
    [
        ("3,0 4,0 3,8 2,6", "3,0 4,0 3,8 3,6", Tier.STOR),
        ("3,0 4,0 3,8 2,6", "3,0 4,0 3,8 3,5", Tier.MIDDELS),
        ("3,0 4,0 3,8 2,6", "3,0 4,0 3,8 2,5", Tier.MIDDELS),
        ("3,0 4,0 3,8 2,6", "3,0 4,0 3,8 2,51", Tier.LITEN),
        ("3,0 4,0 3,8 2,6", "3,0 4,0 3,8 1,6", Tier.STOR),
    ],
)
def test_the_size_of_a_change_is_exact(old: str, new: str, tier: Tier) -> None:
    (change,) = text_diff((old, new)).values
    assert change.tier is tier


def test_the_largest_change_comes_first() -> None:
    diff = text_diff(KOMMUNENE, ("0–3 000 2,0 3,3", "0–3 000 4,5 3,3"))
    assert [str(change.difference) for change in diff.values] == ["2.5", "-0.2"]
    diff = text_diff(("0,8        -0,3", "0,8        -5,3"), ("0–3 000 2,0 3,3", "0–3 000 4,5 3,3"))
    assert [str(change.difference) for change in diff.values] == ["-5.0", "2.5"]


def test_a_value_that_is_gone_is_missing_and_not_zero() -> None:
    diff = text_diff(("-5,2   -6,9", "-5,2   -"))
    (change,) = diff.values
    assert (change.kind, change.new, change.difference, change.tier) == (
        Kind.ENDRET,
        None,
        None,
        None,
    )


def test_a_row_that_is_gone_is_gone_and_the_rest_stays() -> None:
    def without_row(text: str) -> str:
        start = text.index('{ tekst = "Nettofinansinvesteringer')
        return text[:start] + text[text.index("\n", start) :].lstrip()

    text = raw().decode()
    line = next(row for row in text.split("\n") if row.startswith("Nettofinansinvesteringer"))
    after = snapshot(text.replace(line, "").encode(), without_row(spec()))
    diff = compare(base(), after)
    only(diff, "values")
    assert {change.kind for change in diff.values} == {Kind.BORTE}
    assert len(diff.values) == 10
    back = compare(after, base())
    assert {change.kind for change in back.values} == {Kind.NY}


def test_an_estimate_that_becomes_final_is_a_change_of_status() -> None:
    def estimated(text: str) -> str:
        head, table = text.split("# Tabell 3\n")
        said = 'status = { 2024 = "anslag"'
        return f"{head}# Tabell 3\n{table.replace(said, f'{said}, 2023 = "anslag"', 1)}"

    diff = spec_diff(estimated)
    only(diff, "statuses")
    assert {(c.before.status, c.after.status) for c in diff.statuses} == {("endelig", "anslag")}
    assert {c.after.tabell for c in diff.statuses} == {"tabell-3"}
    assert len(diff.statuses) == 6


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ('enhet = "prosent av landets timeverk"', 'enhet = "prosent"', "enhet"),
        ('indikator = "timeverk_av_landet"', 'indikator = "timeverk"', "indikator"),
        ('gruppe = "fastlands-norge"', 'gruppe = "norge"', "gruppe"),
        (
            'grunnlag = "ikke regnskap"\nstatus = { 2024 = "foreløpig" }',
            'grunnlag = "kasse"\nstatus = { 2024 = "foreløpig" }',
            "grunnlag",
        ),
    ],
)
def test_a_changed_definition_is_no_changed_value(old: str, new: str, field: str) -> None:
    diff = spec_diff(lambda text: text.replace(old, new, 1))
    only(diff, "definitions")
    assert {change.field for change in diff.definitions} == {field}


def test_a_changed_selection_is_a_changed_definition_of_the_same_cells() -> None:
    diff = spec_diff(
        lambda text: text.replace('utvalg = "alle"\nenhet', 'utvalg = "alle utenom Oslo"\nenhet', 1)
    )
    only(diff, "definitions")
    assert {(c.old, c.new) for c in diff.definitions} == {("alle", "alle utenom Oslo")}


def test_a_footnote_that_changed_is_a_changed_text() -> None:
    diff = text_diff(("men differansen var ", "mens differansen var "))
    only(diff, "texts")
    (change,) = diff.texts
    assert change.now.id == "fotnote-1"


def test_a_mark_that_is_gone_is_a_changed_definition() -> None:
    diff = text_diff(("reell endring, pst.2 ", "reell endring, pst. "))
    only(diff, "definitions")
    (change,) = diff.definitions
    assert (change.field, change.old, change.new, change.cells) == ("fotnoter", "2", "", 10)


def test_one_rewritten_paragraph_is_one_change_with_both_texts() -> None:
    diff = text_diff(("er krevende. Mange kommuner", "er svært krevende. Mange kommuner"))
    only(diff, "texts")
    (change,) = diff.texts
    assert change.now.where == "del 1"
    assert change.before
    assert change.after
    assert change.after.text == change.before.text.replace("er krevende", "er svært krevende")


def test_a_printed_decimal_less_is_told_though_the_value_is_the_same() -> None:
    diff = text_diff(("18,2   18,8   19,0", "18,2   18,8   19"))
    only(diff, "definitions")
    (change,) = diff.definitions
    assert (change.field, change.old, change.new) == ("desimaler", "1", "0")
    only(text_diff(("18,2   18,8   19,0", "18,2   18,8   18")), "values")


def test_units_are_compared_by_percentage_in_the_same_sizes() -> None:
    (change,) = unit_diff("1000000,45669", "1000000,46669").units
    assert change.difference == Fraction(1, 10)
    assert (change.tier, change.fields) == (Tier.MIDDELS, ("netto_driftsresultat",))
    (change,) = unit_diff("149048", "149049").units
    assert (change.difference, change.fields) == (0, ("folkemengde",))
    (change,) = unit_diff("2000000,20000", "2000000,0").units
    assert (change.difference, change.tier) == (-1, Tier.STOR)
    (change,) = unit_diff("Stavanger", "Sandnes").units
    assert (change.difference, change.fields) == (0, ("navn",))
    (change,) = unit_diff("2000000,20000", "2000000,").units
    assert (change.difference, change.tier) == (None, None)
    (change,) = unit_diff("2023,1103", "2024,1103").units[:1]
    assert change.now.year in {2023, 2024}


def test_the_unit_that_changed_most_comes_first() -> None:
    stavanger = "2023,1103,Stavanger,Agder og Rogaland,149048,2000000,"
    diff = unit_diff(f"45669\n{stavanger}20000", f"46669\n{stavanger}-20000")
    assert [(change.now.unit, change.difference) for change in diff.units] == [
        ("1103", -2),
        ("1101", Fraction(1, 10)),
    ]


def test_unit_data_in_one_build_only_are_told() -> None:
    data = dict(base_files())
    del data["kommuner/kommuner_2023_2024.csv"]
    diff = compare(base(), read_snapshot(data, "mappe"))
    assert not diff.empty
    assert diff.caveats == ("Bare den første har kommunetall; de er ikke sammenlignet.",)


def test_without_unit_data_on_both_sides_none_are_compared() -> None:
    bare = {name: data for name, data in base_files().items() if not name.startswith("kommuner/")}
    one = read_snapshot(bare, "mappe")
    assert not compare(one, one).units_compared
    assert not compare(base(), one).units_compared
    assert not compare(one, base()).units_compared
    assert compare(base(), base()).units_compared


def without(start: str) -> tuple[bytes, str]:
    """Return the present note and its description without the rows that begin so."""
    text = "\n".join(row for row in raw().decode().split("\n") if not row.startswith(start))
    rows = spec().split("\n")
    return text.encode(), "\n".join(row for row in rows if f'tekst = "{start}' not in row)


def test_lost_values_come_before_new_ones_and_those_that_are_gone_come_last() -> None:
    text, description = without("Nettofinansinvesteringer")
    text = text.replace(b"0,8        -0,3", b"0,8        -0,5")
    text = text.replace(b"52,4   -  ", b"-   -  ")
    values = compare(snapshot(*without("Produktinnsats")), snapshot(text, description)).values
    kinds = [(change.kind, change.difference is None) for change in values]
    assert kinds == [
        (Kind.ENDRET, False),
        (Kind.ENDRET, True),
        *[(Kind.NY, True)] * 10,
        *[(Kind.BORTE, True)] * 10,
    ]


def test_several_marks_are_listed() -> None:
    first, *rest = base().facts
    marked = replace(base(), facts=(replace(first, fotnoter=("2", "3")), *rest))
    (change,) = compare(base(), marked).definitions
    assert (change.field, change.old, change.new) == ("fotnoter", "", "2, 3")


def test_units_without_a_percentage_come_last_by_year_and_number() -> None:
    rows = KOMMUNER.rstrip().split("\n")
    more = [
        *rows,
        rows[2].replace("2023,1103", "2024,1103"),
        rows[1].replace("2023,1101", "2022,1101"),
        rows[1].replace("2023,1101", "2023,4601").replace("45669", ""),
    ]
    data = {
        **base_files(),
        "kommuner/a.csv": "\n".join(more)
        .replace("45669", "46669", 1)
        .replace("149048", "149049", 1)
        .encode(),
    }
    del data["kommuner/kommuner_2023_2024.csv"]
    units = compare(base(), read_snapshot(data, "mappe")).units
    assert [(c.now.year, c.now.unit) for c in units] == [
        (2023, "1101"),
        (2023, "1103"),
        (2022, "1101"),
        (2023, "4601"),
        (2024, "1103"),
    ]


def spoiled(name: str, data: bytes | None) -> dict[str, bytes]:
    found = {**base_files(), name: data or b""}
    if data is None:
        del found[name]
    return found


CSV = base_files()["tabell-3.csv"]


@pytest.mark.parametrize(
    "data",
    [
        spoiled("notat.json", None),
        spoiled("notat.json", b"{}"),
        spoiled("notat.json", b'{"tittel": '),
        spoiled("tabell-3.csv", None),
        spoiled("tabell-3.csv", b""),
        spoiled("tabell-3.csv", CSV.rpartition(b"\ntabell")[0] + b"\n"),
        spoiled("tabell-3.csv", CSV.replace(b",7.1,", b",7:1,")),
        spoiled("tabell-3.csv", CSV.replace(b",7.1,", b",NaN,")),
        spoiled("tabell-3.csv", CSV.replace(b",verdi,", b",tall,")),
        spoiled("tabell-3.csv", CSV.replace(b",2016,alle,", b",2015,alle,")),
        spoiled("tabell-3.csv", CSV.replace(b"Brutto", b"\xff")),
        spoiled("kommuner/kommuner_2023_2024.csv", KOMMUNER.replace("45669", "4,5669").encode()),
        spoiled("kommuner/kommuner_2023_2024.csv", KOMMUNER.replace("1103", "1101").encode()),
        spoiled("kommuner/kommuner_2023_2024.csv", b"navn\nOslo\n"),
    ],
)
def test_what_cannot_be_read_is_a_failure_and_never_the_same(data: dict[str, bytes]) -> None:
    with pytest.raises(SourceError):
        compare(base(), read_snapshot(data, "mappe"))
