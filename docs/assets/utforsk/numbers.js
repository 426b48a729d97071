// @ts-check
// Numbers as the note prints them. Decimal text and whole numbers in, Norwegian text out; nothing
// that a reader sees passes through a floating-point number.

const MINUS = "\u2212";
const THOUSANDS = "\u00a0";

/**
 * Return decimal text as readers see it: «-0.6» is «−0,6», «82721474» is «82 721 474».
 * @param {string} text Digits with a point; empty for missing.
 */
export function shown(text) {
  if (text === "") return "";
  const negative = text.startsWith("-");
  const [whole, part] = text.replace("-", "").split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, THOUSANDS);
  return `${negative ? MINUS : ""}${grouped}${part ? `,${part}` : ""}`;
}

/**
 * Return 100 × part ÷ whole with so many decimals, a half going away from zero. What is negative
 * keeps its minus when it rounds to zero, so that nobody takes it for balance.
 * @param {number} part Whole number.
 * @param {number} whole Whole number above zero.
 * @param {number} decimals
 */
export function percent(part, whole, decimals = 1) {
  const scale = 10n ** BigInt(decimals);
  const top = BigInt(Math.abs(part)) * 100n * scale;
  const bottom = BigInt(whole);
  const rounded = (2n * top + bottom) / (2n * bottom);
  const digits = `${rounded / scale}.${String(rounded % scale).padStart(decimals, "0")}`;
  return part < 0 ? `-${digits}` : digits;
}

/**
 * Return a whole number's decimal text.
 * @param {number} value
 */
export const whole = (value) => String(value);
