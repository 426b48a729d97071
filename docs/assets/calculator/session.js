// @ts-check
// What the reader can do: each action as one method, from a choice on the page to a new state.
// The machine (runtime/client.js) is given, so that what is drawn never talks to it.

import { Cancelled, CoreError, failureOf } from "../runtime/failures.js";
import { withoutFiles } from "./address.js";
import { MANY, countUnits, newest } from "./result.js";
import { BEFORE, ROWS } from "./viewer.js";

/** @import { Store } from "./store.js" */
/** @import { Problem } from "./types.js" */
/** @import { Core } from "../runtime/client.js" */
/** @import { Forgotten, Memory } from "./memory.js" */

const PASTED = "limt inn.txt";
/** Returns what is said of a file that ended the machine. @param {File} file @returns {Problem} */
const stoppedIt = ({ name }) => ({
  kode: "stanset",
  alvor: "feil",
  fil: name,
  rad: null,
  kolonne: null,
  verdi: null,
  melding: `${name}: Filen stanset utregningen, og er ikke brukt. De andre filene er lest. Prøv å lagre den på nytt, eller del den opp.`,
});
/** Nothing is under way. */
const IDLE = { working: false, progress: null, stage: null };
/** Files are being computed. */
const BUSY = { working: true, progress: null, failure: null };

/** Returns what came of the files: a question, else a result, else what is wrong with them. */
const answered = () =>
  ["sporsmal", "resultat", "alle-enhetene", "merknader"]
    .map((place) => document.getElementById(place))
    .find(Boolean);

export class Session {
  #store;
  #core;
  #data;
  #memory;
  #run = 0;
  #closed = false;
  /** What was asked for and has not come: tried again after a failure. @type {{ files: File[], chosen: Record<string, string> } | null} */
  #wanted = null;

  /**
   * @param {Store} store
   * @param {Core} core
   * @param {string} data The address of the folder the build wrote for the page.
   * @param {Memory} memory
   */
  constructor(store, core, data, memory) {
    this.#store = store;
    this.#core = core;
    this.#data = data;
    this.#memory = memory;
    this.#watch(core.ready);
    this.#fetchNames();
    this.#recall();
  }

  /** Computes other files than before, with the settings kept, but for an example's. @param {File[]} files */
  take(files) {
    if (files.length) this.#given(files, this.#own(this.#latest.chosen));
  }

