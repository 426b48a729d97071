// @ts-check
// From the files to a Python that knows the core: from the memory image, else by an ordinary start.

import { demand, FileError } from "./files.js";
import { Image } from "./image.js";
import { instantiateWith, onlyFrom } from "./shelf.js";

/** @typedef {import("pyodide").PyodideAPI} PyodideAPI */
/** @typedef {import("./protocol.js").Started} Started */
/** @typedef {import("./site_files.js").SiteFiles} SiteFiles */
/** @typedef {import("./site_files.js").Tell} Tell */

const WASM = [0x00, 0x61, 0x73, 0x6d];
const CORE = "/core";
const NOTHING = new Uint8Array([0x50, 0x4b, 5, 6, ...new Array(18).fill(0)]); // a zip without files
const PROGRAM = "pyodide.asm.wasm";
const LIBRARY = "python_stdlib.zip";

/**
 * Returns Python with the core on its path, and how it was started.
 *
 * @param {SiteFiles} files
 * @param {Tell} tell
 * @returns {Promise<{ python: PyodideAPI, way: Started["way"] }>}
 */
export async function boot(files, tell) {
  const program = later(compiled(files));
  try {
    return { python: await fromImage(files, program, tell), way: "image" };
  } catch (error) {
    await program; // without the program there is no start at all, and that is what is told
    console.info("The memory image was of no use; Python starts the ordinary way.", error);
    return { python: await ordinary(files, program, tell), way: "ordinary" };
  }
}

/** @param {SiteFiles} files */
async function compiled(files) {
  const data = await files.fetch("wasm");
  demand(data, WASM, PROGRAM);
  return WebAssembly.compile(data).catch(() => {
    throw new FileError("damaged", PROGRAM);
  });
}

/**
 * @param {SiteFiles} files
 * @param {Promise<WebAssembly.Module>} program
 * @param {Tell} tell
 */
async function fromImage(files, program, tell) {
  const loading = later(scripts(files));
  const image = new Image(await files.fetch("image"));
  const [module, { loadPyodide, create }] = await Promise.all([program, loading]);
  tell("start");
  onlyFrom({ [PROGRAM]: NOTHING, [LIBRARY]: NOTHING });
  instantiateWith(module, (memory) => image.keep(memory));
  /** @type {PyodideAPI} */
  const python = await loadPyodide({
    ...settings(files),
    _loadSnapshot: image.head,
    async createPyodideModule(/** @type {object} */ given) {
      const made = await create(given);
      image.restore(made.HEAPU8.buffer);
      return made;
    },
  });
  return python;
}

/**
 * @param {SiteFiles} files
 * @param {Promise<WebAssembly.Module>} program
 * @param {Tell} tell
 */
async function ordinary(files, program, tell) {
  const wanted = later(Promise.all([files.fetch("stdlib"), files.fetch("core"), program]));
  const { loadPyodide, create } = await scripts(files);
  const [library, core, module] = await wanted;
  tell("start");
  onlyFrom({ [PROGRAM]: NOTHING, [LIBRARY]: library });
  instantiateWith(module);
  /** @type {PyodideAPI} */
  const python = await loadPyodide({ ...settings(files), createPyodideModule: create });
  python.unpackArchive(core, "zip", { extractDir: CORE });
  python.pyimport("sys").path.insert(0, CORE);
  return python;
}

/** @param {SiteFiles} files */
const settings = (files) => ({
  env: { HOME: "/" },
  indexURL: files.folder.href,
  lockFileContents: files.manifest.lock,
});

/**
 * Returns a promise that is waited for later; until then, its failure is nobody's.
 *
 * @template T
 * @param {Promise<T>} promise
 */
function later(promise) {
  promise.catch(() => {});
  return promise;
}

/** Pyodide's own two. @param {SiteFiles} files */
async function scripts(files) {
  const names = ["pyodide.mjs", "pyodide.asm.mjs"];
  const loading = names.map((name) =>
    import(files.module(name)).catch(() => {
      throw new FileError("missing", name);
    }),
  );
  const [{ loadPyodide }, { default: create }] = await Promise.all(loading);
  return { loadPyodide, create };
}
