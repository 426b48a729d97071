// @ts-check
// What is wrong in the files, the most serious first: where, what was found, and what to do.

import { make } from "../shared/dom.js";
import { plain } from "./table.js";
import { placeButton } from "./viewer.js";

/** @typedef {import("../shared/dom.js").Part} Part */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./store.js").State} State */
/** @typedef {import("./types.js").Problem} Problem */

const ORDER = /** @type {const} */ (["feil", "advarsel", "info"]);
const WORDS = { feil: "Feil", advarsel: "Advarsel", info: "Til orientering" };
const FEW = 8;

/** @param {State} state @param {Session} session @returns {Part} */
export function problems({ result }, session) {
  if (!result?.problemer.length) return null;
  const sorted = ORDER.flatMap((kind) => result.problemer.filter((one) => one.alvor === kind));
  const serious = sorted.filter((one) => one.alvor !== "info");
  const folded = !serious.length;
  const shown = folded ? [] : sorted.slice(0, FEW);
  const rest = sorted.slice(shown.length);
  return [
    make("h2", { id: "merknader" }, "Merknader"),
    make(
      "p",
      null,
      tally(result.problemer),
      serious.length ? " Gode rader er regnet med likevel." : "",
    ),
    shown.length > 0 && table(shown, "Det viktigste først", session),
    rest.length > 0 &&
      make(
        "details.fold",
        { id: "flere-merknader" },
        make(
          "summary",
          null,
          shown.length
            ? `Vis ${rest.length} til`
            : `Vis ${rest.length === 1 ? "merknaden" : `de ${rest.length}`}`,
        ),
        table(rest, shown.length ? "Resten" : "Til orientering", session),
      ),
  ];
}

/** @param {Problem[]} all */
export function tally(all) {
  const count = (/** @type {string} */ kind) => all.filter((one) => one.alvor === kind).length;
  const told = [
    [count("feil"), "feil", "feil"],
    [count("advarsel"), "advarsel", "advarsler"],
    [count("info"), "til orientering", "til orientering"],
  ];
  return `${told
    .filter(([many]) => many)
    .map(([many, one, several]) => `${many} ${many === 1 ? one : several}`)
    .join(", ")}.`;
}

/** @param {Problem[]} shown @param {string} caption @param {Session} session */
function table(shown, caption, session) {
  const rows = shown.map((one) => [
    make(`span.alvor.alvor--${one.alvor}`, null, WORDS[one.alvor]),
    where(one, session),
    one.verdi === null ? "" : make("bdi.verdi", null, one.verdi),
    make("span", null, one.melding),
  ]);
  return plain(caption, ["Alvor", "Sted", "Verdi", "Hva, og hva du kan gjøre"], rows, {
    left: 4,
    kind: ".tabell--merknader",
  });
}

/** @param {Problem} one @param {Session} session */
function where(one, session) {
  const row =
    one.rad !== null && (one.fil ? placeButton(one.fil, one.rad, session) : `rad ${one.rad}`);
  return [
    one.fil && make("bdi.sted__fil", null, one.fil),
    row,
    one.kolonne && [row ? ", " : "", make("bdi", null, one.kolonne)],
  ];
}
