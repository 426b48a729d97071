// @ts-check
// The two data files, fetched once and made into series: one measure, of one group or unit, from one source.
import { percent, unbroken } from "../shared/numbers.js";
import { once } from "../shared/once.js";
import { grouped } from "../shared/sorting.js";
import { listed, small } from "../shared/words.js";

/**
 * @typedef {{verdi: string, tegnet: number | null, status: string, fotnoter: string, linje: number | null, celle: string, antall: number | null, merknad: string, helhet: string, med: string}} Value
 *   `verdi` is exact decimal text as shown, empty for missing; `tegnet` is what a chart places;
 *   `helhet` is the number of the unit it is of, where that was split, and `med` the other parts.
 * @typedef {{maal: string, hvem: string, kilde: string, grunnlag: string, utvalg: string, beregning: string, enhet: string, verdier: Map<number, Value>}} Series
 * @typedef {{id: string, etikett: string, kort: string, slag: "gruppe" | "kommune" | "fylkeskommune" | "sett", omraade: string, fylke: string, kostra: string, folk: number | null}} Who
 * @typedef {{id: string, etikett: string, enhet: string, ordliste: boolean, anbefalt: boolean, ikke_ment_for: string, fortegn: string}} Measure
 * @typedef {{verdi: string, vist: string}} Level
 * @typedef {{start: {m: string[], g: string[]}, serier: Series[], hvem: Map<string, Who>, delt: Map<string, string[]>, maal: Map<string, Measure>, tabeller: Record<string, {navn: string, tittel: string, bildetekst: string}>, nivaa: {kommunesektoren: Level, kommune: Level, fylkeskommune: Level, fra: number, ord: string}, notat: {tittel: string, dato: string, mote: string, opphav: string, forkortelse: string}, regnskapskilde: string, laget: {nettsted: string, versjon: string, lisens: {notat: string, nettsted: string}}, regnskap: {henvisning: string, kopier: {aar: number[], ord: string}[], lisens: string}}} Pack
 */

export const ACCOUNTS = "regnskap";

const FILES = [
  new URL("../tall/notat.json", import.meta.url),
  new URL("../tall/enheter.json", import.meta.url),
];

/** Return the pack. */
export const loadPack = once(async () => {
  const [note, units] = await Promise.all(FILES.map(fetched));
  return unpack(note, units);
});

