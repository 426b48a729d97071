"""The columns of every data file for programs: types and meanings."""

from collections.abc import Mapping

type Fields = Mapping[str, tuple[str, str]]
"""A column's name → its type in a Table Schema, and what it holds."""

FIELDS: Fields = {
    "tabell": ("string", "Id til tabellen eller figuren"),
    "radgruppe": ("string", "Overskriften over radene, som trykt"),
    "rad": ("string", "Radens tekst, som trykt, uten notemerker"),
    "kolonnegruppe": ("string", "Øverste kolonneoverskrift, der det er flere nivåer"),
    "kolonne": ("string", "Kolonnens overskrift, som trykt, uten notemerker"),
    "indikator": ("string", "Id til indikatoren, se ordlisten"),
    "gruppe": ("string", "Id til gruppen tallet gjelder"),
    "aar": ("integer", "Kalenderår"),
    "utvalg": ("string", "alle, alle utenom Oslo, utvalget eller ikke relevant"),
    "verdi": ("number", "Verdien, med desimalpunktum; tom betyr at notatet ikke har tallet"),
    "enhet": ("string", "Enheten verdien er målt i"),
    "grunnlag": ("string", "konsern, kasse eller ikke regnskap"),
    "status": ("string", "endelig, foreløpig eller anslag"),
    "fotnoter": ("string", "Noter som gjelder raden og kolonnen, skilt med semikolon"),
    "linje": ("integer", "Linjen i note.txt, talt fra 1"),
    "trykt": ("string", "Tegnene slik de står i notatet"),
    "merknad": ("string", "Hva en bør vite om tallet før det brukes; tom for de aller fleste"),
}

ENUMS = {
    "utvalg": ["alle", "alle utenom Oslo", "utvalget", "ikke relevant"],
    "grunnlag": ["konsern", "kasse", "ikke regnskap"],
    "status": ["endelig", "foreløpig", "anslag"],
}

POPULATION_SOURCE = (
    "Hvordan folkemengden er funnet. «07459»: tatt fra tabell 07459. «avledet»: regnet ut av "
    "beløpene i kroner og per innbygger. «07459 likt»: lik tabell 07459. «07459 har N: "
    "grensejustering»: tabellen har N, etter en endring av kommunegrensen. «ikke entydig: a-b»: "
    "ett av tallene fra a til b, så folkemengden er tom. «prosjektets fil»: en fil som ble "
    "samlet tidligere. «gjeld per innbygger likt»: netto lånegjeld gir det samme tallet"
)

UNIT_FIELDS: Fields = {
    "aar": ("integer", "Regnskapsår"),
    "kommunenummer": ("string", "Kommunens nummer det året, fire sifre"),
    "fylkesnummer": ("string", "Fylkeskommunens nummer det året, to sifre"),
    "nummer": ("string", "Nummeret enheten hadde det året"),
    "navn": ("string", "Kommunens eller fylkeskommunens navn"),
    "kommunenummer_2024": ("string", "Nummeret fra 2024; flere skilt med pluss"),
    "landsdel": ("string", "Landsdel, som i notatet"),
    "folkemengde": ("integer", "Innbyggere ved utgangen av året; tom når tallet ikke er kjent"),
    "folkemengde_kilde": ("string", POPULATION_SOURCE),
    "brutto_driftsinntekter": ("integer", "1000 kr, konsern"),
    "netto_driftsresultat": ("integer", "1000 kr, konsern"),
    "netto_lanegjeld": ("integer", "1000 kr, konsern"),
    "disposisjonsfond": ("integer", "1000 kr, ved utgangen av året"),
    "fylke": ("string", "Fylkets navn"),
    "kommunenummer_2020_2023": ("string", "Numrene i 2020–2023; flere skilt med pluss"),
    "basis": ("string", "kasse eller konsern"),
    "status": ("string", "endelig"),
    "indikator": ("string", "Id til indikatoren, se ordlisten"),
    "verdi": ("number", "Verdien, i enheten som står i raden"),
    "enhet": ("string", "Enheten verdien er målt i"),
    "belop": ("number", "Beløpet bak prosenten, 1000 kr"),
}

POINT_FIELDS: Fields = {
    "serie": ("string", "Id til serien"),
    "etikett": ("string", "Seriens navn, som i figuren"),
    "x": ("string", "Det som står langs aksen: et år, eller en gruppe"),
    "maal": ("string", "Id til det som er målt"),
    "verdi": ("number", "Verdien som er tegnet; tom når tallet mangler"),
    "enhet": ("string", "Enheten verdien er målt i"),
    "grunnlag": ("string", "konsern, kasse eller ikke regnskap"),
    "utvalg": ("string", "alle, alle utenom Oslo, utvalget eller ikke relevant"),
    "status": ("string", "endelig, foreløpig eller anslag"),
    "linje": ("integer", "Linjen i note.txt; tom for det som ikke er trykt"),
    "celle": ("string", "Id til cellen tallet er trykt i"),
    "desimaler": ("integer", "Hvor mange desimaler som vises; tom: så mange som verdien har"),
    "formel": ("string", "Hvordan en verdi som er tegnet på nytt, er regnet ut"),
    "av": ("string", "Id til cellene den er regnet ut av, skilt med semikolon"),
    "merknad": ("string", "Hva en bør vite om tallet før det brukes"),
}
"""The columns of a chart's values."""

CLAIM_FIELDS: Fields = {
    "id": ("string", "Id til påstanden: avsnitt, og nummer der"),
    "linje_fra": ("integer", "Første linje i note.txt"),
    "linje_til": ("integer", "Siste linje i note.txt"),
    "sitat": ("string", "Ordene i notatet"),
    "slag": ("string", "Hva slags påstand det er"),
    "utfall": ("string", "Hva prøven ga"),
    "grunnlag": ("string", "Hva påstanden er prøvd mot, eller kilden som trengs"),
    "indikator": ("string", "Id til indikatoren; tom der påstanden ikke gjelder en"),
    "gruppe": ("string", "Id til gruppene, skilt med semikolon"),
    "aar": ("string", "Årene, skilt med semikolon"),
    "regnskapsgrunnlag": ("string", "Grunnlaget for tallet den er prøvd mot"),
    "utvalg": ("string", "Utvalget den er prøvd mot"),
    "maal": ("string", "Målet på gruppen: median, andel_negativ ...; tom for gruppens eget tall"),
    "celler": ("string", "Cellene den er prøvd mot, skilt med semikolon"),
}
"""The columns of the claims' file, with type and meaning."""

AMOUNT = ("number", "1000 kr")
"""A line of accounts in the template: those are many, and alike."""
