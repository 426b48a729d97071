"""What one may do with the note, the statistics and what the site makes of them: said here only.

Source: åndsverkloven § 14; https://www.ssb.no/diverse/lisens.
"""

from dataclasses import dataclass

_AUTHORITY = "http://publications.europa.eu/resource/authority/licence/"


@dataclass(frozen=True, slots=True)
class Licence:
    """Terms.

    Attributes:
        id: ``notat``, ``statistikk`` or ``nettsted``.
        name: Short name: «CC BY 4.0».
        spdx: Identifier in the SPDX list; empty where the terms have none.
        address: Where the terms stand, for readers.
        iri: The terms in the EU's list of licences, which national catalogues use.
        words: What is under the terms and why, in a sentence.
        credit: Whom to credit, and how.
    """

    id: str
    name: str
    spdx: str
    address: str
    iri: str
    words: str
    credit: str


NOTE = Licence(
    id="notat",
    name="uten vern (åndsverkloven § 14)",
    spdx="",
    address="https://lovdata.no/lov/2018-06-15-40/§14",
    iri=f"{_AUTHORITY}CC_PDM_1_0",
    words=(
        "Notatet er et offentlig dokument uten opphavsrettslig vern (åndsverkloven § 14). Det "
        "gjelder alt som er trykt i det, også tallene fra KS’ regnskapsundersøkelse. "
        "Kataloger kaller det Public Domain Mark 1.0."
    ),
    credit="Oppgi notatet og hvem som har skrevet det, med tabell og linje.",
)
STATISTICS = Licence(
    id="statistikk",
    name="CC BY 4.0",
    spdx="CC-BY-4.0",
    address="https://creativecommons.org/licenses/by/4.0/deed.no",
    iri=f"{_AUTHORITY}CC_BY_4_0",
    words=(
        "Regnskapstallene for kommunene og fylkeskommunene er fra Statistisk sentralbyrå og har "
        "lisensen CC BY 4.0."
    ),
    credit="Oppgi «Kilde: Statistisk sentralbyrå» og tabellen, og si fra om det som er endret.",
)
SITE = Licence(
    id="nettsted",
    name="CC BY 4.0",
    spdx=STATISTICS.spdx,
    address=STATISTICS.address,
    iri=STATISTICS.iri,
    words=(
        "Det nettstedet selv har laget (figurer tegnet på nytt, indikatorer regnet ut av "
        "regnskapene, prøven av påstandene og beskrivelsene av filene) har lisensen CC BY 4.0."
    ),
    credit="Oppgi den som driver nettstedet, og kilden det er laget av.",
)
LICENCES = (NOTE, STATISTICS, SITE)
