// @ts-check
// What the page and its worker say to each other: types alone, and the names of the stages.

/**
 * The stages of a start, in order; `excel` and `compute` come later, when a file does.
 *
 * @typedef {"list" | "fetch" | "start" | "excel" | "compute"} StageName
 */

/** What a stage is called where people read it. @type {Record<StageName, string>} */
export const STAGES = {
  list: "Ser etter filene",
  fetch: "Henter regnemaskinen",
  start: "Starter regnemaskinen",
  excel: "Henter leseren for Excel-filer",
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
 * @typedef {"missing" | "offline" | "not_wasm" | "damaged" | "timeout" | "crashed" | "broken"} Reason
 *
 * @typedef {object} Failure
 * @property {StageName} stage
 * @property {Reason} reason
 * @property {string} message
 * @property {string} remedy
 * @property {string} detail For the console: the file's name, or the error's text.
 */

/**
 * How the start went.
 *
 * @typedef {object} Started
 * @property {"image" | "ordinary"} way From the memory image, or by an ordinary start of Python.
 * @property {number} milliseconds From the worker's first line to ready.
 */

/**
 * One file of the site's, as the build wrote it.
 *
 * @typedef {object} Packed
 * @property {string} name Below the manifest's folder.
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
 */

/**
 * `again` is past the browser's own cache; `lock` is what the worker holds for as long as it lives.
 *
 * @typedef {{ kind: "start", manifest: string, again: boolean, lock: string }} Start
 * @typedef {{ kind: "compute", id: number, files: File[], chosen: Record<string, string> }} Compute
 * @typedef {{ kind: "ask", id: number, what: string, text: string }} Ask
 * @typedef {Start | Compute | Ask} ToWorker
 */

/**
 * @typedef {{ kind: "stage", stage: Stage }} StageReached
 * @typedef {{ kind: "ready", started: Started }} Ready
 * @typedef {{ kind: "progress", id: number, progress: Progress }} FileProgress
 * @typedef {{ kind: "result", id: number, text: string }} Result
 * @typedef {{ kind: "failed", id: number | null, failure: Failure }} Failed
 * @typedef {StageReached | Ready | FileProgress | Result | Failed} FromWorker
 */
