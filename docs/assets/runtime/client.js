// @ts-check
// The calculator as a page sees it. The work is done by a worker; the page never freezes.
//
//   const core = openCore({ onStage: ({ label, done, total }) => … });
//   await core.ready;                                     // may be left out: compute waits for it
//   const text = await core.compute(files, { basis: "konsern" }, ({ name, done, total }) => …);
//   const answer = await core.ask("one_unit_json", JSON.stringify(asked));
//   core.cancel();                                        // what is under way ends as Cancelled
//   core.close();                                         // in disconnectedCallback
//
// `files` are `File`s, from a drop, a picker, or `new File([text], "limt inn.csv")`. They are never
// used up: the same ones may be computed again with other choices. `chosen` holds texts by the
// names of the core's Options. The result is what `sitegen compute --json` prints, byte for byte.
// What fails rejects with a `CoreError`: `message` and `failure.remedy` are for the reader.

import { Cancelled, CoreError, MAX_MB, failureOf } from "./failures.js";
import { Life } from "./worker_handle.js";
import { ends } from "./promises.js";
import { Supply } from "./runtime_loader.js";
import { PATIENCE } from "./watchdog.js";

export { Cancelled, CoreError };

/** @typedef {import("./protocol.js").Failure} Failure */
/** @typedef {import("./protocol.js").Progress} Progress */
/** @typedef {import("./protocol.js").Started} Started */
/** @typedef {import("./promises.js").Ends<string> & { onProgress?: (progress: Progress) => void }} Waiting */

/**
 * @typedef {object} Handlers
 * @property {(stage: import("./protocol.js").Stage) => void} [onStage] Told of each stage, and of
 *   bytes as they come.
 * @property {import("./watchdog.js").Patience} [patience] Where it is other than `PATIENCE`.
 */

export class Core {
  /** @type {Life | null} */ #life = null;
  /** @type {import("./promises.js").Ends<Started>} */ #start = ends();
  /** @type {Map<number, Waiting>} */ #waiting = new Map();
  #supply = new Supply(false);
  #last = 0;

  /** @param {Handlers} [handlers] */
  constructor(handlers = {}) {
    this.handlers = handlers;
    this.#begin();
  }

  /** Resolves when a file can be computed; rejects with a `CoreError`. New after each restart. */
  get ready() {
    return this.#start.promise;
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
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    if (bytes > MAX_MB * 1_000_000) throw told(failureOf("compute", "too_large"));
    const life = await this.#alive();
    const excel = await this.#excelFor(files);
    return this.#answered(
      life,
      (id) => ({ kind: "compute", id, files, chosen, excel }),
      onProgress,
    );
  }

  /**
   * Resolves with the answer of another function of kommuneindikatorer.browser: JSON text in and out.
   *
   * @param {string} what The function's name.
   * @param {string} text
   * @param {File[]} [files] For a function that takes files too.
   * @returns {Promise<string>}
   */
  async ask(what, text, files = []) {
    const life = await this.#alive();
    const excel = await this.#excelFor(files);
    return this.#answered(life, (id) => ({ kind: "ask", id, what, text, files, excel }));
  }

  /** Ends what is under way as `Cancelled`, and starts anew in the background. */
  cancel() {
    this.#stop(new Cancelled());
    this.#begin();
  }

  /** Starts anew after a failure, past the browser's own cache. @returns {Promise<Started>} */
  retry() {
    this.close();
    this.#supply = new Supply(true);
    this.#begin();
    return this.ready;
  }

  /** Ends the worker, and what is under way as `Cancelled`. */
  close() {
    this.#supply.close();
    this.#stop(new Cancelled());
  }

  #begin() {
    this.#start = ends();
    this.#life = new Life(
      this.#supply,
      { ...PATIENCE, ...this.handlers.patience },
      {
        reached: (stage) => this.handlers.onStage?.(stage),
        ready: (started) => this.#start.resolve(started),
        answered: (answer) => this.#hear(answer),
        lost: (failure) => this.#stop(told(failure)),
      },
    );
  }

  /** Returns what reads Excel files, where one of the files is such. @param {File[]} files */
  #excelFor(files) {
    return this.#supply.excelFor(files).catch((error) => {
      throw told(failureOf("excel", error.reason ?? "broken", error.message));
    });
  }

  /** Returns the worker that was asked, once it is ready; the one after a cancel is another. */
  async #alive() {
    const life = this.#life;
    await this.ready;
    if (!life || life !== this.#life) throw new Cancelled();
    return life;
  }

  /**
   * @param {Life} life
   * @param {(id: number) => import("./protocol.js").ToWorker} message
   * @param {(progress: Progress) => void} [onProgress]
   */
  async #answered(life, message, onProgress) {
    if (life !== this.#life) throw new Cancelled();
    const id = ++this.#last;
    /** @type {Waiting} */
    const waiting = Object.assign(ends(), { onProgress });
    this.#waiting.set(id, waiting);
    life.send(message(id));
    return waiting.promise;
  }

  /** @param {import("./protocol.js").Answer} answer */
  #hear(answer) {
    if (answer.kind === "progress") this.#waiting.get(answer.id)?.onProgress?.(answer.progress);
    else if (answer.kind === "result") this.#taken(answer.id)?.resolve(answer.text);
    else if (answer.id === null) this.#stop(told(answer.failure));
    else this.#taken(answer.id)?.reject(told(answer.failure));
  }

  /** @param {number} id */
  #taken(id) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  /** The worker is gone: everyone who waits is told why. @param {Error} error */
  #stop(error) {
    this.#life?.end();
    this.#life = null;
    this.#start.reject(error);
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}

/**
 * Returns the error that a page is given; what only a developer asks for goes to the console.
 *
 * @param {Failure} failure
 */
function told(failure) {
  console.info(`${failure.message} (${failure.reason}: ${failure.detail})`);
  return new CoreError(failure);
}

/** @type {Core | null} */
let warmed = null;

const KEPT_WARM = 60_000; // milliseconds; one who only passed the link needs no worker

/** Starts on intent, before the page is open: when the pointer or the focus reaches its link. */
export function warm() {
  if (warmed) return;
  const core = new Core();
  warmed = core;
  setTimeout(() => {
    if (warmed !== core) return;
    warmed = null;
    core.close();
  }, KEPT_WARM);
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
  core.handlers = handlers;
  return core;
}
