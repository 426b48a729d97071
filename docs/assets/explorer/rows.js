// @ts-check
// A panel as the rows its form draws. Colours are names of the site's custom properties.
import { MIDDLE, heaped } from "../chart/beeswarm.js";
import { SHAPES } from "../chart/legend.js";
import { shown } from "../shared/numbers.js";
import { levels } from "./levels.js";
import { pairs } from "./panels.js";

/** @typedef {import("./pack.js").Pack} Pack */
/** @typedef {import("./choose.js").Chosen} Chosen */
/** @typedef {import("./panels.js").Panel} Panel */
/** @typedef {import("./pack.js").Value} Value */
/** @typedef {Record<string, string | number | number[] | boolean | null>} Row */
/** @typedef {{data: Row[], segmenter: Row[], linjer: Row[], loddrett: Row[], etiketter: Row[]}} Rows */
/** @typedef {(one: Chosen) => string} Name */

const SECTORS = ["kommunesektoren", "kommunene", "fylkeskommunene"];
const OTHERS = ["--sammenlikning", "--negativ", "--aksent", "--dempet"];
const PAPER = "--papir";
const FIRM = "endelig";
const DASHED = [5, 4];
const LINE = 15;
const AMONG = { styrke: 0.5, storrelse: 40 };
const ALONE = { styrke: 1, storrelse: 80 };
const LIFTED = { styrke: 1, storrelse: 150 };

/**
 * Return the rows that draw a panel.
 * @param {Pack} pack
 * @param {Panel} panel
 * @param {Name} name
 * @returns {Rows}
 */
export function rowsOf(pack, panel, name) {
  const make = {
    linje: lineRows,
    stolper: barRows,
    prikker: dotRows,
    punktsky: scatterRows,
    stripe: stripRows,
  }[panel.form];
  const rows = make(pack, panel, name);
  const order = [...new Set(rows.data.map((row) => row.rad))];
  rows.data.forEach((row, nr) => {
    Object.assign(row, { nr, rekke: order.indexOf(row.rad) });
  });
  return rows;
}

/** @returns {Rows} */
const none = () => ({ data: [], segmenter: [], linjer: [], loddrett: [], etiketter: [] });

/** Return the colour of whom a series is about. @param {Pack} pack @param {string} hvem */
function colour(pack, hvem) {
  if (SECTORS.includes(hvem)) return `--${hvem}`;
  if (hvem === "fastlands-norge") return "--sammenlikning";
  return pack.hvem.get(hvem)?.slag === "fylkeskommune" ? "--fylkeskommunene" : "--kommunene";
}

/** Return a colour a series: its sector's, or where that is taken, another. @param {Pack} pack @param {Chosen[]} serier */
function colours(pack, serier) {
  /** @type {Set<string>} */
  const taken = new Set();
  return new Map(
    serier.map((one) => {
      const own = colour(pack, one.hvem);
      const free = taken.has(own) ? (OTHERS.find((other) => !taken.has(other)) ?? own) : own;
      taken.add(free);
      return [one.nr, free];
    }),
  );
}

/** Return all of a value in words. @param {Chosen} one @param {number} year @param {Value} value @param {string} name */
function spoken(one, year, value, name) {
  const rest = [one.grunnlag, value.status].filter(Boolean).join(", ");
  const number = `${shown(value.verdi)} ${one.enhet}`;
  return `${name}, ${year}: ${number}. ${rest.charAt(0).toUpperCase()}${rest.slice(1)}.`;
}

/** @param {Pack} pack @param {Chosen[]} serier @param {Row[]} values */
function levelRows(pack, serier, values) {
  const numbers = values.flatMap((row) => (typeof row.verdi === "number" ? [row.verdi] : []));
  const crosses = Math.min(...numbers) < 0 && Math.max(...numbers) > 0;
  const zero = crosses ? [{ slag: "null", verdi: 0, tekst: "" }] : [];
  return [
    ...zero,
    ...levels(pack, serier).map(({ verdi, tekst }, place) => ({
      slag: "nivaa",
      verdi,
      tekst,
      dy: -3 - LINE * place,
    })),
  ];
}

