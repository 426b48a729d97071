// @ts-check
// What a group's number is made of: the formula, its sums or counts, and the units that went in.
// All of it is the core's answer; nothing is added up here.

import { make } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";
import { lineWith } from "./derivation.js";
import { memberTable } from "./members.js";

/** @typedef {import("./panels.js").Contents} Contents */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./types.js").Group} Group */
/** @typedef {import("./types.js").Inside} Inside */
/** @typedef {import("./types.js").Result} Result */
/** @typedef {import("./types.js").Unit} Unit */

const INCOME = "brutto_driftsinntekter";
const DECIMALS = 4; // enough to see which way the printed one was rounded

export class GroupNumbers {
  #result;
  #chosen;
  #session;

  /**
   * @param {Result} result
   * @param {Record<string, string>} chosen What the result was computed with.
   * @param {Session} session
   */
  constructor(result, chosen, session) {
    this.#result = result;
    this.#chosen = chosen;
    this.#session = session;
  }

  /**
   * Returns what one number opens to.
   *
   * @param {Group} group
   * @param {string} indikator
   * @param {string} maal The number's name in the group: `vektet`, or a share.
   * @param {string} value As it stands in the table.
   * @param {string} [words] What it is, where it has a name of its own.
   * @returns {Promise<Contents | null>}
   */
  async open({ inndeling, gruppe, aar, basis }, indikator, maal, value, words) {
    const asked = {
      gruppe: { inndeling, gruppe, aar, basis },
      indikator,
      maal,
      valg: this.#chosen,
      enheter: this.#result.enheter.map((one) => slim(one, indikator)),
    };
    /** @type {Inside | null} */
    const found = await this.#session.ask("group_json", asked);
    if (!found) return null;
    const whose = `${found.navn}${aar === null ? "" : ` ${aar}`}, ${found.hvem}`;
    return {
      title: `${words ?? whose}: ${value} prosent`,
      parts: [formula(found), memberTable(found, this.#result.enheter, this.#session)],
    };
  }
}

/** Returns of a unit what the number may need. @param {Unit} unit @param {string} indikator */
function slim(
  { kommunenummer, navn, aar, nivaa, basis, landsdel, folkemengde, indikatorer, poster },
  indikator,
) {
  const { belop, pst } = indikatorer[indikator];
  return {
    kommunenummer,
    navn,
    aar,
    nivaa,
    basis,
    landsdel,
    folkemengde,
    inntekt: poster[INCOME]?.belop ?? null,
    belop,
    pst,
  };
}

/** @param {Inside} inside */
function formula({ formel, over, under, pst, slag }) {
  const unit = slag === "antall" ? "" : ", 1000 kr";
  return [
    make("p.utregning__formel", null, `${formel}.`),
    make(
      "ul.utregning__linjer",
      null,
      make("li", null, lineWith(`${over.navn}${unit}`, formatNumber(over.tall))),
      make("li", null, lineWith(`${under.navn}${unit}`, formatNumber(under.tall))),
      pst !== null &&
        make(
          "li.utregning__svar",
          null,
          lineWith("Det første delt på det andre, prosent", formatNumber(pst, DECIMALS)),
        ),
    ),
  ];
}
