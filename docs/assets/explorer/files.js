// @ts-check
// What is shown, as files: exactly these rows in this order. A table file holds the table alone;
// what it is stands in a text beside it, and inside JSON.
import { DIALECTS, asText, number } from "../shared/csv.js";
import { longDate } from "../shared/dates.js";
import { MEANS, SELECTIONS, sourceName } from "./words.js";

/** @typedef {import("./pack.js").Pack} Pack */
/** @typedef {import("./table.js").Table} Table */
/** @typedef {import("./table.js").TableRow} TableRow */
/** @typedef {{tittel: string, undertitler: string[], merknader: string[], kilde: string, adresse: string, beskrivelser: string[]}} About */

const COLUMNS = [
  "maal",
  "maal_navn",
  "hvem",
  "hvem_navn",
  "aar",
  "verdi",
  "enhet",
  "grunnlag",
  "utvalg",
  "beregning",
  "kilde",
  "status",
  "fotnoter",
  "linje",
  "celle",
];
const CSV = { ...DIALECTS.csv, end: "\n" };

/**
 * Return one record a value, every field as text.
 * @param {Pack} pack
 * @param {TableRow[]} rows
 * @returns {Record<string, string>[]}
 */
function records(pack, rows) {
  return rows.flatMap(({ celler }) =>
    celler.flatMap((cell) => {
      const one = cell.serie;
      if (!one) return [];
      const value = cell.verdi;
      return [
        {
          maal: one.maal,
          maal_navn: pack.maal.get(one.maal)?.etikett ?? "",
          hvem: one.hvem,
          hvem_navn: pack.hvem.get(one.hvem)?.etikett ?? "",
          aar: String(cell.aar),
          verdi: value?.verdi ?? "",
          enhet: one.enhet,
          grunnlag: one.grunnlag,
          utvalg: one.utvalg,
          beregning: one.beregning,
          kilde: one.kilde,
          status: value?.status ?? "",
          fotnoter: value?.fotnoter ?? "",
          linje: value?.linje ? String(value.linje) : "",
          celle: value?.celle ?? "",
        },
      ];
    }),
  );
}

/** Return UTF-8 CSV with comma, point and LF: one row a value. @param {Pack} pack @param {TableRow[]} rows */
export function csv(pack, rows) {
  return asText(
    [
      COLUMNS,
      ...records(pack, rows).map((one) =>
        COLUMNS.map((name) => (name === "verdi" ? number(one.verdi) : one[name])),
      ),
    ],
    CSV,
  );
}

/** Return CSV for a Norwegian Excel: the table as shown, semicolon, decimal comma, byte-order mark.
 * @param {Table} table @param {TableRow[]} rows */
export function excel(table, rows) {
  return asText(
    [
      table.kolonner.map((one) => one.navn),
      ...rows.map(({ celler }) =>
        celler.map((cell) => (cell.serie ? number(cell.verdi?.verdi) : cell.tekst)),
      ),
    ],
    DIALECTS.excel,
  );
}

/** @param {Pack} pack @param {TableRow[]} rows @param {About} about */
export function json(pack, rows, about) {
  return `${JSON.stringify({ om: aboutRecord(pack, about), rader: records(pack, rows) }, null, 2)}\n`;
}

/** @param {Pack} pack @param {About} about */
function aboutRecord(pack, about) {
  const { notat } = pack;
  return {
    tittel: about.tittel,
    innhold: about.undertitler,
    merknader: about.merknader,
    kilde: about.kilde,
    notat: `${notat.tittel}. Notat til ${notat.mote}, ${longDate(notat.dato)}`,
    notatdato: notat.dato,
    adresse: about.adresse,
    verdier:
      "Desimaltekst med punktum, slik de er vist; et tomt felt betyr at tallet mangler, ikke null",
    lisens: "CC BY 4.0",
  };
}

/** Return the text that goes with a table file. @param {Pack} pack @param {About} about @param {TableRow[]} rows */
export function readme(pack, about, rows) {
  const record = aboutRecord(pack, about);
  const codes = [...new Set(records(pack, rows).map((one) => one.utvalg))]
    .filter(Boolean)
    .map((one) => `  ${one}: ${SELECTIONS[one] ?? one}`);
  const means = [...new Set(records(pack, rows).map((one) => one.beregning))]
    .filter(Boolean)
    .map((one) => `  ${one}: ${MEANS[one] ?? one}`);
  const sources = [...new Set(records(pack, rows).map((one) => one.kilde))].map(
    (one) => `  ${one}: ${sourceName(pack, one)}`,
  );
  return [
    record.tittel,
    "",
    ...record.innhold,
    ...record.merknader.map((one) => `Merk: ${one}`),
    record.kilde,
    `Notatet: ${record.notat} (${record.notatdato})`,
    `Adresse: ${record.adresse}`,
    `Lisens: ${record.lisens}`,
    "",
    `I kolonnen verdi: ${record.verdier}.`,
    ...(sources.length > 0 ? ["I kolonnen kilde:", ...sources] : []),
    ...(codes.length > 0 ? ["I kolonnen utvalg:", ...codes] : []),
    ...(means.length > 0 ? ["I kolonnen beregning:", ...means] : []),
    "",
  ].join("\n");
}
