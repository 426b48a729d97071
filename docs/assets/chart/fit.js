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

/** Returns the same drawing as a group of a Vega specification, with its rows in it.
 * @param {Filled} filled @param {any} view What `picture` returned. @param {number} width @param {number} left @param {number} top */
export async function group(filled, view, width, left, top) {
  const { former, palett } = await loadForms();
  const { data, scales, axes, marks, signals } = structuredClone(former[filled.form]);
  const rader = coloured(filled.rader, (name) => palett[name] ?? name);
  const { rows, values } = fitted(former[filled.form], { ...filled, rader }, width);
  const size = { width: view.width(), height: view.height() };
  const [x, y] = view.origin();
  const place = { x: left + x + view.padding().left, y: top + y + view.padding().top, ...size };
  const own = signals
    .filter((/** @type {any} */ { name }) => !(name in size))
    .map((/** @type {any} */ one) => ({ ...one, value: values[one.name] ?? one.value }));
  return {
    type: "group",
    encode: {
      enter: Object.fromEntries(Object.entries(place).map(([name, value]) => [name, { value }])),
    },
    signals: [...Object.entries(size).map(([name, value]) => ({ name, value })), ...own],
    data: data.map((/** @type {any} */ one) =>
      one.name in rows ? { ...one, values: rows[/** @type {"data"} */ (one.name)] } : one,
    ),
    ...{ scales, axes, marks },
  };
}

/**
 * Puts everything in and runs.
 * @param {any} view
 * @param {any} template
 * @param {Filled} filled
 * @param {number} width
 * @returns {boolean} Whether the lines' names have no room at their ends, and so need a list.
 */
export function fit(view, template, filled, width) {
  const { apart, rows, values, padding } = fitted(template, filled, width);
  fill(view, rows, values);
  view.width(width).padding(padding).run();
  return apart;
}

/** Returns rows, signals and margins that fit a width. @param {any} template @param {Filled} filled @param {number} width */
function fitted(template, { form, rader, ord }, width) {
  const narrow = width < NARROW;
  const { ends = false, whole } = formOf(form);
  const rows = whole ? rader : broken(rader, LABEL_WIDTH);
  const apart = ends && (narrow || widest(rows.etiketter ?? [], width) > width * MOST_LABEL);
  /** @type {Record<string, any>} */
  const values = {
    ...signals(template, rows, ord, width, narrow),
    nivaaord: namesLevels(form, rader),
    hoyde: 0, // a form's own height follows the width, and would come back if the view's were set
  };
  const padding = { left: EDGE, right: EDGE, top: ends ? 10 : TOP, bottom: EDGE };
  return { apart, rows: apart ? { ...rows, etiketter: [] } : rows, values, padding };
}
