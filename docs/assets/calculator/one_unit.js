// @ts-check
// The results of one unit: a plain sentence, the main indicators, then each compared with the note,
// with all municipalities and with a level.

import { fold, make } from "../shared/dom.js";
import { formatNumber, kroner, levelWords, shown, tied } from "../shared/numbers.js";
import { besideTheNote } from "./comparison.js";
import { how } from "./derivation.js";
import { printFooter } from "./downloads.js";
import { MANY, countUnits, mainMeasures, sameName, withYear } from "./result.js";
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
    return [heading("Valgt kommune"), make("p", "Velg en i tabellen over, så vises den her.")];
  if (unit.tvil?.length)
    return [heading(withYear(unit)), chooser(result, state.unit, session), heldBack(unit, result)];
  const measures = mainMeasures(names);
  return [
    heading(withYear(unit)),
    chooser(result, state.unit, session),
    make("p.setning", tied(beside?.setning ?? "")),
    beside?.nivaa.belop && make("p.avstand", distance(unit, beside), " ", beside.nivaa.om),
    make("ul.maal", ...measures.map((id) => figure(id, unit, names, session))),
    make(
      "div.ark",
      make(
        "div.ark__tabell",
        overYears(unit, result, names, measures.slice(0, LINES)),
        beside && besideTheNote(unit, result, names, beside, note),
      ),
      make(
        "div.ark__side",
        beside && [note && spread(unit, note, beside), level(unit, beside, session)],
        fund(unit, names, session),
        shortfall(unit, names, session),
        controls(result, names),
      ),
    ),
    printFooter(state),
  ];
}

