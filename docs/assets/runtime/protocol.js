// @ts-check
// What the page and its worker say to each other: types alone, and the names of the stages.

/**
 * The stages of a start, in order; `compute` comes later, when a file does.
 *
 * @typedef {"list" | "fetch" | "start" | "compute"} StageName
 */

/** What a stage is called where people read it. @type {Record<StageName, string>} */
export const STAGES = {
  list: "Ser etter filene",
  fetch: "Henter regnemaskinen",
  start: "Starter regnemaskinen",
  compute: "Regner",
};

/**
 * How far a stage has come: bytes over the wire where it fetches, else 0 of 0.
 *
 * @typedef {object} Stage
 * @property {StageName} stage
 * @property {string} label In Norwegian.
 * @property {number} done
 * @property {number} total 0 where it is not known.
 */

/**
 * How far one file is read.
 *
 * @typedef {object} Progress
 * @property {string} name The file's name.
 * @property {number} done Bytes read.
 * @property {number} total Bytes in all.
 */

/**
 * Why a stage failed. `message` and `remedy` are Norwegian sentences for the reader.
 *
 * @typedef {"missing" | "offline" | "not_wasm" | "damaged" | "timeout" | "crashed" | "outdated" | "too_large" | "broken"} Reason
 *
 * @typedef {object} Failure
 * @property {StageName} stage
 * @property {Reason} reason
 * @property {string} message
 * @property {string} remedy
 * @property {string} detail For the console: the file's name, or the error's text.
 */

/**
 * How a start went: from the memory image, or by an ordinary start of Python.
 *
 * @typedef {"image" | "ordinary"} Way
 *
 * @typedef {object} Started
 * @property {Way} way
 * @property {number} milliseconds From the beginning of the start to ready.
 */

/**
 * One file of the site's, as the build wrote it.
 *
 * @typedef {object} Packed
 * @property {string} name Below the manifest's folder; a wheel's, from the manifest itself.
 * @property {number} bytes Its size as it lies there.
 * @property {string} sha256 Of the file as it lies there, in hexadecimal.
 */

/**
 * What the build says of its files: assets/pyodide/manifest.json.
 *
 * @typedef {object} Manifest
 * @property {string} version Pyodide's.
 * @property {string} folder Beside the manifest; named by version and content.
 * @property {string} lock What Pyodide wants to know of itself, as JSON text.
 * @property {Record<string, Packed>} files By what they are for.
 * @property {Record<string, Packed[]>} wheels Python packages by what they are for.
 */

/**
 * What may be asked about a result, as in kommuneindikatorer.session.
 *
 * @typedef {"unit" | "group" | "what_if" | "excerpt"} Question
 */

/**
 * To the worker: where Pyodide's modules are, and the lock it holds while it runs; what to start from;
 * what to compute and what to compare it with; what is asked about the result; to forget it.
 *
 * @typedef {Uint8Array<ArrayBuffer>} Bytes
 * @typedef {{ kind: "prepare", folder: string, lock: string, ownLock: string }} Prepare
 * @typedef {{ kind: "restore", program: WebAssembly.Module, image: Bytes }} Restore
 * @typedef {{ kind: "boot", program: WebAssembly.Module, library: Bytes, core: Bytes[] }} Boot
 * @typedef {{ kind: "compute", id: number, files: File[], chosen: Record<string, string> }} Compute
 * @typedef {{ kind: "ask", id: number, question: Question, words: string }} Ask `words` is JSON.
 * @typedef {{ kind: "reference", text: string }} Compare
 * @typedef {{ kind: "forget" }} Forget
 * @typedef {Prepare | Restore | Boot | Compute | Ask | Compare | Forget} ToWorker
 */

/**
 * From the worker. `refused` is an image that Pyodide would not have; `failed` without an id is the
 * start.
 *
 * @typedef {{ kind: "alive" }} Alive
 * @typedef {{ kind: "stage", stage: StageName }} StageReached
 * @typedef {{ kind: "ready", way: Way }} Ready
 * @typedef {{ kind: "refused", detail: string }} Refused
 * @typedef {{ kind: "progress", id: number, progress: Progress }} FileProgress
 * @typedef {{ kind: "result", id: number, text: string }} Result
 * @typedef {{ kind: "failed", id: number | null, failure: Failure }} Failed
 * @typedef {FileProgress | Result | Failed} Answer
 * @typedef {Alive | StageReached | Ready | Refused | Answer} FromWorker
 */
