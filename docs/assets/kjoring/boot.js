// @ts-check
// From the files to a Python that knows the core: from the memory image, else by an ordinary start.

import { demand, FileError, get, unpacked } from "./files.js";
import { instantiateWith, onlyFrom } from "./shelf.js";

/** @typedef {import("pyodide").PyodideAPI} PyodideAPI */
/** @typedef {import("./protocol.js").Manifest} Manifest */
/** @typedef {import("./protocol.js").Started} Started */
/** @typedef {(stage: import("./protocol.js").StageName, done?: number, total?: number) => void} Tell */

const WASM = [0x00, 0x61, 0x73, 0x6d];
const CORE = "/core";
const EMPTY_ZIP = new Uint8Array([0x50, 0x4b, 5, 6, ...new Array(18).fill(0)]);

/** The site's files, fetched once each, with a count of what has come. */
export class Files {
  #came = 0;
  #wanted = 0;

  /**
   * @param {Manifest} manifest
   * @param {URL} folder
   * @param {boolean} again
   * @param {Tell} tell
   */
  constructor(manifest, folder, again, tell) {
    this.manifest = manifest;
    this.folder = folder;
    this.again = again;
    this.tell = tell;
  }

  /**
   * @param {string} purpose
   * @param {"fetch" | "excel"} [stage]
   */
  fetch(purpose, stage = "fetch") {
    const file = this.manifest.files[purpose];
    if (!file) throw new FileError("missing", purpose);
    this.#wanted += file.bytes;
    return unpacked(this.folder, file, this.again, (bytes) => {
      this.#came += bytes;
      this.tell(stage, this.#came, this.#wanted);
    });
  }
}

/**
 * Returns the files that a manifest lists.
 *
 * @param {URL} address
 * @param {boolean} again
 * @param {Tell} tell
 */
export async function listed(address, again, tell) {
  const text = await new Response(await get(address, again)).text();
  try {
    const manifest = /** @type {Manifest} */ (JSON.parse(text));
    return new Files(manifest, new URL(manifest.folder, address), again, tell);
  } catch {
    throw new FileError("not_wasm", address.pathname);
  }
}

/** @param {Files} files */
async function compiled(files) {
  const data = await files.fetch("wasm");
  demand(data, WASM, "wasm");
  return WebAssembly.compile(data);
}

/**
 * @param {Files} files
 * @param {Tell} tell
 */
export async function ordinary(files, tell) {
  const fetched = Promise.all([files.fetch("stdlib"), files.fetch("core"), compiled(files)]);
  const script = import(new URL("pyodide.mjs", files.folder).href);
  const [stdlib, core, module] = await fetched;
  tell("start");
  const { loadPyodide } = await script;
  instantiateWith(Promise.resolve(module));
  onlyFrom(new Map([["python_stdlib.zip", stdlib], ["pyodide.asm.wasm", EMPTY_ZIP]]));
  /** @type {PyodideAPI} */
  const python = await loadPyodide({ indexURL: files.folder.href, lockFileContents: files.manifest.lock });
  python.unpackArchive(core, "zip", { extractDir: CORE });
  python.pyimport("sys").path.insert(0, CORE);
  return python;
}
