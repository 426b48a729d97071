// @ts-check
// The files that the build's manifest lists, each fetched when it is wanted and counted as it comes.

import { FileError, get, unpacked } from "./files.js";

/** @typedef {import("./protocol.js").Manifest} Manifest */
/** @typedef {(stage: import("./protocol.js").StageName, done?: number, total?: number) => void} Tell */

/** One count of bytes for all files of a stage. */
export class SiteFiles {
  #came = 0;
  #wanted = 0;

  /**
   * @param {Manifest} manifest
   * @param {URL} folder
   * @param {boolean} again Past the browser's own cache.
   * @param {Tell} tell
   */
  constructor(manifest, folder, again, tell) {
    this.manifest = manifest;
    this.folder = folder;
    this.again = again;
    this.tell = tell;
  }

  /** The address of a JavaScript module. @param {string} name */
  module(name) {
    return new URL(name, this.folder).href;
  }

  /**
   * Returns a file's content; throws `FileError` unless it is what the build wrote.
   *
   * @param {string} purpose
   * @param {"fetch" | "excel"} [stage]
   */
  async fetch(purpose, stage = "fetch") {
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
    return new SiteFiles(manifest, new URL(manifest.folder, address), again, tell);
  } catch {
    throw new FileError("not_wasm", address.pathname);
  }
}
