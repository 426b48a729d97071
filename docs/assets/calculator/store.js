// @ts-check
// The page's one state. It is replaced, never changed in place; whoever listens is told which parts are new.

/** @import { Comparison, Names, Note, Result } from "./types.js" */
/** @import { Failure, Progress, Stage } from "../runtime/protocol.js" */

/**
 * @typedef {object} State
 * @property {boolean} ready A file can be computed.
 * @property {Stage | null} stage How far the start, or what is under way, has come.
 * @property {boolean} working A file is being computed.
 * @property {Progress | null} progress How far it is read.
 * @property {Failure | null} failure What stopped the machine.
 * @property {File[]} files The files that the result is of.
 * @property {Record<string, string>} chosen The reader's settings; nothing of the files.
 * @property {string} text The result as the core wrote it, byte for byte.
 * @property {Result | null} result The same, read.
 * @property {number} unit Place of the unit shown among `result.enheter`.
 * @property {Comparison | null} beside The unit shown, beside the note.
 * @property {Names | null} names
 * @property {Note | null} note
 * @property {{ file: string, row: number, first: number, rows: { rad: number, celler: string[], flere: number }[] } | null} excerpt Rows of a file looked at.
 * @property {boolean} remembered The files are kept on this machine.
 * @property {string} told What an action of the reader's led to, for screen readers.
 */

/** @type {State} */
const EMPTY = {
  ready: false,
  stage: null,
  working: false,
  progress: null,
  failure: null,
  files: [],
  chosen: {},
  text: "",
  result: null,
  unit: 0,
  beside: null,
  names: null,
  note: null,
  excerpt: null,
  remembered: false,
  told: "",
};

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

  /** Puts new parts in the state, and tells those that differ. @param {Partial<State>} parts */
  set(parts) {
    const before = this.#state;
    this.#state = { ...before, ...parts };
    const names = /** @type {(keyof State)[]} */ (Object.keys(parts));
    const changed = new Set(names.filter((name) => before[name] !== this.#state[name]));
    if (changed.size) for (const listener of this.#listeners) listener(this.#state, changed);
  }

  /** Returns what ends the listening. @param {Listener} listener @returns {() => void} */
  listen(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