/** Returns why a unit's numbers are not shown. @param {Unit} unit @param {Result} result */
function heldBack({ tvil }, { problemer, sporsmal }) {
  if (sporsmal && tvil?.includes(sporsmal.kode))
    return make("p", "Tallene er holdt tilbake til spørsmålet over er besvart.");
  const reasons = problemer.filter(({ kode }) => tvil?.includes(kode));
  return [
    make("p", "Tallene er holdt tilbake, fordi de trolig er feil:"),
    make(
      "ul",
      ...[...new Set(reasons.map(({ melding }) => melding))].map((one) => make("li", one)),
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
  const label = make("label", { for: "regn-enhet" }, several ? "Kommune og år" : "År");
  return options.length > 1 && make("p.velger", label, select);
}

/** @param {string} id @param {Unit} unit @param {Names} names @param {Session} session */
function figure(id, unit, names, session) {
  const { pst, belop, mangler } = unit.indikatorer[id];
  const value =
    pst !== null
      ? [
          make("p.maal__verdi", formatNumber(pst, 1), make("span", " %")),
          make("p.maal__belop", belop === null ? "Beløpet mangler." : kroner(belop)),
        ]
      : belop !== null
        ? amountAlone(kroner(belop), mangler)
        : make("p.maal__mangler", "Mangler. ", make("span", mangler));
  const name = make("p.maal__navn", { id: `maal-${id}` }, names.indikatorer[id].navn);
  return make("li.maal__ett", name, value, how(id, unit, names, session));
}

/** Returns an amount large, and why there is no percentage. @param {string} amount @param {string} [why] */
function amountAlone(amount, why) {
  const [number, ...unit] = amount.split(" ");
  return [
    make("p.maal__verdi", number, make("span", ` ${unit.join(" ")}`)),
    make("p.maal__belop", why ?? "Prosenten mangler."),
  ];
}

/** Returns what it takes in kroner to reach a level. @param {Unit} unit @param {Pick<Comparison, "nivaa">} found */
function distance({ aar }, { nivaa: { pst, belop } }) {
  if (pst === null) return "";
  if (belop === null)
    return "Kan ikke regnes ut: driftsinntekter eller netto driftsresultat mangler.";
  const above = belop.startsWith("-");
  const [words, year] = [levelWords(pst), aar === null ? "" : ` i ${aar}`];
  return [
    above
      ? `Resultatet${year} var `
      : tied(`For å nå ${words} prosent måtte resultatet${year} vært `),
    make("strong", tied(kroner(belop.replace("-", "")))),
    above ? tied(` bedre enn det som gir ${words} prosent.`) : " bedre.",
  ];
}

/** Returns the distance to a level that the reader may choose, and what the committee's level is not. @param {Unit} unit @param {Comparison} found @param {Session} session */
function level(unit, { nivaa }, session) {
  const { pst, er_utvalgets, om } = nivaa;
  const [percent, words] = pst === null ? ["", ""] : [shown(pst), levelWords(pst)];
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
  return [
    make("h3", { id: "veien-til-et-niva" }, "Avstand til anbefalt nivå"),
    make(
      "p.velger",
      make("label", { for: "regn-niva" }, "Nivå, prosent av driftsinntektene"),
      input,
    ),
    make("p.svar", { "aria-live": "polite" }, distance(unit, { nivaa })),
    make(
      "p.noter",
      er_utvalgets
        ? `${words} prosent er TBUs nivå for ${unit.nivaa === "kommune" ? "kommunene" : "fylkeskommunene"}. ${om}`
        : om,
    ),
  ];
}

/** Returns how long the fund lasts, and by which measures. @param {Unit} unit @param {Names} names @param {Session} session */
function fund(unit, names, session) {
  const id = "aar_fondet_varer";
  const { aar, mangler } = unit.indikatorer[id];
  const { disposisjonsfond: own, netto_driftsresultat: result } = unit.indikatorer;
  const year = unit.aar === null ? "" : ` i ${unit.aar}`;
  const answer =
    aar && own.belop && result.belop
      ? make(
          "p.svar",
          `Disposisjonsfondet på ${kroner(own.belop)} dekker et negativt netto driftsresultat som${year}, ${kroner(result.belop.replace("-", ""))}, i `,
          make("strong", `${formatNumber(aar, 1)} år`),
          ".",
        )
      : make("p", mangler ?? "");
  return [
    make("h3", { id: "hvor-lenge-fondet-varer" }, "Hvor lenge fondet varer"),
    answer,
    make("p.noter", names.indikatorer[id].ikke_ment_for),
    how(id, unit, names, session),
  ];
}

/** Returns what is still to be covered, beside the limit of the law. @param {Unit} unit @param {Names} names @param {Session} session */
function shortfall(unit, names, session) {
  const id = "merforbruk";
  const { navn, grense, ikke_ment_for } = names.indikatorer[id];
  const { pst, belop, mangler } = unit.indikatorer[id];
  const limit = grense && shown(grense);
  const year = unit.aar === null ? "" : ` i ${unit.aar}`;
  const side = Number(pst) > Number(grense) ? "over" : "ikke over";
  const beside = limit && `Det er ${side} grensen på ${limit} prosent.`;
  const answer =
    pst === null || belop === null
      ? make("p", `${mangler ?? "Mangler i filen."} ${limit ? `Grensen er ${limit} prosent.` : ""}`)
      : make(
          "p.svar",
          make("strong", `${formatNumber(pst, 1)} prosent`),
          ` av driftsinntektene${year}, ${kroner(belop)}. ${beside ?? ""}`,
        );
  return [
    make("h3", { id: "merforbruk" }, navn),
    answer,
    make("p.noter", ikke_ment_for),
    how(id, unit, names, session),
  ];
}

/** Returns the statistics office's numbered controls of a KOSTRA file: which hold, which do not, and how many more there are. @param {Result} result @param {Names} names */
function controls({ format, problemer }, { kontroller, kontroller_finnes: all }) {
  if (!format.split(" + ").includes("kostra")) return null;
  const failures = kontroller.map(
    ({ kode }) => problemer.filter((one) => one.kode === kode).length,
  );
  const holding = failures.filter((many) => !many).length;
  const rows = kontroller.map(({ kode, navn }, at) => {
    const fault = make("span.alvor.alvor--feil", `${failures[at]} avvik`);
    return [kode, navn, failures[at] ? fault : "i orden"];
  });
  return [
    make("h3", { id: "kostra-kontrollene" }, "KOSTRA-kontrollene"),
    make(
      "p",
      holding === rows.length
        ? `Alle ${rows.length} kontrollene er i orden.`
        : `${holding} av ${rows.length} kontroller er i orden.`,
      ` Statistisk sentralbyrås kontrollprogram har ${all.antall} nummererte kontroller av årsregnskapet (${all.per}). De andre ${all.antall - rows.length} kjøres ikke her.`,
    ),
    fold(
      "Vis alle kontrollene",
      { id: "alle-kontroller" },
      plain("Kontroller av filuttrekket", ["Nr.", "Hva som kontrolleres", "Utfall"], rows, {
        left: 3,
        kind: ".tabell--kontroller",
      }),
    ),
  ];
}
