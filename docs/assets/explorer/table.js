// @ts-check
// The table of what is chosen: one row a series, one column a year.
import { shown } from "../shared/numbers.js";
import { capital } from "../shared/words.js";
import { ACCOUNTS } from "./pack.js";
import { distinct } from "./panels.js";
import { MEANS, SELECTIONS, sourceName } from "./words.js";
import { grouped } from "../shared/sorting.js";

/** @import { Cell as AnyCell, Column, Table as AnyTable } from "../shared/sorting.js" */
/** @import { Chosen } from "./choose.js" */
/** @import { Pack, Value } from "./pack.js" */
/** @typedef {AnyCell & {verdi: Value | null, serie: Chosen | null, aar: number}} Cell  `serie` is null for words. */
/** @typedef {{serie: Chosen, celler: Cell[]}} TableRow */
/** @typedef {AnyTable<TableRow>} Table */

/** @type {["maal" | "enhet" | "grunnlag" | "utvalg" | "kilde" | "beregning", string, (pack: Pack, one: Chosen) => string][]} */
const EXTRAS = [
  ["maal", "Mål", (pack, one) => pack.maal.get(one.maal)?.etikett ?? one.maal],
  ["enhet", "Enhet", (_, one) => capital(one.enhet)],
  ["grunnlag", "Grunnlag", (_, one) => capital(one.grunnlag)],
  ["utvalg", "Utvalg", (_, one) => capital(SELECTIONS[one.utvalg] ?? one.utvalg)],
  ["kilde", "Kilde", (pack, one) => capital(sourceName(pack, one.kilde))],
  ["beregning", "Beregning", (_, one) => capital(MEANS[one.beregning] ?? "")],
];

/**
 * Return the table; a column that would say the same in every row is left out.
 * @param {Pack} pack
 * @param {Chosen[]} serier
 * @param {number[]} aar
 * @param {string[]} side Measures to set side by side, one row a unit; empty for one row a series.
 * @returns {Table}
 */
export function tableOf(pack, serier, aar, side = []) {
  const beside = side.length > 0;
  const rows = beside
    ? [...grouped(serier, (one) => one.hvem).values()]
    : serier.map((one) => [one]);
  const named = serier.some((one) => pack.hvem.get(one.hvem)?.slag !== "gruppe");
  const extras = EXTRAS.filter(([field]) => !beside && distinct(serier, field).length > 1);
  const values = (beside ? side : [""]).flatMap((maal) => aar.map((year) => ({ maal, year })));
  /** @type {Column[]} */
  const kolonner = [
    { id: "hvem", navn: "Hvem", slag: "tekst" },
    ...(named ? [wordColumn("nummer", "Nummer")] : []),
    ...extras.map(([id, navn]) => wordColumn(id, navn)),
    ...values.map(({ maal, year }) => columnOf(pack, maal, year)),
  ];
  const rader = rows.map((own) => ({
    serie: own[0],
    celler: [
      words(pack.hvem.get(own[0].hvem)?.etikett ?? own[0].hvem),
      ...(named ? [words(/^\d+$/.test(own[0].hvem) ? own[0].hvem : "")] : []),
      ...extras.map(([, , say]) => words(say(pack, own[0]))),
      ...values.map(({ maal, year }) =>
        number(pack, maal ? own.find((one) => one.maal === maal) : own[0], year),
      ),
    ],
  }));
  return { kolonner, rader };
}

/** Return what the units of a set are sorted by: the newest value, the highest first; where rows are
 * of several measures, nothing. @param {Chosen[]} serier @param {Table} table */
export function standardSort(serier, { kolonner }) {
  const mixed = kolonner.some(({ id }) => id === "maal");
  return serier.some((one) => one.fraSett) && !mixed ? `-${kolonner[kolonner.length - 1].id}` : "";
}

/** @param {string} id @param {string} navn @returns {Column} */
const wordColumn = (id, navn) => ({ id, navn, slag: "tekst" });

/** @param {Pack} pack @param {string} maal @param {number} year @returns {Column} */
function columnOf(pack, maal, year) {
  const measure = pack.maal.get(maal);
  if (!measure) return { id: String(year), navn: String(year), slag: "tall" };
  const navn = `${measure.etikett}, ${measure.enhet}, ${year}`;
  return { id: `${maal}.${year}`, navn, slag: "tall" };
}

/** @param {string} tekst @returns {Cell} */
const words = (tekst) => ({ tekst, tall: null, verdi: null, serie: null, aar: 0 });

/** @param {Pack} pack @param {Chosen | undefined} serie @param {number} aar @returns {Cell} */
function number(pack, serie, aar) {
  const verdi = serie?.verdier.get(aar) ?? null;
  const tekst = verdi ? shown(verdi.verdi) : "";
  const tall = tekst ? (verdi?.tegnet ?? null) : null;
  const { status, merknad, med } = verdi ?? {};
  const mangler = serie && !verdi ? absent(pack, serie) : undefined;
  return { tekst, tall, status, merknad, med, mangler, verdi, serie: serie ?? null, aar };
}

/** Return why a year is not there: a table prints only its own. @param {Pack} pack @param {Chosen} serie */
const absent = (pack, { kilde }) =>
  kilde === ACCOUNTS ? undefined : `ikke i ${sourceName(pack, kilde)}`;

/** Return what is to be minded at a number: whom it is of besides, and its remark. @param {Value | null} verdi */
export const minded = (verdi) =>
  [verdi?.med && `Med ${verdi.med}.`, verdi?.merknad].filter(Boolean).join(" ");
