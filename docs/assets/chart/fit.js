// @ts-check
// A filled form fitted to a width, in the page or in a file: names of rows and lines find room.

import { coloured, fill, put, signals } from "./fill.js";
import { formOf } from "./forms.js";
import { alongside, broken, widest } from "./labels.js";
import { loadDrawing, loadForms } from "./vega.js";

/** @import { Filled, Rows } from "./fill.js" */

const NARROW = 560;
const EDGE = 4;
const FIRST_TOP = 22;
const LINE = 15;
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
 * Puts everything in and runs; levels' names that would lie on lines are moved in a second run.
 * @param {any} view
 * @param {any} template
 * @param {Filled} filled
 * @param {number} width
 * @returns {boolean} Whether the lines' names have no room at their ends, and so need a list.
 */
export function fit(view, template, { form, rader, ord }, width) {
  const narrow = width < NARROW;
  const rows = broken(rader, LABEL_WIDTH);
  const { ends = false, across } = formOf(form);
  const apart = ends && (narrow || widest(rows.etiketter ?? [], width) > width * MOST_LABEL);
  const levelNames = !ends || apart;
  fill(view, apart ? { ...rows, etiketter: [] } : rows, {
    ...signals(template, rows, ord, width, narrow),
    nivaaord: levelNames,
    hoyde: 0, // a form's own height follows the width, and would come back if the view's were set
  });
  view.width(width).padding(margins(rows, ends)).run();
  const freed = across && levelNames ? alongside(view, rows, across, ends) : null;
  if (freed) put(view, "linjer", freed).run();
  return apart;
}

/** @param {Rows} rows @param {boolean} ends */
function margins({ linjer = [] }, ends) {
  const levels = linjer.filter(({ slag }) => slag === "nivaa").length;
  const top = ends ? 10 : FIRST_TOP + LINE * Math.max(0, levels - 1);
  return { left: EDGE, right: EDGE, top, bottom: EDGE };
}
