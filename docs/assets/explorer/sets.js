// @ts-check
// Sets of units that are drawn one by one: all municipalities, those of a region, a county, a size.
import { formatNumber } from "../shared/numbers.js";

/** @import { Who } from "./pack.js" */
/** @typedef {"omraade" | "fylke" | "kostra"} Area */
/** @typedef {{id: string, etikett: string, kort: string, holds: (one: Who) => boolean}} UnitSet */

const LETTERS = /** @type {Record<string, string>} */ ({ æ: "ae", ø: "o", å: "a" });
const SIZES = [0, 3000, 5000, 10000, 20000, 50000, Infinity];

/** Return text as ids and file names hold it. @param {string} text */
export const slug = (text) =>
  text
    .toLowerCase()
    .replace(/[æøå]/g, (letter) => LETTERS[letter])
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** Return the sets there are, each with a stable id.
 * @param {Iterable<Who>} units @returns {UnitSet[]} */
export function unitSets(units) {
  const municipalities = [...units].filter((one) => one.slag === "kommune");
  const names = (/** @type {Area} */ field) =>
    [...new Set(municipalities.map((one) => one[field]))].filter(Boolean);
  return [
    {
      id: "hver-kommune",
      etikett: "Alle kommuner",
      kort: "hver kommune",
      holds: isMunicipality,
    },
    {
      id: "hver-fylkeskommune",
      etikett: "Alle fylkeskommuner",
      kort: "hver fylkeskommune",
      holds: (one) => one.slag === "fylkeskommune",
    },
    ...names("omraade").map((name) => ofArea("landsdel", "omraade", name, `landsdelen ${name}`)),
    ...names("fylke").map((name) => ofArea("fylke", "fylke", name, name)),
    ...names("kostra").map((name) => ofArea("kostragruppe", "kostra", name, name)),
    ...SIZES.slice(0, -1).map((low, index) => ofSize(low, SIZES[index + 1])),
  ];
}

/** @param {Who} one */
const isMunicipality = (one) => one.slag === "kommune";

/** @param {string} kind @param {Area} field @param {string} name @param {string} where @returns {UnitSet} */
const ofArea = (kind, field, name, where) => ({
  id: `hver-i-${kind}-${slug(name)}`,
  etikett: `Alle kommuner i ${where}`,
  kort: `hver kommune i ${where}`,
  holds: (one) => isMunicipality(one) && one[field] === name,
});

/** @param {number} low @param {number} high @returns {UnitSet} */
function ofSize(low, high) {
  const [from, to] = [low, high].map((one) => (one === Infinity ? "" : formatNumber(one)));
  const size = high === Infinity ? `over ${from}` : `${from}–${to}`;
  const end = high === Infinity ? `over-${low}` : `${low}-${high}`;
  // One who stands on a limit belongs above it, as in the core; Oslo is in none, as in the note.
  const holds = (/** @type {Who} */ one) =>
    isMunicipality(one) &&
    one.id !== "0301" &&
    one.folk !== null &&
    one.folk >= low &&
    one.folk < high;
  return {
    id: `hver-med-${end}`,
    etikett: `Alle kommuner med ${size} innbyggere`,
    kort: `hver kommune med ${size} innbyggere`,
    holds,
  };
}
