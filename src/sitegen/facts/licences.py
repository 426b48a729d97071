"""What one may do with the note and with the statistics: said here, and shown everywhere.

Source: åndsverkloven § 14; https://www.ssb.no/diverse/lisens.
"""

from dataclasses import dataclass

_AUTHORITY = "http://publications.europa.eu/resource/authority/licence/"


@dataclass(frozen=True, slots=True)
class Licence:
    """Terms.

    Attributes:
        id: ``notat`` or ``statistikk``.
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
        "gjelder alt som er trykt i det, også tallene fra KS’ regnskapsundersøkelse."
    ),
    credit="Oppgi utvalget og notatet, med tabell og linje.",
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
LICENCES = (NOTE, STATISTICS)
