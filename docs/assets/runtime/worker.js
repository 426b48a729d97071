// @ts-check
// The worker: starts from what the page gives it, then computes files and answers questions about
// the result, which stays here. All Python is calls of one `kommuneindikatorer.session.Session`.

import { ordinary, prepare, restore } from "./boot.js";
import { failureOf } from "./failures.js";
import { FileError } from "./files.js";
import { ends, later } from "./promises.js";

/** @import { Compute, FromWorker, StageName, ToWorker } from "./protocol.js" */
/** @typedef {{ python: import("pyodide").PyodideAPI, session: any }} Running */

const PROGRESS_EVERY = 100; // milliseconds: often enough to see, seldom enough to cost nothing
const scope = /** @type {{ postMessage(message: FromWorker): void }} */ (
  /** @type {unknown} */ (self)
);

/** @type {StageName} */
let stage = "fetch";
/** @type {Promise<import("./boot.js").Prepared>} */
let prepared;
/** @type {import("./promises.js").Ends<Running>} */
const running = ends();

/** @param {StageName} name */
function reach(name) {
  stage = name;
  scope.postMessage({ kind: "stage", stage });
}

/** @param {number | null} id @param {unknown} error */
function fail(id, error) {
  const reason = error instanceof FileError ? error.reason : "broken";
  const detail = error instanceof Error ? error.message : String(error);
  scope.postMessage({ kind: "failed", id, failure: failureOf(stage, reason, detail) });
}

/** @param {import("pyodide").PyodideAPI} python @param {import("./protocol.js").Way} way */
function ready(python, way) {
  running.resolve({ python, session: python.pyimport("kommuneindikatorer.session").Session() });
  scope.postMessage({ kind: "ready", way });
}

/** @param {import("./protocol.js").Restore} given */
async function fromImage({ program, image }) {
  const modules = await prepared;
  reach("start");
  try {
    ready(await restore(modules, program, image), "image");
  } catch (error) {
    scope.postMessage({ kind: "refused", detail: String(error) });
  }
}

/** @param {import("./protocol.js").Boot} given */
async function fromLibrary({ program, library, core }) {
  const modules = await prepared;
  reach("start");
  ready(await ordinary(modules, program, library, core), "ordinary");
}

/** @param {Compute} asked */
async function compute({ id, files, chosen }) {
  const { python, session } = await running.promise;
  reach("compute");
  const opened = files.map(async (file) => [file.name, new Uint8Array(await file.arrayBuffer())]);
  const given = python.toPy(await Promise.all(opened));
  const text = session.compute(given, python.toPy(chosen), progressOf(id));
  given.destroy();
  scope.postMessage({ kind: "result", id, text });
}

/** Returns what Python reports its progress to. @param {number} id */
function progressOf(id) {
  let reported = 0;
  return (/** @type {string} */ name, /** @type {number} */ done, /** @type {number} */ total) => {
    const now = performance.now();
    if (now - reported < PROGRESS_EVERY) return;
    reported = now;
    scope.postMessage({ kind: "progress", id, progress: { name, done, total } });
  };
}

/** @param {import("./protocol.js").Ask} asked */
async function ask({ id, question, words }) {
  const { session } = await running.promise;
  scope.postMessage({ kind: "result", id, text: session.ask(question, words) });
}

/** Holds a lock for as long as this worker lives, by which the page knows that it does. @param {string} lock */
function holdLock(lock) {
  return new Promise((held) => {
    if (!navigator.locks) held(undefined);
    else navigator.locks.request(lock, () => new Promise(() => held(undefined)));
  });
}

self.onmessage = async (/** @type {MessageEvent<ToWorker>} */ { data }) => {
  const id = "id" in data ? data.id : null;
  try {
    if (data.kind === "prepare") {
      prepared = later(prepare(data.folder, data.lock));
      await holdLock(data.ownLock);
      scope.postMessage({ kind: "alive" });
    } else if (data.kind === "restore") await fromImage(data);
    else if (data.kind === "boot") await fromLibrary(data);
    else if (data.kind === "compute") await compute(data);
    else if (data.kind === "ask") await ask(data);
    else if (data.kind === "forget") (await running.promise).session.forget();
    else (await running.promise).session.compare_with(data.text);
  } catch (error) {
    fail(id, error);
  }
};