/** @param {URL} address */
async function fetched(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address.pathname}: ${answer.status}`);
  return answer.json();
}

/** @typedef {{nummer: string, deler: string[], aar: number[]}} Split A unit that was split. */

/** Return the pack of the two files' contents. @param {any} note @param {any} units @returns {Pack} */
export function unpack(note, units) {
  const maal = new Map(note.maal.map((/** @type {Measure} */ one) => [one.id, one]));
  const serier = [noteSeries(note.rader), groupSeries(units, maal), unitSeries(units, maal)].flat();
  const { start, tabeller, nivaa, notat, laget } = note;
  const hvem = new Map([...groups(note.rader), ...unitsOf(units.enheter)]);
  return {
    start,
    serier,
    hvem,
    delt: new Map(units.enheter.delt.map((/** @type {Split} */ one) => [one.nummer, one.deler])),
    maal,
    tabeller,
    nivaa,
    notat,
    laget,
    regnskapskilde: units.kilde,
    regnskap: units,
  };
}

/** Return a column's value in a row; words that come often are written once. @param {any} column @param {number} row */
const valueAt = (column, row) => (column.ord ? column.ord[column.nr[row]] : column[row]);

/** Return the rows of a table that is written by columns. @param {Record<string, any>} columns */
const rowsOf = (columns) =>
  columns.aar.map((/** @type {number} */ _, /** @type {number} */ row) =>
    Object.fromEntries(Object.entries(columns).map(([name, one]) => [name, valueAt(one, row)])),
  );

/** @param {any} rows @returns {[string, Who][]} */
function groups(rows) {
  const found = grouped(rowsOf(rows), (/** @type {any} */ { gruppe }) => gruppe);
  const rest = { omraade: "", fylke: "", kostra: "", folk: null };
  return [...found].map(([id, [row]]) => {
    const etikett = groupName(row);
    return [id, { id, etikett, kort: etikett, slag: "gruppe", ...rest }];
  });
}

/** @param {any} units @returns {[string, Who][]} */
const unitsOf = ({ nummer, navn, kort, landsdel, fylke, kostra, folkemengde }) =>
  nummer.map((/** @type {string} */ id, /** @type {number} */ row) => {
    const years = folkemengde.map((/** @type {(number | null)[]} */ one) => one[row]);
    const folk = years.findLast((/** @type {number | null} */ one) => one !== null) ?? null;
    const slag = id.length === 4 ? "kommune" : "fylkeskommune";
    const etikett = slag === "kommune" ? navn[row] : `${navn[row]} fylkeskommune`;
    const [omraade, county] = [valueAt(landsdel, row), valueAt(fylke, row)];
    const about = { omraade, fylke: county, kostra: valueAt(kostra, row), folk };
    return [id, { id, etikett, kort: kort[id] ?? navn[row], slag, ...about }];
  });

/** Names where the note's rows name the measure, not whom it is about. @type {Record<string, string>} */
const NAMES = {
  kommunesektoren: "Kommunesektoren",
  "fastlands-norge": "Fastlands-Norge",
  landet: "Landet uten Oslo",
  kommunene: "Kommunene med Oslo",
  fylkeskommunene: "Fylkeskommunene",
};

/** @param {any} row */
function groupName({ gruppe, rad }) {
  const label = NAMES[gruppe] ?? unbroken(rad);
  return gruppe.startsWith("folkemengde") ? `${label} innbyggere` : label;
}

/** Return a group's name as inside a sentence; names of places keep their capital. @param {string} name */
export const inSentence = (name) =>
  /^(?:Kommun|Fylkeskommun|Alle |Landet )/.test(name) ? small(name) : name;

/** @param {any} rows */
const noteSeries = (rows) =>
  series(
    rowsOf(rows).map((/** @type {any} */ { indikator, gruppe, tabell, aar, ...row }) => {
      const { grunnlag, utvalg, enhet, verdi, status, fotnoter, linje, celle, merknad } = row;
      const tegnet = verdi === "" ? null : Number(verdi);
      const place = { fotnoter, linje, celle: `${tabell}-${celle}`, merknad };
      const value = { ...plain(verdi, tegnet, status), ...place };
      const about = { maal: indikator, hvem: gruppe, kilde: tabell, grunnlag, utvalg, enhet };
      return { ...about, aar, value };
    }),
  );

/** @param {any} units @param {Map<string, Measure>} maal */
const groupSeries = ({ grupper, grunnlag, status }, maal) =>
  series(
    rowsOf(grupper)
      .filter((/** @type {any} */ { verdi }) => verdi !== "")
      .map((/** @type {any} */ { indikator, gruppe, utvalg, beregning, verdi, antall, aar }) => {
        const value = { ...plain(verdi, Number(verdi), status), antall };
        const enhet = maal.get(indikator)?.enhet ?? "";
        const about = { maal: indikator, hvem: gruppe, kilde: ACCOUNTS, grunnlag, utvalg };
        return { ...about, beregning, enhet, aar, value };
      }),
  );

/** @param {any} units @param {Map<string, Measure>} maal @returns {Series[]} */
function unitSeries({ maal: measures, enheter, status }, maal) {
  /** @typedef {{id: string, kolonne: string, av: string, grunnlag: string}} UnitMeasure */
  const whole = wholes(enheter);
  const series = (/** @type {UnitMeasure} */ one, /** @type {number} */ row) => ({
    ...{ maal: one.id, hvem: enheter.nummer[row], kilde: ACCOUNTS, grunnlag: one.grunnlag },
    ...{ utvalg: "", beregning: "", enhet: maal.get(one.id)?.enhet ?? "" },
    verdier: new Map(
      enheter.aar.flatMap((/** @type {number} */ year, /** @type {number} */ index) => {
        const at = (/** @type {string} */ name) => enheter[name][index][row];
        const found = one.av
          ? share(at(one.kolonne), at(one.av), status)
          : amount(at(one.kolonne), status);
        return found ? [[year, { ...found, ...whole(enheter.nummer[row], year) }]] : [];
      }),
    ),
  });
  return enheter.nummer.flatMap((/** @type {string} */ _, /** @type {number} */ row) =>
    measures
      .map((/** @type {UnitMeasure} */ one) => series(one, row))
      .filter((/** @type {Series} */ { verdier }) => verdier.size > 0),
  );
}

/** Return a function that tells which larger unit a unit was a part of in a year, if any.
 * @param {{delt: Split[], nummer: string[], navn: string[]}} units
 * @returns {(id: string, year: number) => {helhet: string, med: string} | undefined} */
function wholes({ delt, nummer, navn }) {
  const name = (/** @type {string} */ id) => navn[nummer.indexOf(id)] ?? id;
  const found = new Map(
    delt.flatMap(({ nummer: helhet, deler, aar }) =>
      deler.flatMap((id) => {
        const med = listed(deler.filter((one) => one !== id).map(name));
        return aar.map((year) => /** @type {const} */ ([`${id}|${year}`, { helhet, med }]));
      }),
    ),
  );
  return (id, year) => found.get(`${id}|${year}`);
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

/** @param {string} verdi @param {number | null} tegnet @param {string} status @returns {Value} */
function plain(verdi, tegnet, status) {
  const none = { fotnoter: "", linje: null, celle: "", antall: null, merknad: "" };
  return { helhet: "", med: "", verdi, tegnet, status, ...none };
}

/** Return single values as series, each with its years. @param {any[]} values @returns {Series[]} */
const series = (values) => {
  const key = (/** @type {any} */ { maal, hvem, kilde, grunnlag, utvalg, beregning }) =>
    [maal, hvem, kilde, grunnlag, utvalg, beregning].join("|");
  return [...grouped(values, key).values()].map((own) => {
    const { aar, value, ...about } = own[0];
    const verdier = new Map(own.map((one) => [one.aar, one.value]));
    return { beregning: "", ...about, verdier };
  });
};
