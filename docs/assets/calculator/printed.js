// @ts-check
// The note's tables laid out as printed, each value with its own beside it; and the shares that its
// text gives. What is printed is found by its meaning: group, indicator, year.

import { make, missing } from "../shared/dom.js";
import { decimalsOf, formatNumber, unbroken } from "../shared/numbers.js";
import { capital } from "../shared/words.js";
import { column, framed, plain, printedCell, remarkNotes, row } from "./table.js";
import { grouped } from "../shared/sorting.js";

/** @import { Opener } from "./many_units.js" */
/** @import { Group, Names, Note, Printed, Result } from "./types.js" */

/** Returns what people call a table or a figure, as a heading begins: «Tabell …». @param {string} id */
export const labelOf = (id) => capital(id).replace("-", " ");

/** @param {Result} result @param {Names} names @param {Note} note @param {Opener} opener */
export function besidePrinted(result, names, note, opener) {
  const tables = grouped(note.trykt, ({ tabell }) => tabell);
  tables.delete(""); // what only the text prints
  const shown = [...tables].map(([id, values]) => table(id, values, result, names, note, opener));
  const words =
    "Dine tall er veid: summen av resultatene delt på summen av inntektene. De trykte lenker til cellen i notatet.";
  return (
    shown.some(Boolean) && [
      make("h3", { id: "notatets-tabeller" }, "Notatets tabeller med dine tall"),
      make("p.noter", words),
      shown,
    ]
  );
}

/** @param {string} id @param {Printed[]} printed @param {Result} result @param {Names} names @param {Note} note @param {Opener} opener */
function table(id, printed, result, names, note, opener) {
  if (!isShown(printed, result)) return null;
  const place = `apnet-${id}`;
  const columns = [...grouped(printed, ({ indikator, aar }) => `${indikator} ${aar}`).values()]
    .filter((values) => isShown(values, result))
    .map((values) => ({
      values,
      selections: [...new Set(values.map(({ utvalg }) => utvalg))],
    }));
  const rows = grouped(printed, ({ gruppe }) => gruppe);
  const nameOf = (/** @type {Printed} */ { rad, gruppe }) =>
    rows.size > 1 ? unbroken(rad) : capital(gruppe); // of one group, rows are named by indicator
  const head = [
    make(
      "tr",
      make("td.hjorne", { rowspan: 2 }),
      columns.map(({ values: [{ indikator, aar }], selections }) =>
        make(
          "th",
          { scope: "colgroup", colspan: 1 + selections.length },
          `${names.indikatorer[indikator].navn} ${aar}`,
        ),
      ),
    ),
    make(
      "tr",
      columns.map(({ selections }) => [
        column("Dine"),
        selections.map((one) => column(`Trykt, ${note.utvalg[one] ?? one}`)),
      ]),
    ),
  ];
  const body = [...rows.values()].map((values) =>
    row(
      nameOf(values[0]),
      columns.map(({ values: inside, selections }) => {
        const those = values.filter((one) => inside.includes(one));
        return cells(those, selections, result, place, opener);
      }),
    ),
  );
  const name = labelOf(id);
  return [
    framed(name, head, make("tbody", body), {
      name: `${name} med dine tall`,
      kind: ".tabell--trykt",
    }),
    remarkNotes(
      columns.flatMap(({ values }) =>
        values.map((one) => [`${nameOf(one)}, ${one.aar}`, one.merknad]),
      ),
    ),
    opener.panels.place(place),
  ];
}

/**
 * Returns the own value once, then what is printed of each selection: nothing of the reader's own
 * stands under a selection it may not be of.
 * @param {Printed[]} values Of one row, indicator and year. @param {string[]} selections
 * @param {Result} result @param {string} place @param {Opener} opener
 */
function cells(values, selections, result, place, opener) {
  const value = values.find((one) => own(one, result));
  const group = value && own(value, result);
  const decimals = Math.max(0, ...values.map(({ verdi }) => decimalsOf(verdi)));
  return [
    group
      ? make("td.apner", opening(group, value.indikator, decimals, place, opener))
      : missing("mangler"),
    selections.map((one) => {
      const printed = values.find(({ utvalg }) => utvalg === one);
      return printed
        ? printedCell(printed, formatNumber(printed.verdi, decimalsOf(printed.verdi)))
        : missing("ikke trykt");
    }),
  ];
}

/** Returns whether the reader's own units have any of the values. @param {Printed[]} printed @param {Result} result */
export const isShown = (printed, result) => printed.some((value) => own(value, result));

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

/** Indicator, share, and what it is in words. @type {[string, string, (year: number) => string][]} */
const SHARE_WORDS = [
  [NETTO, "andel_negativ", (year) => `Negativt netto driftsresultat i ${year}`],
  [NETTO, "andel_under_minus_2", (year) => `Lavere enn −2 prosent i ${year}`],
  [NETTO, "andel_negativ_begge_aar", (year) => `Negativt både i ${year - 1} og ${year}`],
  [NETTO, "andel_svakere", (year) => `Svakere i ${year} enn i ${year - 1}`],
  ["merforbruk", "andel_over_3", (year) => `Merforbruk over 3 prosent i ${year}`],
];

/** @param {Result} result @param {Note} note @param {Opener} opener */
export function shares({ grupper }, note, { panels, numbers }) {
  const rows = grupper.flatMap((group) =>
    SHARE_WORDS.flatMap(([indicator, measure, wordsOf]) => {
      const { id, aar, [indicator]: found } = group;
      const share = found?.[measure] ?? null;
      if (id !== "kommunene" || aar === null || share === null) return [];
      const printed = note.andeler.find((one) => one.maal === measure && one.aar === aar);
      const words = wordsOf(aar);
      const open = () => numbers.open(group, indicator, measure, formatNumber(share), words);
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
      `De trykte andelene gjelder ${note.utvalg.utvalget}, kommunekassen, og er anslag for det siste året.`,
    ),
  ];
}

/** @param {string} exact */
const percent = (exact) => `${formatNumber(exact)} %`;
