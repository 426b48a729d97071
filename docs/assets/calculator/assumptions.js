// @ts-check
// What was understood, before the numbers: files, units, and each assumption with what changes it.

import { fold, make } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";
import { capital, listed } from "../shared/words.js";
import { SETTINGS } from "./address.js";
import { countUnits, nameOf, unitsByYear, yearsOf } from "./result.js";
import { plain } from "./table.js";

/** @import { Part } from "../shared/dom.js" */
/** @import { Session } from "./session.js" */
/** @import { State } from "./store.js" */
/** @import { Assumption, Filing, Names, Result } from "./types.js" */
/** @typedef {Record<string, string>} Words */

/** @type {Words} */
const DELIMITERS = { ";": "semikolon", ",": "komma", tab: "tabulator", "|": "loddrett strek" };
/** @type {Words} */
const CODINGS = {
  "utf-8": "UTF-8",
  "utf-8-bom": "UTF-8 (BOM)",
  "utf-16": "UTF-16",
  cp1252: "Windows-1252",
  "iso-8859-1": "ISO-8859-1",
  cp865: "DOS (865)",
  "mac-roman": "Mac Roman",
  xlsx: "Excel",
  ods: "OpenDocument",
  html: "HTML",
  json: "JSON",
  xml: "XML-regneark",
};
const GROUPING = new Set(["folkegrenser", "folkemengde_dato"]);
const BASES = { kasse: "kommunekassen", konsern: "konsernet", ukjent: "ukjent grunnlag" };

/** @param {State} state @param {Session} session @returns {Part} */
export function understood({ result, names, chosen, example }, session) {
  if (!result) return null;
  const heading = result.filer.length > 1 ? "Slik er filene lest" : "Slik er filen lest";
  const all = [...asked(result, names, chosen), ...relevant(result)];
  if (!result.format && !all.length) return null; // not opened: why is said below
  return [
    make("h2.skjult", { id: "slik-er-filen-lest" }, heading),
    fold(
      inOneLine(result, names, all),
      { id: "lest-som" },
      filings(result.filer),
      make("div.antakelser", ...all.map((one) => assumption(ofExample(one, example), session))),
    ),
  ];
}

/** What of the reading is said in the one line: the choices that decide which numbers are taken. */
const DECIDING = ["ark", "kolonne", "belopsenhet"];

/** Returns how the files are read in one line, and what is not known of the unit. @param {Result} result @param {Names | null} names @param {Assumption[]} all */
function inOneLine(result, names, all) {
  const taken = DECIDING.flatMap((id) => all.filter((one) => one.id === id && one.verdi));
  const unknown = all
    .filter(({ id, verdi }) => id in LACKING && !verdi)
    .map(({ id }) => LACKING[id]);
  if (!result.enheter.length) return [whatItIs(result, names), " ", change()];
  return [
    make("strong", "Lest som: "),
    whatItIs(result, names),
    taken.map(({ id, verdi, valg }) => [" ", sentence(id, named(verdi, valg))]),
    unknown.length > 0 && ` ${capital(listed(unknown))} er ikke oppgitt.`,
    " ",
    change(),
  ];
}

const change = () => make("span.lest-som__endre", "Endre");

/** @type {Words} */
const LACKING = { navn: "navn", landsdel: "landsdel", folkemengde: "folkemengde" };

/** Returns the name of a value. @param {string} value @param {Assumption["valg"]} valg */
const named = (value, valg) => valg.find((one) => one.verdi === value)?.etikett ?? value;

/** @param {string} id @param {string} value */
function sentence(id, value) {
  if (id === "belopsenhet") return `Beløp i ${value}.`;
  return [id === "ark" ? "Ark «" : "Kolonne «", make("bdi", value), "»."];
}

/** Returns the assumptions that bear on these files: how groups are divided matters to several units only. @param {Result} result */
export function relevant({ antakelser, enheter }) {
  const alone = countUnits(enheter) === 1;
  return antakelser.filter(({ id }) => !alone || !GROUPING.has(id));
}

/** Returns format, units, years and basis in a sentence or two. @param {Result} result @param {Names | null} names */
export function whatItIs({ format, enheter, skjemaer }, names) {
  const nameOfFormat = (/** @type {string} */ id) => names?.formater[id] ?? id;
  const formats = format
    .split(" + ")
    .map((id) => [nameOfFormat(id), id === "kostra" && listed(skjemaer)].filter(Boolean).join(" "));
  if (!enheter.length)
    return formats[0]
      ? `Lest som «${formats.join("» og «")}», men ingen kommuner eller fylkeskommuner er funnet.`
      : "Formatet er ikke gjenkjent.";
  const years = yearsOf(enheter).reverse().map(String);
  const who =
    countUnits(enheter) === 1
      ? [nameOf(enheter[0]), listed(years)].filter(Boolean).join(", ")
      : unitsByYear(enheter);
  const bases = new Set(enheter.map((one) => BASES[one.basis]));
  const said = [who, listed(bases)].filter(Boolean).join(", ");
  return `${formats.join(" og ")}. ${said}.`;
}

