// @ts-check
// A chart of the reader's own numbers with the words around it, and the picture as files.

import { loadFitted } from "../chart/diagram.js";
import { inForm } from "../chart/forms.js";
import { legend } from "../chart/legend.js";
import { pngOf, svgOf } from "../chart/picture.js";
import { make } from "../shared/dom.js";
import { formatNumber, tied } from "../shared/numbers.js";
import { save, saveText } from "../shared/save.js";
import { loadWriter } from "../shared/workbook.js";

/** @import { Drawn } from "../chart/picture.js" */

/**
 * @typedef {object} Drawing
 * @property {string} id What its buttons and files are called by.
 * @property {string} form
 * @property {import("../chart/forms.js").Chart} chart
 * @property {number} [papir] Its width on paper, in px, where that is another than on the screen.
 * @property {string} tittel The finding, in one sentence.
 * @property {string} undertittel Measure, unit, basis, status.
 * @property {string} beskrivelse What it shows, for who does not see it.
 * @property {string} kilde
 * @property {string} [merknad]
 * @property {string} [xtittel]
 * @property {string} [ytittel]
 */

/** Fetches what draws and what writes workbooks, before there is a file: nothing may be asked for after it. */
export function fetchDrawing() {
  loadFitted().catch(() => {}); // again when drawn
  loadWriter().catch(() => {});
}

/** Returns the point of an exact percentage. @param {number} year @param {string} pst @param {string} words @returns {import("../chart/forms.js").Point} */
export function pointOf(year, pst, words) {
  return { year, value: Number(pst), text: formatNumber(pst, 1), words };
}

/** Returns the chart with its words. @param {Drawing} drawing */
export function figure({ id, form, chart, papir, tittel, undertittel, merknad, kilde, ...ord }) {
  /** @type {Drawn} */
  const drawn = { ...inForm(form, chart), ord, undertittel };
  const diagram = /** @type {import("../chart/diagram.js").Diagram} */ (
    make(`tbu-diagram.utforsk__diagram.regn-diagram.regn-diagram--${form}`, { id: `diagram-${id}` })
  );
  diagram.draw({ ...drawn, papir }); // once it is in the page
  const around = { tittel, merknader: [merknad ?? ""], kilde, adresse: "" };
  const button = (/** @type {string} */ ending, /** @type {() => Promise<void>} */ click) =>
    make(
      "button.lenkeknapp",
      { id: `${id}-${ending}`, click },
      `Bildet som ${ending.toUpperCase()}`,
    );
  return make(
    "figure.utforsk__figur.regn-figur",
    make(
      "figcaption",
      make("p.figur__funn", tied(tittel)),
      make("p.figur__maal", tied(undertittel)),
    ),
    drawn.tegn.length > 0 && make("ul.tegnforklaring", legend(drawn.tegn, drawn.form)),
    diagram,
    merknad && make("p.figur__merknad", tied(merknad)),
    make("p.figur__kilde", tied(kilde)),
    make(
      "p.knapperad.knapperad--liten",
      button("svg", async () =>
        saveText(`${id}.svg`, await svgOf([drawn], around), "image/svg+xml"),
      ),
      button("png", async () => save(`${id}.png`, await pngOf([drawn], around))),
    ),
  );
}