/** @param {Pack} pack @param {Panel} panel @param {Name} name @returns {Rows} */
function lineRows(pack, panel, name) {
  const rows = none();
  const tint = colours(pack, panel.serier);
  panel.serier.forEach((one, place) => {
    const own = { serie: one.nr, farge: tint.get(one.nr) ?? "--blekk" };
    const has = panel.aar.flatMap((year) => point(one, year));
    for (const [year, value] of has) {
      const fyll = value.status === FIRM ? own.farge : PAPER;
      rows.data.push({
        ...own,
        ...ALONE,
        storrelse: 45,
        aar: year,
        verdi: value.tegnet,
        fyll,
        tegn: SHAPES[place % SHAPES.length],
        tekst: spoken(one, year, value, name(one)),
      });
    }
    rows.segmenter.push(...segments(has, own));
    const last = has.at(-1);
    if (last)
      rows.etiketter.push({
        ...own,
        aar: last[0],
        verdi: last[1].tegnet,
        tekst: `${shown(last[1].verdi)} ${name(one)}`,
        navn: name(one),
        dx: 14,
        dy: 0,
      });
  });
  const last = Math.max(...rows.data.map((row) => Number(row.aar)));
  rows.linjer = levelRows(pack, panel.serier, rows.data).map(besideLine);
  // The levels' names stand at the end, among those of the lines.
  for (const { verdi, tekst } of levels(pack, panel.serier))
    rows.etiketter.push({ serie: "", farge: "--dempet", aar: last, verdi, tekst, dx: 14, dy: 0 });
  return rows;
}

/** Return a rule across with the place of its words: the lowest below it, the others above.
 * @param {Row} row @param {number} place @param {Row[]} all @returns {Row} */
const besideLine = (row, place, all) => ({
  ...row,
  dy:
    all.filter((one) => one.slag === "nivaa").length > 1 &&
    place === all.findIndex((one) => one.slag === "nivaa")
      ? 14
      : -3,
});

/** @param {Chosen} one @param {number} year @returns {[number, Value][]} */
function point(one, year) {
  const value = one.verdier.get(year);
  return value && value.tegnet !== null ? [[year, value]] : [];
}

/** Return the line's parts: broken where a year is missing, dashed where it leads to an estimate.
 * @param {[number, Value][]} has @param {Row} own @returns {Row[]} */
function segments(has, own) {
  let part = 0;
  return has.slice(1).flatMap(([year, value], before) => {
    const [lastYear, last] = has[before];
    if (year !== lastYear + 1) return [];
    const stiplet = value.status === FIRM ? [] : DASHED;
    part += 1;
    const shared = { ...own, del: part, stiplet, styrke: 1 };
    return [
      { ...shared, aar: lastYear, verdi: last.tegnet },
      { ...shared, aar: year, verdi: value.tegnet },
    ];
  });
}

/** @param {Pack} pack @param {Panel} panel @param {Name} name @returns {Rows} */
function barRows(pack, panel, name) {
  const rows = none();
  const [year] = panel.aar;
  for (const one of panel.serier) {
    for (const [, value] of point(one, year)) {
      const own = {
        serie: one.nr,
        farge: colour(pack, one.hvem),
        rad: name(one),
        verdi: value.tegnet,
      };
      const firm = value.status === FIRM;
      rows.data.push({
        ...own,
        ...ALONE,
        fyll: firm ? own.farge : PAPER,
        stiplet: firm ? [] : DASHED,
        tegn: "circle",
        tekst: spoken(one, year, value, name(one)),
      });
      rows.etiketter.push({
        ...own,
        farge: "--blekk",
        tekst: shown(value.verdi),
        dx: Number(value.tegnet) < 0 ? -6 : 6,
        dy: 0,
      });
    }
  }
  rows.linjer = levelRows(pack, panel.serier, rows.data);
  return rows;
}

