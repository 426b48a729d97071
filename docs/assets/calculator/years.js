// @ts-check
// One unit's indicators over the years there are: two as joined dots, three and more as lines.

import { SHAPES, SIGNS } from "../chart/legend.js";
import { make } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";
import { figure } from "./drawing.js";
import { BASES, nameOf, sameUnit } from "./result.js";

/** @typedef {import("./drawing.js").Drawing} Drawing */
/** @typedef {import("./types.js").Names} Names */
/** @typedef {import("./types.js").Result} Result */
/** @typedef {import("./types.js").Unit} Unit */
/** @typedef {{ aar: number, pst: string }} Value */
/** @typedef {{ id: string, navn: string, verdier: Value[] }} Series */

const COLOURS = ["--kommunene", "--sammenlikning", "--aksent", "--dempet"];
const ZERO = { slag: "null", verdi: 0, tekst: "" };
const ALONE = { styrke: 1, storrelse: 80 };

/** @param {Unit} unit @param {Result} result @param {Names} names @param {string[]} measures */
export function overYears(unit, { enheter }, { indikatorer }, measures) {
  const own = enheter
    .filter((one) => one.aar !== null && sameUnit(one) === sameUnit(unit))
    .toSorted((a, b) => Number(a.aar) - Number(b.aar));
  const years = [...new Set(own.map(({ aar }) => Number(aar)))];
  const series = measures
    .map((id) => ({ id, navn: indikatorer[id].navn, verdier: valuesOf(own, id) }))
    .filter(({ verdier }) => verdier.length > 1);
  if (years.length < 2 || !series.length) return null;
  const { rows, form, tegn } = years.length === 2 ? dots(series, years) : lines(series);
  return [
    make("h3", { id: "over-tid" }, `Fra ${years[0]} til ${years.at(-1)}`),
    figure({
      id: "over-tid",
      form,
      papir: 570,
      rows: {
        ...rows,
        data: rows.data.map((row, nr) => ({
          ...row,
          nr,
          rekke: series.findIndex(({ id }) => id === row.serie),
        })),
      },
      tegn,
      tittel: `${change(series[0])}.`,
      undertittel: `${nameOf(unit)}, prosent av driftsinntektene, ${BASES[unit.basis]}.`,
      beskrivelse: `${series
        .map(
          (one) =>
            `${one.navn}: ${one.verdier.map(({ aar, pst }) => `${formatNumber(pst, 1)} i ${aar}`).join(", ")}`,
        )
        .join(". ")}.`,
      kilde: "Kilde: egne tall.",
    }),
  ];
}

/** @param {Unit[]} units @param {string} id @returns {Value[]} */
function valuesOf(units, id) {
  return units.flatMap(({ aar, indikatorer }) => {
    const pst = indikatorer[id]?.pst ?? null;
    return pst === null || aar === null ? [] : [{ aar, pst }];
  });
}

/** @param {Series} series */
function change({ navn, verdier }) {
  const [first, last] = [verdier[0], verdier[verdier.length - 1]];
  return `${navn} var ${formatNumber(first.pst, 1)} prosent i ${first.aar} og ${formatNumber(last.pst, 1)} prosent i ${last.aar}`;
}

/** @param {Series} series @param {Value} value */
const told = ({ navn }, { aar, pst }) => `${navn}, ${aar}: ${formatNumber(pst, 1)} prosent.`;

/** @param {Series[]} series @param {number[]} years @returns {Pick<Drawing, "form" | "rows" | "tegn">} */
function dots(series, years) {
  const looks = (/** @type {number} */ aar) =>
    aar === years[1]
      ? { farge: "--kommunene", fyll: "--kommunene", tegn: "circle" }
      : { farge: "--sammenlikning", fyll: "--sammenlikning", tegn: "diamond" };
  const placed = series.flatMap((one) =>
    one.verdier.map((value) => ({
      one,
      ...value,
      rad: one.navn,
      serie: one.id,
      verdi: Number(value.pst),
    })),
  );
  const low = (/** @type {Series} */ { verdier: [a, b] }) =>
    (Number(a.pst) <= Number(b.pst) ? a : b).aar;
  return {
    form: "prikker",
    rows: {
      data: placed.map(({ one, ...row }) => ({
        ...row,
        ...ALONE,
        ...looks(row.aar),
        tekst: told(one, row),
      })),
      segmenter: series.map(({ id, navn, verdier: [a, b] }) => ({
        serie: id,
        rad: navn,
        farge: "--sammenlikning",
        styrke: 1,
        fra: Number(a.pst),
        til: Number(b.pst),
      })),
      linjer: [ZERO],
      etiketter: placed.map(({ one, ...row }) => ({
        ...row,
        farge: row.aar === years[1] ? "--blekk" : "--dempet",
        tekst: formatNumber(row.pst, 1),
        dx: row.aar === low(one) ? -10 : 10,
        dy: 0,
      })),
    },
    tegn: years.map((aar) => ({
      farge: looks(aar).farge,
      tegn: SIGNS[looks(aar).tegn],
      ord: String(aar),
    })),
  };
}

/** @param {Series[]} series @returns {Pick<Drawing, "form" | "rows" | "tegn">} */
function lines(series) {
  const looks = (/** @type {number} */ at) => ({
    farge: COLOURS[at],
    fyll: COLOURS[at],
    tegn: SHAPES[at],
  });
  return {
    form: "linje",
    rows: {
      data: series.flatMap((one, at) =>
        one.verdier.map((value) => ({
          ...ALONE,
          ...looks(at),
          storrelse: 45,
          serie: one.id,
          ...value,
          verdi: Number(value.pst),
          tekst: told(one, value),
        })),
      ),
      segmenter: series.flatMap(parts),
      linjer: [ZERO],
      etiketter: series.map((one, at) => {
        const last = one.verdier[one.verdier.length - 1];
        return {
          serie: one.id,
          farge: COLOURS[at],
          aar: last.aar,
          verdi: Number(last.pst),
          tekst: `${formatNumber(last.pst, 1)} ${one.navn}`,
          dx: 14,
          dy: 0,
        };
      }),
    },
    tegn: series.map(({ navn }, at) => ({
      farge: COLOURS[at],
      tegn: SIGNS[SHAPES[at]],
      ord: navn,
    })),
  };
}

/** Returns the line's parts: none across a year that is missing. @param {Series} series @param {number} at */
function parts({ id, verdier }, at) {
  return verdier.slice(1).flatMap((value, before) => {
    const last = verdier[before];
    if (value.aar !== last.aar + 1) return [];
    return [last, value].map(({ aar, pst }) => ({
      serie: id,
      del: before,
      farge: COLOURS[at],
      styrke: 1,
      stiplet: [],
      aar,
      verdi: Number(pst),
    }));
  });
}
