// @ts-check
// The results of one unit: a plain sentence, the main indicators, then each compared with the note,
// with all municipalities and with a level.

import { fold, make } from "../shared/dom.js";
import { formatNumber, shown } from "../shared/numbers.js";
import { besideTheNote } from "./comparison.js";
import { how } from "./derivation.js";
import { printFooter } from "./downloads.js";
import { MANY, countUnits, mainMeasures, nameOf, sameName, withYear } from "./result.js";
import { spread } from "./spread.js";
import { plain } from "./table.js";
import { overYears } from "./years.js";

/** @import { Part } from "../shared/dom.js" */
/** @import { Session } from "./session.js" */
/** @import { State } from "./store.js" */
/** @import { Comparison, Names, Result, Unit } from "./types.js" */

const LINES = 4; // as many as the chart over years has colours

/** @param {State} state @param {Session} session @returns {Part} */
export function oneUnit(state, session) {
  const { result, names, beside, note } = state;
  const unit = result?.enheter[state.unit];
  if (!result || !names || !result.enheter.length) return null;
  const heading = (/** @type {string} */ words) =>
    make("h2", { id: "resultat", tabindex: "-1" }, words);
  if (!unit)
    return [heading("Én enhet"), make("p", "Velg en enhet i tabellen over, så vises den her.")];
  const measures = mainMeasures(names);
  return [
    heading(withYear(unit)),
    chooser(result, state.unit, session),
    make("p.setning", beside?.setning ?? ""),
    make("ul.maal", ...measures.map((id) => figure(id, unit, names, session))),
    make(
      "div.ark",
      make(
        "div.ark__tabell",
        overYears(unit, result, names, measures.slice(0, LINES)),
        beside && besideTheNote(unit, result, names, beside),
      ),
      make(
        "div.ark__side",
        beside && [note && spread(unit, note, beside), level(unit, beside, session)],
        fund(unit, names),
        controls(result, names),
        printFooter(state),
      ),
    ),
  ];
}

/** Returns the choice among few units and years, or of one unit's years among many. @param {Result} result @param {number} chosen @param {Session} session */
function chooser({ enheter }, chosen, session) {
  const many = countUnits(enheter) >= MANY;
  const several = !many && countUnits(enheter) > 1;
  const words = (/** @type {Unit} */ { kommunenummer, navn, aar, basis }) => [
    several && kommunenummer,
    several && navn,
    aar,
    basis !== "ukjent" && basis,
  ];
  const options = enheter.flatMap((one, value) => {
    if (many && sameName(one) !== sameName(enheter[chosen])) return [];
    const name = words(one).filter(Boolean).join(" ");
    return [make("option", { value, selected: value === chosen }, name)];
  });
  const change = () => session.show(Number(select.value));
  /** @type {HTMLSelectElement} */
  const select = make("select", { id: "regn-enhet", change }, options);
  const label = make("label", { for: "regn-enhet" }, several ? "Enhet og år" : "År");
  return options.length > 1 && make("p.velger", label, select);
}

/** @param {string} id @param {Unit} unit @param {Names} names @param {Session} session */
function figure(id, unit, names, session) {
  const { pst, belop, mangler } = unit.indikatorer[id];
  const value =
    pst === null && belop === null
      ? make("p.maal__mangler", "Mangler. ", make("span", mangler))
      : [
          make("p.maal__verdi", pst === null ? "–" : formatNumber(pst, 1), make("span", " %")),
          make(
            "p.maal__belop",
            belop === null ? "Beløpet mangler." : `${formatNumber(belop)} tusen kroner`,
          ),
        ];
  const name = make("p.maal__navn", { id: `maal-${id}` }, names.indikatorer[id].navn);
  return make("li.maal__ett", name, value, how(id, unit, names, session));
}

/** Returns what it takes in kroner to reach a level, and what the committee's level is not. @param {Unit} unit @param {Comparison} found @param {Session} session */
function level(unit, { nivaa: { pst, belop, er_utvalgets, om } }, session) {
  const percent = shown(pst);
  const change = () => session.level(input.value);
  /** @type {HTMLInputElement} */
  const input = make("input", {
    id: "regn-niva",
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    value: percent,
    change,
  });
  const above = belop?.startsWith("-");
  const year = unit.aar === null ? "" : ` i ${unit.aar}`;
  const answer =
    belop === null
      ? "Kan ikke regnes ut: driftsinntekter eller netto driftsresultat mangler."
      : [
          make("strong", `${formatNumber(belop.replace("-", ""))} tusen kroner`),
          ` ${above ? "høyere enn det" : "under det"} som gir ${percent} prosent netto driftsresultat for ${nameOf(unit)}${year}.`,
        ];
  return [
    make("h3", { id: "veien-til-et-niva" }, "Veien til et nivå"),
    make(
      "p.velger",
      make("label", { for: "regn-niva" }, "Nivå, prosent av driftsinntektene"),
      input,
    ),
    make("p.svar", { "aria-live": "polite" }, answer),
    make("p.noter", er_utvalgets ? `${percent} prosent er utvalgets nivå. ${om}` : om),
  ];
}

/** Returns how long the fund lasts, when the result stays as it is. @param {Unit} unit @param {Names} names */
function fund({ indikatorer }, names) {
  const { aar, mangler } = indikatorer.aar_fondet_varer;
  const years = aar && make("strong", `${formatNumber(aar, 1)} år`);
  return [
    make("h3", { id: "hvor-lenge-fondet-varer" }, "Hvor lenge fondet varer"),
    years
      ? make("p.svar", years, " med et like stort underskudd hvert år.")
      : make("p", mangler ?? ""),
    make("p.noter", names.indikatorer.aar_fondet_varer.ikke_ment_for),
  ];
}

/** Returns the statistics office's numbered controls of a KOSTRA file: which hold, and which do not. @param {Result} result @param {Names} names */
function controls({ format, problemer }, { kontroller }) {
  if (!format.split(" + ").includes("kostra")) return null;
  const failures = kontroller.map(
    ({ kode }) => problemer.filter((one) => one.kode === kode).length,
  );
  const holding = failures.filter((many) => !many).length;
  const rows = kontroller.map(({ kode, navn }, at) => {
    const fault = make("span.alvor.alvor--feil", `${failures[at]} avvik`);
    return [kode, navn, failures[at] ? fault : "holder"];
  });
  return [
    make("h3", { id: "kostra-kontrollene" }, "KOSTRA-kontrollene"),
    make("p", `${holding} av ${rows.length} kontroller holder.`),
    fold(
      "Vis alle kontrollene",
      { id: "alle-kontroller" },
      plain("Kontroller av filuttrekket", ["Nr.", "Hva som skal holde", "Utfall"], rows, {
        left: 3,
        kind: ".tabell--kontroller",
      }),
    ),
  ];
}
