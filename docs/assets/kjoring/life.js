// @ts-check
// One worker from its birth to its end, which may be that it is late, or killed, and says nothing.

import { workerOf } from "./blob_worker.js";
import { failureOf } from "./failures.js";
import { onDeath, Watch } from "./watch.js";

/** @typedef {import("./protocol.js").Failure} Failure */
/** @typedef {import("./protocol.js").FromWorker} FromWorker */
/** @typedef {import("./protocol.js").StageName} StageName */
/** @typedef {import("./protocol.js").ToWorker} ToWorker */
/** @typedef {{ said: (message: FromWorker) => void, lost: (failure: Failure) => void }} Told */

const MANIFEST = new URL("../pyodide/manifest.json", import.meta.url).href;
const WORKER = new URL("./worker.js", import.meta.url);

export class Life {
  /** @type {StageName} */ #stage = "list";
  #worker = workerOf(WORKER);
  #over = new AbortController();
  #watch;
  #told;

  /**
   * @param {boolean} again Past the browser's own cache.
   * @param {import("./watch.js").Patience} patience
   * @param {Told} told
   */
  constructor(again, patience, told) {
    this.#told = told;
    this.#watch = new Watch(patience, () => this.#lose("timeout"));
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    this.#worker.onerror = (event) => {
      event.preventDefault(); // it is told below
      this.#lose("crashed", event.message);
    };
    const lock = `regnemaskin-${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
    this.#worker.addEventListener("message", () => this.#wake(lock), { once: true });
    this.#watch.heard("list");
    this.send({ kind: "start", manifest: MANIFEST, again, lock });
  }

  /** @param {ToWorker} message */
  send(message) {
    this.#worker.postMessage(message);
  }

  /** Ends it; nothing is heard from it after that. */
  end() {
    this.#over.abort();
    this.#watch.stop();
    this.#worker.terminate();
  }

  /** Waits for its death: by its first word it holds the lock. @param {string} lock */
  #wake(lock) {
    onDeath(lock, this.#over.signal, () => this.#lose("crashed"));
  }

  /** @param {FromWorker} message */
  #hear(message) {
    if (this.#over.signal.aborted) return;
    if (message.kind === "stage") {
      this.#stage = message.stage.stage;
      this.#watch.heard(this.#stage);
    } else if (message.kind !== "progress") {
      this.#watch.stop();
    }
    this.#told.said(message);
  }

  /**
   * @param {import("./protocol.js").Reason} reason
   * @param {string} [detail]
   */
  #lose(reason, detail) {
    if (this.#over.signal.aborted) return;
    this.end();
    this.#told.lost(failureOf(this.#stage, reason, detail));
  }
}
