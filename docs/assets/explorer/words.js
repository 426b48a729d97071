// @ts-check
// The words around what is drawn: names of series, title, what the numbers are, and what to mind.
import { FORMS } from "../chart/forms.js";
import { longDate } from "../shared/dates.js";
import { shown } from "../shared/numbers.js";
import { ACCOUNTS } from "./pack.js";

/** @typedef {import("./pack.js").Pack} Pack */
/** @typedef {import("./choose.js").Chosen} Chosen */
/** @typedef {import("./panels.js").Panel} Panel */

/** @type {Record<string, string>} */
export const BASES = {
  konsern: "konsern (med foretak og interkommunale selskaper)",
  kasse: "kommunekasse eller fylkeskommunekasse (uten foretak og interkommunale selskaper)",
  "ikke regnskap": "ikke regnskap (nasjonalregnskap og annen statistikk)",
};
/** @type {Record<string, string>} */
export const SELECTIONS = {
  alle: "alle",
  "alle utenom Oslo": "alle kommuner utenom Oslo",
  utvalget: "kommunene i KS’ regnskapsundersøkelse",
  "ikke relevant": "ikke relevant (ikke et utvalg av kommuner)",
};
/** What a value says where the choice has no meaning for it. @type {ReadonlySet<string>} */
export const NO_CHOICE = new Set(["ikke regnskap", "ikke relevant"]);
/** @type {Record<string, string>} */
export const MEANS = { vektet: "veid snitt", uvektet: "uveid snitt", median: "median" };
const FEW = 4;
const nb = new Intl.ListFormat("nb", { type: "conjunction" });

/** Return words joined as in a sentence: «a, b og c»; many of them are counted instead.
 * @param {string[]} words @param {string} many */
const joined = (words, many) =>
  words.length <= FEW ? nb.format(words) : `${words.length} ${many}`;

/** @param {string} text */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Return where a series comes from: «tabell 3», «endelige regnskap». @param {Pack} pack @param {string} kilde */
export const sourceName = (pack, kilde) =>
  kilde === ACCOUNTS
    ? "endelige regnskap"
    : (pack.tabeller[kilde]?.navn ?? kilde).toLowerCase().replace(" ", "\u00a0");

/**
 * Return a function that names a series among others: whom it is about and what is measured where
 * those differ, and whatever else it takes to tell it from one of the same name.
 * @param {Pack} pack
 * @param {Chosen[]} among
 * @returns {(one: Chosen) => string}
 */
export function namer(pack, among) {
  const base = plainNamer(pack, among);
  /** @type {((one: Chosen) => string)[]} */
  const extras = [
    (one) => one.grunnlag,
    (one) => SELECTIONS[one.utvalg] ?? one.utvalg,
    (one) => sourceName(pack, one.kilde),
    (one) => MEANS[one.beregning] ?? "",
  ];
  /** @type {Map<string, Chosen[]>} */
  const twins = new Map();
  for (const one of among) twins.set(base(one), [...(twins.get(base(one)) ?? []), one]);
  return (one) => {
    const same = twins.get(base(one)) ?? [one];
    const rest =
      same.length < 2
        ? []
        : extras.filter((say) => new Set(same.map(say)).size > 1).map((say) => say(one));
    return [base(one), ...rest.filter(Boolean)].join(", ");
  };
}

/** @param {Pack} pack @param {Chosen[]} among @returns {(one: Chosen) => string} */
function plainNamer(pack, among) {
  const differ = (/** @type {"maal" | "hvem"} */ by) =>
    new Set(among.map((one) => one[by])).size > 1;
  const [measures, units] = [differ("maal"), differ("hvem")];
  const etiketter = [...new Set(among.map((one) => one.hvem))].map(
    (id) => pack.hvem.get(id)?.etikett ?? id,
  );
  const shared = new Set(duplicates(etiketter));
  return (one) => {
    const who = pack.hvem.get(one.hvem)?.etikett ?? one.hvem;
    const name = shared.has(who) ? `${who} (${one.hvem})` : who;
    const what = pack.maal.get(one.maal)?.etikett ?? one.maal;
    if (!measures) return name;
    return units ? `${name}: ${what.charAt(0).toLowerCase()}${what.slice(1)}` : what;
  };
}

/** @param {string[]} words */
const duplicates = (words) => words.filter((word, place) => words.indexOf(word) !== place);

/** Return «2015–2024», «2023 og 2024», «2024». @param {number[]} aar */
function period(aar) {
  if (aar.length === 0) return "";
  const [first, last] = [aar[0], aar[aar.length - 1]];
  if (first === last) return String(first);
  return aar.length === 2 ? `${first} og ${last}` : `${first}–${last}`;
}

/** Return the view's title. @param {Pack} pack @param {string[]} maal @param {string[]} whom Names of what was chosen. @param {number[]} aar */
export function title(pack, maal, whom, aar) {
  const names = maal
    .map((id) => pack.maal.get(id)?.etikett ?? id)
    .map((name, place) => (place ? name.charAt(0).toLowerCase() + name.slice(1) : name));
  const years = period(aar);
  return `${joined(names, "mål")}: ${joined(whom, "grupper og kommuner")}${years ? `, ${years}` : ""}`;
}

/** Return a panel's measure, unit, basis and status. @param {Pack} pack @param {Panel} panel */
export function subtitle(pack, panel) {
  const bases = new Set(panel.serier.map((one) => one.grunnlag).filter(Boolean));
  const units = [...new Set(panel.serier.map((one) => one.enhet))];
  const measure = panel.maal.length === 1 ? `${pack.maal.get(panel.maal[0])?.etikett}. ` : "";
  const unit = panel.paired ? "" : `${capital(units[0] ?? "")}. `;
  const basis = bases.size === 1 ? `${capital(BASES[[...bases][0]])}. ` : "";
  return `${measure}${unit}${basis}${shared(panel)}${statuses(panel)}`.trim();
}

