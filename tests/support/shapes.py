"""Editions of other shapes, as PDFs with made-up numbers: an old note, and a report by chapters.

What an editor would add to the vocabulary stands beside each.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sitegen.facts.fact import facts_of
from sitegen.facts.releases import settled
from sitegen.note.described import Description
from sitegen.note.pdf.draft import DraftedPdf, draft_pdf
from sitegen.note.read import read_note
from sitegen.pages.edition import Edition
from sitegen.publish.edition_folder import release_calendar
from support.editions import drawn
from support.notes import FOLDER, accounts, vocabulary
from support.pdf import SMALL, Cells, Pdf


@dataclass(frozen=True)
class Shape:
    """A PDF, its date, and lines for the vocabulary's lists."""

    day: date
    write: Callable[[], bytes]
    words: dict[str, tuple[str, ...]]

    @property
    def vocabulary(self) -> str:
        """The vocabulary with this note's own words in front of each list."""
        text = vocabulary()
        for name, lines in self.words.items():
            own = "".join(f"  {{ {line} }},\n" for line in lines)
            text = text.replace(f"{name} = [\n", f"{name} = [\n{own}", 1)
        return text

    def drafted(self, words: str | None = None) -> DraftedPdf:
        """Return what ``new-note`` makes of it, with this vocabulary or its own."""
        return draft_pdf(self.write(), self.day, vocabulary=words or self.vocabulary)


@cache
def edition(name: str) -> Edition:
    """Return a shape's edition, held against the real accounts."""
    shape = SHAPES[name]
    made = shape.drafted()
    assert made.draft.faults == (), made.draft.faults
    said = Description(made.draft.text, shape.vocabulary, made.layout)
    note = settled(read_note(made.text, said), release_calendar(FOLDER))
    return drawn(note, facts_of(note), accounts())


def _table(
    pdf: Pdf, caption: str, rows: Sequence[Cells], ends: Sequence[float], below: Iterable[str]
) -> None:
    pdf.line(caption, bold=True, step=18)
    if not rows[0]:  # the report's amounts and growth
        rows = rows[1:]
        pdf.row(("", "Mrd. kroner", "Endring i pst."), ends[1::2])
    pdf.rows(rows, ends)
    pdf.gap(4)
    for text in below:
        pdf.line(text, SMALL if text.startswith("^") else 11)
    pdf.gap()


def _prose(pdf: Pdf, *lines: str) -> None:
    for text in lines:
        pdf.line(text, step=14)
    pdf.gap()


