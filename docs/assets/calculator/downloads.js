// @ts-check
// What the reader takes away: the numbers as files or on the clipboard, the page on paper, and the
// file itself remembered on this machine, if asked to.

import { asText, headed, number, rounded } from "../shared/csv.js";
import { listed, longDate } from "../shared/words.js";
import { button, make } from "../shared/dom.js";
import { save, saveText } from "../shared/save.js";
import { lastSheets, loadWriter, workbook } from "../shared/workbook.js";
import { relevant, whatItIs } from "./assumptions.js";
import { tally } from "./problems.js";
import { NOT_REMEMBERED } from "./status.js";

/** @import { Cell } from "../shared/csv.js" */
/** @import { Part } from "../shared/dom.js" */
/** @import { Session } from "./session.js" */
/** @import { State } from "./store.js" */
/** @import { Names, Result, Unit } from "./types.js" */

const NAME = "regn-selv";

/** What only says how the bytes were read. */
const READING = new Set(["koding", "skilletegn", "desimaltegn"]);

/** What is said of numbers that are held back: of all there are, and of some of them. */
const LATER = "Tallene kan lastes ned når spørsmålet over er besvart.";
const WITHOUT_HELD =
  "Tall som er holdt tilbake, er ikke med. JSON kan lastes ned når spørsmålet over er besvart.";

/** @param {State} state @param {Session} session @returns {Part} */
export function downloads(state, session) {
  const { result, names, text, unit, remembered, files } = state;
  if (!result || !names || !result.enheter.length) return null;
  const one = result.enheter[unit];
  const { isHeld, isAnyShown } = heldBack(result);
  const rows = () => unitRows(result, names); // made when asked for
  const said = () => aboutFile(state).map(([term, words]) => `${term}: ${words}`);
  const excel = async () => save(`${NAME}.xlsx`, await bookOf(rows(), state));
  const csv = () => saveText(`${NAME}.csv`, asText(headed(said(), rows()), "excel"), "text/csv");
  const program = () => saveText(`${NAME}-program.csv`, asText(rows(), "csv"), "text/csv");
  const copy = () => session.copy(asText(one ? measureRows(one, names) : rows(), "tab"));
  const json = () => saveText(`${NAME}.json`, `${text}\n`, "application/json");
  const words =
    files.length > 1
      ? "Husk filene på denne maskinen til jeg fjerner dem"
      : "Husk filen på denne maskinen til jeg fjerner den";
  /** @type {HTMLInputElement} */
  const box = make("input", {
    type: "checkbox",
    id: "regn-husk",
    checked: remembered,
    change: () => session.remember(box.checked),
  });
  return [
    make("h2", { id: "ta-med" }, "Last ned tallene"),
    isHeld && make("p", { id: "ta-senere" }, isAnyShown ? WITHOUT_HELD : LATER),
    make(
      "p.knapperad",
      isAnyShown && [
        button("Kopier tallene", copy, { id: "ta-kopi" }),
        button("Excel", excel, { id: "ta-excel" }),
        button("CSV", csv, { id: "ta-csv" }),
        button("CSV for programmer", program, { id: "ta-program" }),
      ],
      !isHeld && button("JSON", json, { id: "ta-json" }),
      button("Skriv ut", () => window.print(), { id: "ta-trykk" }),
    ),
    make("p.noter", "Nettadressen inneholder innstillingene, aldri tallene."),
    make("p.husk", box, make("label", { for: "regn-husk" }, words)),
    state.notRemembered && make("p.noter", NOT_REMEMBERED),
  ];
}

/** Returns whether numbers of some units are held back, and whether those of others are shown. @param {Result} result */
export function heldBack({ enheter }) {
  const held = enheter.filter(({ tvil }) => tvil?.length);
  return { isHeld: held.length > 0, isAnyShown: held.length < enheter.length };
}

