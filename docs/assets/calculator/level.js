// @ts-check
// What it takes in kroner to reach a level, and what the committee's level is not.

import { make } from "../shared/dom.js";
import { formatNumber, shown } from "../shared/numbers.js";
import { nameOf } from "./result.js";

/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./types.js").Beside} Beside */
/** @typedef {import("./types.js").Unit} Unit */

/** @param {Unit} unit @param {Beside} beside @param {Session} session */
export function level(unit, { nivaa }, session) {
  const percent = shown(nivaa.pst);
  const change = (/** @type {Event} */ event) =>
    session.level(/** @type {HTMLInputElement} */ (event.target).value);
  return [
    make("h3", { id: "veien-til-et-niva" }, "Veien til et nivå"),
    make(
      "p.velger",
      null,
      make("label", { for: "regn-niva" }, "Nivå, prosent av driftsinntektene"),
      make("input", {
        id: "regn-niva",
        type: "text",
        inputmode: "decimal",
        autocomplete: "off",
        value: percent,
        change,
      }),
    ),
    make("p.svar", { "aria-live": "polite" }, sentence(unit, nivaa, percent)),
    make(
      "p.noter",
      null,
      nivaa.er_utvalgets ? `${percent} prosent er utvalgets nivå. ${nivaa.om}` : nivaa.om,
    ),
  ];
}

/** @param {Unit} unit @param {Beside["nivaa"]} nivaa @param {string} percent */
function sentence(unit, { belop }, percent) {
  if (belop === null)
    return "Kan ikke regnes ut: driftsinntekter eller netto driftsresultat mangler.";
  const amount = formatNumber(belop.replace("-", ""));
  const way = belop.startsWith("-") ? "høyere enn det som gir" : "under det som gir";
  return [
    make("strong", null, `${amount} tusen kroner`),
    ` ${way} ${percent} prosent netto driftsresultat for ${nameOf(unit)}${unit.aar === null ? "" : ` i ${unit.aar}`}.`,
  ];
}
