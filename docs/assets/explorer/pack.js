// @ts-check
// The two data files, fetched once and made into series: one measure, of one group or unit, from one source.
import { percent, unbroken } from "../shared/numbers.js";

/**
 * @typedef {{verdi: string, tegnet: number | null, status: string, fotnoter: string, linje: number | null, celle: string, antall: number | null}} Value
 *   `verdi` is exact decimal text as shown, empty for missing; `tegnet` is what a chart places.
 * @typedef {{maal: string, hvem: string, kilde: string, grunnlag: string, utvalg: string, beregning: string, enhet: string, verdier: Map<number, Value>}} Series
 * @typedef {{id: string, etikett: string, slag: "gruppe" | "kommune" | "fylkeskommune" | "sett", omraade: string, fylke: string, folk: number | null}} Who
 * @typedef {{id: string, etikett: string, enhet: string, ordliste: boolean, anbefalt: boolean, ikke_ment_for: string}} Measure
 * @typedef {{verdi: string, vist: string}} Level
 * @typedef {{ord: string[], nr: number[]}} Coded
 * @typedef {{start: {m: string[], g: string[]}, serier: Series[], hvem: Map<string, Who>, maal: Map<string, Measure>, tabeller: Record<string, {navn: string, tittel: string, bildetekst: string}>, nivaa: {kommunesektoren: Level, kommune: Level, fylkeskommune: Level, ord: string}, notat: {tittel: string, dato: string, mote: string, utgiver: string, forkortelse: string}, regnskapskilde: string}} Pack
 */

export const ACCOUNTS = "regnskap";

/** @type {Promise<Pack> | null} */
let loading = null;

