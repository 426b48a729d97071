// @ts-check
// What a start needs, fetched by the page while the worker wakes up, once each, and kept: a worker
// that is started anew after a cancelled computation fetches nothing.

import { begins, FileError, get, unpacked } from "./files.js";
import { later } from "./promises.js";

/** @import { Stream } from "./files.js" */
/** @import { Bytes, Manifest } from "./protocol.js" */
/** @typedef {(stage: import("./protocol.js").StageName, done?: number, total?: number) => void} Report */

const MANIFEST = new URL("../pyodide/manifest.json", import.meta.url);
const WASM = [0x00, 0x61, 0x73, 0x6d];

export class RuntimeLoader {
  /** Called with what comes. @type {Report} */ report = () => {};
  /** @type {Map<string, Promise<any>>} */ #kept = new Map();
  #came = 0;
  #wanted = 0;
  #over = new AbortController();
  #asked;

  /** @param {boolean} again Past the browser's own cache. */
  constructor(again) {
    this.#asked = {
      cache: /** @type {RequestCache} */ (again ? "reload" : "default"),
      signal: this.#over.signal,
    };
  }

  /** Ends what is under way. */
  close() {
    this.#over.abort();
  }

  /** @returns {Promise<Manifest>} */
  manifest() {
    return this.#once("manifest", async () => {
      this.report("list");
      const text = await new Response(await get(MANIFEST, this.#asked)).text();
      try {
        return JSON.parse(text);
      } catch {
        throw new FileError("not_wasm", MANIFEST.pathname);
      }
    });
  }

  /** Where Pyodide's own modules lie. */
  async folder() {
    return new URL((await this.manifest()).folder, MANIFEST);
  }

  /** Python itself, compiled as it comes. @returns {Promise<WebAssembly.Module>} */
  program() {
    return this.#once("wasm", () => this.#packed("wasm", compiled));
  }

  /** The content of another file. @param {"image" | "stdlib"} purpose @returns {Promise<Bytes>} */
  content(purpose) {
    return this.#once(purpose, () => this.#packed(purpose, bytes));
  }

  /** The core, as Python packages of the lock file. @returns {Promise<Bytes[]>} */
  core() {
    return this.#once("core", async () => {
      const { core } = (await this.manifest()).wheels;
      return Promise.all(core.map((file) => this.#fetched(file, MANIFEST, bytes)));
    });
  }

  /** @template T @param {string} name @param {(content: Stream) => Promise<T>} use */
  async #packed(name, use) {
    const file = (await this.manifest()).files[name];
    if (!file) throw new FileError("missing", name);
    return this.#fetched(file, await this.folder(), use);
  }

  /** @template T @param {import("./protocol.js").Packed} file @param {URL} from
   * @param {(content: Stream) => Promise<T>} use */
  async #fetched(file, from, use) {
    this.#wanted += file.bytes;
    const body = await get(new URL(file.name, from), this.#asked);
    const count = (/** @type {number} */ came) => {
      this.#came += came;
      this.report("fetch", this.#came, this.#wanted);
    };
    return unpacked(body, file, count, use);
  }

  /** @template T @param {string} name @param {() => Promise<T>} make @returns {Promise<T>} */
  #once(name, make) {
    const made = this.#kept.get(name) ?? later(make());
    this.#kept.set(name, made);
    made.catch(() => this.#kept.delete(name));
    return made;
  }
}

/** @param {Stream} content */
async function bytes(content) {
  return new Uint8Array(await new Response(content).arrayBuffer());
}

/** @param {Stream} content */
function compiled(content) {
  let first = true;
  const checked = content.pipeThrough(
    new TransformStream({
      transform(chunk, through) {
        if (first && !begins(chunk, WASM)) throw new FileError("not_wasm", "wasm");
        first = false;
        through.enqueue(chunk);
      },
    }),
  );
  const headers = { "Content-Type": "application/wasm" };
  return WebAssembly.compileStreaming(new Response(checked, { headers }));
}
