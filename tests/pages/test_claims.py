"""The page of all claims: each leads to where the note has it."""

import re
from dataclasses import replace

from sitegen.facts.ledger.evidence import evidence
from sitegen.facts.ledger.ledger import ledger
from sitegen.facts.ledger.reading import read
from sitegen.note.claims import read_claims
from sitegen.pages.claims import claims_text
from support.editions import real
from support.notes import FOLDER, accounts, without_quotes


def test_every_claim_leads_to_its_paragraph_footnote_or_note() -> None:
    edition = replace(real().undrawn(), note=without_quotes())
    note, facts = edition.note, edition.facts
    entries = read_claims((FOLDER / "utsagn.toml").read_text(encoding="utf-8"))
    claims = ledger(read(note, facts), evidence(note, facts, accounts()), entries).claims
    text = claims_text(replace(edition, claims=claims))
    ways = dict(
        re.findall(r'<li id="([^"]+)">(?:(?!<li).)*href="([^"]+)">Se stedet', text, re.DOTALL)
    )
    assert ways.keys() == {one.id for one in claims}
    assert {to.partition("#")[2] for to in ways.values()} == {one.sentence.place for one in claims}
    assert ways["fotnote-3-u2"] == ("../3-netto-driftsresultat-og-disposisjonsfond/#fotnote-3")
    assert (
        ways["tabell-5-note-1-u1"] == "../../tabeller/resultat-etter-innbyggertall/#tabell-5-note-1"
    )
