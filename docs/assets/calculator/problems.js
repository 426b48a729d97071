// @ts-check
// What is wrong in the files, the most serious first: where, what was found, and what to do.

import { fold, make } from "../shared/dom.js";
import { plain } from "./table.js";
import { placeButton } from "./viewer.js";

/** @import { Part } from "../shared/dom.js" */
/** @import { Session } from "./session.js" */
/** @import { State } from "./store.js" */
/** @import { Problem } from "./types.js" */

/** @typedef {Problem & { others: Problem[] }} Repeated */

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
  if (!result.enheter.length) return refusal(result.problemer, session);
  const sorted = SEVERITIES.flatMap(([kind]) => ofEachKind(of(kind, result.problemer)));
  const folded = sorted[0].alvor === "info" || result.sporsmal !== null; // nothing buries the answer
  if (folded) {
    const line = [make("strong", "Merknader: "), tally(result.problemer)];
    return [
      make("h2.skjult", { id: "merknader" }, "Merknader"),
      fold(line, { id: "flere-merknader" }, table(sorted, "Til orientering", session)),
    ];
  }
  const [shown, rest] = [sorted.slice(0, FEW), sorted.slice(FEW)];
  const refused = of("feil", result.problemer).some(({ rad }) => rad !== null);
  return [
    make("h2", { id: "merknader" }, "Merknader"),
    make("p", tally(result.problemer), refused && " Gode rader er regnet med likevel."),
    table(shown, "Det viktigste først", session),
    rest.length > 0 &&
      fold(`Vis ${rest.length} til`, { id: "flere-merknader" }, table(rest, "Resten", session)),
  ];
}

/** @param {Problem["alvor"]} kind @param {Problem[]} all */
const of = (kind, all) => all.filter(({ alvor }) => alvor === kind);

/** Returns why nothing could be computed, in sentences, and the rest folded. @param {Problem[]} all @param {Session} session */
function refusal(all, session) {
  const [wrong, others] = [of("feil", all), all.filter(({ alvor }) => alvor !== "feil")];
  const reasons = ofEachKind(wrong.length ? wrong : all);
  const rest = ofEachKind(wrong.length ? others : []);
  return [
    make("h2", { id: "merknader", tabindex: "-1" }, "Ikke regnet ut"),
    reasons.map((one) => make("div.avslag", make("p", one.melding), repeated(one, session))),
    rest.length > 0 &&
      fold(
        rest.length === 1 ? "Vis merknaden" : `Vis de ${rest.length} merknadene`,
        { id: "flere-merknader" },
        table(rest, "Til orientering", session),
      ),
  ];
}

/**
 * Returns the first remark of each code, with how many more there are of it.
 * @param {Problem[]} all @returns {Repeated[]}
 */
function ofEachKind(all) {
  const codes = [...new Set(all.map(({ kode }) => kode))];
  return codes.map((code) => {
    const [first, ...others] = all.filter(({ kode }) => kode === code);
    return { ...first, others };
  });
}

/** Returns how many there are of each kind. @param {Problem[]} all */
export function tally(all) {
  const counts = SEVERITIES.map(([kind, , one, several]) => {
    const many = of(kind, all).length;
    return many && `${many} ${many === 1 ? one : several}`;
  });
  return `${counts.filter(Boolean).join(", ")}.`;
}

/** @param {Repeated[]} shown @param {string} caption @param {Session} session */
function table(shown, caption, session) {
  const rows = shown.map((one) => [
    make(`span.alvor.alvor--${one.alvor}`, SEVERITIES.find(([kind]) => kind === one.alvor)?.[1]),
    where(one, session),
    one.verdi === null ? "" : make("bdi.verdi", one.verdi),
    [make("span", withoutPlace(one)), repeated(one, session)],
  ]);
  const headings = ["Alvor", "Sted", "Verdi", "Hva, og hva du kan gjøre"];
  return plain(caption, headings, rows, { left: 4, kind: ".tabell--merknader" });
}

/** Returns what a remark says without the file's name, which stands beside it. @param {Problem} one */
function withoutPlace({ melding, fil }) {
  const place = `${fil}: `;
  return melding.startsWith(place) ? melding.slice(place.length) : melding;
}

/** Returns the others of a code, folded: where each is, and its value. @param {Repeated} one @param {Session} session */
function repeated({ kode, others }, session) {
  if (!others.length) return null;
  const places = others.map((one) => {
    const value = one.verdi !== null && [" ", make("bdi.verdi", one.verdi)];
    const place = one.rad === null && !one.verdi ? one.melding : where(one, session);
    return make("li", place, value);
  });
  const words =
    others.length === 1 ? "Og ett til av samme slag" : `Og ${others.length} til av samme slag`;
  return fold(words, { id: `flere-${kode}` }, make("ul.steder", places));
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
