// @ts-check
// The statistics office's numbered controls of a KOSTRA file: which hold, and which do not.

import { make } from "../shared/dom.js";
import { plain } from "./table.js";

/** @typedef {import("./types.js").Names} Names */
/** @typedef {import("./types.js").Result} Result */

/** @param {Result} result @param {Names} names */
export function controls(result, names) {
  if (!result.format.split(" + ").includes("kostra")) return null;
  const failed = names.kontroller.map(
    ({ kode }) => result.problemer.filter((one) => one.kode === kode).length,
  );
  const holding = failed.filter((count) => !count).length;
  const rows = names.kontroller.map(({ kode, navn }, at) => [
    kode,
    navn,
    failed[at]
      ? make("span.alvor.alvor--feil", null, failed[at] === 1 ? "1 avvik" : `${failed[at]} avvik`)
      : "holder",
  ]);
  return [
    make("h3", { id: "kostra-kontrollene" }, "KOSTRA-kontrollene"),
    make("p", null, `${holding} av ${rows.length} kontroller holder.`),
    make(
      "details.fold",
      { id: "alle-kontroller" },
      make("summary", null, "Vis alle kontrollene"),
      plain("Kontroller av filuttrekket", ["Nr.", "Hva som skal holde", "Utfall"], rows, {
        left: 3,
        kind: ".tabell--kontroller",
      }),
    ),
  ];
}
