// Draws many charts: the forms are parsed once, and filled as the readers' browsers fill them.
// node pictures.mjs <vega's module> <fill.js> < {palett, former, figurer} > for each a list of SVG texts
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [vega, { coloured, onPaper }] = await Promise.all(
  process.argv.slice(2, 4).map((path) => import(pathToFileURL(path).href)),
);
const { palett, former, figurer } = JSON.parse(readFileSync(0, "utf-8"));
const parsed = new Map();

/** Returns a new view of a form, without what only a pointer meets, and with nothing fitted: the papers are given, and what was drawn before leaves no trace. */
function viewOf(form) {
  if (!parsed.has(form)) {
    const marks = former[form].marks.filter((one) => one.encode?.update?.opacity?.value !== 0);
    const template = { ...former[form], marks, autosize: { type: "none" } };
    parsed.set(form, [vega.parse(template), template]);
  }
  const [runtime, template] = parsed.get(form);
  return [new vega.View(runtime, { renderer: "none" }), template];
}

const pictures = [];
for (const { form, rader, ord, flater } of figurer) {
  const [view, template] = viewOf(form);
  const rows = coloured(rader, (name) => palett[name] ?? name);
  const drawn = [];
  for (const { flate, smal } of flater) {
    onPaper(view, template, { form, rader: rows, ord }, flate, smal);
    drawn.push(await view.toSVG());
  }
  pictures.push(drawn);
  view.finalize();
}
process.stdout.write(JSON.stringify(pictures));
