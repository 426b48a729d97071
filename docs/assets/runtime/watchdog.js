// @ts-check
// Two ways to notice that a worker says no more: it is late, or it is dead.

/** @typedef {import("./protocol.js").StageName} StageName */

/**
 * How long a stage may be silent, in milliseconds; one that fetches speaks for every byte that
 * comes. A computation may take its time.
 *
 * @typedef {Partial<Record<StageName, number>>} Patience
 * @type {Patience}
 */
export const PATIENCE = { list: 20_000, fetch: 30_000, start: 60_000, excel: 30_000 };

/** Calls `late` when nothing has been heard for too long. */
export class Watch {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {Patience} patience
   * @param {(stage: StageName) => void} late
   */
  constructor(patience, late) {
    this.patience = patience;
    this.late = late;
  }

  /** Starts to wait anew. @param {StageName} stage */
  heard(stage) {
    this.stop();
    const patience = this.patience[stage];
    if (patience) this.#timer = setTimeout(() => this.late(stage), patience);
  }

  stop() {
    clearTimeout(this.#timer);
  }
}

/**
 * Calls `dead` when a worker that holds the lock is gone. The browser says nothing when it kills a
 * worker, but it gives the worker's lock to the next who waits.
 *
 * @param {string} lock
 * @param {AbortSignal} signal Ends the waiting.
 * @param {() => void} dead
 */
export function onDeath(lock, signal, dead) {
  navigator.locks?.request(lock, { signal }, dead).catch(() => {}); // the waiting was ended
}

/** Holds a lock for as long as this worker lives. @param {string} lock */
export function holdForLife(lock) {
  return new Promise((held) => {
    if (!navigator.locks) held(undefined);
    else navigator.locks.request(lock, () => new Promise(() => held(undefined)));
  });
}
