// Makes the memory image: Python started and the core warmed once, here, and not by every reader.
// node image.mjs <Pyodide's folder> <the core's wheel> <warming.py> <samples> <out>
// Writes three files into <out>: what Pyodide says of the image, the memory, and the memory as it
// was before anything ran, which a browser has from the program itself.
import crypto from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const NO_LINE = 0xff; // eight instructions without a line, in a code object's table of lines
const [pyodide, archive, warming, samples, out] = process.argv.slice(2);

// The same bytes twice: no clock, no chance.
crypto.randomFillSync = (view) => view.fill(0);
globalThis.crypto.getRandomValues = crypto.randomFillSync;
Date.now = () => 0;
performance.now = () => 0;

let untouched;
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (...given) => {
  const made = await instantiate(...given);
  const memory = (made.instance ?? made).exports.memory;
  if (memory) untouched = Buffer.from(memory.buffer.slice(0));
  return made;
};

const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);
const lock = JSON.parse(readFileSync(join(pyodide, "pyodide-lock.json"), "utf-8"));
const python = await loadPyodide({
  _makeSnapshot: true,
  _sysExecutable: "/python", // else a path of this machine
  env: {
    _: "",
    HOME: "/",
    LANG: "C.UTF-8",
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONHASHSEED: "0",
    PYTHONOPTIMIZE: "2",
    PYTHONUNBUFFERED: "1", // else two buffers with what lay there before
    PYTHON_FROZEN_MODULES: "off",
  },
  indexURL: pyodide,
  lockFileContents: { info: lock.info, packages: {} },
});
python.FS.writeFile("/core.whl", readFileSync(archive));
python.FS.mkdir("/warming");
python.FS.writeFile("/warming/warming.py", readFileSync(warming));
const path = python.pyimport("sys").path;
path.insert(0, "/core.whl");
path.insert(0, "/warming");
const files = readdirSync(samples).sort();
const texts = files.map((name) => [name, readFileSync(join(samples, name), "utf-8")]);
const given = python.toPy(new Map(texts));
const module = python.pyimport("warming");
const lines = module.warm(given);
const tables = lines.toJs();
for (const proxy of [lines, module, given]) proxy.destroy();
path.remove("/warming");
path.remove("/core.whl");
path.destroy();
for (const [at, size] of tables) python._module.HEAPU8.fill(NO_LINE, at, at + size);
wipe(python._module);

const snapshot = Buffer.from(python.makeMemorySnapshot());
const head = snapshot.readUInt32LE(4); // where the memory begins
writeFileSync(join(out, "head"), snapshot.subarray(0, head));
writeFileSync(join(out, "memory"), snapshot.subarray(head));
writeFileSync(join(out, "untouched"), untouched);

/**
 * Overwrites with zeros what was freed: it is nobody's, and would go over the wire.
 *
 * Takes all that is free, the largest pieces first, until the memory would have to grow. What the
 * stack held is below what it holds.
 */
function wipe(module) {
  const end = module._sbrk(0);
  const taken = [];
  for (let size = 1 << 20; size >= 8; size -= size > 64 ? size / 2 : 8) {
    for (;;) {
      const at = module._malloc(size) >>> 0;
      if (!at || at + size > end) {
        module._free(at);
        break;
      }
      module.HEAPU8.fill(0, at, at + size);
      taken.push(at);
    }
  }
  for (const at of taken) module._free(at);
  module.HEAPU8.fill(0, module._emscripten_stack_get_end(), module._emscripten_stack_get_current());
}
