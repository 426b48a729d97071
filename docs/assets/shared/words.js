// @ts-check
// Norwegian words: lists, capitals, dates and the order of a dictionary.

const LIST = new Intl.ListFormat("nb");

/** The order of names: «2» before «10», «Å» last. */
export const ORDER = new Intl.Collator("nb", { numeric: true });

/** Returns «a, b og c». @param {Iterable<string>} words */
export const listed = (words) => LIST.format(words);

/** Returns text with its first letter as a capital. @param {string} text */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Returns text with its first letter as a small one. @param {string} text */
export const small = (text) => text.charAt(0).toLowerCase() + text.slice(1);

/** Returns «7. mars 2025». @param {string} iso */
export const longDate = (iso) =>
  new Intl.DateTimeFormat("nb", { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso));