/** Return the pack; it is fetched once in the page's life, and again if that failed. */
export function loadPack() {
  loading ??= fetchPack().catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function fetchPack() {
  const [note, units] = await Promise.all(["notat", "enheter"].map(fetched));
  return unpack(note, units);
}

/** @param {string} name */
async function fetched(name) {
  const answer = await fetch(new URL(`../tall/${name}.json`, import.meta.url));
  if (!answer.ok) throw new Error(`${name}.json: ${answer.status}`);
  return answer.json();
}

/**
 * Return the pack of the two files' contents.
 * @param {any} note
 * @param {any} units
 * @returns {Pack}
 */
function unpack(note, units) {
  const hvem = whoIsWho(note, units);
  const maal = new Map(note.maal.map((/** @type {Measure} */ one) => [one.id, one]));
  const serier = [
    ...noteSeries(note.rader),
    ...groupSeries(units, maal),
    ...unitSeries(units, maal),
  ];
  const { start, tabeller, nivaa, notat } = note;
  return { start, serier, hvem, maal, tabeller, nivaa, notat, regnskapskilde: units.kilde };
}

/** @param {Coded} column @param {number} row */
const word = (column, row) => column.ord[column.nr[row]];

/** @param {any} note @param {any} units @returns {Map<string, Who>} */
function whoIsWho(note, units) {
  /** @type {Map<string, Who>} */
  const found = new Map();
  const rows = note.rader;
  for (let row = 0; row < rows.aar.length; row += 1) {
    const id = word(rows.gruppe, row);
    if (!found.has(id)) found.set(id, group(id, groupName(rows, row, id)));
  }
  const { nummer, navn, landsdel, fylke, folkemengde } = units.enheter;
  nummer.forEach((/** @type {string} */ id, /** @type {number} */ row) => {
    const people = folkemengde
      .map((/** @type {(number | null)[]} */ one) => one[row])
      .findLast((/** @type {number | null} */ one) => one !== null);
    const slag = id.length === 4 ? "kommune" : "fylkeskommune";
    const etikett = slag === "kommune" ? navn[row] : `${navn[row]} fylkeskommune`;
    found.set(id, {
      id,
      etikett,
      slag,
      omraade: word(landsdel, row),
      fylke: word(fylke, row),
      folk: people ?? null,
    });
  });
  return found;
}

/** @param {string} id @param {string} etikett @returns {Who} */
const group = (id, etikett) => ({
  id,
  etikett,
  slag: "gruppe",
  omraade: "",
  fylke: "",
  folk: null,
});

/** Names where the note's rows name the measure, not whom it is about. @type {Record<string, string>} */
const NAMES = {
  kommunesektoren: "Kommunesektoren",
  "fastlands-norge": "Fastlands-Norge",
  landet: "Landet utenom Oslo",
  kommunene: "Kommunene (inkl. Oslo)",
  fylkeskommunene: "Fylkeskommunene",
};

/** @param {any} rows @param {number} row @param {string} id */
function groupName(rows, row, id) {
  if (id in NAMES) return NAMES[id];
  const label = unbroken(word(rows.rad, row));
  return id.startsWith("folkemengde") ? `${label} innbyggere` : label;
}

/** @param {any} rows @returns {Series[]} */
function noteSeries(rows) {
  /** @type {Map<string, Series>} */
  const found = new Map();
  rows.aar.forEach((/** @type {number} */ year, /** @type {number} */ row) => {
    const [maal, hvem, kilde, grunnlag, utvalg, enhet] = [
      "indikator",
      "gruppe",
      "tabell",
      "grunnlag",
      "utvalg",
      "enhet",
    ].map((name) => word(rows[name], row));
    const verdi = word(rows.verdi, row);
    add(
      found,
      { maal, hvem, kilde, grunnlag, utvalg, beregning: "", enhet, verdier: new Map() },
      year,
      {
        verdi,
        tegnet: verdi === "" ? null : Number(verdi),
        status: word(rows.status, row),
        fotnoter: word(rows.fotnoter, row),
        linje: rows.linje[row],
        celle: `${kilde}-${word(rows.celle, row)}`,
        antall: null,
      },
    );
  });
  return [...found.values()];
}

/** @param {any} units @param {Map<string, Measure>} maal @returns {Series[]} */
function groupSeries(units, maal) {
  /** @type {Map<string, Series>} */
  const found = new Map();
  const rows = units.grupper;
  rows.aar.forEach((/** @type {number} */ year, /** @type {number} */ row) => {
    const [hvem, utvalg, id, beregning, verdi] = [
      "gruppe",
      "utvalg",
      "indikator",
      "beregning",
      "verdi",
    ].map((name) => word(rows[name], row));
    if (verdi === "") return;
    const series = {
      maal: id,
      hvem,
      kilde: ACCOUNTS,
      grunnlag: units.grunnlag,
      utvalg,
      beregning,
      enhet: maal.get(id)?.enhet ?? "",
      verdier: new Map(),
    };
    add(found, series, year, {
      ...plain(verdi, Number(verdi), units.status),
      antall: rows.antall[row],
    });
  });
  return [...found.values()];
}

/** @param {any} units @param {Map<string, Measure>} maal @returns {Series[]} */
function unitSeries({ maal: measures, enheter, status }, maal) {
  /** @typedef {{id: string, kolonne: string, av: string, grunnlag: string}} UnitMeasure */
  const series = (/** @type {UnitMeasure} */ one, /** @type {number} */ row) => ({
    ...{ maal: one.id, hvem: enheter.nummer[row], kilde: ACCOUNTS, grunnlag: one.grunnlag },
    ...{ utvalg: "", beregning: "", enhet: maal.get(one.id)?.enhet ?? "" },
    verdier: new Map(
      enheter.aar.flatMap((/** @type {number} */ year, /** @type {number} */ index) => {
        const at = (/** @type {string} */ name) => enheter[name][index][row];
        const found = one.av
          ? share(at(one.kolonne), at(one.av), status)
          : amount(at(one.kolonne), status);
        return found ? [[year, found]] : [];
      }),
    ),
  });
  return enheter.nummer.flatMap((/** @type {string} */ _, /** @type {number} */ row) =>
    measures
      .map((/** @type {UnitMeasure} */ one) => series(one, row))
      .filter((/** @type {Series} */ { verdier }) => verdier.size > 0),
  );
}

/** @typedef {number | string | null} Amount  Whole, or exact decimal text; null is missing. */

/** @param {Amount} value @param {string} status */
const amount = (value, status) =>
  value === null ? null : plain(String(value), Number(value), status);

/** @param {Amount} part @param {number | null} whole @param {string} status */
const share = (part, whole, status) =>
  part === null || whole === null || whole <= 0
    ? null
    : plain(percent(part, whole), (100 * Number(part)) / whole, status);

/** @param {string} verdi @param {number} tegnet @param {string} status @returns {Value} */
const plain = (verdi, tegnet, status) => ({
  verdi,
  tegnet,
  status,
  fotnoter: "",
  linje: null,
  celle: "",
  antall: null,
});

/** @param {Map<string, Series>} found @param {Series} series @param {number} year @param {Value} value */
function add(found, series, year, value) {
  const key = [
    series.maal,
    series.hvem,
    series.kilde,
    series.grunnlag,
    series.utvalg,
    series.beregning,
  ].join("|");
  const own = found.get(key) ?? series;
  found.set(key, own);
  own.verdier.set(year, value);
}
