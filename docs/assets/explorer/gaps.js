// @ts-check
// The years that a table of the note does not print, and the accounts have.
import { grouped } from "../shared/sorting.js";
import { listed } from "../shared/words.js";
import { whole } from "./choose.js";
import { ACCOUNTS } from "./pack.js";
import { sourceName } from "./words.js";

/** @import { Pack, Series } from "./pack.js" */

/** Return a sentence for each table and its years, of whom, and where the numbers are.
 * @param {Pack} pack @param {Series[]} serier @param {number[]} years */
export function notPrinted(pack, serier, years) {
  const gaps = serier.flatMap((one) => {
    const those = listed(lacking(pack, one, years).map(String));
    return those ? [{ where: `${those} er ikke i ${sourceName(pack, one.kilde)}`, one }] : [];
  });
  return [...grouped(gaps, ({ where }) => where)].map(([where, those]) => {
    const whom = new Set(those.map(({ one }) => pack.hvem.get(one.hvem)?.etikett ?? one.hvem));
    return `${listed(whom)}: ${where}. Tallene er i kilden «Endelige regnskap».`;
  });
}

/** Return the years that a printed series lacks, and the accounts have of the same group, selection and basis.
 * @param {Pack} pack @param {Series} one @param {number[]} years */
function lacking(pack, one, years) {
  if (one.kilde === ACCOUNTS) return [];
  const accounts = pack.serier.find(
    (other) =>
      other.kilde === ACCOUNTS &&
      whole(other) &&
      /** @type {const} */ (["maal", "hvem", "grunnlag", "utvalg"]).every(
        (name) => other[name] === one[name],
      ),
  );
  const has = (/** @type {Series | undefined} */ series, /** @type {number} */ year) =>
    Boolean(series?.verdier.get(year)?.verdi);
  return years.filter((year) => !has(one, year) && has(accounts, year));
}
