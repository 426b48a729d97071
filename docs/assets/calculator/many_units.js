// @ts-check
// The results of many units: the note's tables 2, 5 and 6 and figure 3 redone on them, beside what
// is printed and drawn; the shares of section 3's text; figure 4; and every unit in a table.

import { make } from "../shared/dom.js";
import { beforeAndAfter } from "./before_after.js";
import { cloud } from "./scatter.js";
import { GroupNumbers } from "./group_number.js";
import { Panels } from "./panels.js";
import { besidePrinted } from "./printed.js";
import { basesOf, countUnits, yearsOf } from "./result.js";
import { shares } from "./shares.js";
import { unitTable } from "./unit_table.js";

/** @typedef {import("../shared/dom.js").Part} Part */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./store.js").State} State */
/** @typedef {import("./types.js").Result} Result */

/** What opens a number: the places they open in, and what they open to. @typedef {{ panels: Panels, numbers: GroupNumbers }} Opener */

/** @param {State} state @param {Session} session @returns {Part} */
export function manyUnits({ result, names, note, chosen }, session) {
  if (!result || !names || !note || countUnits(result.enheter) < 2) return null;
  const opener = { panels: new Panels(), numbers: new GroupNumbers(result, chosen, session) };
  return [
    make("h2", { id: "alle-enhetene" }, "Alle enhetene"),
    basis(result),
    make(
      "p.noter.apner-tall",
      null,
      "Tall med prikket strek åpner seg: formelen, summene og kommunene som gikk inn.",
    ),
    besidePrinted(result, names, note, opener),
    beforeAndAfter(result, opener),
    shares(result, note, opener),
    yearsOf(result.enheter).length > 1 && cloud(result),
    unitTable(result, names, session, opener.panels),
  ];
}

/** Returns what must be said where the bases differ. @param {Result} result */
function basis({ enheter }) {
  const own = new Set(enheter.map((one) => one.basis));
  if (own.size === 1 && own.has("kasse")) return null;
  return make(
    "p.varsel",
    null,
    `Tallene i tabell 2, 5 og 6 er trykt for kommunekassen. Dine er ${basesOf(enheter)}. De kan ikke sammenlignes direkte.`,
  );
}
