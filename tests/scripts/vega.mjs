// What Vega and Vega-Lite under Node draw of specifications: name → picture; what they warn of is an error.
import { readFileSync } from "node:fs";
import * as vega from "../../node_modules/vega/build/vega.module.js";
import { compile } from "../../node_modules/vega-lite/build/index.js";

// The ring at a chosen value has no rows until one is chosen, and so no extent: the scale takes the others'.
const EMPTY = /Infinite extent/;
const fail = (...words) => {
  if (!EMPTY.test(words.join(" "))) throw new Error(words.join(" "));
};
const found = {};
for (const [name, text] of Object.entries(JSON.parse(readFileSync(0, "utf-8")))) {
  const spec = JSON.parse(text);
  const logger = { ...vega.logger(vega.Warn), warn: fail, error: fail };
  const whole = spec.$schema.includes("vega-lite") ? compile(spec, { logger }).spec : spec;
  const view = new vega.View(vega.parse(whole), { renderer: "none", logger });
  found[name] = await view.toSVG();
}
process.stdout.write(JSON.stringify(found));
