// @ts-check
// The results of many units: the note's tables redone on them, beside what is printed and drawn;
// the shares of its text; each unit a dot from last year to this; and every unit in a table.

import { make } from "../shared/dom.js";
import { listed } from "../shared/words.js";
import { beforeAndAfter } from "./before_after.js";
import { GroupNumbers } from "./breakdown.js";
import { Panels } from "./panels.js";
import { besidePrinted, isShown, labelOf, shares } from "./printed.js";
import { basesOf, countUnits, kindsOf, yearsOf } from "./result.js";
import { cloud } from "./scatter.js";
import { unitTable } from "./unit_table.js";
import { grouped } from "../shared/sorting.js";

/** @import { Part } from "../shared/dom.js" */
/** @import { Session } from "./session.js" */
/** @import { State } from "./store.js" */
/** @import { Note, Result } from "./types.js" */

/** What opens a number: the places they open in, and what they open to. @typedef {{ panels: Panels, numbers: GroupNumbers }} Opener */

/** @param {State} state @param {Session} session @returns {Part} */
export function manyUnits({ result, names, note }, session) {
  if (!result || !names || !note || countUnits(result.enheter) < 2) return null;
  const opener = { panels: new Panels(), numbers: new GroupNumbers(result, session) };
  return [
    make("h2", { id: "alle-enhetene", tabindex: "-1" }, `Alle ${kindsOf(result.enheter, "ne")}`),
    otherBasis(result, note),
    make(
      "p.noter.apner-tall",
      "Velg et tall med prikket understrek for å se formelen og kommunene bak.",
    ),
    besidePrinted(result, names, note, opener),
    beforeAndAfter(result, opener),
    shares(result, note, opener),
    yearsOf(result.enheter).length > 1 && cloud(result),
    unitTable(result, names, session, opener.panels),
  ];
}

/** @type {["kasse" | "konsern", string][]} */
const PRINTED_FOR = [
  ["kasse", "kommunekassen"],
  ["konsern", "konsernet"],
];

/** Returns what must be said where the bases differ. @param {Result} result @param {Note} note */
function otherBasis(result, { trykt }) {
  const { enheter } = result;
  const own = new Set(enheter.map(({ basis }) => basis));
  const tables = [...grouped(trykt, ({ tabell }) => tabell)].filter(([id]) => id);
  const said = PRINTED_FOR.filter(([basis]) => own.size > 1 || !own.has(basis)).flatMap(
    ([basis, words]) => {
      const of = tables
        .filter(([, values]) => values.every(({ grunnlag }) => grunnlag === basis))
        .filter(([, values]) => isShown(values, result))
        .map(([id]) => labelOf(id).toLowerCase());
      return of.length ? [`Tallene i ${listed(of)} er trykt for ${words}.`] : [];
    },
  );
  if (!said.length) return null;
  const basis =
    own.size === 1 && own.has("ukjent")
      ? "Grunnlaget for tallene dine er ukjent."
      : `Tallene dine gjelder ${basesOf(enheter)}.`;
  return make("p.varsel", `${said.join(" ")} ${basis} De kan ikke sammenlignes direkte.`);
}
