// @ts-check
// All municipalities on one line, with the unit's own mark: a tick for each, drawn as marks alone.
// The numbers it says are the core's; places on the line are for the eye.

import { make } from "./dom.js";
import { formatNumber } from "./numbers.js";
import { savePng, saveSvg } from "./picture.js";
import { nameOf } from "./result.js";
import { svg } from "./svg.js";

/** @typedef {import("./types.js").Beside} Beside */
/** @typedef {import("./types.js").Note} Note */
/** @typedef {import("./types.js").Unit} Unit */

const LOW = -10;
const HIGH = 15;
const HEIGHT = 74;
const EDGE = 0.4; // per cent of the width, so that the outermost ticks are whole

/** @param {Unit} unit @param {Note} note @param {Beside} beside */
export function spread(unit, { fordeling }, { plass }) {
  const own = unit.indikatorer.netto_driftsresultat.pst;
  if (!plass || own === null) return null;
  const others = fordeling.kommuner.filter(([, , year]) => year === plass.aar).map(([, , , , pst]) => Number(pst));
  const count = (/** @type {number} */ many) => formatNumber(String(many));
  const where = `${count(plass.hoyere)} av ${count(plass.antall)} kommuner hadde et høyere netto driftsresultat enn ${nameOf(unit)}, ${count(plass.lavere)} et lavere.`;
  const picture = strip(others, Number(own), `${formatNumber(own, 1)} prosent. ${where}`);
  return [
    make("h3", { id: "blant-alle-kommuner" }, "Blant alle kommuner"),
    make("figure.stripe", null,
      picture,
      make("figcaption", null, where, make("span.stripe__kilde", null,
        ` Netto driftsresultat ${plass.aar} i prosent av driftsinntektene, ${plass.basis}, endelige tall. Kommuner utenfor ${LOW} til ${HIGH} prosent står ytterst. Kilde: ${fordeling.kilde}.`.replace("-", "−"))),
      make("p.knapperad.knapperad--liten", null,
        make("button.lenkeknapp", { type: "button", id: "stripe-svg", click: () => saveSvg(picture, "blant-alle-kommuner") }, "Bildet som SVG"),
        make("button.lenkeknapp", { type: "button", id: "stripe-png", click: () => savePng(picture, "blant-alle-kommuner") }, "Bildet som PNG"))),
  ];
}

/** @param {number[]} others @param {number} own @param {string} said */
function strip(others, own, said) {
  const picture = /** @type {SVGSVGElement} */ (svg("svg", { width: "100%", height: HEIGHT, role: "img", "aria-label": said }));
  picture.append(svg("line", { x1: 0, x2: "100%", y1: 44, y2: 44, class: "stripe__akse" }));
  for (const one of others) picture.append(tick(one, 20, 44, "stripe__andre"));
  picture.append(tick(0, 12, 50, "stripe__null"), tick(own, 6, 50, "stripe__egen"));
  for (let at = LOW; at <= HIGH; at += 5) picture.append(label(at));
  return picture;
}

/** @param {number} pst @param {number} y1 @param {number} y2 @param {string} kind */
function tick(pst, y1, y2, kind) {
  return svg("line", { x1: across(pst), x2: across(pst), y1, y2, class: kind });
}

/** @param {number} at */
function label(at) {
  const text = svg("text", { x: across(at), y: 66, "text-anchor": at === LOW ? "start" : at === HIGH ? "end" : "middle" });
  text.textContent = formatNumber(String(at)) + (at === HIGH ? " %" : "");
  return text;
}

/** @param {number} pst */
function across(pst) {
  const share = (Math.min(HIGH, Math.max(LOW, pst)) - LOW) / (HIGH - LOW);
  return `${(share * (100 - 2 * EDGE) + EDGE).toFixed(2)}%`;
}