/** Returns a row for each unit, under a row of headings: amounts in 1000 kr, none held back. @param {Result} result @param {Names} names @returns {Cell[][]} */
export function unitRows(result, names) {
  const parts = { prosent: ["belop", "pst"], kroner: ["belop"], aar: ["aar"] };
  const headings = { belop: "_1000_kr", pst: "_prosent", aar: "" };
  const measures = Object.entries(names.indikatorer).flatMap(([id, { enhet }]) =>
    parts[enhet].map((part) => ({ id, part: /** @type {"belop" | "pst" | "aar"} */ (part) })),
  );
  const whole = (/** @type {number | null} */ value) =>
    number(value === null ? null : String(value));
  const head = [
    ..."kommunenummer navn aar nivaa basis landsdel folkemengde".split(" "),
    "brutto_driftsinntekter_1000_kr",
    ...measures.map(({ id, part }) => id + headings[part]),
  ];
  return [
    head,
    ...result.enheter.map((unit) => [
      unit.kommunenummer,
      unit.navn,
      whole(unit.aar),
      unit.nivaa,
      unit.basis,
      unit.landsdel,
      whole(unit.folkemengde),
      number(unit.tvil?.length ? null : unit.poster.brutto_driftsinntekter?.belop),
      // An amount ends; a share or a number of years need not, and JSON has all its digits.
      ...measures.map(({ id, part }) => {
        const value = unit.indikatorer[id][part];
        return part === "belop" ? number(value) : rounded(value);
      }),
    ]),
  ];
}

/** Returns one unit's measures, a row each, for the clipboard. @param {Unit} unit @param {Names} names @returns {Cell[][]} */
function measureRows({ navn, kommunenummer, aar, indikatorer }, names) {
  const who = [navn ?? kommunenummer, aar].filter(Boolean).join(" ");
  const rows = Object.entries(names.indikatorer)
    .filter(([, { enhet }]) => enhet === "prosent")
    .map(([id, one]) => [one.navn, number(indikatorer[id].belop), rounded(indikatorer[id].pst)]);
  return [[who, "1000 kr", "prosent"], ...rows];
}

/** Returns the numbers as a workbook, with what they are. @param {Cell[][]} rows @param {State} state */
async function bookOf([head, ...rows], state) {
  const names = head.map((tekst) => ({
    tekst: String(tekst),
    stil: /** @type {const} */ ("radhode"),
  }));
  const about = aboutFile(state);
  const notes = (state.result?.problemer ?? []).map(({ melding }) => melding);
  return workbook(await loadWriter(), [
    {
      navn: "Tall",
      rader: [names, ...rows],
      hoder: 1,
      over: ["Regn selv", "Beløp i 1000 kr, og prosent av brutto driftsinntekter."],
      under: about.map(([term, words]) => `${term}: ${words}`),
    },
    ...lastSheets(notes.length > 0 ? notes : ["Ingen merknader."], about),
  ]);
}

/** Returns what a sheet of paper, or a file that is sent on, must say by itself: the screen shows it
 * elsewhere. @param {State} state @returns {[string, string][]} */
function aboutFile({ result, names, note }) {
  if (!result || !note) return [];
  const assumed = relevant(result).filter(({ id }) => !READING.has(id));
  const { kilde, basis, status, kopi, laget } = note.fordeling;
  const date = longDate(note.notat.dato).replaceAll(" ", "\u00a0");
  /** @type {[string, string][]} */
  const rows = [
    ["Filer", `${listed(result.filer.map(({ navn }) => navn))}: ${whatItIs(result, names)}`],
    ["Lagt til grunn", assumed.map(({ tekst }) => tekst).join(" ")],
    ["Merknader", result.problemer.length ? tally(result.problemer) : "Ingen."],
    ["Trykte tall", `${note.notat.tittel}, notat ${date}. Det som er anslag, er merket.`],
    [
      "Kommunene",
      `${kilde}: ${basis}, ${status === "endelig" ? "endelige tall" : status}. ${kopi} ${laget}`,
    ],
  ];
  return rows.filter(([, words]) => words);
}

/** Returns the same below what is printed. @param {State} state */
export function printFooter(state) {
  const rows = aboutFile(state);
  return (
    rows.length > 0 &&
    make(
      "dl.ark-fot",
      ...rows.map(([name, words]) => make("div", make("dt", name), make("dd", words))),
    )
  );
}
