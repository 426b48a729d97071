// @ts-check
// What is shown, as files: exactly these rows in this order. What people open says itself what it is;
// a table for programs holds the table alone, and what it is stands in a text beside it.
import { asText, headed, number } from "../shared/csv.js";
import { lastSheets, loadWriter, workbook } from "../shared/workbook.js";
import { longDate } from "../shared/words.js";
import { minded } from "./table.js";
import { MEANS, SELECTIONS, sourceName } from "./words.js";

/** @import { Chosen } from "./choose.js" */
/** @import { Pack } from "./pack.js" */
/** @import { Cell, TableRow } from "./table.js" */
/** @import { Made } from "./view.js" */
/** @typedef {Made & {pack: Pack, rows: TableRow[], adresse: string, innebygd: string, egen: {navn: string, adresse: string} | null}} Shown What is on the page; `adresse` is this page's, `innebygd` of the one for frames, `egen` the page of the one unit that is chosen. */

/** The fields of a value's record, in order. @type {Record<string, (one: Chosen, cell: Cell, pack: Pack) => string>} */
const FIELDS = {
  maal: (one) => one.maal,
  maal_navn: (one, _, pack) => pack.maal.get(one.maal)?.etikett ?? "",
  hvem: (one) => one.hvem,
  hvem_navn: (one, _, pack) => pack.hvem.get(one.hvem)?.etikett ?? "",
  aar: (_, { aar }) => String(aar),
  verdi: (_, { verdi }) => verdi?.verdi ?? "",
  enhet: (one) => one.enhet,
  grunnlag: (one) => one.grunnlag,
  utvalg: (one) => one.utvalg,
  beregning: (one) => one.beregning,
  kilde: (one) => one.kilde,
  status: (_, { verdi }) => verdi?.status ?? "",
  fotnoter: (_, { verdi }) => verdi?.fotnoter ?? "",
  linje: (_, { verdi }) => (verdi?.linje ? String(verdi.linje) : ""),
  celle: (_, { verdi }) => verdi?.celle ?? "",
  merknad: (_, { verdi }) => minded(verdi),
};
const COLUMNS = Object.keys(FIELDS);
const NUMBERS = new Set(["aar", "verdi", "linje"]);

/** Return one record a value, every field as text. @param {Shown} shown @returns {Record<string, string>[]} */
function records({ pack, rows }) {
  return rows.flatMap(({ celler }) =>
    celler.flatMap((cell) => {
      const { serie } = cell;
      const fields = Object.entries(FIELDS);
      return serie
        ? [Object.fromEntries(fields.map(([name, of]) => [name, of(serie, cell, pack)]))]
        : [];
    }),
  );
}

/** Return UTF-8 CSV with comma, point and LF: one row a value. @param {Shown} shown */
export function csv(shown) {
  const rows = records(shown).map((one) =>
    COLUMNS.map((name) => (name === "verdi" ? number(one.verdi) : one[name])),
  );
  return asText([COLUMNS, ...rows], "lf");
}

/** Return CSV for a Norwegian spreadsheet: the table as shown below what it is, semicolon, decimal
 * comma, byte-order mark. @param {Shown} shown */
export function excel(shown) {
  const om = about(shown);
  const lead = [om.tittel, ...om.innhold, ...om.merknader, om.kilde, om.adresse, om.lisens];
  return asText(headed(lead.filter(Boolean), tableRows(shown)), "excel");
}

/** Return the same as a workbook, with every value and all that is known of it on a sheet of its own.
 * @param {Shown} shown */
