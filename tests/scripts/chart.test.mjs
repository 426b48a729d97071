// The charts' forms, words and keys, with expected values written by hand.
import assert from "node:assert/strict";
import test from "node:test";

// Without a canvas every character is 7 px wide.
globalThis.document = { createElement: () => ({ getContext: () => null }) };
const { FORMS, formFor, inForm } = await import("../../docs/assets/chart/forms.js");
const { broken, widest } = await import("../../docs/assets/chart/labels.js");
const { LIFT, besideOf, nearest, others, step } = await import("../../docs/assets/chart/points.js");
const { matching, numbered, sorted } = await import("../../docs/assets/chart/search.js");

const point = (year, value, more = {}) => ({
  ...{ year, value, text: String(value).replace(".", ","), words: `${year}: ${value}` },
  ...more,
});
const series = (id, points, more = {}) => ({
  ...{ id, name: id.toUpperCase(), colour: "--kommunene", points },
  ...more,
});
const take = (rows, ...names) => rows.map((row) => names.map((name) => row[name]));

test("the form follows from years, series and whether they are many", () => {
  const of = (years, count, faint = false) => formFor({ years, series: count, faint });
  assert.deepEqual(
    [
      of(10, 3),
      of(3, 3),
      of(2, 3),
      of(1, 3),
      of(2, 41),
      of(10, 41),
      of(10, 60, true),
      of(1, 61, true),
    ],
    ["linje", "linje", "prikker", "stolper", "stripe", "linje", "rangert", "stripe"],
  );
});

test("every form says what it is and numbers its values", () => {
  const one = series("a", [point(2023, 1, { across: 2 }), point(2024, 2, { across: 3 })]);
  for (const [name, { says }] of Object.entries(FORMS)) {
    const { rader: rows } = inForm(name, { series: [one] });
    assert.ok(says.length > 10, name);
    assert.deepEqual(take(rows.data, "nr", "serie"), [
      [0, "a"],
      [1, "a"],
    ]);
  }
});

test("a line is broken at a missing year and dashed up to an estimate", () => {
  const points = [
    point(2020, 1),
    point(2021, 2),
    point(2023, 3),
    point(2024, 4, { status: "anslag" }),
  ];
  const { rader: rows } = inForm("linje", { series: [series("a", points)] });
  assert.deepEqual(take(rows.segmenter, "del", "aar", "verdi", "stiplet"), [
    [0, 2020, 1, []],
    [0, 2021, 2, []],
    [2, 2023, 3, [5, 4]],
    [2, 2024, 4, [5, 4]],
  ]);
  assert.deepEqual(take(rows.data, "fyll"), [
    ["--kommunene"],
    ["--kommunene"],
    ["--kommunene"],
    ["--papir"],
  ]);
  assert.deepEqual(take(rows.etiketter, "tekst", "aar", "verdi"), [["4 A", 2024, 4]]);
});

test("the name of a line that ends before the others stands in the margin too, with its year", () => {
  const all = [
    [2022, 2023],
    [2023, 2024],
  ].map((years, n) =>
    series(
      "ab"[n],
      years.map((year) => point(year, n)),
    ),
  );
  const { rader: rows } = inForm("linje", { series: all });
  assert.deepEqual(take(rows.etiketter, "tekst", "aar", "verdi"), [
    ["0 i 2023 A", 2024, 0],
    ["1 B", 2024, 1],
  ]);
});

test("a line is broken where a unit was parted, and its years before are marked below", () => {
  const part = "med Haram";
  const points = [point(2022, 1, { part }), point(2023, 2, { part }), point(2024, 3)];
  const { rader: rows } = inForm("linje", { series: [series("a", points)] });
  assert.deepEqual(take(rows.segmenter, "aar"), [[2022], [2023]]);
  assert.deepEqual(rows.fot, [{ aar: 2022.5, tekst: "med Haram" }]);
});

test("a ranking has the highest first, places for units alone, and the year before where it was itself", () => {
  const all = [
    series("low", [point(2023, 4), point(2024, 1)], { faint: true }),
    series("own", [point(2023, 4, { part: "med b" }), point(2024, 3)], { short: "Egen" }),
    series("mean", [point(2023, 1), point(2024, 2)], { diamond: true }),
    series("old", [point(2023, 5)], { faint: true }),
  ];
  const { rader: rows, tegn } = inForm("rangert", { series: all });
  const named = rows.data.map(({ rad, aar, tegn: shape }) => [rad, aar, shape]);
  assert.deepEqual(
    named.toSorted(([a, x], [b, y]) => a.localeCompare(b) || x - y),
    [
      ["Egen 1", 2024, "circle"],
      ["LOW 2", 2023, "diamond"],
      ["LOW 2", 2024, "circle"],
      ["MEAN", 2023, "diamond"],
      ["MEAN", 2024, "circle"],
    ],
  );
  assert.deepEqual(take(rows.etiketter, "rad", "tekst"), [
    ["Egen 1", "3"],
    ["MEAN", "2"],
    ["LOW 2", "1"],
  ]);
  assert.deepEqual(
    rows.linjer.flatMap(({ sterk }) => sterk ?? []),
    ["Egen 1", "MEAN"],
  );
  assert.deepEqual(
    tegn.map(({ tegn: shape, ord }) => [shape, ord]),
    [
      ["◆", "2023"],
      ["●", "2024"],
    ],
  );
});

