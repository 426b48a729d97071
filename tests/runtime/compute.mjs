// Runs the core in Pyodide: for each request of a JSON file, one line of JSON text.
// node compute.mjs <folder of the package> <requests.json>
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [source, requests] = process.argv.slice(2);
const python = await loadPyodide({ env: { HOME: "/", PYTHONDONTWRITEBYTECODE: "1" } });
python.FS.mkdirTree("/src");
python.FS.mount(python.FS.filesystems.NODEFS, { root: source }, "/src");
python.pyimport("sys").path.insert(0, "/src");
const { compute_json } = python.pyimport("sitegen.indicators.browser");
for (const { files, chosen } of JSON.parse(readFileSync(requests, "utf-8"))) {
  const opened = files.map(([name, data]) => [name, new Uint8Array(Buffer.from(data, "base64"))]);
  process.stdout.write(compute_json(python.toPy(opened), python.toPy(chosen)) + "\n");
}
