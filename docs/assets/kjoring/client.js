// @ts-check
// The calculator as a page sees it. The work is done by a worker; the page never freezes.
//
//   const core = openCore({ onStage: ({ label, done, total }) => … });
//   await core.ready;                                     // may be left out: compute waits for it
//   const text = await core.compute(files, { basis: "konsern" }, ({ name, done, total }) => …);
//   core.cancel();                                        // what is under way ends as Cancelled
//   core.close();                                         // in disconnectedCallback
//
// `files` are `File`s, from a drop, a picker, or `new File([text], "limt inn.csv")`. They are never
// used up: the same ones may be computed again with other choices. `chosen` holds texts by the
// names of the core's Options. The result is what `sitegen compute --json` prints, byte for byte.

import { workerOf } from "./blob_worker.js";
import { Cancelled, CoreError, failureOf } from "./failures.js";

export { Cancelled, CoreError };

/** @typedef {import("./protocol.js").FromWorker} FromWorker */
/** @typedef {import("./protocol.js").Progress} Progress */
/** @typedef {import("./protocol.js").Stage} Stage */
/** @typedef {import("./protocol.js").Started} Started */
/** @typedef {import("./protocol.js").ToWorker} ToWorker */
/** @typedef {{ onStage?: (stage: Stage) => void }} Handlers */

const MANIFEST = new URL("../pyodide/manifest.json", import.meta.url).href;
const WORKER = new URL("./worker.js", import.meta.url);

/**
 * A promise with its two ends.
 *
 * @template T
 * @typedef {{ promise: Promise<T>, resolve: (value: T) => void, reject: (error: Error) => void }} Ends
 */

/**
 * @template T
 * @returns {Ends<T>}
 */
function ends() {
  /** @type {Partial<Ends<T>>} */
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  made.promise.catch(() => {}); // whoever waits is told; nobody waiting is no fault
  return /** @type {Ends<T>} */ (made);
}

export class Core {
  #handlers;
  /** @type {Worker | null} */ #worker = null;
  /** @type {Ends<Started>} */ #start = ends();
  /** @type {Map<number, Ends<string> & { onProgress?: (progress: Progress) => void }>} */
  #under_way = new Map();
  #last = 0;

  /** @param {Handlers} handlers */
  constructor(handlers = {}) {
    this.#handlers = handlers;
    this.#begin(false);
  }

  /** Resolves when a file can be computed; rejects with a `CoreError`. New after each restart. */
  get ready() {
    return this.#start.promise;
  }

  /** Takes over who is told; for a core that was warmed before its page was open. @param {Handlers} handlers */
  listen(handlers) {
    this.#handlers = handlers;
  }

  /**
   * Resolves with the result's JSON text. Rejects with `CoreError` or `Cancelled`.
   *
   * @param {File[]} files
   * @param {Record<string, string>} [chosen]
   * @param {(progress: Progress) => void} [onProgress]
   * @returns {Promise<string>}
   */
  async compute(files, chosen = {}, onProgress) {
    await this.ready;
    const id = ++this.#last;
    const waiting = Object.assign(/** @type {Ends<string>} */ (ends()), { onProgress });
    this.#under_way.set(id, waiting);
    this.#send({ kind: "compute", id, files, chosen });
    return waiting.promise;
  }

  /** Ends what is under way as `Cancelled`, and starts anew in the background. */
  cancel() {
    this.#stop(new Cancelled());
    this.#begin(false);
  }

  /** Starts anew after a failure, past the browser's own cache. @returns {Promise<Started>} */
  retry() {
    this.#stop(new Cancelled());
    this.#begin(true);
    return this.ready;
  }

  /** Ends the worker for good. */
  close() {
    this.#stop(new Cancelled());
  }

  /** @param {boolean} again */
  #begin(again) {
    this.#start = ends();
    const worker = workerOf(WORKER);
    worker.onmessage = ({ data }) => this.#receive(data);
    worker.onerror = (event) => {
      event.preventDefault();
      const stage = this.#under_way.size ? "compute" : "start";
      this.#fail(new CoreError(failureOf(stage, "crashed", event.message)));
    };
    this.#worker = worker;
    this.#send({ kind: "start", manifest: MANIFEST, again });
  }

  /** @param {ToWorker} message */
  #send(message) {
    this.#worker?.postMessage(message);
  }

  /** @param {FromWorker} message */
  #receive(message) {
    if (message.kind === "stage") this.#handlers.onStage?.(message.stage);
    else if (message.kind === "ready") this.#start.resolve(message.started);
    else if (message.kind === "progress") this.#under_way.get(message.id)?.onProgress?.(message.progress);
    else if (message.kind === "result") this.#end(message.id)?.resolve(message.text);
    else if (message.id === null) this.#fail(new CoreError(message.failure));
    else this.#end(message.id)?.reject(new CoreError(message.failure));
  }

  /** @param {number} id */
  #end(id) {
    const waiting = this.#under_way.get(id);
    this.#under_way.delete(id);
    return waiting;
  }

  /** The worker is lost: everyone who waits is told why. @param {CoreError} error */
  #fail(error) {
    console.info(`${error.message} (${error.failure.detail})`);
    this.#stop(error);
  }

  /** @param {Error} error */
  #stop(error) {
    this.#worker?.terminate();
    this.#worker = null;
    this.#start.reject(error);
    for (const waiting of this.#under_way.values()) waiting.reject(error);
    this.#under_way.clear();
  }
}

/** @type {Core | null} */
let warmed = null;

/** Starts on intent, before the page is open: when the pointer or the focus reaches its link. */
export function warm() {
  warmed ??= new Core();
}

/**
 * Returns a core that starts, or that `warm` has started already.
 *
 * @param {Handlers} [handlers]
 * @returns {Core}
 */
export function openCore(handlers = {}) {
  const core = warmed ?? new Core(handlers);
  warmed = null;
  core.listen(handlers);
  return core;
}