test("lines of one colour get another each, and a sign", () => {
  const all = ["a", "b"].map((id, n) => series(id, [point(2023, n), point(2024, n + 1)]));
  const { rader: rows, tegn } = inForm("linje", { series: all });
  assert.deepEqual(take(rows.etiketter, "farge"), [["--kommunene"], ["--sammenlikning"]]);
  assert.deepEqual(tegn, [
    { farge: "--kommunene", tegn: "●", ord: "A" },
    { farge: "--sammenlikning", tegn: "■", ord: "B" },
  ]);
});

test("zero is ruled where values lie on both sides, or where it is asked for", () => {
  const ruled = (values, zero) => {
    const all = [
      series(
        "a",
        values.map((value, n) => point(2022 + n, value)),
      ),
    ];
    return inForm("linje", { series: all, zero }).rader.linjer.map(({ slag }) => slag);
  };
  assert.deepEqual(
    [ruled([1, 2, 3]), ruled([-1, 2, 3]), ruled([1, 2, 3], true)],
    [[], ["null"], ["null"]],
  );
});

test("levels are ruled from the lowest; of several, the names are in the list", () => {
  const levels = [
    { verdi: 1.75, tekst: "Anbefalt 1¾ %" },
    { verdi: 4, tekst: "Anbefalt 4 %" },
  ];
  const chart = { series: [series("a", [point(2024, 2)])], levels };
  const { rader: rows, tegn } = inForm("stolper", chart);
  assert.deepEqual(take(rows.linjer, "slag", "verdi"), [
    ["nivaa", 1.75],
    ["nivaa", 4],
  ]);
  assert.deepEqual(
    tegn.map(({ tegn: shape, ord }) => [shape, ord]),
    [
      ["┈", "Anbefalt 1¾ %"],
      ["┈", "Anbefalt 4 %"],
    ],
  );
  assert.deepEqual(inForm("stolper", { ...chart, levels: levels.slice(1) }).tegn, []);
  const lying = inForm("punktsky", { ...chart, levels: levels.slice(1) });
  assert.deepEqual(
    lying.tegn.map(({ ord }) => ord),
    ["Anbefalt 4 %"],
  );
});

test("of two years the later is a circle in its own colour", () => {
  const all = [series("a", [point(2023, 1), point(2024, 3)]), series("b", [point(2024, 1)])];
  const { rader: rows, tegn } = inForm("prikker", { series: all });
  assert.deepEqual(take(rows.data, "rad", "aar", "tegn", "farge", "tall"), [
    ["A", 2023, "diamond", "--sammenlikning", "1"],
    ["A", 2024, "circle", "--kommunene", "3"],
    ["B", 2024, "circle", "--kommunene", "1"],
  ]);
  assert.deepEqual(
    tegn.map(({ tegn: sign, ord }) => [sign, ord]),
    [
      ["◆", "2023"],
      ["●", "2024"],
    ],
  );
});

test("what may still change is hollow in the list as in the drawing, and named", () => {
  const estimate = { status: "anslag" };
  const all = [
    series("a", [point(2023, 1), point(2024, 3, estimate)]),
    series("b", [point(2023, 2), point(2024, 1, estimate)]),
    series("c", [point(2023, 2), point(2024, 4)]),
  ];
  const listed = (own) =>
    inForm("prikker", { series: own }).tegn.map(({ tegn, ord }) => [tegn, ord]);
  assert.deepEqual(listed(all.slice(0, 2)), [
    ["◆", "2023"],
    ["○", "2024 (anslag)"],
  ]);
  assert.deepEqual(listed(all), [
    ["◆", "2023"],
    ["●", "2024"],
    ["○", "2024 (anslag)"],
  ]);
});

test("a strip goes from the lowest to the highest, what is brought forward drawn last", () => {
  const all = [
    series("own", [point(2024, 2)]),
    series("high", [point(2024, 9)], { faint: true }),
    series("low", [point(2024, -3)], { faint: true }),
  ];
  const { rader: rows, tegn } = inForm("stripe", { series: all });
  assert.deepEqual(take(rows.data, "serie", "nr"), [
    ["low", 0],
    ["high", 2],
    ["own", 1],
  ]);
  assert.deepEqual(
    tegn.map(({ tegn: shape, ord }) => [shape, ord]),
    [["●", "OWN 2"]],
  );
});

