// @ts-check
// The note's tables laid out as printed, each value with its own beside it; and the shares that its
// text gives. What is printed is found by its meaning: group, indicator, year.

import { make, missing } from "../shared/dom.js";
import { decimalsOf, formatNumber, unbroken } from "../shared/numbers.js";
import { capital } from "../shared/words.js";
import { column, framed, plain, printedCell, row } from "./table.js";
import { grouped } from "../shared/sorting.js";

/** @import { Opener } from "./many_units.js" */
/** @import { Group, Names, Note, Printed, Result } from "./types.js" */

/** Returns what people call a table or a figure, as a heading begins: «Tabell …». @param {string} id */
export const labelOf = (id) => capital(id).replace("-", " ");

/** @param {Result} result @param {Names} names @param {Note} note @param {Opener} opener */
export function besidePrinted(result, names, note, opener) {
  const tables = grouped(note.trykt, ({ tabell }) => tabell);
  const shown = [...tables].map(([id, values]) => table(id, values, result, names, opener));
  const words =
    "Dine tall er vektet: summen av resultatene delt på summen av inntektene. De trykte lenker til cella i notatet.";
  return (
    shown.some(Boolean) && [
      make("h3", { id: "notatets-tabeller" }, "Notatets tabeller med dine tall"),
      make("p.noter", words),
      shown,
    ]
  );
}

/** @param {string} id @param {Printed[]} printed @param {Result} result @param {Names} names @param {Opener} opener */
function table(id, printed, result, names, opener) {
  if (!printed.some((value) => own(value, result))) return null;
  const place = `apnet-${id}`;
  const columns = grouped(printed, ({ indikator, aar, utvalg }) =>
    JSON.stringify([indikator, aar, utvalg]),
  );
  const rows = grouped(printed, ({ rad, gruppe }) => JSON.stringify([rad, gruppe]));
  const headings = [...columns.values()].map(([{ indikator, aar, utvalg }]) =>
    make(
      "th",
      { scope: "colgroup", colspan: 2 },
      `${names.indikatorer[indikator].navn} ${aar}`,
      make("span.status", ` ${utvalg}`),
    ),
  );
  const head = [
    make("tr", make("td.hjorne", { rowspan: 2 }), headings),
    make("tr", ...headings.map(() => [column("Dine"), column("Trykt")])),
  ];
  const body = [...rows.values()].map((values) =>
    row(
      unbroken(values[0].rad) || "Kommunesektoren",
      [...columns.values()].map((inside) => {
        const value = values.find((one) => inside.includes(one));
        return pair(value, result, place, opener);
      }),
    ),
  );
  const name = labelOf(id);
  return [
    framed(name, head, make("tbody", body), {
      name: `${name} med dine tall`,
      kind: ".tabell--trykt",
    }),
    opener.panels.place(place),
  ];
}

/** @param {Printed | undefined} value @param {Result} result @param {string} place @param {Opener} opener */
function pair(value, result, place, opener) {
  if (!value) return [missing("mangler"), missing("mangler")];
  const decimals = decimalsOf(value.verdi);
  const group = own(value, result);
  return [
    group
      ? make("td.apner", opening(group, value.indikator, decimals, place, opener))
      : missing("mangler"),
    printedCell(value, formatNumber(value.verdi, decimals)),
  ];
}

/** Returns the own units' group of the same meaning, where it has the weighted figure; on the same basis if there is one. @param {Printed} value @param {Result} result */
function own({ gruppe, indikator, aar, grunnlag }, { grupper }) {
  const found = grupper.filter(
    (one) => one.id === gruppe && one.aar === aar && one[indikator]?.vektet,
  );
  return found.find(({ basis }) => basis === grunnlag) ?? found[0] ?? null;
}

/** Returns a group's weighted figure, which opens. @param {Group} group @param {string} indikator @param {number} decimals @param {string} place @param {Opener} opener */
export function opening(group, indikator, decimals, place, { panels, numbers }) {
  const words = formatNumber(group[indikator].vektet, decimals);
  return panels.button(words, place, () => numbers.open(group, indikator, "vektet", words));
}

const SHARES = "apnet-andeler";
const NETTO = "netto_driftsresultat";

/** @type {Record<string, (year: number) => string>} */
const SHARE_WORDS = {
  andel_negativ: (year) => `Negativt netto driftsresultat i ${year}`,
  andel_under_minus_2: (year) => `Lavere enn −2 prosent i ${year}`,
  andel_negativ_begge_aar: (year) => `Negativt både i ${year - 1} og ${year}`,
  andel_svakere: (year) => `Svakere i ${year} enn i ${year - 1}`,
};

/** @param {Result} result @param {Note} note @param {Opener} opener */
export function shares({ grupper }, note, { panels, numbers }) {
  const rows = grupper.flatMap((group) =>
    Object.entries(SHARE_WORDS).flatMap(([measure, wordsOf]) => {
      const { id, aar, [NETTO]: found } = group;
      const share = found?.[measure] ?? null;
      if (id !== "kommunene" || aar === null || share === null) return [];
      const printed = note.andeler.find((one) => one.maal === measure && one.aar === aar);
      const words = wordsOf(aar);
      const open = () => numbers.open(group, NETTO, measure, formatNumber(share), words);
      const value = panels.button(percent(share), SHARES, open);
      return [[words, value, printed ? percent(printed.pst) : "ikke trykt"]];
    }),
  );
  if (!rows.length) return null;
  return [
    make("h3", { id: "andeler" }, "Andeler av kommunene"),
    plain("Prosent av kommunene", ["Andel", "Dine", "Trykt"], rows, { kind: ".tabell--smal" }),
    panels.place(SHARES),
    make(
      "p.noter",
      "De trykte andelene gjelder kommunene i undersøkelsen, kommunekassen, og er anslag for det siste året.",
    ),
  ];
}

/** @param {string} exact */
const percent = (exact) => `${formatNumber(exact)} %`;
