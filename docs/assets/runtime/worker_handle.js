// @ts-check
// One worker from its birth to its end, which may be that it is late, or killed, and says nothing.

import { failureOf } from "./failures.js";
import { FileError } from "./files.js";
import { STAGES } from "./protocol.js";

/** @import { Answer, Failure, FromWorker, Reason, Stage, StageName, ToWorker } from "./protocol.js" */
/** @import { RuntimeLoader } from "./runtime_loader.js" */

/**
 * @typedef {object} WorkerEvents
 * @property {(stage: Stage) => void} reached
 * @property {(started: import("./protocol.js").Started) => void} ready
 * @property {(answer: Answer) => void} answered
 * @property {(failure: Failure) => void} lost
 */

const WORKER = new URL("./worker.js", import.meta.url);

/** Milliseconds by stage. @typedef {Partial<Record<StageName, number>>} Timeouts */

/** How long a stage may go without a report; one that fetches reports every byte that comes. A computation
 * may take its time. @type {Timeouts} */
export const STAGE_TIMEOUTS = { list: 20_000, fetch: 30_000, start: 60_000 };

export class WorkerHandle {
  /** @type {StageName} */ #stage = "list";
  #born = performance.now();
  #worker = workerOf(WORKER);
  #over = new AbortController();
  #name = `regnemaskin-${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #timeouts;
  #loader;
  #events;

  /** @param {RuntimeLoader} loader @param {Timeouts} timeouts @param {WorkerEvents} events */
  constructor(loader, timeouts, events) {
    this.#loader = loader;
    this.#events = events;
    this.#timeouts = timeouts;
    this.#worker.onmessage = ({ data }) => this.#receive(data);
    this.#worker.onerror = (event) => {
      event.preventDefault(); // it is reported below
      this.#lose("crashed", event.message);
    };
    loader.report = (stage, done = 0, total = 0) => this.#reach(stage, done, total);
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
    clearTimeout(this.#timer);
    this.#worker.terminate();
  }

  /** Gives the worker what it starts from, each part as it comes. */
  async #feed() {
    if (typeof DecompressionStream === "undefined")
      throw new FileError("outdated", "DecompressionStream");
    const loader = this.#loader;
    const program = loader.program();
    const image = loader.content("image");
    const { lock } = await loader.manifest();
    const folder = (await loader.folder()).href;
    this.send({ kind: "prepare", folder, lock, ownLock: this.#name });
    const found = await image.catch((error) => this.#withoutImage(error));
    if (found) this.send({ kind: "restore", program: await program, image: found });
  }

  /** Starts the ordinary way, and says so in the console only. @param {unknown} error */
  async #withoutImage(error) {
    const program = await this.#loader.program(); // without it there is no start, and that is reported
    console.info("The memory image was of no use; Python starts the ordinary way.", error);
    const [library, core] = await Promise.all([
      this.#loader.content("stdlib"),
      this.#loader.core(),
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
  #receive(message) {
    if (this.#over.signal.aborted) return;
    if (message.kind === "alive")
      onDeath(this.#name, this.#over.signal, () => this.#lose("crashed"));
    else if (message.kind === "stage") this.#reach(message.stage);
    else if (message.kind === "refused")
      void this.#trying(() => this.#withoutImage(message.detail));
    else if (message.kind === "ready") this.#ready(message.way);
    else {
      if (message.kind !== "progress") clearTimeout(this.#timer);
      this.#events.answered(message);
    }
  }

  /** @param {import("./protocol.js").Way} way */
  #ready(way) {
    clearTimeout(this.#timer);
    this.#events.ready({ way, milliseconds: performance.now() - this.#born });
  }

  /** @param {StageName} stage @param {number} [done] @param {number} [total] */
  #reach(stage, done = 0, total = 0) {
    if (this.#over.signal.aborted) return;
    this.#stage = stage;
    clearTimeout(this.#timer);
    const timeouts = this.#timeouts[stage];
    if (timeouts) this.#timer = setTimeout(() => this.#lose("timeout"), timeouts);
    this.#events.reached({ stage, label: STAGES[stage], done, total });
  }

  /** @param {Reason} reason @param {string} [detail] */
  #lose(reason, detail) {
    if (this.#over.signal.aborted) return;
    this.end();
    this.#events.lost(failureOf(this.#stage, reason, detail));
  }
}

/**
 * Returns a module worker that lives under the page's own content policy: one loaded by its address
 * does not inherit it, one made from a blob does. So the blob holds one line, which imports the real
 * module by its absolute address.
 * @param {URL} module
 */
function workerOf(module) {
  const line = new Blob([`import ${JSON.stringify(module.href)};`], { type: "text/javascript" });
  const blobAddress = URL.createObjectURL(line);
  const worker = new Worker(blobAddress, { type: "module" });
  const forget = () => URL.revokeObjectURL(blobAddress);
  worker.addEventListener("message", forget, { once: true });
  worker.addEventListener("error", forget, { once: true });
  return worker;
}

/**
 * Calls `dead` when a worker that holds the lock is gone. The browser says nothing when it kills a
 * worker, but it gives the worker's lock to the next who waits.
 * @param {string} lock
 * @param {AbortSignal} signal Ends the waiting.
 * @param {() => void} dead
 */
function onDeath(lock, signal, dead) {
  navigator.locks?.request(lock, { signal }, dead).catch(() => {}); // the waiting was ended
}
