// Runs the core in Pyodide: for each request of a JSON file, JSON text with a NUL after it.
// node compute.mjs <folder with wheels and their lock file> <requests.json>
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [packages, requests] = process.argv.slice(2);
const python = await loadPyodide({
  env: { HOME: "/", PYTHONDONTWRITEBYTECODE: "1" },
  lockFileURL: `${packages}/pyodide-lock.json`,
});
await python.loadPackage("kommuneindikatorer", { messageCallback: () => {} });
const { compute_json } = python.pyimport("kommuneindikatorer.session");

for (const { files, chosen } of JSON.parse(readFileSync(requests, "utf-8"))) {
  const opened = files.map(([name, data]) => [name, Buffer.from(data, "base64")]);
  const views = opened.map(([name, data]) => [name, new Uint8Array(data)]);
  process.stdout.write(`${compute_json(python.toPy(views), python.toPy(chosen))}\0`);
}