def _old() -> bytes:
    """Return a note like those of 2013: ten years, sizes with counts, amounts beside growth."""
    pdf = Pdf()
    pdf.line("Den økonomiske situasjonen i kommunesektoren", 16, bold=True)
    pdf.gap()
    _prose(
        pdf,
        "Notat fra TBU til 1. konsultasjonsmøte mellom staten og kommunesektoren om",
        "statsbudsjettet for 2014",
    )
    pdf.line("1. Utviklingen i netto driftsresultat", 13, bold=True)
    pdf.gap()
    _prose(
        pdf,
        "Utvalget betrakter netto driftsresultat som hovedindikatoren for økonomisk",
        "balanse i kommunesektoren. Utviklingen i perioden 2003-2012 er vist i tabell 1.",
    )
    years = [str(year) for year in range(2003, 2012)]
    rows = [("", *years, "2012^2)")]
    for group, gross, net in (
        ("Kommunesektoren", (41, 43, 45, 49, 45, 42, 37, 36, 38, 34), (27, 22, 19, 18, 23, 25)),
        ("Kommunene (inkl. Oslo)", (40, 42, 44, 48, 44, 41, 36, 35, 37, 33), (24, 21, 18, 17, 22)),
        ("Fylkeskommunene", (61, 66, 59, 62, 61, 55, 49, 49, 44, 43), (44, 42, 35, 34, 29, 26)),
    ):
        values = (*net, *(net[0] - 3 + one for one in range(10 - len(net))))
        rows.append((group, *("" for _ in range(10))))
        rows.append(("Brutto driftsresultat", *map(_tenths, gross)))
        rows.append(("Netto driftsresultat", *map(_tenths, values)))
    _table(
        pdf,
        "Tabell 1 Brutto ^1) og netto driftsresultat som andel av inntekter 2003-2012. Prosent",
        rows,
        [230 + 32 * one for one in range(10)],
        (
            "^1) Brutto driftsresultat er korrigert for avskrivninger.",
            "^2) Anslag basert på regnskapsundersøkelse foretatt av KS.",
            "Kilde: Statistisk sentralbyrå og KS",
        ),
    )
    _prose(
        pdf,
        "Av kommunene i undersøkelsen hadde 17 prosent negativt netto driftsresultat i 2012.",
        "Utvalget har tidligere anbefalt at netto driftsresultat over tid bør utgjøre om lag",
        "3 prosent av inntektene.",
    )
    _table(
        pdf,
        "Tabell 2 Netto driftsresultat i kommunene etter innbyggertall. Prosent",
        [
            ("Innbyggertall", "Antall kommuner", "2011", "2012"),
            ("Under 3 000", "61", "3,1", "2,8"),
            ("3 000–5 000", "33", "2,2", "2,6"),
            ("Over 50 000", "6", "2,3", "3,2"),
            ("I alt", "100", "2,3", "2,7"),
        ],
        (300, 370, 440),
        ("Kilde: KS",),
    )
    pdf.page()
    pdf.line("2. Inntekts- og aktivitetsutviklingen", 13, bold=True)
    pdf.gap()
    _prose(pdf, "Tabell 3 viser inntektene fra 2009, og tabell 4 gjelden i de samme årene.")
    _table(
        pdf,
        "Tabell 3 Utviklingen i kommunesektorens inntekter. Mrd. kroner og endring i prosent",
        [
            ("", "2009", "2010", "2011", "2012"),
            ("Mrd. 2012-kroner", "", "", "", ""),
            ("Samlede inntekter", "341,2", "352,8", "361,0", "366,9"),
            ("Frie inntekter", "226,4", "231,9", "263,8", "266,1"),
            ("Prosentvis realvekst", "", "", "", ""),
            ("Samlede inntekter", "3,6", "3,4", "2,3", "1,6"),
            ("Frie inntekter", "3,5", "2,4", "0,9", "0,9"),
        ],
        (280, 340, 400, 460),
        ("Kilde: Finansdepartementet",),
    )
    _table(
        pdf,
        "Tabell 4 Nettofinansinvesteringer og netto gjeld i kommunesektoren. Mill. kroner",
        [
            ("", "2009", "2010", "2011", "2012"),
            ("Nettofinansinvesteringer", "-18 420", "-21 715", "-16 902", "-17 330"),
            ("Netto gjeld", "112 640", "134 885", "151 210", "168 540"),
        ],
        (280, 340, 400, 460),
        ("Kilde: Statistisk sentralbyrå",),
    )
    return pdf.done()


def _tenths(value: int) -> str:
    return f"{value // 10},{value % 10}"


def _report() -> bytes:
    """Return a report of an autumn: numbers by chapter, change beside level, intervals as rows."""
    pdf = Pdf()
    pdf.line("Rapport fra Det tekniske beregningsutvalg", 16, bold=True)
    pdf.gap()
    _prose(pdf, "Rapporten gir en oversikt over utviklingen i kommuneøkonomien i november 2021.")
    pdf.line("2.1 Innledning", 13, bold=True)
    pdf.gap()
    _prose(pdf, "Tabell 2.1 viser inntektene, og tabell 2.2 kommunene etter resultat.")
    _table(
        pdf,
        "Tabell 2.1 Samlede inntekter i kommunesektoren. Mrd. kroner og endring i prosent",
        [
            (),
            ("", "2021", "2022^1", "20–21", "21–22"),
            ("Skatteinntekter", "214,6", "238,9", "2,7", "11,3"),
            ("Rammetilskudd", "180,2", "177,5", "3,7", "-1,5"),
        ],
        (300, 350, 420, 470),
        ("^1 Med midlertidige bevilgninger knyttet til covid-19.", "Kilde: Finansdepartementet"),
    )
    _table(
        pdf,
        "Tabell 2.2 Netto driftsresultat fordelt etter størrelse. Antall kommuner og prosent",
        [
            ("Intervall", "Antall kommuner", "Andel kommuner i pst."),
            ("Under –2 pst.", "12", "3"),
            ("–2–0 pst.", "41", "12"),
            ("Over 4 pst.", "83", "23"),
        ],
        (320, 460),
        ("Kilde: Statistisk sentralbyrå",),
    )
    return pdf.done()