export async function xlsx(shown) {
  const om = about(shown);
  const data = records(shown).map((one) =>
    COLUMNS.map((name) => (NUMBERS.has(name) ? number(one[name]) : one[name] || null)),
  );
  return workbook(await loadWriter(), [
    {
      navn: "Tabell",
      rader: tableRows(shown),
      hoder: 1,
      over: [om.tittel, ...om.innhold],
      under: [...om.merknader, om.kilde].filter(Boolean),
    },
    {
      navn: "Data",
      rader: [COLUMNS.map((tekst) => ({ tekst, stil: "radhode" })), ...data],
      hoder: 1,
    },
    ...lastSheets(
      [...om.merknader, "Et tomt felt betyr at tallet mangler, ikke null."],
      [
        ["Tittel", om.tittel],
        ["Innhold", om.innhold.join(" ")],
        ["Kilde", om.kilde],
        ["Vilkår", om.lisens],
        ["Merknader", om.merknader.join(" ")],
        ["Notatet", om.notat],
        ["Henvisning", om.henvisning],
        ["Adresse", om.adresse],
      ],
    ),
  ]);
}

/** Return the table as shown, with its remarks in a last column if it has any.
 * @param {Shown} shown @returns {import("../shared/csv.js").Cell[][]} */
function tableRows({ table, rows }) {
  const names = table.kolonner.map((one) => one.navn);
  const remarked = rows.some(({ celler }) => celler.some(({ verdi }) => minded(verdi)));
  const last = (/** @type {string} */ words) => (remarked ? [words] : []);
  const body = rows.map(({ celler }) => [
    ...celler.map((cell) => (cell.serie ? number(cell.verdi?.verdi) : cell.tekst)),
    ...last(remarksOf(celler, names)),
  ]);
  const stil = (/** @type {number} */ at) =>
    table.kolonner[at]?.slag === "tall" ? "hode" : "radhode";
  return [[...names, ...last("Merknad")].map((tekst, at) => ({ tekst, stil: stil(at) })), ...body];
}

/** Return the remarks of a row, each after its column's name. @param {Cell[]} cells @param {string[]} names */
const remarksOf = (cells, names) =>
  cells
    .flatMap(({ verdi }, place) => (minded(verdi) ? [`${names[place]}: ${minded(verdi)}`] : []))
    .join(" ");

/** Return the numbers and what they are. @param {Shown} shown */
export const json = (shown) =>
  `${JSON.stringify({ om: about(shown), rader: records(shown) }, null, 2)}\n`;

/** @param {Shown} shown */
function about({ pack: { notat }, tittel, drawn, merknader, kilde, sitat, lisens, adresse }) {
  return {
    tittel,
    innhold: drawn.map((one) => one.undertittel),
    merknader,
    kilde,
    notat: `${notat.tittel}. Notat til ${notat.mote}, ${longDate(notat.dato)}`,
    notatdato: notat.dato,
    adresse,
    verdier:
      "Desimaltekst med punktum, slik de er vist; et tomt felt betyr at tallet mangler, ikke null",
    henvisning: `${sitat} ${adresse}`,
    lisens,
  };
}

/** Return the text that goes with a table file. @param {Shown} shown */
export function readme(shown) {
  const om = about(shown);
  const all = records(shown);
  const codes = (/** @type {string} */ field, /** @type {(code: string) => string} */ words) => {
    const found = [...new Set(all.map((one) => one[field]))].filter(Boolean);
    const lines = found.map((code) => `  ${code}: ${words(code)}`);
    return lines.length > 0 ? [`I kolonnen ${field}:`, ...lines] : [];
  };
  return [
    om.tittel,
    "",
    ...om.innhold,
    ...om.merknader.map((one) => `Merk: ${one}`),
    om.kilde,
    `Notatet: ${om.notat} (${om.notatdato})`,
    `Adresse: ${om.adresse}`,
    `Lisens: ${om.lisens}`,
    "",
    `I kolonnen verdi: ${om.verdier}.`,
    ...codes("kilde", (code) => sourceName(shown.pack, code)),
    ...codes("utvalg", (code) => SELECTIONS[code] ?? code),
    ...codes("beregning", (code) => MEANS[code] ?? code),
    "",
  ].join("\n");
}
