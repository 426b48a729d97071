// @ts-check
// What the indicators were and would be: made once, then its cells are filled, so that it stays scrolled.

import { make } from "../shared/dom.js";
import { formatNumber } from "../shared/numbers.js";
import { framed } from "./table.js";

/** @typedef {import("./what_if_types.js").Answer} Answer */
/** @typedef {import("./what_if_types.js").Changed} Changed */

/** @type {["pst" | "belop", "foer" | "etter" | "endring", string][]} */
const COLUMNS = [
  ["pst", "foer", "nå"],
  ["pst", "etter", "etter"],
  ["pst", "endring", "endring, prosentpoeng"],
  ["belop", "foer", "nå"],
  ["belop", "etter", "etter"],
  ["belop", "endring", "endring"],
];

export class Outcome {
  element = make("div.hva-om__utfall");
  /** @type {Map<string, HTMLElement>} */ #cells = new Map();
  #sentence = make("p.svar");

  /** @param {Answer} answer */
  show(answer) {
    if (!this.#cells.size) this.#make(answer);
    for (const one of answer.indikatorer) {
      COLUMNS.forEach(([part, when], at) => {
        const cell = /** @type {HTMLElement} */ (this.#cells.get(`${one.id} ${at}`));
        cell.textContent = shown(one[when][part], part, when);
      });
    }
    this.#sentence.textContent = answer.endret ? answer.dekning : "Ingenting er endret ennå.";
  }

  /** @param {Answer} answer */
  #make({ indikatorer, forutsetninger }) {
    const heading = (/** @type {string} */ words) => make("th", { scope: "col" }, words);
    const head = [
      make(
        "tr",
        null,
        make("td", { rowspan: 2 }),
        make("th", { scope: "colgroup", colspan: 3 }, "Prosent av driftsinntektene"),
        make("th", { scope: "colgroup", colspan: 3 }, "Tusen kroner"),
      ),
      make(
        "tr",
        null,
        COLUMNS.map(([, , words]) => heading(words)),
      ),
    ];
    const body = make(
      "tbody",
      null,
      indikatorer.map((one) => this.#row(one)),
    );
    const name = "Målene nå og etter endringene";
    this.element.replaceChildren(
      framed(name, head, body, { name, kind: ".tabell--fri.tabell--hva-om" }),
      this.#sentence,
      make(
        "details.fold",
        { id: "hva-forutsetninger" },
        make("summary", null, "Slik er det regnet"),
        make(
          "dl.hva-om__formler",
          null,
          indikatorer.map(({ navn, formel }) => [
            make("dt", null, navn),
            make("dd", null, `= ${formel}`),
          ]),
        ),
        make(
          "ul",
          null,
          forutsetninger.map((one) => make("li", null, one)),
        ),
      ),
    );
  }

  /** @param {Changed} one */
  #row({ id, navn }) {
    const cells = COLUMNS.map(([, when], at) => {
      const cell = make(`td${when === "etter" ? ".hva-om__etter" : ""}`);
      this.#cells.set(`${id} ${at}`, cell);
      return cell;
    });
    return make("tr", null, make("th", { scope: "row" }, navn), cells);
  }
}

/** @param {string | null} value @param {"pst" | "belop"} part @param {string} when */
function shown(value, part, when) {
  if (value === null) return "mangler";
  return formatNumber(value, part === "pst" ? 1 : 0, { plus: when === "endring" });
}
