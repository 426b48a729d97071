// @ts-check
// «Slik er tallet regnet ut»: the formula, the lines and amounts that went in, and the rows they came from.

import { make } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";
import { placeButton } from "./viewer.js";

/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./types.js").Item} Item */
/** @typedef {import("./types.js").Names} Names */
/** @typedef {import("./types.js").Origin} Origin */
/** @typedef {import("./types.js").Unit} Unit */

const INCOME = "brutto_driftsinntekter";
const ROWS = 200;
const FEW = 2;

/**
 * Returns an indicator's explanation, folded.
 *
 * @param {string} id
 * @param {Unit} unit
 * @param {Names} names
 * @param {Session} session
 */
export function how(id, unit, names, session) {
  return make(
    "details.utregning",
    { id: `utregning-${id}` },
    make("summary", { "aria-describedby": `maal-${id}` }, "Vis utregningen"),
    explained(id, unit, names, session),
  );
}

/**
 * Returns an indicator's explanation: formula, lines with their rows, and the way to more about it.
 *
 * @param {string} id
 * @param {Unit} unit
 * @param {Names} names
 * @param {Session} session
 */
export function explained(id, unit, names, session) {
  const about = names.indikatorer[id];
  const lines = about.enhet === "prosent" ? [...new Set([...about.behov, INCOME])] : about.behov;
  return [
    make(
      "p.utregning__formel",
      null,
      about.formel,
      about.enhet === "prosent" && ", i prosent av brutto driftsinntekter",
    ),
    make(
      "ul.utregning__linjer",
      null,
      lines.map((line) => lineOf(line, unit, names, session, new Set())),
    ),
    make(
      "p.utregning__om",
      null,
      `${about.retning[0].toUpperCase()}${about.retning.slice(1)}. `,
      make("a", { href: `../${about.side}` }, "Om målet"),
    ),
  ];
}

/** Returns what something is, and at the line's end how much. @param {string} words @param {string} amount */
export function lineWith(words, amount) {
  return make(
    "span.utregning__linje",
    null,
    make("span", null, words),
    make("span.utregning__belop", null, amount),
  );
}

/**
 * @param {string} id
 * @param {Unit} unit
 * @param {Names} names
 * @param {Session} session
 * @param {Set<string>} above Lines this one is a part of: none is opened inside itself.
 * @returns {HTMLElement}
 */
function lineOf(id, unit, names, session, above) {
  const item = unit.poster[id];
  const { navn, linje } = names.poster[id];
  const amount = item && item.belop !== null ? formatNumber(item.belop) : "mangler";
  const parts = (item?.av ?? []).filter((part) => !above.has(part));
  const inside = new Set([...above, id]);
  return make(
    "li",
    null,
    lineWith(linje === null ? navn : `${linje} ${navn}`, amount),
    item?.mangler && make("p.utregning__grunn", null, item.mangler),
    item?.formel && make("p.utregning__grunn", null, `= ${item.formel}`),
    parts.length > 0 &&
      make(
        "ul",
        null,
        parts.map((part) => lineOf(part, unit, names, session, inside)),
      ),
    item?.opphav && rows(item, session),
  );
}

/** @param {Item} item @param {Session} session */
function rows({ opphav = [], rader }, session) {
  const shown = opphav.slice(0, ROWS);
  const more = rader - shown.length;
  const list = make(
    "ul.utregning__rader",
    null,
    shown.map((one) =>
      make(
        "li",
        null,
        make("span", null, place(one, session)),
        " ",
        make("code", null, make("bdi", null, one.tekst)),
      ),
    ),
    more > 0 &&
      make("li", null, `og ${formatNumber(String(more))} ${more === 1 ? "rad" : "rader"} til`),
  );
  if (rader <= FEW) return list;
  return make(
    "details.fold",
    null,
    make("summary", null, `${formatNumber(String(rader))} rader`),
    list,
  );
}

/** @param {Origin} one @param {Session} session */
function place(one, session) {
  return [
    make("bdi", null, one.fil),
    ", ",
    placeButton(one.fil, one.rad, session),
    one.kolonne && [", ", make("bdi", null, one.kolonne)],
  ];
}
