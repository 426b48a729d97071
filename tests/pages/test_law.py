"""What the glossary says of the law: only what a source the project has read says."""

import re

from support.notes import ROOT

# The Ministry's list of municipalities in the register, April 2026: the ground of each letter.
GROUNDS = {
    "a": "årsbudsjettet",
    "b": "økonomiplanen",
    "c": "mer enn to år",
    "d": "3 prosent",
    "e": "årsbudsjettet",
    "f": "årsregnskapet",
    "g": "inndelingsloven",
}


def entry(name: str) -> str:
    text = (ROOT / "docs/ordliste.md").read_text(encoding="utf-8")
    found = re.search(rf"^{name} {{.*}}\n: +(.*)$", text, re.MULTILINE)
    assert found
    return found[1]


def test_each_letter_of_robek_has_its_own_ground() -> None:
    said = entry("ROBEK")
    before = dict(re.findall(r"(?s)([^()]*)\((?:bokstav )?([a-g])\)", said))
    assert {letter: words for words, letter in before.items()}.keys() == GROUNDS.keys()
    for words, letter in before.items():
        assert GROUNDS[letter] in words.lower(), letter
    assert "fristen, eller departementet" in said  # the late ones are e and f, not g
    assert "*skal*" in said
