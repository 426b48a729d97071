// @ts-check
// What a group's number is made of: the formula, its sums or counts, and the units that went in.
// All of it is the core's answer; nothing is added up here.

import { button, make, redraw } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";
import { capital } from "../shared/words.js";
import { lineWith } from "./derivation.js";
import { nameOf } from "./result.js";
import { column, framed, row, rowGroup } from "./table.js";

/** @import { Contents } from "./panels.js" */
/** @import { Session } from "./session.js" */
/** @import { Breakdown, Group, Member, Result } from "./types.js" */

const DECIMALS = 4; // enough to see which way the printed one was rounded
const FEW = 15;

export class GroupNumbers {
  #result;
  #session;

  /** @param {Result} result @param {Session} session */
  constructor(result, session) {
    this.#result = result;
    this.#session = session;
  }

  /**
   * Returns what one number opens to.
   * @param {Group} group
   * @param {string} indicator
   * @param {string} figure The number's name in the group: `vektet`, or a share.
   * @param {string} value As it stands in the table.
   * @param {string} [words] What it is, where it has a name of its own.
   * @returns {Promise<Contents | null>}
   */
  async open({ inndeling, id, aar, basis }, indicator, figure, value, words) {
    const asked = { division: inndeling, group: id, year: aar, basis, indicator, figure };
    /** @type {Breakdown | null} */
    const found = await this.#session.ask("group", asked);
    if (!found) return null;
    const whose = `${found.navn}${aar === null ? "" : ` ${aar}`}, ${found.hvem}`;
    return {
      title: `${words ?? whose}: ${value} prosent`,
      parts: [formula(found), this.#members(found)],
    };
  }

  /** Returns the units, those that count first; each leads to its own result. @param {Breakdown} found */
  #members(found) {
    const place = make("div", { id: "apnet-enheter" });
    const more = found.enheter.length > FEW;
    const all = () => {
      redraw(place, this.#table(found, found.enheter));
      /** @type {HTMLElement | null} */ (place.querySelector(".tabell-ramme"))?.focus();
    };
    const words = `Vis alle ${formatNumber(found.enheter.length)} ${found.kalles}`;
    const few = this.#table(found, found.enheter.slice(0, FEW));
    redraw(place, few, more && button(words, all, { id: "apnet-alle" }));
    return place;
  }

  /** @param {Breakdown} found @param {Member[]} shown */
  #table({ enheter, kalles, navn, aar, slag, teller }, shown) {
    const before = slag === "antall" && aar !== null && shown.some(({ fjor }) => fjor !== null);
    const headings = [
      `${navn}, 1000 kr`,
      "Brutto driftsinntekter, 1000 kr",
      "Prosent",
      ...(before ? [`Prosent i ${aar - 1}`] : []),
    ];
    const rowOf = (/** @type {Member} */ { nr, belop, inntekt, pst, fjor }) => {
      const name = make("bdi", nameOf(this.#result.enheter[nr]));
      const click = () => this.#session.open(nr);
      return row(make("button.lenkeknapp.radknapp", { click }, name), [
        cell(belop, 0),
        cell(inntekt, 0),
        cell(pst, 1),
        before && cell(fjor, 1),
      ]);
    };
    /** @type {[string, (one: Member) => boolean][]} */
    const parts = [
      [capital(teller), (one) => one.teller],
      ["Ellers", (one) => one.er_med && !one.teller],
      ["Ikke regnet med, fordi tall mangler", (one) => !one.er_med],
    ];
    const bodies = parts.map(([words, holds]) => {
      const rows = shown.filter(holds);
      const many = formatNumber(enheter.filter(holds).length);
      const title = words && rowGroup(`${words}: ${many}`, headings.length + 1);
      return rows.length > 0 && make("tbody", title, rows.map(rowOf));
    });
    const head = make("tr", column("Navn", ".ord"), ...headings.map((one) => column(one)));
    const caption = `${formatNumber(enheter.length)} ${kalles}, laveste først`;
    return framed(caption, head, bodies, { name: caption, kind: ".tabell--apnet" });
  }
}

/** @param {string | null} exact @param {number} decimals */
const cell = (exact, decimals) =>
  exact === null ? make("td.mangler", "mangler") : make("td", formatNumber(exact, decimals));

/** @param {Breakdown} found */
function formula({ formel, over, under, pst, slag }) {
  const unit = slag === "antall" ? "" : ", 1000 kr";
  const quotient = "Det første delt på det andre, prosent";
  return [
    make("p.utregning__formel", `${formel}.`),
    make(
      "ul.utregning__linjer",
      make("li", lineWith(`${over.navn}${unit}`, formatNumber(over.tall))),
      make("li", lineWith(`${under.navn}${unit}`, formatNumber(under.tall))),
      pst !== null && make("li.utregning__svar", lineWith(quotient, formatNumber(pst, DECIMALS))),
    ),
  ];
}
