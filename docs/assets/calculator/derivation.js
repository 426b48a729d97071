// @ts-check
// «Slik er tallet regnet ut»: the formula, the lines and amounts that went in, and the rows they came from.

import { fold, make } from "../shared/dom.js";
import { counted, formatNumber } from "../shared/numbers.js";
import { capital } from "../shared/words.js";
import { placeButton } from "./viewer.js";

/** @import { Session } from "./session.js" */
/** @import { Item, Names, Unit } from "./types.js" */

const INCOME = "brutto_driftsinntekter";
const ROWS = 200;
const FEW = 2;

/** Returns an indicator's explanation, folded. @param {string} id @param {Unit} unit @param {Names} names @param {Session} session */
export function how(id, unit, names, session) {
  // One that is opened goes below the others: it stays in sight.
  const toggle = () => explanation.open && explanation.scrollIntoView({ block: "nearest" });
  const explanation = make(
    "details.utregning",
    { id: `utregning-${id}`, toggle },
    make("summary", { "aria-describedby": `maal-${id}` }, "Vis utregningen"),
    explained(id, unit, names, session),
  );
  return explanation;
}

/**
 * Returns an indicator's explanation: formula, lines with their rows, and the way to more about it.
 * @param {string} id @param {Unit} unit @param {Names} names @param {Session} session
 */
export function explained(id, unit, names, session) {
  const { enhet, behov, formel, retning, side } = names.indikatorer[id];
  const share = enhet === "prosent";
  const lines = share ? [...new Set([...behov, INCOME])] : behov;
  return [
    make("p.utregning__formel", formel, share && ", i prosent av brutto driftsinntekter"),
    make("ul.utregning__linjer", ...lines.map((line) => lineOf(line, unit, names, session, []))),
    make("p.utregning__om", `${capital(retning)}. `, make("a", { href: `../${side}` }, "Om målet")),
  ];
}

/** Returns what something is, and at the line's end how much. @param {string} words @param {string} amount */
export const lineWith = (words, amount) =>
  make("span.utregning__linje", make("span", words), make("span.utregning__belop", amount));

/**
 * @param {string} id
 * @param {Unit} unit
 * @param {Names} names
 * @param {Session} session
 * @param {string[]} above Lines this one is a part of: none is opened inside itself.
 * @returns {HTMLElement}
 */
function lineOf(id, unit, names, session, above) {
  const item = unit.poster[id];
  const { navn, linje } = names.poster[id];
  const amount = item && item.belop !== null ? formatNumber(item.belop) : "mangler";
  const parts = (item?.av ?? []).filter((part) => !above.includes(part));
  const inside = parts.map((part) => lineOf(part, unit, names, session, [...above, id]));
  return make(
    "li",
    lineWith(linje === null ? navn : `${linje} ${navn}`, amount),
    item?.mangler && make("p.utregning__grunn", item.mangler),
    item?.formel && make("p.utregning__grunn", `= ${item.formel}`),
    inside.length > 0 && make("ul", inside),
    item?.opphav && rows(item, session),
  );
}

/** @param {Item} item @param {Session} session */
function rows({ opphav = [], rader }, session) {
  const shown = opphav.slice(0, ROWS);
  const more = rader - shown.length;
  const items = shown.map(({ fil, rad, kolonne, tekst }) => {
    const column = kolonne && [", ", make("bdi", kolonne)];
    const place = make("span", make("bdi", fil), ", ", placeButton(fil, rad, session), column);
    return make("li", place, " ", make("code", make("bdi", tekst)));
  });
  const rest = more > 0 && make("li", `og ${counted(more, "rad", "rader")} til`);
  const list = make("ul.utregning__rader", items, rest);
  const words = `${formatNumber(rader)} rader`;
  return rader <= FEW ? list : fold(words, {}, list);
}
