// @ts-check
// A filled form fitted to a width, in the page or in a file: names of rows and lines find room.

import { coloured, fill, signals } from "./fill.js";
import { formOf, namesLevels } from "./forms.js";
import { broken, widest } from "./labels.js";
import { loadDrawing, loadForms } from "./vega.js";

/** @import { Filled, Rows } from "./fill.js" */

const NARROW = 560;
const EDGE = 4;
const TOP = 22;
const LABEL_WIDTH = 120;
const MOST_LABEL = 0.36;

/** Returns a view of the drawing as files want it: literal light colours, its own width.
 * @param {Filled} filled @param {number} width */
export async function picture(filled, width) {
  const [vega, { former, palett }] = await loadDrawing();
  const template = structuredClone(former[filled.form]);
  const view = new vega.View(vega.parse(template, null, { ast: true }), {
    renderer: "none",
    expr: vega.interpreter,
  });
  const rader = coloured(filled.rader, (name) => palett[name] ?? name);
  fit(view, template, { ...filled, rader }, width);
  return view;
}

/** Returns the form as a whole specification with the rows in it. @param {Filled} filled @param {number} width */
export async function specification({ form, rader, ord }, width) {
  const { former, palett } = await loadForms();
  const whole = structuredClone(former[form]);
  const literal = coloured(rader, (name) => palett[name] ?? name);
  for (const source of whole.data)
    if (source.name in literal) source.values = literal[/** @type {"data"} */ (source.name)];
  const values = signals(whole, rader, ord, width, width < NARROW);
  for (const signal of whole.signals) signal.value = values[signal.name] ?? signal.value;
  return { ...whole, width };
}

/**
 * Puts everything in and runs.
 * @param {any} view
 * @param {any} template
 * @param {Filled} filled
 * @param {number} width
 * @returns {boolean} Whether the lines' names have no room at their ends, and so need a list.
 */
export function fit(view, template, { form, rader, ord }, width) {
  const narrow = width < NARROW;
  const { ends = false, whole } = formOf(form);
  const rows = whole ? rader : broken(rader, LABEL_WIDTH);
  const apart = ends && (narrow || widest(rows.etiketter ?? [], width) > width * MOST_LABEL);
  fill(view, apart ? { ...rows, etiketter: [] } : rows, {
    ...signals(template, rows, ord, width, narrow),
    nivaaord: namesLevels(form, rader),
    hoyde: 0, // a form's own height follows the width, and would come back if the view's were set
  });
  view.width(width).padding(margins(ends)).run();
  return apart;
}

/** @param {boolean} ends */
const margins = (ends) => ({ left: EDGE, right: EDGE, top: ends ? 10 : TOP, bottom: EDGE });
