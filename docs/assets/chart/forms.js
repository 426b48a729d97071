// @ts-check
// The forms a chart can have: for each, what it is called, which data it suits, and how series
// become the rows it draws. With the form of the same name in charts/forms/ that is all of it.

import { grouped } from "../shared/sorting.js";
import { listed } from "../shared/words.js";
import { beeswarm } from "./beeswarm.js";

/**
 * @typedef {object} Point  One value.
 * @property {number} value As a drawing places it.
 * @property {string} text As readers see it.
 * @property {string} words All of it, for the tooltip.
 * @property {number} year
 * @property {string} [status] What it is if it may still change, «anslag»: then it is hollow, and leads are dashed.
 * @property {boolean} [remarked] Drawn with the sign of a remark.
 * @property {string} [part] Whom it is of besides, «med Haram»: a line to the next value of another is broken.
 * @property {number} [across] The other measure of a scatter.
 *
 * @typedef {object} Series
 * @property {string} id
 * @property {string} name
 * @property {string} [short] What it is called where a row has one line; else the name.
 * @property {string} colour A custom property of the site: «--kommunene».
 * @property {boolean} [faint] One among many: neither named nor brought forward.
 * @property {boolean} [diamond] Drawn as a diamond among circles.
 * @property {Point[]} points Those that have a value, by year.
 *
 * @typedef {{verdi: number, tekst: string, farge?: string}} Level A value with a rule across the plot, its name, and the colour of those it is for.
 * @typedef {object} Chart
 * @property {Series[]} series
 * @property {Level[]} [levels] Lowest first.
 * @property {Level[]} [upright] The same for the measure across, in a scatter.
 * @property {boolean} [zero] Whether zero has a rule though nothing crosses it.
 * @property {boolean} [equal] Whether a scatter has a line where both measures are the same.
 *
 * @typedef {Record<string, any>} Row
 * @typedef {{data: Row[], segmenter: Row[], linjer: Row[], loddrett: Row[], etiketter: Row[], fot: Row[]}} Rows  What charts/layers.py says of each.
 * @typedef {{farge: string, tegn: string, ord: string}} Sign
 * @typedef {{years: number, series: number, faint: boolean}} Shape
 *
 * @typedef {object} Form
 * @property {string} says What it is, to a reader who cannot see it.
 * @property {(shape: Shape) => boolean} fits Whether it suits data of such a shape.
 * @property {(chart: Chart) => Rows} rows
 * @property {(rows: Rows) => Sign[]} [signs] What the signs mean.
 * @property {boolean} [lying] Whether levels lie across the plot, among its points.
 * @property {boolean} [whole] Whether names of rows are never broken into lines.
 * @property {boolean} [ends] Whether words stand at the ends of lines, in a margin of their own.
 */

/** The shapes that tell series apart, in order, and each as a letter. @type {Record<string, string>} */
const SIGNS = {
  circle: "●",
  square: "■",
  "triangle-up": "▲",
  diamond: "◆",
  cross: "✚",
  "triangle-down": "▼",
};
/** The same where a point may still change. @type {Record<string, string>} */
const HOLLOW = { circle: "○", diamond: "◇" };
const SHAPES = Object.keys(SIGNS);
const LEVEL = "┈";
const OTHERS = ["--sammenlikning", "--negativ", "--aksent", "--dempet"];
const [PAPER, INK, MUTED, EARLIER] = ["--papir", "--blekk", "--dempet", "--sammenlikning"];
const DASHED = [5, 4];
const FAINT = { styrke: 0.5, storrelse: 40 };
const ALONE = { styrke: 1, storrelse: 80 };
const LIFTED = { styrke: 1, storrelse: 150 };
const MOST_ROWS = 40;
const MOST_RANKED = 60;
const RANKED_ROW = 20; // px
const LOG_ABOVE = 1000;
const MIDDLE = 75; // of a strip's row, px from its top

