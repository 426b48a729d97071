// @ts-check
// A chart of the reader's own numbers: one of the site's forms with its rows, words around it, and
// the picture as files. The view is let go when the chart leaves the page.

import { draw, fit, free, loadDrawing } from "../chart/form.js";
import { legend } from "../chart/legend.js";
import { pngOf, svgOf } from "../chart/picture.js";
import { make } from "../shared/dom.js";
import { save, saveText } from "../shared/save.js";

/** @typedef {import("../chart/form.js").Row} Row */
/** @typedef {import("../chart/picture.js").Sign} Sign */

/**
 * @typedef {object} Drawing
 * @property {string} id What its buttons and files are called by.
 * @property {string} form
 * @property {number} [papir] Its width on paper, in px, where that is another than on the screen.
 * @property {import("../chart/form.js").Rows} rows
 * @property {string} tittel The finding, in one sentence.
 * @property {string} undertittel Measure, unit, basis, status.
 * @property {string} beskrivelse What a reader who does not see it is told.
 * @property {string} kilde
 * @property {Sign[]} [tegn] What the signs mean.
 * @property {string} [merknad]
 * @property {string} [xtittel]
 * @property {string} [ytittel]
 */

class RegnDiagram extends HTMLElement {
  /** @type {Drawing | null} */
  tegning = null;

  connectedCallback() {
    if (!this.tegning) return;
    this.#show(this.tegning);
    if (!this.tegning.papir) return;
    addEventListener("beforeprint", this.#onPaper);
    addEventListener("afterprint", this.#onScreen);
  }

  disconnectedCallback() {
    removeEventListener("beforeprint", this.#onPaper);
    removeEventListener("afterprint", this.#onScreen);
    free(this);
  }

  #onPaper = () => fit(this, this.tegning?.papir ?? this.clientWidth);
  #onScreen = () => fit(this, this.clientWidth);

  /** @param {Drawing} drawing */
  async #show({ form, rows, ...words }) {
    try {
      await draw(this, form, rows, words);
    } catch {
      this.replaceChildren(
        make("p.noter", null, "Figuren ble ikke tegnet. Tallene står i teksten og tabellene."),
      );
    }
  }
}

if (!customElements.get("regn-diagram")) customElements.define("regn-diagram", RegnDiagram);

/** Fetches what draws, before there is a file: nothing may be asked for between file and result. */
export function fetchDrawing() {
  loadDrawing().catch(() => {}); // asked for again when a chart is drawn
}

/** Returns the chart with its words. @param {Drawing} drawing */
export function figure(drawing) {
  const { id, tittel, undertittel, merknad, kilde, tegn = [], form } = drawing;
  const diagram = /** @type {RegnDiagram} */ (
    make(`regn-diagram.utforsk__diagram.regn-diagram--${form}`, { id: `diagram-${id}` })
  );
  diagram.tegning = drawing;
  return make(
    "figure.utforsk__figur.regn-figur",
    null,
    make(
      "figcaption",
      null,
      make("p.figur__funn", null, tittel),
      make("p.figur__maal", null, undertittel),
    ),
    tegn.length > 0 && make("ul.tegnforklaring", null, legend(tegn, form)),
    diagram,
    merknad && make("p.figur__merknad", null, merknad),
    make("p.figur__kilde", null, kilde),
    make(
      "p.knapperad.knapperad--liten",
      null,
      make(
        "button.lenkeknapp",
        { type: "button", id: `${id}-svg`, click: () => saveSvg(drawing) },
        "Bildet som SVG",
      ),
      make(
        "button.lenkeknapp",
        { type: "button", id: `${id}-png`, click: () => savePng(drawing) },
        "Bildet som PNG",
      ),
    ),
  );
}

/** @param {Drawing} drawing @returns {[import("../chart/picture.js").Drawn[], import("../chart/picture.js").Around]} */
function sheet({ form, rows, tittel, undertittel, merknad = "", kilde, tegn = [], ...words }) {
  return [
    [{ form, rows, words, undertittel, tegn }],
    { tittel, merknader: [merknad], kilde, adresse: "" },
  ];
}

/** @param {Drawing} drawing */
async function saveSvg(drawing) {
  saveText(`${drawing.id}.svg`, await svgOf(...sheet(drawing)), "image/svg+xml");
}

/** @param {Drawing} drawing */
async function savePng(drawing) {
  save(`${drawing.id}.png`, await pngOf(...sheet(drawing)));
}
