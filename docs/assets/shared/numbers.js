// @ts-check
// The one formatter of exact numbers. It agrees with kommuneindikatorer.numbers: a half goes away
// from zero, U+2212 before a negative number, comma, U+00A0 between thousands. No number that a
// reader sees passes through a floating-point one: a formatter takes the text of a decimal as it is.

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/**
 * Returns Norwegian text of an exact decimal («-0.8169…»); it is rounded here and nowhere else.
 * @param {string | number} exact Digits with a point, as the core writes them; or a whole number.
 * @param {number} [decimals] How many decimals to print, always all of them.
 * @param {{ plus?: boolean, group?: boolean }} [how] A plus before what is above zero; thousands set apart.
 */
export function formatNumber(exact, decimals = 0, { plus = false, group = true } = {}) {
  const signed = plus && /^[^-e]*[1-9]/.test(String(exact));
  const key = `${decimals} ${signed} ${group}`;
  const format =
    formats.get(key) ??
    new Intl.NumberFormat("nb", {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      roundingMode: "halfExpand",
      signDisplay: signed ? "always" : "auto",
      useGrouping: group,
    });
  formats.set(key, format);
  return format.format(/** @type {Intl.StringNumericLiteral} */ (exact));
}

const MILLION = 1000; // in 1000 kr

/**
 * Returns an amount in words as the core does: millions, or below one million, kroner.
 * @param {string} thousands Exact, in 1000 kr.
 * @param {{ plus?: boolean }} [how]
 */
export function kroner(thousands, how = {}) {
  const million = Math.abs(Number(thousands)) >= MILLION; // only which unit; the digits are exact
  const [places, unit] = million ? [-3, "millioner kroner"] : [3, "kroner"];
  return `${formatNumber(`${thousands}e${places}`, million ? 1 : 0, how)} ${unit}`;
}

const QUARTERS = /** @type {Record<string, string>} */ ({ 25: "¼", 5: "½", 75: "¾" });

/** Returns a level as it is said: «1¾», «2», «3,1». @param {string} exact */
export function levelWords(exact) {
  const [whole, part = ""] = exact.split(".");
  return QUARTERS[part] ? `${shown(whole)}${QUARTERS[part]}` : shown(exact);
}

/** Returns how many there are of something: «1 enhet», «2 enheter». @param {number} count @param {string} one @param {string} several */
export const counted = (count, one, several) =>
  `${formatNumber(count)} ${count === 1 ? one : several}`;

/** Returns words whose numbers stay on one line: «5–10 000». @param {string} words */
export const unbroken = (words) => words.replace(/(\d) (?=\d{3})/g, "$1\u00a0");

const COUNTED =
  /(?<=\d) (?=\d{3}(?!\d))|(?<=\d\.) (?=(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)(?![a-zæøå]))|(?<=[\d¼½¾]) (?=(?:prosent|pst|%|million|milliard|kroner|kommuner|innbyggere|år(?![a-zæøå])|av \d))|(?<=lion|oner|iard|rder) (?=kroner)|(?<=\d av) (?=\d)/g;

/** Returns words whose numbers stay on a line with what they count, as the pages' own. @param {string} words */
export const tied = (words) => words.replace(COUNTED, "\u00a0");

/** Returns how many decimals an exact number is written with. @param {string} exact */
export function decimalsOf(exact) {
  return exact.split(".")[1]?.length ?? 0;
}

/** Returns an exact number with the decimals it is written with; empty text for missing. @param {string} exact */
export const shown = (exact) => (exact === "" ? "" : formatNumber(exact, decimalsOf(exact)));

/**
 * Returns 100 × part ÷ whole, exact to so many decimals: a half goes away from zero, and what is
 * negative keeps its minus when it rounds to zero, so that nobody takes it for balance.
 * @param {number | string} part Whole number, or exact decimal text.
 * @param {number} whole Whole number above zero.
 * @param {number} decimals
 */
export function percent(part, whole, decimals = 1) {
  const [units, rest = ""] = String(part).replace("-", "").split(".");
  const scale = 10n ** BigInt(decimals);
  const top = BigInt(units + rest) * 100n * scale;
  const bottom = BigInt(whole) * 10n ** BigInt(rest.length);
  const rounded = (2n * top + bottom) / (2n * bottom);
  const digits = `${rounded / scale}.${String(rounded % scale).padStart(decimals, "0")}`;
  return Number(part) < 0 ? `-${digits}` : digits;
}

/** Returns a file's size in words. @param {number} bytes */
export function size(bytes) {
  if (bytes >= 1_000_000) return `${formatNumber(String(bytes / 1_000_000), 1)} MB`;
  return `${formatNumber(Math.max(1, Math.round(bytes / 1000)))} kB`;
}