/** In the order they are tried. @type {Record<string, Form>} */
export const FORMS = {
  rangert: {
    says: "Rangert punktdiagram, det høyeste øverst",
    fits: ({ series, faint }) => faint && series <= MOST_RANKED,
    rows: ranked,
    signs: years,
    whole: true,
  },
  stripe: {
    says: "Ett punkt for hver kommune eller fylkeskommune langs en skala",
    fits: ({ years, series, faint }) => faint || (series > MOST_ROWS && years < 3),
    rows: strip,
    signs: ({ data }) =>
      [
        ...grouped(
          data.filter(({ styrke }) => styrke === 1),
          ({ serie }) => serie,
        ).values(),
      ].map((own) => sign(own[0], `${own[0].navn} ${listed(own.map(saying(own.length)))}`)),
  },
  linje: {
    says: "Linjediagram over år",
    fits: ({ years }) => years >= 3,
    rows: lines,
    signs: ({ etiketter, data }) =>
      etiketter.map((row) =>
        row.serie
          ? sign(data.find(({ serie }) => serie === row.serie) ?? row, row.navn)
          : { farge: row.farge, tegn: LEVEL, ord: row.tekst },
      ),
    ends: true,
  },
  prikker: {
    says: "Prikkdiagram for to år",
    fits: ({ years }) => years === 2,
    rows: dots,
    signs: years,
  },
  stolper: {
    says: "Stolpediagram for ett år",
    fits: () => true,
    rows: bars,
  },
  punktsky: {
    says: "Punktsky med ett punkt for hver",
    fits: () => false, // two measures in one year: chosen by who has them
    rows: scatter,
    lying: true,
  },
};

/** Returns the form that suits data of such a shape. @param {Shape} shape */
export const formFor = (shape) =>
  Object.keys(FORMS).find((name) => FORMS[name].fits(shape)) ?? "stolper";

/** Returns what is known of a form; a logarithmic one is as its plain one. @param {string} name */
export const formOf = (name) => FORMS[name.replace("-log", "")];

/** Returns a chart as the rows of a form, the form's own name, and what its signs mean.
 * @param {string} name @param {Chart} chart @returns {{form: string, rader: Rows, tegn: Sign[]}} */
export function inForm(name, chart) {
  const rows = FORMS[name].rows(chart);
  const order = [...new Set(rows.data.map((row) => row.rad))];
  /** @type {Row[]} */
  const data = rows.data.map((row, nr) => ({ ...row, nr, rekke: order.indexOf(row.rad) }));
  // What is brought forward is drawn last.
  rows.data = data.toSorted((a, b) => a.styrke - b.styrke);
  const form = name === "punktsky" && logarithmic(data) ? "punktsky-log" : name;
  return {
    form,
    rader: rows,
    tegn: [...(FORMS[name].signs?.(rows) ?? []), ...listedLevels(name, rows)],
  };
}

/** Returns whether levels have their names at their rules: there is room for one, over the plot.
 * @param {string} name @param {Partial<Rows>} rows */
export function namesLevels(name, { linjer = [] }) {
  const { ends, lying } = formOf(name);
  return !ends && !lying && linjer.filter(({ slag }) => slag === "nivaa").length < 2;
}

/** Returns the levels that have their names in the list. @param {string} name @param {Rows} rows @returns {Sign[]} */
function listedLevels(name, rows) {
  if (formOf(name).ends || namesLevels(name, rows)) return [];
  const levels = rows.linjer.filter(({ slag }) => slag === "nivaa");
  return levels.map(({ farge = MUTED, tekst }) => ({ farge, tegn: LEVEL, ord: tekst }));
}

/** Returns a function that says a value, with its year where there are several. @param {number} many */
const saying =
  (many) =>
  (/** @type {Row} */ { tall, aar }) =>
    many > 1 ? `${tall} i ${aar}` : tall;

/** @param {Row} row @param {string} ord @returns {Sign} */
const sign = ({ farge, fyll, tegn }, ord) => ({
  farge,
  tegn: (fyll === PAPER && HOLLOW[tegn]) || SIGNS[tegn],
  ord,
});

/** Returns the signs of the years, the earliest first; one that is not all final has one of each. @param {Rows} rows */
function years({ data }) {
  const each = grouped(data, ({ aar, status }) => `${aar}${status && ` (${status})`}`);
  const ordered = [...each].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return ordered.map(([words, [first]]) => sign(first, words));
}

/** @param {Row[]} data */
const logarithmic = (data) => data.every(({ x }) => x > 0) && data.some(({ x }) => x > LOG_ABOVE);

/** Returns the row of a point. @param {Series} one @param {Point} point @param {Row} look @returns {Row} */
function dot(one, { year, value, words, text, status = "", remarked = false }, look) {
  const farge = look.farge ?? one.colour;
  return {
    serie: one.id,
    farge,
    fyll: status ? PAPER : farge,
    status,
    tegn: one.diamond ? "diamond" : "circle",
    x: String(year),
    aar: year,
    verdi: value,
    tall: text,
    tekst: words,
    ...(remarked && { anmerket: true }),
    ...look,
  };
}

/** Returns a word's row at a point. @param {Row} row @param {string} tekst @param {Row} look @returns {Row} */
const word = ({ serie, aar, x, rad, plass, verdi }, tekst, look) => ({
  ...{ serie, aar, x, rad, plass, verdi, farge: INK, tekst, dy: 0 },
  ...look,
});

