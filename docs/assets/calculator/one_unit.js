// @ts-check
// The results of one unit: a plain sentence, the four indicators, then each held against the note.

import { make } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";
import { besideTheNote } from "./comparison.js";
import { colophon } from "./print_footer.js";
import { controls } from "./controls.js";
import { fund } from "./fund.js";
import { how } from "./derivation.js";
import { level } from "./level.js";
import { MANY, countUnits, nameOf } from "./result.js";
import { spread } from "./spread.js";
import { overYears } from "./years.js";

/** @typedef {import("../shared/dom.js").Part} Part */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./store.js").State} State */
/** @typedef {import("./types.js").Measured} Measured */
/** @typedef {import("./types.js").Result} Result */
/** @typedef {import("./types.js").Unit} Unit */

/** The indicators of the note, in its order. */
export const FOUR = [
  "netto_driftsresultat",
  "brutto_driftsresultat_eks_avskrivninger",
  "netto_driftsresultat_etter_bundne_avsetninger",
  "disposisjonsfond",
];

/** @param {State} state @param {Session} session @returns {Part} */
export function oneUnit(state, session) {
  const { result, names, beside } = state;
  const unit = result?.enheter[state.unit];
  if (!result || !names || !result.enheter.length) return null;
  if (!unit)
    return [
      make("h2", { id: "resultat", tabindex: "-1" }, "Én enhet"),
      make("p", null, "Velg en enhet i tabellen over, så vises den her."),
    ];
  return [
    make(
      "h2",
      { id: "resultat", tabindex: "-1" },
      `${nameOf(unit)}${unit.aar === null ? "" : ` ${unit.aar}`}`,
    ),
    chooser(result, state.unit, session),
    make("p.setning", null, beside?.setning ?? ""),
    make(
      "ul.maal",
      null,
      FOUR.map((id) => figure(id, unit, state, session)),
    ),
    make(
      "div.ark",
      null,
      make(
        "div.ark__tabell",
        null,
        overYears(unit, result, names, FOUR),
        beside && besideTheNote(unit, result, names, beside),
      ),
      make(
        "div.ark__side",
        null,
        beside && [state.note && spread(unit, state.note, beside), level(unit, beside, session)],
        fund(unit, names),
        controls(result, names),
        colophon(state),
      ),
    ),
  ];
}

/** Returns the choice among few units and years, or of one unit's years among many. @param {Result} result @param {number} chosen @param {Session} session */
function chooser(result, chosen, session) {
  const many = countUnits(result.enheter) >= MANY;
  const several = !many && countUnits(result.enheter) > 1;
  const own = result.enheter[chosen];
  const offered = result.enheter
    .map((one, at) => ({ one, at }))
    .filter(
      ({ one }) =>
        !many || (one.kommunenummer_i_dag === own.kommunenummer_i_dag && one.navn === own.navn),
    );
  if (offered.length < 2) return null;
  const words = (/** @type {Unit} */ one) => [
    several && one.kommunenummer,
    several && one.navn,
    one.aar,
    one.basis !== "ukjent" && one.basis,
  ];
  const option = (/** @type {{ one: Unit, at: number }} */ { one, at }) =>
    make("option", { value: at, selected: at === chosen }, words(one).filter(Boolean).join(" "));
  const change = (/** @type {Event} */ event) =>
    session.show(Number(/** @type {HTMLSelectElement} */ (event.target).value));
  return make(
    "p.velger",
    null,
    make("label", { for: "regn-enhet" }, several ? "Enhet og år" : "År"),
    make("select", { id: "regn-enhet", change }, offered.map(option)),
  );
}

/** @param {string} id @param {Unit} unit @param {State} state @param {Session} session */
function figure(id, unit, { names, result }, session) {
  const found = unit.indikatorer[id];
  const about = names?.indikatorer[id];
  if (!found || !about || !names || !result) return null;
  return make(
    "li.maal__ett",
    null,
    make("p.maal__navn", { id: `maal-${id}` }, about.navn),
    value(found),
    how(id, unit, names, session),
  );
}

/** @param {Measured} found */
function value(found) {
  if (found.pst === null && found.belop === null)
    return make("p.maal__mangler", null, "Mangler. ", make("span", null, found.mangler));
  const amount = found.belop !== null && `${formatNumber(found.belop)} tusen kroner`;
  return [
    make(
      "p.maal__verdi",
      null,
      found.pst === null ? "–" : formatNumber(found.pst, 1),
      make("span", null, " %"),
    ),
    make("p.maal__belop", null, amount || "Beløpet mangler."),
  ];
}
