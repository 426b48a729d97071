// Runs Python given as text, and prints what its last line is: node restored.mjs <memory image, or a folder with Pyodide> < text
import { readFileSync, statSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [from] = process.argv.slice(2);
const folder = statSync(from).isDirectory();
const python = await loadPyodide(
  folder
    ? { env: { HOME: "/", PYTHON_FROZEN_MODULES: "off" }, indexURL: from }
    : { _loadSnapshot: readFileSync(from) },
);
process.stdout.write(python.runPython(readFileSync(0, "utf-8")));
