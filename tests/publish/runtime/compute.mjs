// Runs the core in Pyodide: for each request of a JSON file, JSON text with a NUL after it.
// node compute.mjs <folder of the package> <requests.json> <archive of what reads Excel files>
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [source, requests, archive] = process.argv.slice(2);
const python = await loadPyodide({ env: { HOME: "/", PYTHONDONTWRITEBYTECODE: "1" } });
const path = python.pyimport("sys").path;
python.FS.mkdirTree("/src");
python.FS.mount(python.FS.filesystems.NODEFS, { root: source }, "/src");
path.insert(0, "/src");
const { compute_json } = python.pyimport("kommuneindikatorer.session");

let excel = false;
/** Loads what reads Excel files, once, and only when a file is a zip, as Excel's are. */
function loadExcelFor(/** @type {Buffer[]} */ files) {
  if (excel || !files.some((data) => data.toString("latin1", 0, 4) === "PK\x03\x04")) return;
  python.unpackArchive(new Uint8Array(readFileSync(archive)), "zip", { extractDir: "/excel" });
  path.append("/excel");
  excel = true;
}

for (const { files, chosen } of JSON.parse(readFileSync(requests, "utf-8"))) {
  const opened = files.map(([name, data]) => [name, Buffer.from(data, "base64")]);
  loadExcelFor(opened.map(([, data]) => data));
  const views = opened.map(([name, data]) => [name, new Uint8Array(data)]);
  process.stdout.write(`${compute_json(python.toPy(views), python.toPy(chosen))}\0`);
}
