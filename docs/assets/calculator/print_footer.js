// @ts-check
// What a sheet of paper must say by itself: the files, the assumptions, and where the other numbers
// are from. The screen shows all of it elsewhere, so this is for print alone.

import { longDate } from "../shared/dates.js";
import { make } from "../shared/dom.js";
import { tally } from "./problems.js";
import { telling, whatItIs } from "./assumptions.js";

/** @typedef {import("./store.js").State} State */

/** What only says how the bytes were read. */
const READING = new Set(["koding", "skilletegn", "desimaltegn"]);

/** @param {State} state */
export function colophon({ result, names, note }) {
  if (!result || !note) return null;
  const assumed = telling(result)
    .filter(({ id }) => !READING.has(id))
    .map(({ tekst }) => tekst);
  const rows = [
    ["Filer", `${result.filer.map(({ navn }) => navn).join(" og ")}: ${whatItIs(result, names)}`],
    ["Lagt til grunn", assumed.join(" ")],
    ["Merknader", result.problemer.length ? tally(result.problemer) : "Ingen."],
    [
      "Trykte tall",
      `${note.notat.tittel}, notat ${longDate(note.notat.dato).replaceAll(" ", "\u00a0")}. Det som er anslag, er merket.`,
    ],
    [
      "Kommunene",
      `${note.fordeling.kilde}: ${note.fordeling.basis}, ${note.fordeling.status === "endelig" ? "endelige tall" : note.fordeling.status}.`,
    ],
  ];
  return make(
    "dl.ark-fot",
    null,
    rows.map(([name, words]) => words && [make("dt", null, name), make("dd", null, words)]),
  );
}
