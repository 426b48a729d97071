// @ts-check
// A form filled with rows: the colours and signals of it, and a drawing on paper of its own size,
// as the note's pictures are. What is fitted to the width there is belongs in fit.js.

/**
 * @typedef {import("./forms.js").Row} Row
 * @typedef {Partial<import("./forms.js").Rows> & {data: Row[]}} Rows
 * @typedef {{beskrivelse: string, xtittel?: string, ytittel?: string}} Words
 * @typedef {{width: number, height: number, padding: Record<string, number>}} Paper A plot's size and the margins around it, px.
 * @typedef {{form: string, rader: Rows, ord: Words, flate?: Record<string, Paper>}} Filled
 *   `flate`: the paper of a picture's two drawings, «bred» and «smal»; without, the width decides.
 */

/** Returns a form's template in the page's own colours; with paper of its own, nothing is fitted.
 * @param {any} template @param {Record<string, string>} palett @param {boolean} fixed */
export function inPage(template, palett, fixed) {
  const names = new Map(
    Object.entries(palett).map(([name, colour]) => [colour.toLowerCase(), `var(${name})`]),
  );
  const own = JSON.stringify(template).replace(
    /#[0-9a-f]{6}/gi,
    (colour) => names.get(colour.toLowerCase()) ?? colour,
  );
  const whole = JSON.parse(own);
  return fixed ? { ...whole, autosize: { type: "none" } } : whole;
}

/** Returns rows in the page's own colours. @param {Rows} rows */
export const rowsInPage = (rows) => coloured(rows, (name) => `var(${name})`);

/** Returns rows with their names of colours written out. @param {Rows} rows @param {(name: string) => string} colour @returns {Rows} */
export function coloured(rows, colour) {
  const one = (/** @type {Row} */ row) => ({
    ...row,
    ...(row.farge ? { farge: colour(row.farge) } : {}),
    ...(row.fyll ? { fyll: colour(row.fyll) } : {}),
  });
  return /** @type {Rows} */ (
    Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, list.map(one)]))
  );
}

/** Returns a form's signals by name. @param {any} template @param {Rows} rows @param {Words} words @param {number} width @param {boolean} narrow @returns {Record<string, any>} */
export const signals = (template, rows, words, width, narrow) => ({
  smal: Number(narrow),
  xtittel: words.xtittel || null,
  ytittel: words.ytittel || null,
  antallmerker: narrow ? 4 : 6,
  tittelbredde: width - 40,
  ...stepOf(template, rows, narrow),
});

/** Returns the height of a row: room for the lines of its name. @param {any} template @param {Rows} rows @param {boolean} narrow */
function stepOf(template, { data }, narrow) {
  const step = template.signals.find((/** @type {any} */ one) => one.name === "y_step");
  const lines = data.map(({ rad }) => (narrow ? String(rad).split("\n").length : 1));
  return step && { y_step: Math.max(step.value, 18 + 16 * Math.max(1, ...lines)) };
}

/** Puts rows and signals in a view. @param {any} view @param {Rows} rows @param {Record<string, any>} values */
export function fill(view, rows, values) {
  for (const [name, value] of Object.entries(values)) view.signal(name, value);
  for (const [name, list] of Object.entries(rows)) put(view, name, list);
}

/** Vega writes in the rows it is given. @param {any} view @param {string} name @param {Row[]} rows */
const put = (view, name, rows) => view.data(name, structuredClone(rows));

/** Puts everything in and runs, on one of the drawing's own papers.
 * @param {any} view @param {any} template @param {Filled} filled @param {Paper} paper @param {boolean} narrow */
export function onPaper(view, template, { rader, ord }, paper, narrow) {
  const { width, height, padding } = paper;
  const values = signals(template, rader, ord, width + padding.left + padding.right, narrow);
  fill(view, rader, { ...values, nivaaord: false, hoyde: height });
  view.width(width).padding(padding).run();
}
