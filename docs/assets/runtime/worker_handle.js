// @ts-check
// One worker from its birth to its end, which may be that it is late, or killed, and says nothing.

import { workerOf } from "./blob_worker.js";
import { failureOf } from "./failures.js";
import { FileError } from "./files.js";
import { STAGES } from "./protocol.js";
import { onDeath, Watch } from "./watchdog.js";

/** @typedef {import("./protocol.js").Answer} Answer */
/** @typedef {import("./protocol.js").Failure} Failure */
/** @typedef {import("./protocol.js").FromWorker} FromWorker */
/** @typedef {import("./protocol.js").Reason} Reason */
/** @typedef {import("./protocol.js").Stage} Stage */
/** @typedef {import("./protocol.js").StageName} StageName */
/** @typedef {import("./protocol.js").ToWorker} ToWorker */
/** @typedef {import("./runtime_loader.js").Supply} Supply */

/**
 * @typedef {object} Told
 * @property {(stage: Stage) => void} reached
 * @property {(started: import("./protocol.js").Started) => void} ready
 * @property {(answer: Answer) => void} answered
 * @property {(failure: Failure) => void} lost
 */

const WORKER = new URL("./worker.js", import.meta.url);

export class Life {
  /** @type {StageName} */ #stage = "list";
  #born = performance.now();
  #worker = workerOf(WORKER);
  #over = new AbortController();
  #name = `regnemaskin-${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
  #watch;
  #supply;
  #told;

  /**
   * @param {Supply} supply
   * @param {import("./watchdog.js").Patience} patience
   * @param {Told} told
   */
  constructor(supply, patience, told) {
    this.#supply = supply;
    this.#told = told;
    this.#watch = new Watch(patience, () => this.#lose("timeout"));
    this.#worker.onmessage = ({ data }) => this.#hear(data);
    this.#worker.onerror = (event) => {
      event.preventDefault(); // it is told below
      this.#lose("crashed", event.message);
    };
    supply.tell = (stage, done = 0, total = 0) => this.#reach(stage, done, total);
    this.#reach("list");
    void this.#trying(() => this.#feed());
  }

  /** @param {ToWorker} message */
  send(message) {
    if (!this.#over.signal.aborted) this.#worker.postMessage(message);
  }

  /** Ends it; nothing is heard from it after that. */
  end() {
    this.#over.abort();
    this.#watch.stop();
    this.#worker.terminate();
  }

  /** Gives the worker what it starts from, each part as it comes. */
  async #feed() {
    const supply = this.#supply;
    const program = supply.program();
    const image = supply.content("image");
    const { lock } = await supply.manifest();
    const folder = (await supply.folder()).href;
    this.send({ kind: "prepare", folder, lock, life: this.#name });
    const found = await image.catch((error) => this.#withoutImage(error));
    if (found) this.send({ kind: "restore", program: await program, image: found });
  }

  /** Starts the ordinary way, and says so in the console only. @param {unknown} error */
  async #withoutImage(error) {
    const program = await this.#supply.program(); // without it there is no start, and that is told
    console.info("The memory image was of no use; Python starts the ordinary way.", error);
    const [library, core] = await Promise.all([
      this.#supply.content("stdlib"),
      this.#supply.wheels("core"),
    ]);
    this.send({ kind: "boot", program, library, core });
  }

  /** @param {() => Promise<void>} work */
  async #trying(work) {
    try {
      await work();
    } catch (error) {
      const reason = error instanceof FileError ? error.reason : "broken";
      this.#lose(reason, error instanceof Error ? error.message : String(error));
    }
  }

  /** @param {FromWorker} message */
  #hear(message) {
    if (this.#over.signal.aborted) return;
    if (message.kind === "alive")
      onDeath(this.#name, this.#over.signal, () => this.#lose("crashed"));
    else if (message.kind === "stage") this.#reach(message.stage);
    else if (message.kind === "refused")
      void this.#trying(() => this.#withoutImage(message.detail));
    else if (message.kind === "ready") this.#ready(message.way);
    else {
      if (message.kind !== "progress") this.#watch.stop();
      this.#told.answered(message);
    }
  }

  /** @param {import("./protocol.js").Way} way */
  #ready(way) {
    this.#watch.stop();
    this.#told.ready({ way, milliseconds: performance.now() - this.#born });
  }

  /**
   * @param {StageName} stage
   * @param {number} [done]
   * @param {number} [total]
   */
  #reach(stage, done = 0, total = 0) {
    if (this.#over.signal.aborted) return;
    this.#stage = stage;
    this.#watch.heard(stage);
    this.#told.reached({ stage, label: STAGES[stage], done, total });
  }

  /**
   * @param {Reason} reason
   * @param {string} [detail]
   */
  #lose(reason, detail) {
    if (this.#over.signal.aborted) return;
    this.end();
    this.#told.lost(failureOf(this.#stage, reason, detail));
  }
}
