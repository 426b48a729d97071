// The explorer's address and what it chooses, with expected values written by hand.
import assert from "node:assert/strict";
import test from "node:test";

import { choose } from "../../docs/assets/explorer/choose.js";
import { panels } from "../../docs/assets/explorer/panels.js";
import { notPrinted } from "../../docs/assets/explorer/gaps.js";
import { EMPTY, parse, query } from "../../docs/assets/explorer/state.js";
import { citation, subtitle } from "../../docs/assets/explorer/words.js";
import { tableOf } from "../../docs/assets/explorer/table.js";
import { percent } from "../../docs/assets/shared/numbers.js";

const KNOWN = {
  start: { m: ["resultat"], g: ["alle", "vest"] },
  m: (id) => ["resultat", "fond"].includes(id),
  g: (id) => ["alle", "vest", "4601", "hver"].includes(id),
  aar: [2020, 2021, 2022, 2023, 2024],
  grunnlag: ["konsern", "kasse"],
  utvalg: ["alle", "utvalget"],
  kilde: ["tabell-a", "regnskap"],
  beregning: ["vektet", "median"],
};
const stateOf = (search) => parse(search, KNOWN).state;
const messagesOf = (search) => parse(search, KNOWN).meldinger;

test("an empty address is the start, and says nothing", () => {
  assert.deepEqual(parse("", KNOWN), {
    state: { ...EMPTY, m: ["resultat"], g: ["alle", "vest"] },
    meldinger: [],
  });
});

test("every part of an address is read", () => {
  const search =
    "?m=fond,resultat&g=4601&aar=2021-2023&grunnlag=kasse&utvalg=alle&kilde=regnskap" +
    "&beregning=alle-som-finnes&vis=tabell&sort=-2023&finn=sund";
  assert.deepEqual(stateOf(search), {
    m: ["fond", "resultat"],
    g: ["4601"],
    fra: 2021,
    til: 2023,
    bare: false,
    grunnlag: "kasse",
    utvalg: "alle",
    kilde: "regnskap",
    beregning: "alle-som-finnes",
    vis: "tabell",
    sort: "-2023",
    finn: "sund",
  });
});

for (const search of [
  "?m=resultat&g=alle,vest",
  "?m=&g=",
  "?m=fond&g=4601&aar=2024",
  "?m=fond&g=4601&aar=2020-2024",
  "?m=fond&g=4601&aar=2020,2024",
  "?m=resultat&g=hver&grunnlag=konsern&kilde=tabell-a&sort=hvem&finn=%C3%A5s&vis=figur",
])
  test(`an address comes back as it was: ${search}`, () => {
    assert.equal(query(stateOf(search)), search);
    assert.deepEqual(messagesOf(search), []);
  });

test("years are read in either order, and kept within those there are", () => {
  assert.deepEqual(
    ["?aar=2023-2021", "?aar=1999-2021", "?aar=2022,2022"].map((one) => {
      const { fra, til, bare } = stateOf(one);
      return [fra, til, bare];
    }),
    [
      [2021, 2023, false],
      [2020, 2021, false],
      [2022, 2022, false],
    ],
  );
  assert.deepEqual(messagesOf("?aar=1999-2021"), ["Tallene går fra 2020 til 2024."]);
});

test("what does not exist is left out and said", () => {
  assert.deepEqual(parse("?m=borte&g=vest,1601&aar=1999&vis=hologram&kilde=tabell-9", KNOWN), {
    state: { ...EMPTY, m: ["resultat"], g: ["vest"] },
    meldinger: [
      "Lenken inneholder valg vi ikke kjenner («borte», «1601», «1999», «tabell-9» og «hologram»). Viser standardvalget.",
    ],
  });
});

test("one unknown choice is said as one", () => {
  assert.deepEqual(messagesOf("?g=vest,1601"), [
    "Lenken inneholder et valg vi ikke kjenner («1601»).",
  ]);
});

test("an id that is asked for twice is chosen once", () => {
  assert.deepEqual(stateOf("?g=vest, vest,alle").g, ["vest", "alle"]);
});