  /** Returns the settings without what an example set and the year: they are not said of other files. @param {Record<string, string>} chosen */
  #own(chosen) {
    const { example, files } = this.#store.state;
    this.#store.set({ example: {} });
    const own = files.length ? withoutFiles(chosen) : chosen;
    return Object.fromEntries(Object.entries(own).filter(([id, value]) => example[id] !== value));
  }

  /** Files and settings as last asked for, come or not. */
  get #latest() {
    return this.#wanted ?? this.#store.state;
  }

  /** Computes more files together with those there are, those of the same name too. @param {File[]} files */
  add(files) {
    if (files.length) this.#given([...this.#store.state.files, ...files], this.#latest.chosen);
  }

  /** Computes what was pasted. @param {string} text */
  paste(text) {
    if (text.trim()) this.take([new File([text], PASTED, { type: "text/plain" })]);
  }

  /**
   * Fetches files of the site's own, and computes them.
   * @param {string[]} names
   * @param {Record<string, string>} chosen What the files do not say of themselves.
   */
  async example(names, chosen) {
    const run = ++this.#run;
    this.#store.set(BUSY);
    try {
      const files = await Promise.all(names.map((name) => this.#file(name)));
      if (run !== this.#run) return;
      this.#store.set({ example: chosen });
      this.#given(files, chosen);
    } catch {
      const failure = failureOf("fetch", "offline");
      const message = "Eksempelet ble ikke hentet.";
      this.#store.set({ working: false, failure: { ...failure, message } });
    }
  }

  /** Changes one setting and computes anew; an empty value is no setting. @param {string} id @param {string} value */
  async choose(id, value) {
    const { [id]: _, ...others } = this.#latest.chosen;
    const chosen = value ? { ...others, [id]: value } : others;
    if (this.#latest.files.length) await this.#compute(this.#latest.files, chosen);
    else this.#store.set({ chosen });
  }

  /** Answers the question, which goes, and goes to what comes in its place. @param {string} id @param {string} value */
  async answer(id, value) {
    await this.choose(id, value);
    answered()?.focus();
  }

  /** Shows another unit or year. @param {number} unit */
  show(unit) {
    this.#store.set({ unit, beside: null });
    this.#besideTheNote();
  }

  /** Shows a unit chosen far from where it is shown, and goes there. @param {number} unit */
  open(unit) {
    this.show(unit);
    document.getElementById("resultat")?.focus();
  }

  /** Holds the result against another level. @param {string} level Per cent, as written. */
  level(level) {
    this.#besideTheNote(level);
  }

  /**
   * Shows rows of a file around one of them; no file closes.
   * @param {string} file
   * @param {number} row
   * @param {number} [first] The first row shown.
   */
  async look(file, row, first = Math.max(1, row - BEFORE)) {
    const given = this.#store.state.files.some((one) => one.name === file);
    if (!given) return this.#store.set({ excerpt: null });
    const found = await this.ask("excerpt", { file, first, count: ROWS });
    if (found) this.#store.set({ excerpt: { file, row, first, rows: found.rader } });
  }

  /** Returns the core's answer about the result; null when the machine could not give one.
   * @param {import("../runtime/protocol.js").Question} question @param {object} words */
  async ask(question, words) {
    try {
      return await this.#core.ask(question, words);
    } catch (error) {
      this.#fail(error);
      return null;
    }
  }

  /** Puts a table on the clipboard. @param {string} text */
  async copy(text) {
    await navigator.clipboard.writeText(text);
    this.#store.set({ message: "Tallene er kopiert." });
    this.#store.set({ message: "" });
  }

  /** Keeps the files and settings on this machine, or deletes what is kept. @param {boolean} wanted */
  async remember(wanted) {
    const { files, chosen } = this.#store.state;
    this.#store.set({ remembered: wanted, notRemembered: false });
    if (wanted) await this.#keep({ files, chosen }, true);
    else await this.#memory.forget("kept");
  }

  /** Keeps, and says so where the browser does not. @param {import("./memory.js").Kept} kept @param {boolean} isNew */
  async #keep(kept, isNew) {
    try {
      if (!(await this.#memory.keep(kept, isNew))) this.#store.set({ remembered: false });
    } catch {
      this.#store.set({ remembered: false, notRemembered: true });
    }
  }

  /** Stops what is under way; settings and the earlier result stay. */
  cancel() {
    this.#run += 1;
    this.#wanted = null;
    this.#core.cancel();
    this.#store.set({ working: false, progress: null, ready: false });
    this.#watch(this.#core.ready);
  }

  /** Starts the machine anew after a failure, and computes the files that waited. */
  retry() {
    this.#store.set({ failure: null });
    this.#watch(this.#core.retry());
    if (this.#wanted) this.#compute(this.#wanted.files, this.#wanted.chosen);
  }

  /** Forgets the files and all that came of them, in every tab; the settings too. */
  clear() {
    this.#memory.forget("all");
    this.heard("all");
  }

  /** Forgets what is forgotten, here or in another tab. @param {Forgotten} what */
  heard(what) {
    this.#store.set({ remembered: false });
    if (what === "kept") return;
    if (this.#store.state.working) this.cancel();
    this.#core.forget();
    this.#store.clear();
  }

  close() {
    this.#closed = true;
    this.#core.close();
  }

  /** @param {Promise<unknown>} ready */
  async #watch(ready) {
    try {
      await ready;
      this.#store.set({ ready: true, stage: null });
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Computes what the reader gave, and brings what came of it up where it would stand low in sight or below.
   * @param {File[]} files @param {Record<string, string>} chosen */
  async #given(files, chosen) {
    await this.#compute(files, chosen);
    const place = this.#store.state.files === files ? answered() : null;
    if (place && place.getBoundingClientRect().top > innerHeight / 2) place.scrollIntoView();
  }

  /** Computes; what is shown stays until the new result is there, or for good when it is cancelled.
   * @param {File[]} files @param {Record<string, string>} chosen */
  async #compute(files, chosen) {
    const run = ++this.#run;
    this.#wanted = { files, chosen };
    this.#store.set(BUSY);
    try {
      const { text, stopped } = await this.#survived(run, files, chosen);
      if (run !== this.#run) return;
      const result = JSON.parse(text);
      for (const file of stopped) result.problemer.push(stoppedIt(file));
      const previous = this.#store.state;
      const first = countUnits(result.enheter) < MANY ? newest(result.enheter) : -1;
      const unit =
        previous.files === files ? Math.min(previous.unit, result.enheter.length - 1) : first;
      this.#store.set({ ...IDLE, files, chosen, text, result, unit, beside: null });
      this.#wanted = null;
      if (this.#store.state.remembered) await this.#keep({ files, chosen }, false);
      this.#besideTheNote();
    } catch (error) {
      if (run === this.#run) this.#fail(error);
    }
  }

  /**
   * Returns the result's text. Where one of several files ended the machine, that of the others, and
   * which ones did: the machine starts anew by itself, and each file is tried alone.
   * @param {number} run @param {File[]} files @param {Record<string, string>} chosen
   */
  async #survived(run, files, chosen) {
    const tried = (/** @type {File[]} */ some) =>
      this.#core.compute(some, chosen, (progress) => {
        if (run === this.#run) this.#store.set({ progress });
      });
    /** @type {File[]} */
    const stopped = [];
    try {
      return { text: await tried(files), stopped };
    } catch (error) {
      this.#startAnew(run, error);
      if (files.length === 1) throw error;
    }
    for (const file of files)
      await tried([file]).catch((error) => {
        this.#startAnew(run, error);
        stopped.push(file);
      });
    const others = files.filter((file) => !stopped.includes(file));
    return { text: await tried(others.length ? others : files), stopped };
  }

  /** Starts the machine anew where a file ended it; throws what is another failure, or comes late.
   * @param {number} run @param {unknown} error */
  #startAnew(run, error) {
    const failure = error instanceof CoreError ? error.failure : null;
    if (run !== this.#run || failure?.stage !== "compute" || failure.reason === "too_large")
      throw error;
    this.#core.cancel();
    this.#watch(this.#core.ready);
  }

  /** @param {string} [level] */
  async #besideTheNote(level) {
    const { result, unit, note, beside } = this.#store.state;
    if (!result?.enheter[unit] || !note) return;
    const found = await this.ask("unit", { unit, level: level ?? beside?.nivaa.pst ?? "" });
    const now = this.#store.state;
    if (found && now.result === result && now.unit === unit) this.#store.set({ beside: found });
  }

  /** @param {unknown} error */
  #fail(error) {
    if (this.#closed || error instanceof Cancelled) return;
    if (!(error instanceof CoreError)) throw error;
    this.#store.set({ ...IDLE, ready: false, failure: error.failure });
  }

  async #recall() {
    const kept = await this.#memory.remembered();
    if (this.#closed || !kept || this.#store.state.files.length) return;
    this.#store.set({ remembered: true });
    this.#compute(kept.files, { ...kept.chosen, ...this.#store.state.chosen });
  }

  async #fetchNames() {
    const [names, note] = await Promise.all(
      ["navn.json", "notat.json"].map(async (name) => {
        const answer = await fetch(new URL(name, this.#data));
        return answer.ok ? answer.text() : "null";
      }),
    );
    if (this.#closed) return;
    this.#core.compareWith(note);
    this.#store.set({ names: JSON.parse(names), note: JSON.parse(note) });
    this.#besideTheNote();
  }

  /** @param {string} name */
  async #file(name) {
    const answer = await fetch(new URL(name, this.#data));
    if (!answer.ok) throw new Error(name);
    return new File([await answer.blob()], name.split("/").at(-1) ?? name);
  }
}