/** @param {Filing[]} filings */
function filings(filings) {
  const rows = filings.map(({ navn, kodet, skilletegn, rader, lest, avvist }) => [
    make("bdi", navn),
    kodet ? (CODINGS[kodet] ?? kodet) : "ikke lest",
    (DELIMITERS[skilletegn] ?? skilletegn) || "ingen",
    ...[rader, lest, avvist].map((count) => formatNumber(count)),
  ]);
  const headings = ["Fil", "Tegnsett", "Skilletegn", "Rader", "Lest", "Avvist"];
  return plain("Filer", headings, rows, { left: 3 });
}

/** Returns what the page asks for by itself: what the comparison needs and the file does not say.
 * @param {Result} result @param {Names | null} names @param {Record<string, string>} chosen
 * @returns {Assumption[]} */
function asked({ enheter, antakelser }, names, chosen) {
  const [first] = enheter;
  if (!first || countUnits(enheter) > 1 || first.nivaa !== "kommune") return [];
  const regions = (names?.landsdeler ?? []).map((one) => ({ verdi: one, etikett: one }));
  const people = first.folkemengde === null ? null : String(first.folkemengde);
  /** @type {[string, string | null, string, string, Assumption["valg"]][]} */
  const wanted = [
    ["navn", first.navn, `Kommunen heter ${first.navn}.`, "Navnet er ikke kjent.", []],
    [
      "landsdel",
      first.landsdel,
      `Kommunen ligger i ${first.landsdel}.`,
      "Landsdelen er ikke kjent. Den trengs for å sammenligne med landsdelen.",
      regions,
    ],
    [
      "folkemengde",
      people,
      `Kommunen har ${people && formatNumber(people)} innbyggere.`,
      "Folkemengden er ikke oppgitt. Den trengs for å sammenligne med kommuner av samme størrelse.",
      [],
    ],
  ];
  return wanted
    .filter(([id]) => !antakelser.some((one) => one.id === id))
    .filter(([id, value]) => value === null || chosen[id])
    .map(([id, value, known, unknown, valg]) => ({
      id,
      tekst: value === null ? unknown : known,
      verdi: value ?? "",
      grunn: value === null ? "" : "Valgt av deg.",
      valg,
      oppgitt: Boolean(chosen[id]),
    }));
}

/** Returns an assumption that an example made as the example's, not as the reader's. @param {Assumption} one @param {Record<string, string>} example */
const ofExample = (one, example) =>
  one.oppgitt && example[one.id] === one.verdi ? { ...one, grunn: "Fra eksempelet." } : one;

/** @param {Assumption} one @param {Session} session */
function assumption(one, session) {
  const grounds = make("span.antakelse__grunn", one.grunn);
  return make(
    `div.antakelse${one.verdi === "" ? ".antakelse--ukjent" : ""}`,
    make("p.antakelse__tekst", { id: `om-${one.id}` }, one.tekst, " ", grounds),
    make("div.antakelse__valg", field(one, session)),
  );
}

/** Returns an assumption's control: a list where the values are known, else a line to write on. @param {Assumption} one @param {Session} session */
function field({ id, verdi, valg, oppgitt }, session) {
  const change = () => {
    const value = control.value.trim();
    session.choose(id, valg.find((one) => one.verdi === value)?.husk ?? value);
  };
  const properties = { id: `valg-${id}`, change, "aria-describedby": `om-${id}` };
  const known = valg.some((one) => one.verdi === verdi);
  const options = known ? valg : [{ verdi: "", etikett: verdi || "ikke valgt" }, ...valg];
  const option = (/** @type {import("./types.js").Choice} */ one) =>
    make("option", { value: one.verdi, selected: one.verdi === (known ? verdi : "") }, one.etikett);
  const undo = { id: `angre-${id}`, click: () => session.choose(id, "") };
  /** @type {HTMLSelectElement | HTMLInputElement} */
  const control = valg.length
    ? make("select", properties, options.map(option))
    : make("input", { ...properties, type: "text", autocomplete: "off", value: verdi });
  return [
    make("label", { for: properties.id }, SETTINGS[id] ?? id),
    control,
    oppgitt && make("button.lenkeknapp", undo, "Angre"),
  ];
}
