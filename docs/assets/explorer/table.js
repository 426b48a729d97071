// @ts-check
// The table of what is chosen: one row a series, one column a year.
import { shown } from "../shared/numbers.js";
import { MEANS, SELECTIONS, capital, sourceName } from "./words.js";

/** @typedef {import("./pack.js").Pack} Pack */
/** @typedef {import("./pack.js").Value} Value */
/** @typedef {import("./choose.js").Chosen} Chosen */
/** @typedef {import("../shared/sorting.js").Cell & {verdi: Value | null, serie: Chosen | null, aar: number}} Cell  `serie` is null for words. */
/** @typedef {import("../shared/sorting.js").Column} Column */
/** @typedef {{serie: Chosen, celler: Cell[]}} TableRow */
/** @typedef {import("../shared/sorting.js").Table<TableRow>} Table */

/** @type {[keyof Chosen & string, string, (pack: Pack, one: Chosen) => string][]} */
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
  const named = serier.some((one) => pack.hvem.get(one.hvem)?.slag !== "gruppe");
  const rows = side.length > 0 ? byUnit(serier) : serier.map((one) => [one]);
  const extras =
    side.length > 0
      ? []
      : EXTRAS.filter(
          ([field]) => new Set(serier.map((one) => one[field]).filter(Boolean)).size > 1,
        );
  const values =
    side.length > 0
      ? side.flatMap((maal) => aar.map((year) => ({ maal, year })))
      : aar.map((year) => ({ maal: "", year }));
  /** @type {Column[]} */
  const kolonner = [
    { id: "hvem", navn: "Hvem", slag: "tekst" },
    ...(named ? [/** @type {Column} */ ({ id: "nummer", navn: "Nummer", slag: "tekst" })] : []),
    ...extras.map(([id, navn]) => /** @type {Column} */ ({ id, navn, slag: "tekst" })),
    ...values.map(({ maal, year }) => columnOf(pack, maal, year)),
  ];
  const rader = rows.map((own) => ({
    serie: own[0],
    celler: [
      words(pack.hvem.get(own[0].hvem)?.etikett ?? own[0].hvem),
      ...(named ? [words(/^\d+$/.test(own[0].hvem) ? own[0].hvem : "")] : []),
      ...extras.map(([, , say]) => words(say(pack, own[0]))),
      ...values.map(({ maal, year }) =>
        number(maal ? own.find((one) => one.maal === maal) : own[0], year),
      ),
    ],
  }));
  return { kolonner, rader };
}

/** @param {Pack} pack @param {string} maal @param {number} year @returns {Column} */
function columnOf(pack, maal, year) {
  const measure = pack.maal.get(maal);
  if (!measure) return { id: String(year), navn: String(year), slag: "tall" };
  return {
    id: `${maal}.${year}`,
    navn: `${measure.etikett}, ${measure.enhet}, ${year}`,
    slag: "tall",
  };
}

/** @param {Chosen[]} serier */
function byUnit(serier) {
  /** @type {Map<string, Chosen[]>} */
  const found = new Map();
  for (const one of serier) found.set(one.hvem, [...(found.get(one.hvem) ?? []), one]);
  return [...found.values()];
}

/** @param {string} tekst @returns {Cell} */
const words = (tekst) => ({ tekst, tall: null, verdi: null, serie: null, aar: 0 });

/** @param {Chosen | undefined} serie @param {number} aar @returns {Cell} */
function number(serie, aar) {
  const verdi = serie?.verdier.get(aar) ?? null;
  const tekst = verdi ? shown(verdi.verdi) : "";
  return {
    tekst,
    tall: tekst ? (verdi?.tegnet ?? null) : null,
    status: verdi?.status,
    verdi,
    serie: serie ?? null,
    aar,
  };
}
