// @ts-nocheck - a page of the bench, beside files that only the bench lays out
import { loadPyodide } from "./pyodide/pyodide.mjs";

const core = fetch("core.zip").then((response) => response.arrayBuffer());
const python = await loadPyodide();
python.unpackArchive(await core, "zip");
python.pyimport("kommuneindikatorer.session");
postMessage("stock");
