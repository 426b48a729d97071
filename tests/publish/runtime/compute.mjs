// Runs the core in Pyodide: for each request of a JSON file, JSON text with a NUL after it.
// node compute.mjs <folder with wheels and their lock file> <requests.json>
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [packages, requests] = process.argv.slice(2);
const python = await loadPyodide({
  env: { HOME: "/", PYTHONDONTWRITEBYTECODE: "1" },
  lockFileURL: `${packages}/pyodide-lock.json`,
});
const quiet = { messageCallback: () => {} };
await python.loadPackage("kommuneindikatorer", quiet);
const { compute_json } = python.pyimport("kommuneindikatorer.session");

for (const { files, chosen } of JSON.parse(readFileSync(requests, "utf-8"))) {
  const opened = files.map(([name, data]) => [name, Buffer.from(data, "base64")]);
  const isZip = (/** @type {[string, Buffer]} */ [, data]) =>
    data.toString("latin1", 0, 4) === "PK\x03\x04";
  // As in the browser: what reads Excel files comes with the first such file.
  if (opened.some(isZip)) await python.loadPackage("openpyxl", quiet);
  const views = opened.map(([name, data]) => [name, new Uint8Array(data)]);
  process.stdout.write(`${compute_json(python.toPy(views), python.toPy(chosen))}\0`);
}