/** @param {Pack} pack @param {Panel} panel @param {Name} name @returns {Rows} */
function dotRows(pack, panel, name) {
  const rows = none();
  for (const one of panel.serier) {
    const has = panel.aar.flatMap((year) => point(one, year));
    const own = { serie: one.nr, rad: name(one) };
    const low = Math.min(...has.map(([, value]) => Number(value.tegnet)));
    for (const [year, value] of has) {
      const late = year === panel.aar.at(-1);
      const farge = late ? colour(pack, one.hvem) : "--sammenlikning";
      rows.data.push({
        ...own,
        ...ALONE,
        aar: year,
        farge,
        fyll: value.status === FIRM ? farge : PAPER,
        tegn: late ? "circle" : "diamond",
        verdi: value.tegnet,
        tekst: spoken(one, year, value, name(one)),
      });
      const left =
        has.length > 1 && value.tegnet === low && !(has[0][1].tegnet === has[1][1].tegnet && late);
      rows.etiketter.push({
        ...own,
        farge: late ? "--blekk" : "--dempet",
        verdi: value.tegnet,
        tekst: shown(value.verdi),
        dx: left ? -10 : 10,
        dy: 0,
      });
    }
    if (has.length === 2)
      rows.segmenter.push({
        ...own,
        farge: "--sammenlikning",
        styrke: 1,
        fra: has[0][1].tegnet,
        til: has[1][1].tegnet,
      });
  }
  rows.linjer = levelRows(pack, panel.serier, rows.data);
  return rows;
}

/** @param {Pack} pack @param {Panel} panel @returns {Rows} */
function scatterRows(pack, panel) {
  const rows = none();
  const [year] = panel.aar;
  for (const [across, up] of pairs(panel.serier, panel.maal, year)) {
    const [x, y] = [across, up].map((one) => /** @type {Value} */ (one.verdier.get(year)));
    const who = pack.hvem.get(across.hvem)?.etikett ?? across.hvem;
    const farge = colour(pack, across.hvem);
    const own = { serie: across.hvem, farge, x: x.tegnet, verdi: y.tegnet };
    const words = [across, up]
      .map(
        (one, place) =>
          `${pack.maal.get(one.maal)?.etikett}: ${shown((place ? y : x).verdi)} ${one.enhet}`,
      )
      .join(". ");
    rows.data.push({
      ...own,
      ...(across.fraSett ? AMONG : LIFTED),
      fyll: x.status === FIRM && y.status === FIRM ? farge : PAPER,
      tegn: isGroup(pack, across) ? "diamond" : "circle",
      tekst: `${who}, ${year}. ${words}.`,
    });
    if (!across.fraSett)
      rows.etiketter.push({ ...own, farge: "--blekk", tekst: who, dx: 10, dy: 0 });
  }
  const [first, second] = panel.maal.map((id) => panel.serier.filter((one) => one.maal === id));
  rows.linjer = levelRows(pack, second, rows.data).map(besideLine);
  rows.loddrett = levelRows(
    pack,
    first,
    rows.data.map((row) => ({ verdi: row.x })),
  );
  return inFront(rows);
}

/** @param {Pack} pack @param {Panel} panel @param {Name} name @returns {Rows} */
function stripRows(pack, panel, name) {
  const rows = none();
  for (const year of panel.aar) {
    const has = panel.serier.flatMap((one) =>
      point(one, year).map(([, value]) => ({ one, value })),
    );
    const offsets = heaped(has.map(({ value }) => Number(value.tegnet)));
    has.forEach(({ one, value }, place) => {
      const farge = colour(pack, one.hvem);
      const own = { serie: one.nr, farge, rad: String(year), verdi: value.tegnet };
      const plass = MIDDLE + (one.fraSett ? offsets[place] : 0);
      const alone = one.fraSett ? AMONG : LIFTED;
      rows.data.push({
        ...own,
        ...alone,
        fyll: value.status === FIRM ? farge : PAPER,
        tegn: isGroup(pack, one) ? "diamond" : "circle",
        plass,
        tekst: spoken(one, year, value, name(one)),
      });
      if (!one.fraSett)
        rows.etiketter.push({
          ...own,
          farge: "--blekk",
          tekst: `${shown(value.verdi)} ${name(one)}`,
          plass: MIDDLE,
          dx: 11,
          dy: 0,
        });
    });
  }
  rows.linjer = levelRows(pack, panel.serier, rows.data);
  return inFront(rows);
}

/** @param {Pack} pack @param {Chosen} one */
const isGroup = (pack, one) => pack.hvem.get(one.hvem)?.slag === "gruppe";

/** Return the rows with those that are brought forward drawn last. @param {Rows} rows @returns {Rows} */
const inFront = (rows) => ({
  ...rows,
  data: rows.data.toSorted((a, b) => Number(a.styrke) - Number(b.styrke)),
});
