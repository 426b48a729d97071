// Draws many charts: the forms are parsed once, and filled as the readers' browsers fill them.
// node pictures.mjs <vega's module> <fill.js> < {palett, former, figurer} > a list of SVG texts
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [vega, { coloured, onPaper }] = await Promise.all(
  process.argv.slice(2, 4).map((path) => import(pathToFileURL(path).href)),
);
const { palett, former, figurer } = JSON.parse(readFileSync(0, "utf-8"));
const views = new Map();

/** Returns the view of a form, with nothing fitted: the papers are given. */
function viewOf(form) {
  if (!views.has(form)) {
    const template = { ...former[form], autosize: { type: "none" } };
    views.set(form, [new vega.View(vega.parse(template), { renderer: "none" }), template]);
  }
  return views.get(form);
}

const pictures = [];
for (const { form, rader, ord, flate, smal } of figurer) {
  const [view, template] = viewOf(form);
  const empty = Object.fromEntries(
    template.data.filter(({ source }) => !source).map(({ name }) => [name, []]),
  );
  const rows = coloured({ ...empty, ...rader }, (name) => palett[name] ?? name);
  onPaper(view, template, { form, rader: rows, ord }, flate, smal);
  pictures.push(await view.toSVG());
}
process.stdout.write(JSON.stringify(pictures));