const value = (verdi, status = "endelig") => ({ verdi, tegnet: Number(verdi), status });
const series = (about, values) => ({
  ...{ maal: "resultat", hvem: "alle", kilde: "tabell-a", grunnlag: "konsern" },
  ...{ utvalg: "alle", beregning: "", enhet: "prosent" },
  ...about,
  verdier: new Map(values.map(([year, verdi]) => [year, value(verdi)])),
});
const LONG = series({}, [
  [2022, "1.0"],
  [2023, "2.0"],
  [2024, "3.0"],
]);
const SHORT = series({ grunnlag: "kasse", kilde: "tabell-b" }, [[2024, "2.5"]]);
const MEAN = series({ kilde: "regnskap", beregning: "vektet" }, [[2024, "2.9"]]);
const MEDIAN = series({ kilde: "regnskap", beregning: "median" }, [[2024, "2.1"]]);
const BERGEN = series({ hvem: "4601", kilde: "regnskap", utvalg: "" }, [[2024, "-0.6"]]);
const VOSS = series({ hvem: "4621", kilde: "regnskap", utvalg: "" }, [[2024, "1.2"]]);
const who = (id, slag) => [id, { id, slag, etikett: id.toUpperCase() }];
const PACK = {
  serier: [LONG, SHORT, MEAN, MEDIAN, BERGEN, VOSS],
  hvem: new Map([
    who("alle", "gruppe"),
    who("vest", "gruppe"),
    who("4601", "kommune"),
    who("4621", "kommune"),
  ]),
  maal: new Map([["resultat", { etikett: "Resultat" }]]),
};
const EACH = new Map([["hver", { id: "hver", holds: ({ slag }) => slag === "kommune" }]]);
const chosen = (state) => choose(PACK, EACH, { ...EMPTY, m: ["resultat"], ...state });
const keys = (state) => chosen(state).serier.map(({ nr }) => nr);

test("where nothing is chosen, the series with most values is", () => {
  assert.deepEqual(keys({ g: ["alle"] }), ["resultat.alle.tabell-a.konsern.alle."]);
  assert.deepEqual(chosen({ g: ["alle"] }).aar, [2022, 2023, 2024]);
});

test("a year that a table does not print, and the accounts have, is said to be there", () => {
  const later = series({ kilde: "regnskap", beregning: "vektet" }, [
    [2024, "2.9"],
    [2025, "2.3"],
  ]);
  const pack = {
    ...PACK,
    serier: [LONG, later, SHORT],
    tabeller: { "tabell-a": { navn: "Tabell A" } },
  };
  const { serier, aar } = choose(pack, EACH, { ...EMPTY, m: ["resultat"], g: ["alle"] });
  assert.deepEqual(aar, [2022, 2023, 2024]);
  const years = [...aar, 2025];
  assert.deepEqual(notPrinted(pack, serier, years), [
    "ALLE: 2025 er ikke i tabell\u00a0a. Tallene er i kilden «Endelige regnskap».",
  ]);
  assert.deepEqual(notPrinted(pack, [SHORT], years), []); // on another basis than the accounts
  const [row] = tableOf(pack, serier, years).rader;
  assert.deepEqual(row.celler.at(-1).mangler, "ikke i tabell\u00a0a");
  assert.equal(row.celler.at(-2).mangler, undefined);
});

test("a choice of basis or source picks its series", () => {
  assert.deepEqual(keys({ g: ["alle"], grunnlag: "kasse" }), [
    "resultat.alle.tabell-b.kasse.alle.",
  ]);
  assert.deepEqual(keys({ g: ["alle"], kilde: "regnskap" }), [
    "resultat.alle.regnskap.konsern.alle.vektet",
  ]);
});

test("all of a kind stand side by side, each picked from one by one", () => {
  assert.deepEqual(keys({ g: ["alle"], beregning: "alle-som-finnes", kilde: "regnskap" }), [
    "resultat.alle.regnskap.konsern.alle.vektet",
    "resultat.alle.regnskap.konsern.alle.median",
  ]);
  assert.deepEqual(keys({ g: ["alle"], grunnlag: "alle-som-finnes" }), [
    "resultat.alle.tabell-a.konsern.alle.",
    "resultat.alle.tabell-b.kasse.alle.",
  ]);
});