test("amounts that differ by thousands are placed by their logarithm", () => {
  const across = (...values) => ({
    series: values.map((one, n) => series(`s${n}`, [point(2024, n, { across: one })])),
  });
  assert.equal(inForm("punktsky", across(200, 700_000)).form, "punktsky-log");
  assert.equal(inForm("punktsky", across(200, 900)).form, "punktsky");
  assert.equal(inForm("punktsky", across(-5, 700_000)).form, "punktsky");
});

test("the line where both are the same reaches as far as there are points both ways", () => {
  const all = [
    [-20, -10],
    [5, 30],
  ].map(([x, y], n) => series(`s${n}`, [point(2024, y, { across: x })]));
  const [line] = inForm("punktsky", { series: all, equal: true }).rader.segmenter;
  assert.deepEqual([line.x, line.verdi, line.tilx, line.tily], [-10, -10, 5, 5]);
});

test("names of rows are broken into lines that are no wider", () => {
  const rows = {
    data: [{ rad: "Vestland fylkeskommune" }, { rad: "Bergen" }],
    linjer: [{ verdi: 1 }],
  };
  assert.deepEqual(broken(rows, 120), {
    data: [{ rad: "Vestland\nfylkeskommune" }, { rad: "Bergen" }],
    linjer: [{ verdi: 1 }],
  });
  assert.equal(widest([{ tekst: "1234567890" }, { tekst: "1" }], 500), 70);
  assert.equal(widest([{ tekst: "1234567890" }], 50), 50);
});

const place = (nr, serie, x) => ({
  nr,
  serie,
  x,
  left: 10 * nr,
  right: 10 * nr + 4,
  top: 0,
  bottom: 4,
});
const PLACES = [
  place(0, "a", "2023"),
  place(1, "a", "2024"),
  place(2, "b", "2023"),
  place(3, "c", "2024"),
];
const to = (key, at) => step({ key }, PLACES, at === null ? null : PLACES[at])?.nr;

test("keys lead along a series and between series", () => {
  assert.deepEqual(
    [to("ArrowRight", null), to("ArrowRight", 0), to("ArrowRight", 1), to("ArrowLeft", 1)],
    [0, 1, 1, 0],
  );
  assert.deepEqual([to("ArrowDown", 0), to("ArrowDown", 1), to("ArrowUp", 0)], [2, 2, 3]);
  assert.deepEqual([to("Home", 1), to("End", 0), to("ArrowRight", 2)], [0, 1, 3]);
  assert.equal(step({ key: "Enter" }, PLACES, PLACES[0]), LIFT);
  assert.equal(step({ key: "ArrowRight", ctrlKey: true }, PLACES, PLACES[0]), undefined);
  assert.equal(step({ key: "a" }, PLACES, PLACES[0]), undefined);
});

test("a pointer meets the nearest place within reach", () => {
  assert.equal(nearest(PLACES, 13, 2, 24)?.nr, 1);
  assert.equal(nearest(PLACES, 13, 60, 24), null);
});

const NAMES = { "0301": "Oslo", 1508: "Ålesund og Haram", 4601: "Bergen", 3422: "Åmot" };

test("a series is found by number, name, part of a name or its beginning", () => {
  assert.deepEqual(
    ["0301", "bergen", "Haram", "åm", "Oslo (0301)", "Atlantis", " "].map((one) =>
      matching(NAMES, one),
    ),
    ["0301", "4601", "1508", "3422", "0301", undefined, undefined],
  );
  assert.ok(numbered("Ålesund og Haram (1508 og 1580): 1,0", "1580"));
  assert.ok(!numbered("Ålesund og Haram (1508 og 1580): 1,0", "1507"));
  assert.deepEqual(sorted(NAMES), [
    "Bergen (4601)",
    "Oslo (0301)",
    "Ålesund og Haram (1508)",
    "Åmot (3422)",
  ]);
});

test("what a value is stands off the lines, inside the sides, and says the others of its year", () => {
  const at = (nr, serie, x, left, top) => ({
    ...{ nr, serie, x: String(x), tekst: `${serie}, ${x}: ${nr} prosent.`, tall: String(nr) },
    ...{ left, right: left + 4, top, bottom: top + 4 },
  });
  // A peak: above it nothing is drawn; below it the lines go down on both sides.
  const peak = [at(0, "A", 2020, 0, 200), at(1, "A", 2021, 98, 100), at(2, "A", 2022, 196, 200)];
  const box = { width: 80, height: 40 };
  assert.deepEqual(besideOf(peak, peak[1], box, 400, true), { left: 60, top: 50 });
  const valley = peak.map((one) => ({ ...one, top: 300 - one.top, bottom: 304 - one.top }));
  assert.equal(besideOf(valley, valley[1], box, 400, true).top, 214);
  assert.equal(besideOf(peak, peak[0], box, 400, true).left >= 0, true);
  const two = [...peak, at(3, "B", 2021, 98, 50)];
  assert.deepEqual(others(two, peak[1]), ["B 3"]);
});
