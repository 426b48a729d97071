// @ts-check
// The page's sections, in order: where each is drawn, what of the state it needs, and by whom.
// A section is a pure function from state to parts; null hides it.

import { redraw } from "../shared/dom.js";
import { files } from "./files.js";
import { manyUnits } from "./many_units.js";
import { oneUnit } from "./one_unit.js";
import { problems } from "./problems.js";
import { progress } from "./progress.js";
import { takeaway } from "./downloads.js";
import { understood } from "./assumptions.js";
import { whatIf } from "./what_if.js";

/** @typedef {import("../shared/dom.js").Part} Part */
/** @typedef {import("./session.js").Session} Session */
/** @typedef {import("./store.js").State} State */
/** @typedef {import("./store.js").Store} Store */

/**
 * @typedef {object} Section
 * @property {string} place The class of the element it is drawn in.
 * @property {(keyof State)[]} needs
 * @property {(state: State, session: Session) => Part} draw
 */

/** @type {Section[]} */
const SECTIONS = [
  {
    place: "regn__framdrift",
    needs: ["ready", "stage", "working", "progress", "failure"],
    draw: progress,
  },
  { place: "regn__filer", needs: ["files", "working"], draw: files },
  { place: "regn__forstatt", needs: ["result", "names", "unit"], draw: understood },
  { place: "regn__merknader", needs: ["result"], draw: problems },
  { place: "regn__mange", needs: ["result", "names", "note"], draw: manyUnits },
  { place: "regn__resultat", needs: ["result", "names", "note", "unit", "beside"], draw: oneUnit },
  { place: "regn__hva-om", needs: ["result", "unit"], draw: whatIf },
  { place: "regn__ta-med", needs: ["result", "names", "unit", "remembered"], draw: takeaway },
];

/**
 * Draws every section, and again when something it needs has changed.
 *
 * @param {HTMLElement} root
 * @param {Store} store
 * @param {Session} session
 */
export function bindSections(root, store, session) {
  const placed = SECTIONS.map((section) => ({
    ...section,
    element: /** @type {HTMLElement} */ (root.querySelector(`.${section.place}`)),
  }));
  const show = (/** @type {typeof placed[number]} */ { draw, element }) => {
    const parts = draw(store.state, session);
    element.hidden = !parts;
    redraw(element, parts);
  };
  placed.forEach(show);
  return store.listen((_, changed) =>
    placed.filter(({ needs }) => needs.some((name) => changed.has(name))).forEach(show),
  );
}
