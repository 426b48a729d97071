// @ts-check
// What is wrong in the files, the most serious first: where, what was found, and what to do.

import { fold, make } from "../shared/dom.js";
import { plain } from "./table.js";
import { placeButton } from "./viewer.js";

/** @import { Part } from "../shared/dom.js" */
/** @import { Session } from "./session.js" */
/** @import { State } from "./store.js" */
/** @import { Problem } from "./types.js" */

/** @type {[Problem["alvor"], string, string, string][]} */
const SEVERITIES = [
  ["feil", "Feil", "feil", "feil"],
  ["advarsel", "Advarsel", "advarsel", "advarsler"],
  ["info", "Til orientering", "til orientering", "til orientering"],
];
const FEW = 8;

/** @param {State} state @param {Session} session @returns {Part} */
export function problems({ result }, session) {
  if (!result?.problemer.length) return null;
  const sorted = SEVERITIES.flatMap(([kind]) => of(kind, result.problemer));
  const folded = sorted[0].alvor === "info";
  const shown = folded ? [] : sorted.slice(0, FEW);
  const rest = sorted.slice(shown.length);
  const more = rest.length === 1 ? "Vis merknaden" : `Vis de ${rest.length}`;
  return [
    make("h2", { id: "merknader" }, "Merknader"),
    make("p", tally(result.problemer), folded ? "" : " Gode rader er regnet med likevel."),
    shown.length > 0 && table(shown, "Det viktigste først", session),
    rest.length > 0 &&
      fold(
        folded ? more : `Vis ${rest.length} til`,
        { id: "flere-merknader" },
        table(rest, folded ? "Til orientering" : "Resten", session),
      ),
  ];
}

/** @param {Problem["alvor"]} kind @param {Problem[]} all */
const of = (kind, all) => all.filter(({ alvor }) => alvor === kind);

/** Returns how many there are of each kind. @param {Problem[]} all */
export function tally(all) {
  const counts = SEVERITIES.map(([kind, , one, several]) => {
    const many = of(kind, all).length;
    return many && `${many} ${many === 1 ? one : several}`;
  });
  return `${counts.filter(Boolean).join(", ")}.`;
}

/** @param {Problem[]} shown @param {string} caption @param {Session} session */
function table(shown, caption, session) {
  const rows = shown.map((one) => [
    make(`span.alvor.alvor--${one.alvor}`, SEVERITIES.find(([kind]) => kind === one.alvor)?.[1]),
    where(one, session),
    one.verdi === null ? "" : make("bdi.verdi", one.verdi),
    make("span", one.melding),
  ]);
  const headings = ["Alvor", "Sted", "Verdi", "Hva, og hva du kan gjøre"];
  return plain(caption, headings, rows, { left: 4, kind: ".tabell--merknader" });
}

/** @param {Problem} one @param {Session} session */
function where({ fil, rad, kolonne }, session) {
  const row = rad !== null && (fil ? placeButton(fil, rad, session) : `rad ${rad}`);
  return [
    fil && make("bdi.sted__fil", fil),
    row,
    kolonne && [row ? ", " : "", make("bdi", kolonne)],
  ];
}
