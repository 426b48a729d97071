// @ts-check
// The calculator as a page sees it. The work is done by a worker; the page never freezes.
//
//   const core = openCore({ onStage: ({ label, done, total }) => … });
//   core.compareWith(reference);                          // text of regndata/notat.json
//   await core.ready;                                     // may be left out: compute waits for it
//   const text = await core.compute(files, { basis: "konsern" }, ({ name, done, total }) => …);
//   const answer = await core.ask("unit", { unit: 0, level: "2" });
//   core.cancel();                                        // what is under way ends as Cancelled
//   core.close();                                         // in disconnectedCallback
//
// `files` are `File`s, from a drop, a picker, or `new File([text], "limt inn.csv")`. They are never
// used up: the same ones may be computed again with other choices. `chosen` holds texts by the
// names of the core's Options. The result is what `sitegen compute --json` prints, byte for byte;
// it stays in the worker too, where questions are answered. A worker that was ended takes it along:
// the next one computes the same files before it is asked.
// What fails rejects with a `CoreError`: `message` and `failure.remedy` are for the reader.

import { Cancelled, CoreError, MAX_MB, failureOf } from "./failures.js";
import { WorkerHandle, STAGE_TIMEOUTS } from "./worker_handle.js";
import { ends } from "./promises.js";
import { RuntimeLoader } from "./runtime_loader.js";

export { Cancelled, CoreError };

/** @import { Failure, Progress, Started } from "./protocol.js" */
/** @typedef {import("./promises.js").Ends<string> & { onProgress?: (progress: Progress) => void }} Waiting */

/** @typedef {{ files: File[], chosen: Record<string, string> }} Job */

/**
 * @typedef {object} Handlers
 * @property {(stage: import("./protocol.js").Stage) => void} [onStage] WorkerEvents of each stage, and of
 *   bytes as they come.
 * @property {import("./worker_handle.js").Timeouts} [timeouts] Where it is other than `STAGE_TIMEOUTS`.
 */

export class Core {
  /** @type {WorkerHandle | null} */ #worker = null;
  /** @type {import("./promises.js").Ends<Started>} */ #start = ends();
  /** @type {Map<number, Waiting>} */ #waiting = new Map();
  /** What the last result is of. @type {Job | null} */ #job = null;
  /** The worker that has a result, or is to have one when it is done. @type {{ worker: WorkerHandle, done: Promise<string> } | null} */
  #known = null;
  #reference = "";
  #loader = new RuntimeLoader(false);
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

  /** Resolves with the result's JSON text. Rejects with `CoreError` or `Cancelled`.
   * @param {File[]} files @param {Record<string, string>} [chosen]
   * @param {(progress: Progress) => void} [onProgress] @returns {Promise<string>} */
  async compute(files, chosen = {}, onProgress) {
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    if (bytes > MAX_MB * 1_000_000) throw asError(failureOf("compute", "too_large"));
    const job = { files, chosen };
    const text = await this.#computed(await this.#readyWorker(), job, onProgress);
    this.#job = job;
    return text;
  }

