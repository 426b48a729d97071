// @ts-check
// From what was fetched to a Python that knows the core: from the memory image, or the ordinary way.
// Pyodide fetches and compiles its own files. Here it gets what was fetched, checked and compiled
// before; nothing it or Python code might ask for beyond that goes out through `fetch`.

import { FileError } from "./files.js";
import { Image } from "./image.js";

/** @import { PyodideAPI } from "pyodide" */
/** @typedef {{ folder: string, lock: string, loadPyodide: Function, create: Function }} Prepared */

const NOTHING = new Uint8Array([0x50, 0x4b, 5, 6, ...new Array(18).fill(0)]); // a zip without files
const PROGRAM = "pyodide.asm.wasm";
const LIBRARY = "python_stdlib.zip";

/** Returns Pyodide's own two modules, and their settings.
 * @param {string} folder @param {string} lock @returns {Promise<Prepared>} */
export async function prepare(folder, lock) {
  const names = ["pyodide.mjs", "pyodide.asm.mjs"];
  const loading = names.map((name) =>
    import(folder + name).catch(() => {
      throw new FileError("missing", name);
    }),
  );
  const [{ loadPyodide }, { default: create }] = await Promise.all(loading);
  return { folder, lock, loadPyodide, create };
}

/** Returns Python as it was when the build had warmed it.
 * @param {Prepared} prepared @param {WebAssembly.Module} program
 * @param {Uint8Array<ArrayBuffer>} content @returns {Promise<PyodideAPI>} */
export async function restore(prepared, program, content) {
  const image = new Image(content);
  onlyFrom({ [PROGRAM]: NOTHING, [LIBRARY]: NOTHING });
  instantiateWith(program, (memory) => image.keep(memory));
  return prepared.loadPyodide({
    ...settings(prepared),
    _loadSnapshot: image.head,
    async createPyodideModule(/** @type {object} */ given) {
      const made = await prepared.create(given);
      image.restore(made.HEAPU8.buffer);
      return made;
    },
  });
}

/**
 * Returns Python started from its library, with the core on its path.
 * @param {Prepared} prepared @param {WebAssembly.Module} program
 * @param {Uint8Array<ArrayBuffer>} library @param {Uint8Array<ArrayBuffer>[]} core
 * @returns {Promise<PyodideAPI>}
 */
export async function ordinary(prepared, program, library, core) {
  onlyFrom({ [PROGRAM]: NOTHING, [LIBRARY]: library });
  instantiateWith(program);
  const python = await prepared.loadPyodide({
    ...settings(prepared),
    createPyodideModule: prepared.create,
  });
  // `loadPackage` would fetch them itself, and go on when a checksum is wrong.
  for (const wheel of core) python.unpackArchive(wheel, "wheel");
  return python;
}

/** @param {Prepared} prepared */
const settings = ({ folder, lock }) => ({
  env: { HOME: "/", PYTHON_FROZEN_MODULES: "off" }, // the program has none: see runtime/pyodide.py
  indexURL: folder,
  lockFileContents: lock,
});

/**
 * Answers every fetch of this worker with one of some files; what is not among them is refused.
 * @param {Record<string, Uint8Array<ArrayBuffer>>} files By the last part of the address.
 */
function onlyFrom(files) {
  self.fetch = async (wanted) => {
    const address = wanted instanceof Request ? wanted.url : String(wanted);
    const data = files[address.slice(address.lastIndexOf("/") + 1)];
    if (!data) throw new TypeError(`The worker fetches nothing: ${address}`);
    return new Response(data);
  };
}

/**
 * Gives Pyodide a program that is compiled already, where it would compile what it fetched.
 * @param {WebAssembly.Module} module
 * @param {(memory: WebAssembly.Memory) => void} [before] Sees the memory before anything runs.
 */
function instantiateWith(module, before) {
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const instance = await WebAssembly.instantiate(module, imports);
    before?.(/** @type {WebAssembly.Memory} */ (instance.exports.memory));
    return { module, instance };
  };
}