/** Return the selection and the kind of mean that all the groups have in common. @param {Panel} panel */
function shared(panel) {
  const selections = [...new Set(panel.serier.map((one) => one.utvalg).filter(Boolean))];
  const means = [...new Set(panel.serier.map((one) => one.beregning).filter(Boolean))];
  const which =
    selections.length === 1 && selections[0] !== "alle" && !NO_CHOICE.has(selections[0])
      ? `${capital(SELECTIONS[selections[0]] ?? selections[0])}. `
      : "";
  return `${which}${means.length === 1 ? `Gruppene er ${MEANS[means[0]] ?? means[0]}. ` : ""}`;
}

/** @param {Panel} panel */
function statuses(panel) {
  /** @type {Map<string, Set<number>>} */
  const open = new Map();
  for (const one of panel.serier)
    for (const year of panel.aar) {
      const value = one.verdier.get(year);
      if (value && value.verdi !== "" && value.status !== "endelig")
        open.set(value.status, (open.get(value.status) ?? new Set()).add(year));
    }
  return [...open]
    .map(
      ([status, years]) => `${capital(status)} for ${nb.format([...years].toSorted().map(String))}`,
    )
    .join(", ")
    .concat(open.size ? "." : "");
}

/** @param {string} word */
const isChoice = (word) => word !== "" && !NO_CHOICE.has(word);

/** Return what a reader must mind before comparing what stands together. @param {Panel} panel */
export function warnings(panel) {
  const found = panel.merknad ? [panel.merknad] : [];
  const bases = new Set(panel.serier.map((one) => one.grunnlag).filter(isChoice));
  if (bases.size > 1)
    found.push("Tallene har ulikt grunnlag, konsern og kasse, og kan ikke sammenlignes direkte.");
  const selections = new Set(panel.serier.map((one) => one.utvalg).filter(isChoice));
  if (selections.has("utvalget") && selections.size > 1)
    found.push(
      "Utvalget er bare kommunene i KS’ regnskapsundersøkelse og kan ikke uten videre sammenlignes med alle kommuner.",
    );
  const sources = new Set(panel.serier.map((one) => (one.kilde === ACCOUNTS ? ACCOUNTS : "notat")));
  if (sources.size > 1)
    found.push(
      "Tall fra notatet står sammen med tall fra endelige regnskap, som kom etter notatet.",
    );
  if (
    panel.serier.some((one) => one.maal === "disposisjonsfond") &&
    panel.serier.some((one) => one.maal === "disposisjonsfond_med_arets_resultat")
  )
    found.push("De to målene for disposisjonsfond har ulik definisjon og kan ikke sammenlignes.");
  return found;
}

/** Return where the panel's numbers come from. @param {Pack} pack @param {Chosen[]} serier */
export function source(pack, serier) {
  const tables = [...new Set(serier.map((one) => one.kilde))]
    .filter((one) => one !== ACCOUNTS)
    .map((one) => pack.tabeller[one].navn.toLowerCase());
  const parts =
    tables.length > 0
      ? [`${pack.notat.forkortelse}s notat ${longDate(pack.notat.dato)}, ${nb.format(tables)}`]
      : [];
  if (serier.some((one) => one.kilde === ACCOUNTS)) parts.push(pack.regnskapskilde);
  return parts.length > 0 ? `Kilde: ${parts.join(". ")}.` : "";
}

/**
 * Return what the picture shows to a reader who cannot see it: form, and highest, lowest and direction.
 * @param {Panel} panel
 * @param {(one: Chosen) => string} name
 */
export function description(panel, name) {
  const lead = `${FORMS[panel.form].says}, ${period(panel.aar)}.`;
  if (FORMS[panel.form].ends && panel.serier.length <= FEW)
    return [lead, ...panel.serier.map((one) => course(one, panel.aar, name(one)))].join(" ");
  const year = panel.aar.at(-1) ?? 0;
  const first = panel.serier.filter(
    (one) => one.maal === panel.maal[0] && placed(one, year) !== null,
  );
  if (first.length === 0) return lead;
  const [low, high] = [
    first.reduce((a, b) => (Number(placed(b, year)) < Number(placed(a, year)) ? b : a)),
    first.reduce((a, b) => (Number(placed(b, year)) > Number(placed(a, year)) ? b : a)),
  ];
  const say = (/** @type {Chosen} */ one) =>
    `${name(one)} (${shown(one.verdier.get(year)?.verdi ?? "")})`;
  return first.length === 1
    ? `${lead} ${say(low)} i ${year}.`
    : `${lead} Høyest i ${year}: ${say(high)}. Lavest: ${say(low)}.`;
}

/** @param {Chosen} one @param {number} year */
const placed = (one, year) => one.verdier.get(year)?.tegnet ?? null;

/** @param {Chosen} one @param {number[]} aar @param {string} name */
function course(one, aar, name) {
  const has = aar.filter((year) => placed(one, year) !== null);
  if (has.length < 2) return "";
  const say = (/** @type {number} */ year) =>
    `${shown(one.verdier.get(year)?.verdi ?? "")} i ${year}`;
  const high = has.reduce((a, b) => (Number(placed(one, b)) > Number(placed(one, a)) ? b : a));
  const low = has.reduce((a, b) => (Number(placed(one, b)) < Number(placed(one, a)) ? b : a));
  return `${name}: fra ${say(has[0])} til ${say(has[has.length - 1])}, høyest ${say(high)} og lavest ${say(low)}.`;
}