  /**
   * Resolves with the answer to a question about the last result; exact numbers in it are text.
   * Rejects with `Cancelled` where another result has come meanwhile.
   * @param {import("./protocol.js").Question} question A method of kommuneindikatorer.session.
   * @param {object} words Its arguments by name.
   * @returns {Promise<any>}
   */
  async ask(question, words) {
    const job = this.#job;
    const worker = await this.#readyWorker();
    try {
      if (job && this.#known?.worker !== worker) this.#computed(worker, job);
      await this.#known?.done;
      const asked = { question, words: JSON.stringify(words) };
      const text = await this.#answered(worker, (id) => ({ kind: "ask", id, ...asked }));
      if (job === this.#job) return JSON.parse(text);
    } catch (error) {
      if (job === this.#job) throw error;
    }
    throw new Cancelled();
  }

  /** Gives this worker, and those after it, what units are compared with. @param {string} text */
  compareWith(text) {
    this.#reference = text;
    this.#worker?.send({ kind: "reference", text });
  }

  /** Forgets the last result and its files, in the worker too. */
  forget() {
    this.#job = this.#known = null;
    this.#worker?.send({ kind: "forget" });
  }

  /** Ends what is under way as `Cancelled`, and starts anew in the background. */
  cancel() {
    this.#stop(new Cancelled());
    this.#begin();
  }

  /** Starts anew after a failure, past the browser's own cache. @returns {Promise<Started>} */
  retry() {
    this.close();
    this.#loader = new RuntimeLoader(true);
    this.#begin();
    return this.ready;
  }

  /** Ends the worker, and what is under way as `Cancelled`. */
  close() {
    this.#loader.close();
    this.#stop(new Cancelled());
  }

  #begin() {
    this.#start = ends();
    this.#worker = new WorkerHandle(
      this.#loader,
      { ...STAGE_TIMEOUTS, ...this.handlers.timeouts },
      {
        reached: (stage) => this.handlers.onStage?.(stage),
        ready: (started) => this.#start.resolve(started),
        answered: (answer) => this.#receive(answer),
        lost: (failure) => this.#stop(asError(failure)),
      },
    );
    if (this.#reference) this.#worker.send({ kind: "reference", text: this.#reference });
  }

  /** Returns the worker that was asked, once it is ready; the one after a cancel is another. */
  async #readyWorker() {
    const worker = this.#worker;
    await this.ready;
    if (!worker || worker !== this.#worker) throw new Cancelled();
    return worker;
  }

  /** Computes files in a worker, which has no other result from now on.
   * @param {WorkerHandle} worker @param {Job} job
   * @param {(progress: Progress) => void} [onProgress] */
  #computed(worker, job, onProgress) {
    const done = this.#answered(worker, (id) => ({ kind: "compute", id, ...job }), onProgress);
    const known = { worker, done };
    this.#known = known;
    done.catch(() => {
      if (this.#known === known) this.#known = null;
    });
    return done;
  }

  /** @param {WorkerHandle} worker @param {(id: number) => import("./protocol.js").ToWorker} message
   * @param {(progress: Progress) => void} [onProgress] */
  async #answered(worker, message, onProgress) {
    if (worker !== this.#worker) throw new Cancelled();
    const id = ++this.#last;
    /** @type {Waiting} */
    const waiting = Object.assign(ends(), { onProgress });
    this.#waiting.set(id, waiting);
    worker.send(message(id));
    return waiting.promise;
  }

  /** @param {import("./protocol.js").Answer} answer */
  #receive(answer) {
    if (answer.kind === "progress") this.#waiting.get(answer.id)?.onProgress?.(answer.progress);
    else if (answer.kind === "result") this.#taken(answer.id)?.resolve(answer.text);
    else if (answer.id === null) this.#stop(asError(answer.failure));
    else this.#taken(answer.id)?.reject(asError(answer.failure));
  }

  /** @param {number} id */
  #taken(id) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  /** The worker is gone: every promise that waits is rejected. @param {Error} error */
  #stop(error) {
    this.#worker?.end();
    this.#worker = null;
    this.#start.reject(error);
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}

/** Returns the error that a page is given; what only a developer asks for goes to the console.
 * @param {Failure} failure */
function asError(failure) {
  console.info(`${failure.message} (${failure.reason}: ${failure.detail})`);
  return new CoreError(failure);
}

/** @type {Core | null} */
let warmed = null;
/** Ends it unused. A core that is in use must not be held by it. @type {ReturnType<typeof setTimeout> | undefined} */
let unused;

const KEPT_WARM = 60_000; // milliseconds; one who only passed the link needs no worker

/** Starts on intent, before the page is open: when the pointer or the focus reaches its link. */
export function warm() {
  if (warmed) return;
  const core = new Core();
  warmed = core;
  unused = setTimeout(() => {
    warmed = null;
    core.close();
  }, KEPT_WARM);
}

/** Returns a core that starts, or that `warm` has started already.
 * @param {Handlers} [handlers] @returns {Core} */
export function openCore(handlers = {}) {
  const core = warmed ?? new Core(handlers);
  clearTimeout(unused);
  warmed = null;
  core.handlers = handlers;
  return core;
}
