// Draws with Vega as pages have it, and as npm has it: node drawn.mjs <ours> <whole> < {name: spec} > {name: same}
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [ours, whole] = await Promise.all(
  process.argv.slice(2).map((path) => import(pathToFileURL(path).href)),
);

async function svg({ View, parse }, spec) {
  const parsed = parse(structuredClone(spec), null, { ast: true });
  return await new View(parsed, { renderer: "none", expr: ours.interpreter }).toSVG();
}

const same = {};
for (const [name, spec] of Object.entries(JSON.parse(readFileSync(0, "utf-8"))))
  same[name] = (await svg(ours, spec)) === (await svg(whole, spec));
process.stdout.write(JSON.stringify(same));