test("beside a municipality, a group comes from the accounts too", () => {
  assert.deepEqual(keys({ g: ["4601", "alle"] }), [
    "resultat.4601.regnskap.konsern..",
    "resultat.alle.regnskap.konsern.alle.vektet",
  ]);
});

test("a set is its units, but for one that is chosen by itself", () => {
  const { serier } = chosen({ g: ["hver", "4601"] });
  assert.deepEqual(
    serier.map(({ hvem, fraSett }) => [hvem, fraSett]),
    [
      ["4601", false],
      ["4621", true],
    ],
  );
});

test("a choice without values says so", () => {
  assert.deepEqual(chosen({ g: ["vest"] }).meldinger, ["Resultat finnes ikke for VEST."]);
  assert.deepEqual(chosen({ g: ["alle"], grunnlag: "kasse", fra: 2022, til: 2022 }).meldinger, [
    "Resultat finnes ikke for ALLE med valgene under «Flere valg» eller i disse årene.",
  ]);
});

test("two years alone leave out those between", () => {
  assert.deepEqual(chosen({ g: ["alle"], fra: 2022, til: 2024, bare: true }).aar, [2022, 2024]);
  assert.deepEqual(chosen({ g: ["alle"], fra: 2022, til: 2024 }).aar, [2022, 2023, 2024]);
});

test("what a sign means is said where one measure that has no plain one stands alone", () => {
  const plain = { etikett: "Resultat", fortegn: "" };
  const signed = { etikett: "Avstand", fortegn: "Pluss betyr under." };
  const words = (about) => {
    const pack = { ...PACK, maal: new Map([["resultat", about]]) };
    return panels(chosen({ g: ["alle"] }), ["resultat"]).map((one) => subtitle(pack, one))[0];
  };
  assert.match(words(signed), /^Avstand\. Prosent\. Pluss betyr under\. /);
  assert.match(words(plain), /^Resultat\. Prosent\. Konsern/);
});

test("the form follows from how many years and series there are", () => {
  const forms = (state) => panels(chosen(state), ["resultat"]).map(({ form }) => form);
  assert.deepEqual(forms({ g: ["alle"] }), ["linje"]);
  assert.deepEqual(forms({ g: ["alle"], fra: 2023, til: 2024 }), ["prikker"]);
  assert.deepEqual(forms({ g: ["alle"], fra: 2024, til: 2024 }), ["stolper"]);
  assert.deepEqual(forms({ g: ["hver"] }), ["stripe"]);
  assert.deepEqual(forms({ g: ["alle"], grunnlag: "alle-som-finnes" }), ["linje", "stolper"]);
});

test("a percentage of an amount is exact, also of one with decimals", () => {
  assert.equal(percent(1, 8, 2), "12.50");
  assert.equal(percent("39.949", 1000), "4.0");
  assert.equal(percent("39.5", 1000), "4.0");
  assert.equal(percent("39.4999", 1000), "3.9");
  assert.equal(percent("-0.4", 1000), "-0.0");
});

test("a view of the accounts is the site's, and dates only the copy of its own years", () => {
  const kopier = [
    { aar: [2022, 2025], ord: "Lest av A." },
    { aar: [2023, 2024], ord: "Lest av B." },
  ];
  const regnskap = {
    henvisning: "Kilde: Statistisk sentralbyrå, tabell 1. Endelige tall.",
    kopier,
  };
  const pack = {
    notat: { dato: "2025-03-07" },
    laget: { nettsted: "Ola" },
    regnskap,
    tabeller: {},
  };
  assert.equal(
    citation(pack, [MEAN], "Resultat"),
    "«Resultat»: Beregnet og tegnet av Ola. Kilde: Statistisk sentralbyrå, tabell 1. " +
      "Endelige tall. Lest av B.",
  );
});