/** Returns the rules across: zero where values lie on both sides, and the levels.
 * @param {number[]} values @param {Level[]} levels @param {boolean} [zero] @returns {Row[]} */
function rules(values, levels, zero = false) {
  const crosses = Math.min(...values) < 0 && Math.max(...values) > 0;
  return [
    ...(zero || crosses ? [{ slag: "null", verdi: 0, tekst: "" }] : []),
    ...levels.map((level) => ({ slag: "nivaa", ...level })),
  ];
}

/** @param {Row[]} data */
const valuesOf = (data) => data.map(({ verdi }) => verdi);

/** Returns the rows of a drawing with what it has none of as empty. @param {Partial<Rows> & Pick<Rows, "data" | "linjer">} rows @returns {Rows} */
const rowsOf = (rows) => ({ segmenter: [], loddrett: [], etiketter: [], fot: [], ...rows });

/** @param {Chart} chart @returns {Rows} */
function lines({ series, levels = [], zero }) {
  const each = distinct(series).filter(({ points }) => points.length);
  const dots = each.map((one, place) => {
    const look = { ...ALONE, storrelse: 45, tegn: SHAPES[place % SHAPES.length] };
    return one.points.map((point) => dot(one, point, look));
  });
  const data = dots.flat();
  const aar = Math.max(...data.map((row) => row.aar));
  // All names stand in the margin, that of a line which ends before the others with its year.
  const names = each.map((one, place) => {
    const last = dots[place][dots[place].length - 1];
    const year = last.aar < aar ? ` i ${last.aar}` : "";
    const words = `${last.tall}${year} ${one.name}`;
    return word(last, words, { aar, farge: one.colour, navn: one.name, dx: 14 });
  });
  // The levels' names stand at the end, among those of the lines.
  const named = levels.map((level) => ({ farge: MUTED, ...level, serie: "", aar, dx: 14, dy: 0 }));
  return rowsOf({
    data,
    segmenter: each.flatMap(parts),
    linjer: rules(valuesOf(data), levels, zero),
    etiketter: [...names, ...named],
    fot: partWords(each),
  });
}

/** Returns what stands below the years of the only line that is of more than its own. @param {Series[]} series */
function partWords(series) {
  const parts = series.map(({ points }) => points.filter(({ part }) => part));
  const [own, ...others] = parts.filter((one) => one.length > 0);
  if (!own || others.length > 0 || series.length > 1) return [];
  const years = own.map(({ year }) => year);
  return [{ aar: (Math.min(...years) + Math.max(...years)) / 2, tekst: own[0].part }];
}

/** Returns the series with a colour each: its own, or where that is taken, another. @param {Series[]} series */
function distinct(series) {
  /** @type {Set<string>} */
  const taken = new Set();
  return series.map((one) => {
    const free = OTHERS.find((other) => !taken.has(other)) ?? one.colour;
    const colour = taken.has(one.colour) ? free : one.colour;
    taken.add(colour);
    return { ...one, colour };
  });
}

/** Returns a line's parts: broken where a year is missing or the unit another, dashed where it leads to an estimate. @param {Series} one */
function parts({ id, colour, points }) {
  return points.slice(1).flatMap((point, before) => {
    const last = points[before];
    if (point.year !== last.year + 1 || point.part !== last.part) return [];
    const stiplet = point.status ? DASHED : [];
    return [last, point].map(({ year, value }) => ({
      ...{ serie: id, farge: colour, del: before, stiplet, styrke: 1, aar: year, verdi: value },
    }));
  });
}

/** Returns a row for every point of every series. @param {Series[]} series @param {(one: Series, point: Point) => Row} lookOf */
const dotsOf = (series, lookOf) =>
  series.flatMap((one) => one.points.map((point) => dot(one, point, lookOf(one, point))));

/** @param {Chart} chart @returns {Rows} */
function bars({ series, levels = [], zero }) {
  const data = dotsOf(series, ({ name }, { status }) => ({
    ...ALONE,
    rad: name,
    stiplet: status ? DASHED : [],
  }));
  const etiketter = data.map((row) => word(row, row.tall, { dx: row.verdi < 0 ? -6 : 6 }));
  return rowsOf({ data, linjer: rules(valuesOf(data), levels, zero), etiketter });
}

/** Returns named units by the newest of their years, with their places, beside the year before; a
 * group stands among them without a place. What is brought forward is in bold.
 * @param {Chart} chart @returns {Rows} */
