// @ts-check
// What was understood, before the numbers: files, units, and each assumption with what changes it.

import { make } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";
import { field } from "./fields.js";
import { countUnits, nameOf, yearsOf } from "./result.js";
import { plain } from "./table.js";

/** @typedef {import("../shared/dom.js").Part} Part */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./store.js").State} State */
/** @typedef {import("./types.js").Assumption} Assumption */
/** @typedef {import("./types.js").Filing} Filing */
/** @typedef {import("./types.js").Names} Names */
/** @typedef {import("./types.js").Result} Result */

const DELIMITERS = /** @type {Record<string, string>} */ ({
  ";": "semikolon",
  ",": "komma",
  tab: "tabulator",
  "|": "loddrett strek",
});
const CODINGS = /** @type {Record<string, string>} */ ({
  "utf-8": "UTF-8",
  "utf-8-bom": "UTF-8 (BOM)",
  "utf-16": "UTF-16",
  cp1252: "Windows-1252",
  "iso-8859-1": "ISO-8859-1",
  cp865: "DOS (865)",
  "mac-roman": "Mac Roman",
  xlsx: "Excel",
});
const GROUPING = new Set(["folkegrenser", "folkemengde_dato"]);
const BASES = { kasse: "kommunekassen", konsern: "konsernet", ukjent: "ukjent grunnlag" };

/** @param {State} state @param {Session} session @returns {Part} */
export function understood({ result, names, chosen }, session) {
  if (!result) return null;
  return [
    make(
      "h2",
      { id: "slik-er-filen-lest" },
      result.filer.length > 1 ? "Slik er filene lest" : "Slik er filen lest",
    ),
    make("p", null, whatItIs(result, names)),
    filings(result.filer),
    make(
      "div.antakelser",
      null,
      [...asked(result, names, chosen), ...telling(result)].map((one) => assumption(one, session)),
    ),
  ];
}

/** Returns the assumptions that bear on these files: how groups are divided matters to several units only. @param {Result} result */
export function telling({ antakelser, enheter }) {
  const alone = countUnits(enheter) === 1;
  return antakelser.filter(({ id }) => !alone || !GROUPING.has(id));
}

/** Returns format, units, years and basis in a sentence or two. @param {Result} result @param {Names | null} names */
export function whatItIs(result, names) {
  const formats = result.format
    .split(" + ")
    .map((id) => names?.formater[id] ?? id)
    .join(" og ");
  if (!result.enheter.length)
    return `${formats || "Formatet er ikke gjenkjent"}. Ingen enheter er funnet.`;
  const count = countUnits(result.enheter);
  const who = count === 1 ? nameOf(result.enheter[0]) : `${formatNumber(String(count))} enheter`;
  const years = yearsOf(result.enheter).reverse();
  const bases = [...new Set(result.enheter.map((one) => BASES[one.basis]))];
  return `${formats}. ${[who, joined(years.map(String)), joined(bases)].filter(Boolean).join(", ")}.`;
}

/** @param {string[]} words */
function joined(words) {
  return words.length > 1
    ? `${words.slice(0, -1).join(", ")} og ${words.at(-1)}`
    : (words[0] ?? "");
}

/** @param {Filing[]} filings */
function filings(filings) {
  const rows = filings.map((one) => [
    make("bdi", null, one.navn),
    one.kodet ? (CODINGS[one.kodet] ?? one.kodet) : "ikke lest",
    (DELIMITERS[one.skilletegn] ?? one.skilletegn) || "ingen",
    ...[one.rader, one.lest, one.avvist].map((count) => formatNumber(String(count))),
  ]);
  return plain("Filer", ["Fil", "Tegnsett", "Skilletegn", "Rader", "Lest", "Avvist"], rows, {
    left: 3,
  });
}

/**
 * Returns what the page asks for by itself: what the comparison needs and the file does not say.
 *
 * @param {Result} result
 * @param {Names | null} names
 * @param {Record<string, string>} chosen
 * @returns {Assumption[]}
 */
function asked(result, names, chosen) {
  const [first] = result.enheter;
  if (!first || countUnits(result.enheter) > 1 || first.nivaa !== "kommune") return [];
  const said = new Set(result.antakelser.map((one) => one.id));
  const regions = (names?.landsdeler ?? []).map((one) => ({ verdi: one, etikett: one }));
  const wanted = [
    ["navn", first.navn, "Kommunen heter {}.", "Navnet er ikke kjent.", []],
    [
      "landsdel",
      first.landsdel,
      "Kommunen ligger i {}.",
      "Landsdelen er ikke kjent. Den trengs for tabell 6.",
      regions,
    ],
    [
      "folkemengde",
      first.folkemengde,
      "Kommunen har {} innbyggere.",
      "Folkemengden er ikke oppgitt. Den trengs for tabell 5.",
      [],
    ],
  ];
  return wanted
    .filter(([id, value]) => !said.has(String(id)) && (value === null || chosen[String(id)]))
    .map(([id, value, known, unknown, valg]) => ({
      id: String(id),
      tekst:
        value === null
          ? String(unknown)
          : String(known).replace(
              "{}",
              typeof value === "number" ? formatNumber(String(value)) : String(value),
            ),
      verdi: String(value ?? ""),
      grunn: value === null ? "" : "Valgt av deg.",
      valg: /** @type {Assumption["valg"]} */ (valg),
      oppgitt: Boolean(chosen[String(id)]),
    }));
}

/** @param {Assumption} one @param {Session} session */
function assumption(one, session) {
  const unknown = one.verdi === "";
  return make(
    `div.antakelse${unknown ? ".antakelse--ukjent" : ""}`,
    null,
    make(
      "p.antakelse__tekst",
      { id: `om-${one.id}` },
      one.tekst,
      " ",
      make("span.antakelse__grunn", null, one.grunn),
    ),
    make("div.antakelse__valg", null, field(one, session)),
  );
}
