// @ts-check
// The units behind a group's number, those that count first; each leads to its own result.

import { make, redraw } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";
import { nameOf } from "./result.js";
import { framed } from "./table.js";

/** @typedef {import("../shared/dom.js").Part} Part */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./types.js").Inside} Inside */
/** @typedef {import("./types.js").Member} Member */
/** @typedef {import("./types.js").Unit} Unit */

const FEW = 15;

/** @param {Inside} inside @param {Unit[]} units @param {Session} session */
export function memberTable(inside, units, session) {
  const place = make("div", { id: "apnet-enheter" });
  const all = () => {
    redraw(place, drawn(inside, inside.enheter, units, session));
    /** @type {HTMLElement | null} */ (place.querySelector(".tabell-ramme"))?.focus();
  };
  const count = formatNumber(String(inside.enheter.length));
  const more = inside.enheter.length > FEW;
  redraw(
    place,
    drawn(inside, more ? inside.enheter.slice(0, FEW) : inside.enheter, units, session),
    more &&
      make(
        "button.knapp",
        { type: "button", id: "apnet-alle", click: all },
        `Vis alle ${count} ${inside.kalles}`,
      ),
  );
  return place;
}

/** @param {Inside} inside @param {Member[]} shown @param {Unit[]} units @param {Session} session */
function drawn(inside, shown, units, session) {
  const before =
    shown.some(({ fjor }) => fjor !== null) && inside.slag === "antall" && inside.aar !== null;
  const headings = [
    `${inside.navn}, 1000 kr`,
    "Brutto driftsinntekter, 1000 kr",
    "Prosent",
    ...(before ? [`Prosent i ${Number(inside.aar) - 1}`] : []),
  ];
  const head = make(
    "tr",
    null,
    make("th.ord", { scope: "col" }, "Navn"),
    headings.map((one) => make("th", { scope: "col" }, one)),
  );
  const row = (/** @type {Member} */ one) =>
    make(
      "tr",
      null,
      make(
        "th",
        { scope: "row" },
        make(
          "button.lenkeknapp.radknapp",
          { type: "button", click: () => session.open(one.nr) },
          make("bdi", null, nameOf(units[one.nr])),
        ),
      ),
      [cell(one.belop, 0), cell(one.inntekt, 0), cell(one.pst, 1), before && cell(one.fjor, 1)],
    );
  const bodies = parts(inside).map(([words, holds]) => {
    const rows = shown.filter(holds);
    if (!rows.length) return null;
    const title =
      words &&
      make(
        "tr.radgruppe",
        null,
        make(
          "th",
          { scope: "rowgroup", colspan: headings.length + 1 },
          make(
            "span.fast",
            null,
            `${words}: ${formatNumber(String(inside.enheter.filter(holds).length))}`,
          ),
        ),
      );
    return make("tbody", null, title, rows.map(row));
  });
  const caption = `${formatNumber(String(inside.enheter.length))} ${inside.kalles}, laveste først`;
  return framed(caption, head, bodies, { name: caption, kind: ".tabell--fri.tabell--apnet" });
}

/** Returns the parts of the group: who counts, who does not, who has no value. @param {Inside} inside @returns {[string, (one: Member) => boolean][]} */
function parts({ teller }) {
  return [
    [teller && `${teller[0].toUpperCase()}${teller.slice(1)}`, (one) => one.teller],
    ["Ellers", (one) => one.er_med && !one.teller],
    ["Ikke regnet med, fordi tall mangler", (one) => !one.er_med],
  ];
}

/** @param {string | null} exact @param {number} decimals */
function cell(exact, decimals) {
  return exact === null
    ? make("td.mangler", null, "mangler")
    : make("td", null, formatNumber(exact, decimals));
}
