// The explorer's address and what it chooses, with expected values written by hand.
import assert from "node:assert/strict";
import test from "node:test";

import { choose } from "../../docs/assets/explorer/choose.js";
import { unpack } from "../../docs/assets/explorer/pack.js";
import { panels } from "../../docs/assets/explorer/panels.js";
import { levels, levelWords } from "../../docs/assets/explorer/levels.js";
import { chartOf } from "../../docs/assets/explorer/series.js";
import { unitSets } from "../../docs/assets/explorer/sets.js";
import { notPrinted, pickedSource, splitWords } from "../../docs/assets/explorer/gaps.js";
import { EMPTY, parse, query } from "../../docs/assets/explorer/state.js";
import { citation, subtitle } from "../../docs/assets/explorer/words.js";
import { standardSort, tableOf } from "../../docs/assets/explorer/table.js";
import { percent } from "../../docs/assets/shared/numbers.js";

const KNOWN = {
  start: { m: ["resultat"], g: ["alle", "vest"] },
  m: (id) => ["resultat", "fond"].includes(id),
  g: (id) => ["alle", "vest", "4601", "hver", "1508", "1580"].includes(id),
  deler: (id) => (id === "1507" ? ["1508", "1580"] : [id]),
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

/** Numbers by chance, the same each time. @param {number} seed */
function chance(seed) {
  let now = seed;
  return (/** @type {number} */ below) => {
    now = (now * 1664525 + 1013904223) % 2 ** 32;
    return Math.floor((now / 2 ** 32) * below);
  };
}

test("an address made to harm is read, and written so that it is read alike", () => {
  const upTo = chance(7);
  const pieces = [
    "<img src=x>",
    "%",
    "%00",
    "__proto__",
    "constructor",
    "vest",
    "2024",
    ",",
    "\u{1F600}",
  ];
  const names = ["m", "g", "aar", "vis", "sort", "finn", "kilde", "__proto__", "grunnlag"];
  for (let times = 0; times < 3000; times += 1) {
    const given = Array.from({ length: 1 + upTo(5) }, () => {
      const value = Array.from({ length: 1 + upTo(30) }, () =>
        upTo(2) ? pieces[upTo(pieces.length)] : String.fromCodePoint(1 + upTo(0xd7ff)),
      ).join("");
      return `${names[upTo(names.length)]}=${upTo(2) ? value : encodeURIComponent(value)}`;
    });
    const read = stateOf(`?${given.join("&")}`);
    assert.deepEqual(stateOf(query(read)), read, given.join("&"));
  }
  assert.equal(/** @type {any} */ ({}).vest, undefined);
});

test("one unknown choice is said as one", () => {
  assert.deepEqual(messagesOf("?g=vest,1601"), [
    "Lenken inneholder et valg vi ikke kjenner («1601»).",
  ]);
});

test("the number of a unit that was split stands for its parts", () => {
  assert.deepEqual(parse("?g=1507,vest", KNOWN), {
    state: { ...EMPTY, m: ["resultat"], g: ["1508", "1580", "vest"] },
    meldinger: [],
  });
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

test("beside a municipality, a group stays as it is; beside a set, it comes from the accounts", () => {
  assert.deepEqual(keys({ g: ["4601", "alle"] }), [
    "resultat.4601.regnskap.konsern..",
    "resultat.alle.tabell-a.konsern.alle.",
  ]);
  assert.deepEqual(keys({ g: ["hver", "alle"] }), [
    "resultat.alle.regnskap.konsern.alle.vektet",
    "resultat.4601.regnskap.konsern..",
    "resultat.4621.regnskap.konsern..",
  ]);
});

const picked = (state) => {
  const whole = { ...EMPTY, m: ["resultat"], ...state };
  return pickedSource(PACK, whole, choose(PACK, EACH, whole).serier);
};

test("what source the page picked is said above the chart, with the other choice", () => {
  const mixed = "4601: endelige regnskap 2024. De andre: notatets tall 2022–2024.";
  const swapped = "Viser endelige regnskap 2024. Notatets tall 2022–2024 vises ikke.";
  assert.deepEqual(picked({ g: ["alle", "4601"] }), [
    { ord: mixed, knapp: "Bruk endelige regnskap for alle", endring: { kilde: "regnskap" } },
  ]);
  assert.deepEqual(picked({ g: ["alle", "hver"] }), [
    { ord: swapped, knapp: "", endring: { kilde: "tabell-a" } },
  ]);
  assert.deepEqual(picked({ g: ["alle"] }), []);
  assert.deepEqual(picked({ g: ["hver"] }), []);
  assert.deepEqual(picked({ g: ["alle", "4601"], kilde: "regnskap" }), []);
});

test("years that the note has fewer of are said to be the accounts'", () => {
  const later = series({ kilde: "regnskap", beregning: "vektet" }, [
    [2024, "2.9"],
    [2025, "2.3"],
  ]);
  const pack = { ...PACK, serier: [LONG, later] };
  const state = { ...EMPTY, m: ["resultat"], g: ["alle"], fra: 2024, til: 2025 };
  assert.deepEqual(pickedSource(pack, state, choose(pack, EACH, state).serier), [
    {
      ord: "Viser endelige regnskap 2024 og 2025. Notatets tall 2024 vises ikke.",
      knapp: "Vis notatets tall",
      endring: { kilde: "tabell-a" },
    },
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
  assert.deepEqual(chosen({ g: ["vest"] }).meldinger, ["Vi har ikke tall for resultat for VEST."]);
  assert.deepEqual(chosen({ g: ["alle"], grunnlag: "kasse", fra: 2022, til: 2022 }).meldinger, [
    "Vi har ikke tall for resultat for ALLE med valgene under «Flere valg» eller i disse årene.",
  ]);
});

test("what the site has no figures of, no municipality is said to lack", () => {
  const fond = [["fond", { etikett: "Disposisjonsfond" }]];
  const pack = { ...PACK, maal: new Map(fond) };
  const state = { ...EMPTY, m: ["fond"], g: ["4601", "4621", "hver"] };
  assert.deepEqual(choose(pack, EACH, state).meldinger, [
    "Vi har ikke tall for disposisjonsfond i den enkelte kommune.",
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
  assert.deepEqual(forms({ g: ["hver"] }), ["rangert"]);
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

// Ålesund was split in 2024; Molde was not.
const SPLIT = unpack(
  { maal: [{ id: "resultat", etikett: "Resultat", enhet: "prosent" }], rader: { aar: [] } },
  {
    status: "endelig",
    maal: [{ id: "resultat", kolonne: "resultat", av: "inntekt", grunnlag: "konsern" }],
    grupper: { aar: [] },
    enheter: {
      nummer: ["1506", "1508", "1580"],
      navn: ["Molde", "Ålesund", "Haram"],
      kort: {},
      landsdel: ["Vestlandet", "Vestlandet", "Vestlandet"],
      fylke: ["Møre og Romsdal", "Møre og Romsdal", "Møre og Romsdal"],
      kostra: ["KOSTRA-gruppe 8", "KOSTRA-gruppe 8", ""],
      aar: [2022, 2023, 2024],
      delt: [{ nummer: "1507", deler: ["1508", "1580"], aar: [2022, 2023] }],
      folkemengde: [[], [], []],
      inntekt: [
        [100, 200, 200],
        [100, 200, 200],
        [100, 150, 50],
      ],
      resultat: [
        [1, 4, 4],
        [2, 6, 6],
        [3, -3, 2],
      ],
    },
  },
);
const OF_SPLIT = new Map(unitSets(SPLIT.hvem.values()).map((one) => [one.id, one]));
const inSplit = (state) => {
  const whole = { ...EMPTY, m: ["resultat"], ...state };
  const { serier, aar, meldinger } = choose(SPLIT, OF_SPLIT, whole);
  const [panel] = panels({ serier, aar, meldinger }, whole.m);
  const chart = chartOf(SPLIT, panel, (one) => SPLIT.hvem.get(one.hvem).etikett);
  return { serier, aar, panel, chart, table: tableOf(SPLIT, serier, aar) };
};

test("the municipalities of a KOSTRA group that is known are a set", () => {
  const found = [...OF_SPLIT.values()].filter(({ id }) => id.startsWith("hver-i-kostragruppe"));
  assert.deepEqual(
    found.map(({ id, etikett }) => [id, etikett]),
    [["hver-i-kostragruppe-kostra-gruppe-8", "Alle kommuner i KOSTRA-gruppe 8"]],
  );
  const { serier } = inSplit({ g: ["hver-i-kostragruppe-kostra-gruppe-8"] });
  assert.deepEqual(serier.map(({ hvem }) => hvem).toSorted(), ["1506", "1508"]);
});

test("a municipality that was split has the figures of the whole, marked with the others", () => {
  const { table, serier, aar, chart } = inSplit({ g: ["1508"] });
  const cells = table.rader[0].celler.slice(2);
  assert.deepEqual(
    cells.map(({ tekst, med }) => [tekst, med]),
    [
      ["2,0", "Haram"],
      ["3,0", "Haram"],
      ["−2,0", ""],
    ],
  );
  assert.deepEqual(splitWords(SPLIT, serier, aar), ["* Ålesund med Haram i 2022 og 2023."]);
  const [{ name, points }] = chart.series;
  assert.equal(name, "Ålesund*");
  assert.match(points[1].words, /^Ålesund med Haram, 2023: 3,0 prosent\./);
  assert.deepEqual(
    points.map(({ part }) => part),
    ["med Haram", "med Haram", ""],
  );
});

test("parts that are shown together are said to have been one", () => {
  const { serier, aar } = inSplit({ g: ["1508", "1580"] });
  assert.deepEqual(splitWords(SPLIT, serier, aar), [
    "* Ålesund og Haram var samlet i 2022 og 2023, og har samme tall.",
  ]);
});

test("among all municipalities, one that was split is drawn once, and is listed as its parts", () => {
  const { chart, table } = inSplit({ g: ["hver-kommune"], fra: 2023, til: 2023 });
  assert.deepEqual(
    chart.series.map(({ name, points }) => [name, points.map(({ text }) => text)]),
    [
      ["Molde", ["2,0"]],
      ["Ålesund*", ["3,0"]],
      ["Haram", []],
    ],
  );
  assert.deepEqual(
    table.rader.map(({ celler }) => celler[2].tekst),
    ["2,0", "3,0", "3,0"],
  );
});

test("a set is sorted by the newest value, a choice of single ones stands as it was made", () => {
  const sort = (g) => {
    const { serier, table } = inSplit({ g });
    return standardSort(serier, table);
  };
  assert.deepEqual([sort(["hver-kommune"]), sort(["1508", "1506"])], ["-2024", ""]);
});

test("a ranking shows the two newest years, and says so", () => {
  const { panel } = inSplit({ g: ["hver-kommune"] });
  assert.deepEqual(
    [panel.form, panel.aar, panel.merknad],
    ["rangert", [2023, 2024], "Figuren viser 2023 og 2024; tabellen viser alle årene."],
  );
});

test("no year is seen beside a level that was not there yet", () => {
  const level = (verdi) => ({ verdi, vist: verdi });
  const pack = {
    maal: new Map([["netto", { anbefalt: true }]]),
    hvem: new Map([["kommunene", { slag: "gruppe" }]]),
    nivaa: { kommunesektoren: level("2"), kommune: level("1.75"), fra: 2014, ord: "" },
  };
  const of = (hvem, ...years) => ({
    ...{ maal: "netto", grunnlag: "konsern", hvem },
    verdier: new Map(years.map((year) => [year, {}])),
  });
  const before = of("kommunesektoren", 2012, 2013, 2014);
  const since = of("kommunene", 2014, 2015);
  const drawn = (serier, aar) => levels(pack, serier, aar).map(({ hvem }) => hvem);
  assert.deepEqual(drawn([before, since], [2012, 2013, 2014, 2015]), ["kommune"]);
  assert.deepEqual(drawn([before], [2014]), ["kommunesektoren"]);
  assert.equal(levelWords(pack, [{ serier: [before], aar: [2013] }]), "");
  assert.match(levelWords(pack, [{ serier: [since], aar: [2014] }]), /1\.75 prosent for kommunene/);
});
