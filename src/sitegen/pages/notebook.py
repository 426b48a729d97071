"""How to use the calculator's core in one's own Python: snippets with the site's own addresses."""

from kommuneindikatorer import __version__
from sitegen.pages.edition import Edition, Page
from sitegen.pages.phrase import Here, code, heading, listing, page
from sitegen.pages.places import CALCULATION, CALCULATOR, NOTEBOOK, TEMPLATE, Spot

TITLE = "Bruk regnemaskinen i egen notatbok"
_FOLDER = "data/python/"
_LOCK = "pyodide-lock.json"
_WHEEL = f"kommuneindikatorer-{__version__}-py3-none-any.whl"
_INTRODUCTION = (
    "Regnemaskinen på «[Regn selv]({calculator})» er en Python-pakke, `kommuneindikatorer`. Den "
    "leser [malen]({template}), regnskapsskjemaet (§ 5-6), KOSTRA-filuttrekk, tabeller fra "
    "Statistisk sentralbyrå og hovedbok, og regner ut [målene]({measures}). Du kan bruke den samme "
    "pakken i din egen notatbok, i nettleseren eller på egen maskin. Den regner der den kjører, og "
    "sender ingenting noe sted."
)
_TRIED = "Kodebitene kan kopieres som de står. De kjøres hver gang nettstedet testes."
_NEEDS = "Pakken krever Python 3.12 eller nyere og ingen andre pakker, heller ikke for Excel-filer."
_COMPUTE = (
    "Så regner du ut netto driftsresultat i prosent av inntektene, her for én kommune. En fil "
    'leser du med `Path("regnskap.csv").read_bytes()`.'
)
_BROWSER = (
    "JupyterLite, marimo og PyScript kjører Python i nettleseren med Pyodide. Der henter du pakken "
    "slik, og regner som over. Har notatboken `micropip`, kan den installere fra den samme "
    "adressen."
)
_PAGE = (
    "På en egen nettside med Pyodide peker du på låsefilen. Den sier hvilke pakker som finnes her, "
    "hva de trenger, og sjekksummen til hver. Den gjelder den utgaven av Pyodide som regnemaskinen "
    "selv bruker; med en annen henter du hjulet (`.whl`) direkte."
)
_INSTALL = "pip install {address}{wheel}"
_PYTHON = """
from kommuneindikatorer.compute import compute
from kommuneindikatorer.document import Source
from kommuneindikatorer.numbers import format_number
from kommuneindikatorer.options import Options

regnskap = \"\"\"\\
aar;kommunenummer;brutto_driftsinntekter;netto_driftsresultat
2024;4601;30000000;-450000
\"\"\"
resultat = compute([Source("regnskap.csv", regnskap.encode())], Options())

for enhet in resultat.enheter:
    andel = enhet.indikatorer["netto_driftsresultat"].pst
    print(enhet.navn, enhet.regnskap.aar, format_number(andel, 1), "prosent")
for problem in resultat.problemer:
    print(problem.melding)
"""
_LOAD = """
from pyodide_js import loadPackage

await loadPackage("{address}{wheel}")
"""
_SCRIPT = """
import {{ loadPyodide }} from "pyodide";

const pakker = "{address}";
const laasefil = await fetch(pakker + "{lock}");
const python = await loadPyodide({{
  lockFileContents: await laasefil.text(),
  packageBaseUrl: pakker,
}});
await python.loadPackage("kommuneindikatorer");
await python.runPythonAsync(kode); // Python-koden over
"""
_STABLE = (
    "Filene i en utgave av nettstedet endres aldri. Pakken har sitt eget versjonsnummer, nå "
    f"{__version__}."
)


def notebook_text(edition: Edition) -> str:
    """Return the page."""
    here = Here(NOTEBOOK, edition.places)
    words = {"address": edition.address + _FOLDER, "wheel": _WHEEL, "lock": _LOCK}
    ways = {
        "calculator": here.markdown(Spot(CALCULATOR)),
        "template": here.markdown(Spot(TEMPLATE)),
        "measures": here.markdown(Spot(CALCULATION)),
    }
    return page(
        TITLE,
        [
            heading(1, TITLE, "egen-notatbok"),
            _INTRODUCTION.format(**ways),
            _TRIED,
            heading(2, "Python på egen maskin", "egen-maskin"),
            _NEEDS,
            code("sh", _INSTALL.format(**words)),
            _COMPUTE,
            code("python", _PYTHON),
            heading(2, "Notatbok i nettleseren", "i-nettleseren"),
            _BROWSER,
            code("python", _LOAD.format(**words)),
            heading(2, "Egen nettside", "egen-nettside"),
            _PAGE,
            code("js", _SCRIPT.format(**words)),
            heading(2, "Filene", "filene"),
            listing(
                [f"[{name}]({here.markdown(Spot(_FOLDER + name))})" for name in (_WHEEL, _LOCK)]
            ),
            _STABLE,
        ],
    )


PAGES = (
    Page(
        path=NOTEBOOK,
        title=TITLE,
        menu="Data",
        order=20,
        render=notebook_text,
        summary="pakken kommuneindikatorer i egen Python, i JupyterLite, marimo og PyScript",
    ),
)