SECTOR = 'gruppe = "kommunesektoren", utvalg = "ikke relevant", grunnlag = "ikke regnskap"'
SHAPES = {
    "2013": Shape(
        date(2013, 2, 25),
        _old,
        {
            "begrep": (
                'etikett = "Brutto driftsresultat", indikator = "brutto_driftsresultat_eks_avskrivninger"',
                'etikett = "Antall kommuner", indikator = "antall_kommuner"',
                'etikett = "Under 3 000", gruppe = "folkemengde-0-3000"',
                'etikett = "3 000–5 000", gruppe = "folkemengde-3000-5000"',
                'etikett = "I alt", gruppe = "landet"',
                'etikett = "Samlede inntekter", indikator = "samlede_inntekter"',
                'etikett = "Frie inntekter", indikator = "frie_inntekter"',
                'etikett = "Prosentvis realvekst", tillegg = "realendring"',
                'etikett = "Nettofinansinvesteringer", indikator = "nettofinansinvesteringer"',
                'etikett = "Netto gjeld", indikator = "netto_gjeld"',
            ),
            "rolle": (
                'id = "brutto-og-netto", tittel = "Brutto og netto driftsresultat", bildetekst = "Brutto og netto driftsresultat", grunnlag = "konsern"',
                'id = "etter-innbyggertall", tittel = "Netto driftsresultat etter innbyggertall", bildetekst = "i kommunene etter innbyggertall", indikator = "netto_driftsresultat", utvalg = "utvalget", grunnlag = "kasse"',
                f'id = "inntekter", tittel = "Kommunesektorens inntekter", bildetekst = "kommunesektorens inntekter", {SECTOR}',
                f'id = "gjeld", tittel = "Nettofinansinvesteringer og netto gjeld", bildetekst = "Nettofinansinvesteringer og netto gjeld", {SECTOR}',
            ),
            "indikator": tuple(
                f'id = "{one}", kilde = "prøve"'
                for one in (
                    *("antall_kommuner", "samlede_inntekter", "frie_inntekter"),
                    *("nettofinansinvesteringer", "netto_gjeld"),
                )
            ),
        },
    ),
    "høst": Shape(
        date(2021, 11, 29),
        _report,
        {
            "begrep": (
                'etikett = "Skatteinntekter", indikator = "skatteinntekter"',
                'etikett = "Rammetilskudd", indikator = "rammetilskudd"',
                'etikett = "Endring i pst.", tillegg = "endring"',
                'etikett = "Antall kommuner", indikator = "antall_kommuner"',
                'etikett = "Andel kommuner i pst.", indikator = "andel_kommuner"',
                'etikett = "Under –2 pst.", gruppe = "resultat-under-minus-2"',
                'etikett = "–2–0 pst.", gruppe = "resultat-minus-2-0"',
                'etikett = "Over 4 pst.", gruppe = "resultat-over-4"',
            ),
            "rolle": (
                f'id = "inntekter", tittel = "Samlede inntekter", bildetekst = "Samlede inntekter", {SECTOR}',
                'id = "etter-resultat", tittel = "Kommunene etter resultat", bildetekst = "fordelt etter størrelse", utvalg = "alle", grunnlag = "konsern"',
            ),
            "indikator": tuple(
                f'id = "{one}", kilde = "prøve"'
                for one in (
                    *("skatteinntekter", "skatteinntekter_endring", "rammetilskudd"),
                    *("rammetilskudd_endring", "antall_kommuner", "andel_kommuner"),
                )
            ),
            "gruppe": tuple(
                f'id = "resultat-{one}", kilde = "prøve"'
                for one in ("under-minus-2", "minus-2-0", "over-4")
            ),
        },
    ),
}