function ranked({ series, levels = [], zero }) {
  const [last, before] = [...yearsIn(series)].toSorted((a, b) => b - a);
  const at = (/** @type {Series} */ { points }, /** @type {number} */ aar) =>
    points.find(({ year }) => year === aar);
  const has = series.filter((one) => at(one, last));
  const value = (/** @type {Series} */ one) => Number(at(one, last)?.value);
  const ordered = has.toSorted((a, b) => value(b) - value(a));
  const units = ordered.filter(({ diamond }) => !diamond);
  const forward = ordered.filter(({ faint }) => !faint);
  const hoyde = [0, 0].fill(ordered.length * RANKED_ROW);
  const rows = ordered.map((one) => {
    const now = /** @type {Point} */ (at(one, last));
    const earlier = at(one, before);
    const number = one.diamond ? "" : ` ${units.indexOf(one) + 1}`;
    const rad = `${one.short ?? one.name}${now.part ? "*" : ""}${number}`;
    const farge = one.faint && forward.length > 0 ? EARLIER : one.colour;
    const look = { rad, hoyde, styrke: 1, tegn: "circle" };
    const then = { ...look, farge: EARLIER, tegn: "diamond", storrelse: 24, styrke: 0.7 };
    return { one, now: dot(one, now, { ...look, farge, storrelse: 60 }), then, earlier };
  });
  const data = rows.flatMap(({ one, now, then, earlier }) =>
    // Figures of a larger unit say nothing of how one of its parts has moved.
    earlier && !earlier.part ? [dot(one, earlier, then), now] : [now],
  );
  const strong = rows.filter(({ one }) => !one.faint).map(({ now }) => ({ sterk: now.rad }));
  return rowsOf({
    data,
    linjer: [...rules(valuesOf(data), levels, zero), ...strong],
    etiketter: rows.map(({ now }) => word(now, now.tall, {})),
  });
}

/** @param {Series[]} series */
const yearsIn = (series) => new Set(series.flatMap(({ points }) => points.map(({ year }) => year)));

/** @param {Chart} chart @returns {Rows} */
function dots({ series, levels = [], zero }) {
  const last = Math.max(...yearsIn(series));
  const data = dotsOf(series, ({ name, colour }, { year }) => ({
    ...ALONE,
    rad: name,
    ...(year === last ? { tegn: "circle", farge: colour } : { tegn: "diamond", farge: EARLIER }),
  }));
  return rowsOf({ data, linjer: rules(valuesOf(data), levels, zero) });
}

/** @param {Chart} chart @returns {Rows} */
function scatter({ series, levels = [], upright = [], zero, equal }) {
  const data = dotsOf(series, ({ faint, name }, { across }) => ({
    ...(faint ? FAINT : LIFTED),
    x: across,
    navn: name,
  }));
  const across = data.map(({ x }) => x);
  const named = data.filter(({ styrke }) => styrke === 1);
  return rowsOf({
    data,
    segmenter: equal ? [same(across, valuesOf(data))] : [],
    linjer: rules(valuesOf(data), levels, zero),
    loddrett: rules(across, upright, zero),
    etiketter: named.map((row) => word(row, row.navn, { dx: 10 })),
  });
}

/** Returns the line where both are the same, as far as there are points both ways. @param {number[]} across @param {number[]} up */
function same(across, up) {
  const low = Math.max(Math.min(...across), Math.min(...up));
  const high = Math.max(low, Math.min(Math.max(...across), Math.max(...up)));
  return { farge: EARLIER, x: low, verdi: low, tilx: high, tily: high };
}

/** @param {Chart} chart @returns {Rows} */
function strip({ series, levels = [], zero }) {
  // Of those brought forward, each has a colour of its own: the list above names them.
  const forward = distinct(series.filter(({ faint }) => !faint));
  const all = series.map((one) => forward.find(({ id }) => id === one.id) ?? one);
  const data = [...yearsIn(all)].toSorted().flatMap((year) => row(all, year));
  return rowsOf({ data, linjer: rules(valuesOf(data), levels, zero) });
}

/** Returns a year of a strip, from the lowest value to the highest. @param {Series[]} series @param {number} year */
function row(series, year) {
  const has = series
    .flatMap((one) => one.points.map((point) => ({ one, point })))
    .filter(({ point }) => point.year === year)
    .toSorted((a, b) => a.point.value - b.point.value);
  const offsets = beeswarm(has.map(({ point }) => point.value));
  return has.map(({ one, point }, place) =>
    dot(one, point, {
      ...(one.faint ? FAINT : LIFTED),
      rad: String(year),
      navn: one.name,
      plass: MIDDLE + (one.faint ? offsets[place] : 0),
    }),
  );
}
