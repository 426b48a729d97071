// Joins and minifies what pages fetch: node joined.mjs <node_modules> <site> < {styles, scripts} > {files, needs, used}
// Asked are lists of files by the name of the file they become. A module that a page opens later («import()») and
// one that a worker begins with keep their own addresses, with all they need: so does `import.meta.url` its meaning.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";

const [packages, site] = process.argv.slice(2);
const from = createRequire(join(packages, "package.json"));
const [{ rollup }, esbuild] = [from("rollup"), from("esbuild")];
const { styles, scripts } = JSON.parse(readFileSync(0, "utf-8"));

const SHARED = "assets/shared/[name].js";
const WORKER = /new URL\("(\.\/[^"]+\.js)", import\.meta\.url\)/g;
const named = (/** @type {string} */ path) => relative(site, path).replaceAll("\\", "/");
const files = {};
const needs = {};
const used = new Set();

/** What begins with some modules, in their order. */
function beginning(modules, workers, later) {
  const text = modules.map((name) => `import ${JSON.stringify(join(site, name))};`).join("\n");
  return {
    name: "beginning",
    resolveId: (id) => (id === "beginning" ? id : null),
    load: (id) => (id === "beginning" ? text : null),
    transform(code, id) {
      if (id !== "beginning") used.add(named(id));
      for (const [, worker] of code.matchAll(WORKER)) workers.add(named(join(dirname(id), worker)));
    },
    async resolveDynamicImport(specifier, importer) {
      later.add((await this.resolve(specifier, importer))?.id);
      return null;
    },
    /** Where a module finds what lies beside it, from the file it has become part of. */
    resolveImportMeta(property, { chunkId, moduleId }) {
      const way = posix.relative(posix.dirname(chunkId), named(moduleId));
      return property === "url" ? `new URL(${JSON.stringify(way)}, import.meta.url).href` : null;
    },
  };
}

/** Writes one file, and those that are opened later where they may have addresses of their own. */
async function script(out, modules, apart) {
  const workers = new Set();
  const later = new Set();
  const bundle = await rollup({
    input: "beginning",
    plugins: [beginning(modules, workers, later)],
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  const made = await bundle.generate({
    entryFileNames: out,
    // A module that is opened later is not always called its file's face: others may import it too.
    chunkFileNames({ facadeModuleId, moduleIds }) {
      const opened = facadeModuleId ?? moduleIds.find((id) => later.has(id));
      return opened ? named(opened) : SHARED;
    },
    inlineDynamicImports: !apart,
    minifyInternalExports: false, // a module that is opened later is imported by its own names
  });
  for (const { fileName, code, imports } of made.output) {
    needs[fileName] = imports;
    const how = { minify: true, target: "esnext", legalComments: "none" };
    files[fileName] = (await esbuild.transform(code, how)).code;
  }
  for (const worker of workers) if (!files[worker]) await script(worker, [worker], false);
}

async function style(out, sheets) {
  const made = await esbuild.build({
    stdin: {
      contents: sheets.map((name) => `@import ${JSON.stringify(`./${name}`)};`).join("\n"),
      loader: "css",
      resolveDir: site,
    },
    bundle: true,
    minify: true,
    write: false,
    legalComments: "none",
    external: ["../skrift/*"],
  });
  files[out] = made.outputFiles[0].text;
  for (const name of sheets) used.add(name);
}

const [first] = Object.keys(scripts);
for (const [out, sheets] of Object.entries(styles)) await style(out, sheets);
for (const [out, modules] of Object.entries(scripts)) await script(out, modules, out === first);
process.stdout.write(JSON.stringify({ files, needs, used: [...used] }));
