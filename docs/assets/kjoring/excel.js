// @ts-check
// What reads Excel files is fetched when the first one comes, and not before.

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const FOLDER = "/excel";
let loaded = false;

/** @param {Uint8Array} data */
const isZip = (data) => ZIP.every((byte, at) => data[at] === byte);

/**
 * Loads it once, and only where a file is a zip, as Excel's are.
 *
 * @param {{ python: import("pyodide").PyodideAPI, files: import("./site_files.js").SiteFiles }} core
 * @param {Uint8Array[]} contents
 */
export async function loadExcelFor({ python, files }, contents) {
  if (loaded || !contents.some(isZip)) return;
  const archive = await files.fetch("excel", "excel");
  python.unpackArchive(archive, "zip", { extractDir: FOLDER });
  python.pyimport("sys").path.append(FOLDER);
  loaded = true;
}
