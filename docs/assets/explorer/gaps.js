// @ts-check
// What a view does not show as it stands, said in words: years that a table does not print, figures
// of another source, and units that were one before.
import { grouped } from "../shared/sorting.js";
import { capital, listed } from "../shared/words.js";
import { whole, yearTest } from "./choose.js";
import { ACCOUNTS, inSentence } from "./pack.js";
import { FILTERS } from "./state.js";
import { period, sourceName } from "./words.js";

/** @import { Chosen } from "./choose.js" */
/** @import { Pack, Series } from "./pack.js" */
/** @import { State } from "./state.js" */
/** @typedef {{ord: string, knapp: string, endring: Partial<State>}} Notice  `knapp`: what the other choice is called; empty for none. */

const FEW = 3; // names in a sentence

/** Return a sentence for each table and its years, of whom, and where the numbers are.
 * @param {Pack} pack @param {Series[]} serier @param {number[]} years */
export function notPrinted(pack, serier, years) {
  const gaps = serier.flatMap((one) => {
    const those = listed(lacking(pack, one, years).map(String));
    return those ? [{ where: `${those} er ikke i ${sourceName(pack, one.kilde)}`, one }] : [];
  });
  return [...grouped(gaps, ({ where }) => where)].map(([where, those]) => {
    const whom = new Set(those.map(({ one }) => nameOf(pack, one)));
    return `${listed(whom)}: ${where}. Tallene er i kilden «Endelige regnskap».`;
  });
}

/** @param {Pack} pack @param {Series} one */
const nameOf = (pack, { hvem }) => pack.hvem.get(hvem)?.etikett ?? hvem;

/** Return the years that a printed series lacks, and the accounts have of the same group, selection and basis.
 * @param {Pack} pack @param {Series} one @param {number[]} years */
function lacking(pack, one, years) {
  if (one.kilde === ACCOUNTS) return [];
  const accounts = pack.serier.find(
    (other) => other.kilde === ACCOUNTS && whole(other) && alike(one, other),
  );
  return years.filter((year) => !has(one, year) && has(accounts, year));
}

/** @param {Series | undefined} one @param {number} year */
const has = (one, year) => Boolean(one?.verdier.get(year)?.verdi);

/**
 * Return what is to be said above the chart where the page picked the source: which figures are
 * shown of whom, or which of the note's are not, and the choice that changes it.
 * @param {Pack} pack @param {State} state @param {Chosen[]} serier @returns {Notice[]}
 */
export function pickedSource(pack, state, serier) {
  if (FILTERS.some((name) => state[name] !== "")) return [];
  const inside = yearTest(state);
  const groups = serier.filter(({ hvem }) => pack.hvem.get(hvem)?.slag === "gruppe");
  const units = serier.filter((one) => !groups.includes(one));
  const [printed, replaced] = [false, true].map((accounts) =>
    groups.filter(({ kilde }) => (kilde === ACCOUNTS) === accounts),
  );
  const years = (/** @type {Series[]} */ those) => period(yearsOf(those).filter(inside));
  if (printed.length > 0 && units.length > 0) {
    const also = printed.some((one) => inAccounts(pack, one));
    return [
      {
        ord: `${capital(whom(pack, units))}: endelige regnskap ${years(units)}. De andre: notatets tall ${years(printed)}.`,
        knapp: also ? "Bruk endelige regnskap for alle" : "",
        endring: { kilde: ACCOUNTS },
      },
    ];
  }
  const left = replaced.flatMap((one) => inNote(pack, one, inside));
  if (left.length === 0) return [];
  const tables = [...new Set(left.map(({ kilde }) => kilde))];
  return [
    {
      ord: `Viser endelige regnskap ${years(replaced)}. Notatets tall ${years(left)} vises ikke.`,
      knapp: units.length > 0 || tables.length > 1 ? "" : "Vis notatets tall",
      endring: { kilde: tables[0] },
    },
  ];
}

/** @param {Series[]} serier */
const yearsOf = (serier) =>
  [
    ...new Set(serier.flatMap((one) => [...one.verdier.keys()].filter((year) => has(one, year)))),
  ].toSorted((a, b) => a - b);

/** @param {Pack} pack @param {Series[]} units */
function whom(pack, units) {
  const names = new Set(units.map((one) => inSentence(nameOf(pack, one))));
  return names.size <= FEW ? listed(names) : "kommunene du har valgt";
}

/** @param {Pack} pack @param {Series} one */
const inAccounts = (pack, one) =>
  pack.serier.some((other) => other.kilde === ACCOUNTS && alike(one, other));

/** @param {Pack} pack @param {Series} one @param {(year: number) => boolean} inside */
const inNote = (pack, one, inside) =>
  pack.serier.filter(
    (other) => other.kilde !== ACCOUNTS && alike(one, other) && yearsOf([other]).some(inside),
  );

/** @param {Series} one @param {Series} other */
const alike = (one, other) =>
  /** @type {const} */ (["maal", "hvem", "grunnlag", "utvalg"]).every(
    (name) => one[name] === other[name],
  );

/** Return which units were one before, and in which of the years: what the asterisk means.
 * @param {Pack} pack @param {Chosen[]} serier @param {number[]} aar */
export function splitWords(pack, serier, aar) {
  const marked = serier.flatMap((one) =>
    aar.flatMap((year) => {
      const { helhet = "", med = "" } = one.verdier.get(year) ?? {};
      return helhet ? [{ helhet, med, year, one }] : [];
    }),
  );
  return [...grouped(marked, ({ helhet }) => helhet)].map(([, those]) => {
    const years = period([...new Set(those.map(({ year }) => year))].toSorted());
    const shown = new Set(those.map(({ one }) => nameOf(pack, one)));
    return shown.size === 1
      ? `* ${listed(shown)} med ${those[0].med} i ${years}.`
      : `* ${listed(shown)} var samlet i ${years}, og har samme tall.`;
  });
}
