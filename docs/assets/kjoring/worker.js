// @ts-check
// The worker: starts when told, then answers one computation at a time. It runs one line of
// Python, a call of `sitegen.indicators.browser`: bytes or text in, JSON text out.

import { boot } from "./boot.js";
import { loadExcelFor } from "./excel.js";
import { failureOf } from "./failures.js";
import { FileError } from "./files.js";
import { STAGES } from "./protocol.js";
import { listed } from "./site_files.js";
import { holdForLife } from "./watch.js";

/** @typedef {import("./protocol.js").Ask} Ask */
/** @typedef {import("./protocol.js").Compute} Compute */
/** @typedef {import("./protocol.js").FromWorker} FromWorker */
/** @typedef {import("./protocol.js").StageName} StageName */
/** @typedef {import("./protocol.js").Start} Start */
/** @typedef {import("./protocol.js").ToWorker} ToWorker */
/** @typedef {{ python: import("pyodide").PyodideAPI, files: import("./site_files.js").SiteFiles, browser: any }} Running */

const PROGRESS_EVERY = 100; // milliseconds: often enough to see, seldom enough to cost nothing
const scope = /** @type {{ postMessage(message: FromWorker): void }} */ (/** @type {unknown} */ (self));

/** @type {StageName} */
let stage = "list";
/** @type {Promise<Running>} */
let running;

/** @type {import("./site_files.js").Tell} */
function tell(name, done = 0, total = 0) {
  stage = name;
  scope.postMessage({ kind: "stage", stage: { stage, label: STAGES[stage], done, total } });
}

/**
 * @param {number | null} id
 * @param {unknown} error
 */
function fail(id, error) {
  const reason = error instanceof FileError ? error.reason : "broken";
  const detail = error instanceof Error ? error.message : String(error);
  scope.postMessage({ kind: "failed", id, failure: failureOf(stage, reason, detail) });
}

/**
 * @param {Start} asked
 * @returns {Promise<Running>}
 */
async function start({ manifest, again, lock }) {
  await holdForLife(lock);
  tell("list");
  const files = await listed(new URL(manifest), again, tell);
  const { python, way } = await boot(files, tell);
  const browser = python.pyimport("sitegen.indicators.browser");
  scope.postMessage({ kind: "ready", started: { way, milliseconds: performance.now() } });
  return { python, files, browser };
}

/** @param {Compute} asked */
async function compute({ id, files, chosen }) {
  const core = await running;
  const opened = await Promise.all(
    files.map(async (file) => /** @type {const} */ ([file.name, new Uint8Array(await file.arrayBuffer())])),
  );
  await loadExcelFor(core, opened.map(([, data]) => data));
  tell("compute");
  const given = core.python.toPy(opened);
  let told = 0;
  const text = core.browser.compute_json(given, core.python.toPy(chosen), (/** @type {string} */ name, /** @type {number} */ done, /** @type {number} */ total) => {
    const now = performance.now();
    if (now - told < PROGRESS_EVERY) return;
    told = now;
    scope.postMessage({ kind: "progress", id, progress: { name, done, total } });
  });
  given.destroy();
  scope.postMessage({ kind: "result", id, text });
}

/** @param {Ask} asked */
async function ask({ id, what, text }) {
  const { browser } = await running;
  scope.postMessage({ kind: "result", id, text: browser[what](text) });
}

self.onmessage = (/** @type {MessageEvent<ToWorker>} */ { data }) => {
  if (data.kind === "start") {
    running = start(data);
    running.catch((error) => fail(null, error));
  } else {
    const answered = data.kind === "compute" ? compute(data) : ask(data);
    answered.catch((error) => fail(data.id, error));
  }
};
