// @ts-check
// Figure 4 of the note on the reader's own units: each a dot, last year across and this year up.

import { make } from "./dom.js";
import { formatNumber } from "./numbers.js";
import { savePng, saveSvg } from "./picture.js";
import { nameOf, yearsOf } from "./result.js";
import { svg } from "./svg.js";

/** @typedef {import("./types.js").Result} Result */
/** @typedef {import("./types.js").Unit} Unit */

const NETTO = "netto_driftsresultat";
const [LOW, HIGH] = [-20, 20];
const HEIGHT = 420;
const MARGIN = { top: 14, bottom: 34 };

/** @param {Result} result */
export function cloud({ enheter }) {
  const [now, before] = yearsOf(enheter);
  const earlier = new Map(enheter.filter((one) => one.aar === before).map((one) => [same(one), one]));
  const pairs = enheter.filter((one) => one.aar === now).flatMap((one) => {
    const last = earlier.get(same(one));
    const [y, x] = [one.indikatorer[NETTO].pst, last?.indikatorer[NETTO].pst ?? null];
    return x === null || y === null ? [] : [{ one, x, y }];
  });
  if (pairs.length < 3) return null;
  const said = `${formatNumber(String(pairs.length))} enheter med tall for begge år: netto driftsresultat i ${before} bortover og i ${now} oppover.`;
  const picture = drawn(pairs, said);
  return [
    make("h3", { id: "figur-4" }, `Netto driftsresultat i ${before} og ${now}`),
    make("figure.stripe.sky", null, picture, make("figcaption", null, said, make("span.stripe__kilde", null,
      ` Prosent av driftsinntektene, som i notatets figur 4. Enheter utenfor −20 til 20 prosent står på kanten.`)),
      make("p.knapperad.knapperad--liten", null,
        make("button.lenkeknapp", { type: "button", id: "sky-svg", click: () => saveSvg(picture, "figur-4-egne-tall") }, "Bildet som SVG"),
        make("button.lenkeknapp", { type: "button", id: "sky-png", click: () => savePng(picture, "figur-4-egne-tall") }, "Bildet som PNG"))),
  ];
}

/** Returns what makes two years of one unit the same. @param {Unit} one */
const same = (one) => `${one.kommunenummer_i_dag ?? one.navn} ${one.basis}`;

/** @param {{ one: Unit, x: string, y: string }[]} pairs @param {string} said */
function drawn(pairs, said) {
  const picture = /** @type {SVGSVGElement} */ (svg("svg", { width: "100%", height: HEIGHT, role: "img", "aria-label": said }));
  for (let at = LOW; at <= HIGH; at += 10) {
    picture.append(line(across(at), across(at), MARGIN.top, HEIGHT - MARGIN.bottom, at), line("0%", "100%", up(at), up(at), at));
    picture.append(label(across(at), HEIGHT - 12, at, "middle"), label("0%", up(at) - 4, at, "start"));
  }
  for (const { one, x, y } of pairs) {
    const dot = svg("circle", { cx: across(Number(x)), cy: up(Number(y)), r: 3.2, class: "sky__prikk" });
    const title = svg("title", {});
    title.textContent = `${nameOf(one)}: ${formatNumber(x, 1)} og ${formatNumber(y, 1)} prosent`;
    dot.append(title);
    picture.append(dot);
  }
  return picture;
}

/** @param {string} x1 @param {string} x2 @param {number} y1 @param {number} y2 @param {number} at */
function line(x1, x2, y1, y2, at) {
  return svg("line", { x1, x2, y1, y2, class: at === 0 ? "stripe__null" : "sky__rute" });
}

/** @param {string} x @param {number} y @param {number} at @param {string} anchor */
function label(x, y, at, anchor) {
  const text = svg("text", { x, y, "text-anchor": anchor });
  text.textContent = formatNumber(String(at));
  return text;
}

const inside = (/** @type {number} */ pst) => (Math.min(HIGH, Math.max(LOW, pst)) - LOW) / (HIGH - LOW);
const across = (/** @type {number} */ pst) => `${(4 + inside(pst) * 94).toFixed(2)}%`;
const up = (/** @type {number} */ pst) => HEIGHT - MARGIN.bottom - inside(pst) * (HEIGHT - MARGIN.top - MARGIN.bottom);
