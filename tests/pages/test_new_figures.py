"""The text of a pull request with new figures: short first, and each sentence of the note once."""

from types import SimpleNamespace
from typing import Any

from sitegen.facts.confirmation import Confirmation, Says, Spoken
from sitegen.pages.new_figures import new_figures


def spoken(words: str, line: int, grunnlag: str, says: Says) -> Spoken:
    verdict = SimpleNamespace(grunnlag=grunnlag)
    claim: Any = SimpleNamespace(words=words, lines=(line, line), verdict=verdict)
    return Spoken(claim, says, None)


def sums(words: str) -> Any:  # noqa: ANN401  only its words are read
    return SimpleNamespace(words=words)


def text(*statements: Spoken, now: dict[int, Any]) -> str:
    figures = {"kommuner": ({2024: sums("357 enheter")}, now)}
    return new_figures(figures, (), (), Confirmation(statements, (), ()))


def test_what_matters_most_stands_first() -> None:
    held = spoken("Flere hadde minus.", 42, "peker samme vei.", Says.BEKREFTES)
    found = text(held, now={2024: sums("357 enheter"), 2025: sums("357 enheter")})
    short = found.splitlines()[2]
    assert short == (
        "Nytt: 2025 for kommunene. Ingen andre tall er endret. Av det notatet sier: 0 motsies, "
        "1 bekreftes, 0 har tall å holdes mot. Beløp er i 1000 kroner."
    )
    assert "De nye tallene endrer ikke det regnskapene sier om noen av dem." in found


def test_a_sentence_with_several_numbers_is_quoted_once() -> None:
    two = [
        spoken("Median −0,5 og snitt 2,0.", 640, f"gir {value} prosent.", Says.VED_SIDEN_AV)
        for value in ("−0,3", "1,5")
    ]
    found = text(*two, now={2024: sums("357 enheter")})
    assert found.startswith("## Nye tall fra Statistisk sentralbyrå\n\nIngen nye år.")
    assert found.count("«Median −0,5 og snitt 2,0.»") == 1
    assert "(linje 640):\n  - gir −0,3 prosent.\n  - gir 1,5 prosent." in found
