// @ts-check
// The page's one state. It is replaced, never changed in place; listeners are given which parts are new.

/** @import { Comparison, Names, Note, Result } from "./types.js" */
/** @import { Failure, Progress } from "../runtime/protocol.js" */

/** @typedef {typeof EMPTY} State */
const EMPTY = {
  /** A file can be computed. */
  ready: false,
  /** How far the start, or what is under way, has come. */
  stage: /** @type {import("./status.js").Timed | null} */ (null),
  /** A file is being computed. */
  working: false,
  /** How far it is read. */
  progress: /** @type {Progress | null} */ (null),
  /** What stopped the machine. */
  failure: /** @type {Failure | null} */ (null),
  /** The files that the result is of. */
  files: /** @type {File[]} */ ([]),
  /** The reader's settings; nothing of the files. */
  chosen: /** @type {Record<string, string>} */ ({}),
  /** What the example that was last tried set of them. */
  example: /** @type {Record<string, string>} */ ({}),
  /** The result as the core wrote it, byte for byte; and the same, read. */
  text: "",
  result: /** @type {Result | null} */ (null),
  /** Place of the unit shown among `result.enheter`, and that unit beside the note. */
  unit: 0,
  beside: /** @type {Comparison | null} */ (null),
  names: /** @type {Names | null} */ (null),
  note: /** @type {Note | null} */ (null),
  /** Rows of a file looked at. */
  excerpt: /** @type {Excerpt | null} */ (null),
  /** The files are kept on this machine. */
  remembered: false,
  /** They were to be kept, and the browser keeps nothing. */
  notRemembered: false,
  /** What an action of the reader's led to, for screen readers. */
  message: "",
};
/** @typedef {{ file: string, row: number, first: number, rows: { rad: number, celler: string[], flere: number }[] }} Excerpt */

/** @typedef {(state: State, changed: Set<keyof State>) => void} Listener */

export class Store {
  /** @type {State} */ #state;
  /** @type {Set<Listener>} */ #listeners = new Set();

  /** @param {Partial<State>} [first] */
  constructor(first = {}) {
    this.#state = { ...EMPTY, ...first };
  }

  get state() {
    return this.#state;
  }

  /** Puts new parts in the state, and notifies of those that differ. @param {Partial<State>} parts */
  set(parts) {
    const before = this.#state;
    this.#state = { ...before, ...parts };
    const names = /** @type {(keyof State)[]} */ (Object.keys(parts));
    const changed = new Set(names.filter((name) => before[name] !== this.#state[name]));
    if (changed.size) for (const listener of this.#listeners) listener(this.#state, changed);
  }

  /** Forgets the files and all that came of them; the settings too. */
  clear() {
    const { excerpt, chosen, example, text, result, beside, unit, failure } = EMPTY;
    // New ones, so that whoever listens hears it also where no file had come so far.
    this.set({ excerpt, files: [], chosen, example, text, result, beside, unit, failure });
  }

  /** Returns what ends the listening. @param {Listener} listener @returns {() => void} */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
