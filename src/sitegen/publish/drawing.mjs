// Makes what draws charts in pages: Vega with what our forms use of it, and its interpreter, as one module.
// node drawing.mjs <node_modules> > module
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [packages] = process.argv.slice(2);
const esbuild = createRequire(join(packages, "package.json"))("esbuild");

// What the forms name, and what marks, axes, scales and layout are parsed into.
const ENTRY = `
import { transforms } from "vega-dataflow";
import * as tuples from "./tuples";
import { bound, mark, overlap, render, viewlayout } from "vega-view-transforms";
import { axisticks, datajoin, encode, legendentries, scale, sortitems } from "vega-encode";
Object.assign(transforms, tuples, { bound, mark, overlap, render, viewlayout },
  { axisticks, datajoin, encode, legendentries, scale, sortitems });
export { View } from "vega-view";
export { parse } from "vega-parser";
export { expressionInterpreter as interpreter } from "vega-interpreter";
`;
const TUPLES = `export { aggregate, collect, compare, expression, extent, facet, field, filter, formula, joinaggregate,
  key, multiextent, multivalues, params, prefacet, proxy, relay, sieve, subflow, tupleindex, values, window
} from "vega-transforms";`;
// Maps, colour scales by name and triangulation: Vega's other modules name them, and no form of ours asks for any.
const UNUSED = /^(d3-geo|d3-scale-chromatic|topojson-client)$/;

const parts = {
  name: "parts",
  setup(build) {
    build.onResolve({ filter: UNUSED }, ({ path }) => ({ path, namespace: "unused" }));
    build.onLoad({ filter: /./, namespace: "unused" }, async ({ path }) => {
      const folder = join(packages, path);
      const { module } = JSON.parse(readFileSync(join(folder, "package.json"), "utf-8"));
      const names = Object.keys(await import(pathToFileURL(join(folder, module)).href));
      return { contents: names.map((name) => `export const ${name} = [];`).join("\n") };
    });
    build.onResolve({ filter: /^\.\/tuples$/ }, () => ({ path: "tuples", namespace: "own" }));
    build.onLoad({ filter: /./, namespace: "own" }, () => ({
      contents: TUPLES,
      resolveDir: packages,
    }));
  },
};
const made = await esbuild.build({
  stdin: { contents: ENTRY, resolveDir: packages },
  bundle: true,
  minify: true,
  write: false,
  format: "esm",
  legalComments: "none",
  plugins: [parts],
});
process.stdout.write(made.outputFiles[0].text);
