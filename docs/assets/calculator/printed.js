// @ts-check
// The note's tables laid out as printed, each value with its own beside it.

import { make, unseen } from "../shared/dom.js";
import { decimalsOf, formatNumber, unbroken } from "../shared/numbers.js";
import { framed } from "./table.js";

/** @typedef {import("./types.js").Group} Group */
/** @typedef {import("./types.js").Names} Names */
/** @typedef {import("./types.js").Note} Note */
/** @typedef {import("./types.js").Result} Result */
/** @typedef {import("./many_units.js").Opener} Opener */

/** @typedef {{ tabell: string, rad: string, gruppe: string, indikator: string, aar: number, utvalg: string, grunnlag: string, status: string, verdi: string, celle: string }} Printed */

/** Which division of the own units a printed group is. @type {Record<string, string>} */
const WHOLES = {
  kommunesektoren: "kommunesektoren",
  kommunene: "alle",
  fylkeskommunene: "fylkeskommuner",
  landet: "alle_uten_oslo",
};
const DIVISIONS = ["folkemengde", "landsdel"];
const TABLES = [
  ["tabell-2", "Tabell 2"],
  ["tabell-5", "Tabell 5"],
  ["tabell-6", "Tabell 6"],
  ["figur-3", "Figur 3"],
];

/** @param {Result} result @param {Names} names @param {Note} note @param {Opener} opener */
export function besidePrinted(result, names, note, opener) {
  const tables = TABLES.map(([id, name]) =>
    one(
      id,
      name,
      note.trykt.filter(({ tabell }) => tabell === id),
      result,
      names,
      opener,
    ),
  );
  return (
    tables.some(Boolean) && [
      make("h3", { id: "notatets-tabeller" }, "Notatets tabeller med dine tall"),
      make(
        "p.noter",
        null,
        "Dine tall er vektet: summen av resultatene delt på summen av inntektene. De trykte lenker til cella i notatet.",
      ),
      tables,
    ]
  );
}

/** @param {string} id @param {string} name @param {Printed[]} printed @param {Result} result @param {Names} names @param {Opener} opener */
function one(id, name, printed, result, names, opener) {
  const columns = unique(
    printed.map(({ indikator, aar, utvalg }) => JSON.stringify([indikator, aar, utvalg])),
  ).map((key) => JSON.parse(key));
  if (!printed.some((value) => own(value, result))) return null;
  const place = `apnet-${id}`;
  const rows = unique(printed.map(({ rad, gruppe }) => JSON.stringify([rad, gruppe]))).map((key) =>
    JSON.parse(key),
  );
  const head = [
    make(
      "tr",
      null,
      make("td.hjorne", { rowspan: 2 }),
      columns.map(([indikator, aar, utvalg]) =>
        make(
          "th",
          { scope: "colgroup", colspan: 2 },
          `${names.indikatorer[indikator].navn} ${aar}`,
          make("span.status", null, ` ${utvalg}`),
        ),
      ),
    ),
    make(
      "tr",
      null,
      columns.flatMap(() => [
        make("th", { scope: "col" }, "Dine"),
        make("th", { scope: "col" }, "Trykt"),
      ]),
    ),
  ];
  const body = make(
    "tbody",
    null,
    rows.map(([rad, gruppe]) =>
      make(
        "tr",
        null,
        make("th", { scope: "row" }, unbroken(rad) || "Kommunesektoren"),
        columns.flatMap((column) =>
          pair(
            printed.find((value) => sits(value, gruppe, rad, column)),
            result,
            place,
            opener,
          ),
        ),
      ),
    ),
  );
  return [
    framed(name, head, body, { name: `${name} med dine tall`, kind: ".tabell--fri.tabell--trykt" }),
    opener.panels.place(place),
  ];
}

/** @param {Printed} value @param {string} gruppe @param {string} rad @param {[string, number, string]} column */
function sits(value, gruppe, rad, [indikator, aar, utvalg]) {
  return (
    value.gruppe === gruppe &&
    value.rad === rad &&
    value.indikator === indikator &&
    value.aar === aar &&
    value.utvalg === utvalg
  );
}

/** @param {Printed | undefined} value @param {Result} result @param {string} place @param {Opener} opener */
function pair(value, result, place, opener) {
  if (!value) return [missing(), missing()];
  const decimals = decimalsOf(value.verdi);
  const group = own(value, result);
  return [
    group
      ? make("td.apner", null, opening(group, value.indikator, decimals, place, opener))
      : missing(),
    make(
      `td${value.status === "endelig" ? "" : ".anslag"}`,
      null,
      make("a.trykt", { href: `../${value.celle}` }, formatNumber(value.verdi, decimals)),
    ),
  ];
}

/** Returns the own units' group of the same kind and year, where it has the weighted figure. @param {Printed} value @param {Result} result */
function own(value, { grupper }) {
  const found = grupper.find((one) => one.aar === value.aar && isSame(one, value));
  return found?.[value.indikator]?.vektet ? found : null;
}

/** @param {Group} group @param {Printed} value */
function isSame(group, value) {
  const whole = WHOLES[value.gruppe];
  if (whole) return group.inndeling === whole;
  return DIVISIONS.includes(group.inndeling) && bare(group.gruppe) === bare(value.rad);
}

const bare = (/** @type {string} */ name) => name.replace(/\s/g, "");

/** Returns a group's weighted figure, which opens. @param {Group} group @param {string} indikator @param {number} decimals @param {string} place @param {Opener} opener */
export function opening(group, indikator, decimals, place, { panels, numbers }) {
  const words = formatNumber(group[indikator].vektet, decimals);
  return panels.button(words, place, () => numbers.open(group, indikator, "vektet", words));
}

function missing() {
  return make("td.mangler", null, make("span", { "aria-hidden": "true" }, ".."), unseen("mangler"));
}

/** @param {string[]} values */
function unique(values) {
  return [...new Set(values)];
}
