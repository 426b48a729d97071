// @ts-check
// The words around what is drawn: names of series, title, what the numbers are, and what to mind.
import { FORMS } from "../chart/forms.js";
import { SIGN } from "../shared/dom.js";
import { shown } from "../shared/numbers.js";
import { capital, listed, longDate, small } from "../shared/words.js";
import { ACCOUNTS } from "./pack.js";
import { distinct } from "./panels.js";
import { NO_CHOICE } from "./state.js";
import { grouped } from "../shared/sorting.js";

/** @import { Chosen } from "./choose.js" */
/** @import { Pack } from "./pack.js" */
/** @import { Panel } from "./panels.js" */

/** @type {Record<string, string>} */
export const BASES = {
  konsern: "konsern (med foretak og interkommunale selskaper)",
  kasse: "kommunekasse eller fylkeskommunekasse (uten foretak og interkommunale selskaper)",
  "ikke regnskap": "ikke regnskap (nasjonalregnskap og annen statistikk)",
};
/** @type {Record<string, string>} */
export const SELECTIONS = {
  alle: "alle",
  "alle utenom Oslo": "alle kommuner uten Oslo",
  utvalget: "kommunene i KS’ regnskapsundersøkelse",
  "ikke relevant": "ikke relevant (ikke et utvalg av kommuner)",
};
/** @type {Record<string, string>} */
export const MEANS = { vektet: "veid snitt", uvektet: "uveid snitt", median: "median" };
/** @type {Record<string, string>} */
const ALL_MEANS = { vektet: "veide snitt", uvektet: "uveide snitt", median: "medianer" };
const FEW = 4;

/** Return words joined as in a sentence: «a, b og c»; many of them are counted instead.
 * @param {string[]} words @param {string} many */
const joined = (words, many) => (words.length <= FEW ? listed(words) : `${words.length} ${many}`);

/** Return where a series comes from: a table of the note's, or «endelige regnskap». @param {Pack} pack @param {string} kilde */
export const sourceName = (pack, kilde) =>
  kilde === ACCOUNTS
    ? "endelige regnskap"
    : (pack.tabeller[kilde]?.navn ?? kilde).toLowerCase().replace(" ", "\u00a0");

/**
 * Return a function that names a series among others: whom it is about and what is measured where
 * those differ, and whatever else it takes to tell it from one of the same name.
 * @param {Pack} pack @param {Chosen[]} among @returns {(one: Chosen) => string}
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
  const twins = grouped(among, base);
  return (one) => {
    const same = twins.get(base(one)) ?? [one];
    const rest = extras.filter((say) => new Set(same.map(say)).size > 1).map((say) => say(one));
    return [base(one), ...rest.filter(Boolean)].join(", ");
  };
}

/** @param {Pack} pack @param {Chosen[]} among @returns {(one: Chosen) => string} */
function plainNamer(pack, among) {
  const whose = (/** @type {string} */ id) => pack.hvem.get(id)?.etikett ?? id;
  const units = distinct(among, "hvem");
  const measures = distinct(among, "maal").length > 1;
  const names = units.map(whose);
  return (one) => {
    const who = whose(one.hvem);
    const name = names.indexOf(who) < names.lastIndexOf(who) ? `${who} (${one.hvem})` : who;
    const what = pack.maal.get(one.maal)?.etikett ?? one.maal;
    if (!measures) return name;
    return units.length > 1 ? `${name}: ${small(what)}` : what;
  };
}

/** Return a span of years, two years, or one: «2001–2009», «2001 og 2009», «2001». @param {number[]} aar */
export function period(aar) {
  if (aar.length === 0) return "";
  const [first, last] = [aar[0], aar[aar.length - 1]];
  if (first === last) return String(first);
  return aar.length === 2 ? `${first} og ${last}` : `${first}–${last}`;
}

/** Return the view's title. @param {Pack} pack @param {string[]} maal @param {string[]} whom Names of what was chosen. @param {number[]} aar */
export function title(pack, maal, whom, aar) {
  const names = maal
    .map((id) => pack.maal.get(id)?.etikett ?? id)
    .map((name, place) => (place ? small(name) : name));
  const years = aar.length ? `, ${period(aar)}` : "";
  return `${joined(names, "mål")}: ${joined(whom, "grupper og kommuner")}${years}`;
}

/** Return a panel's measure, unit, basis and status. @param {Pack} pack @param {Panel} panel */
export function subtitle(pack, panel) {
  const bases = distinct(panel.serier, "grunnlag");
  const [enhet = ""] = distinct(panel.serier, "enhet");
  const alone = panel.maal.length === 1 ? pack.maal.get(panel.maal[0]) : undefined;
  const measure = alone ? `${alone.etikett}. ` : "";
  const sign = alone?.fortegn ? `${alone.fortegn} ` : "";
  const unit = panel.paired ? "" : `${capital(enhet)}. `;
  const basis = bases.length === 1 ? `${capital(BASES[bases[0]])}. ` : "";
  return `${measure}${unit}${sign}${basis}${shared(panel)}${statuses(panel)}`.trim();
}

/** Return the selection and the kind of mean that all the groups have in common. @param {Panel} panel */
function shared({ serier }) {
  const [selection, ...otherSelections] = distinct(serier, "utvalg");
  const [mean, ...otherMeans] = distinct(serier, "beregning");
  const which =
    selection && !otherSelections.length && selection !== "alle" && !NO_CHOICE.has(selection)
      ? `${capital(SELECTIONS[selection] ?? selection)}. `
      : "";
  return `${which}${mean && !otherMeans.length ? `Tall for grupper er ${ALL_MEANS[mean] ?? mean}. ` : ""}`;
}

/** @param {Panel} panel */
function statuses({ serier, aar }) {
  const open = serier.flatMap((one) =>
    aar.flatMap((year) => {
      const { verdi = "", status = "" } = one.verdier.get(year) ?? {};
      return verdi !== "" && status !== "endelig" ? [{ status, year }] : [];
    }),
  );
  const words = [...grouped(open, ({ status }) => status)].map(([status, those]) => {
    const years = [...new Set(those.map(({ year }) => year))].toSorted();
    return `${capital(status)} for ${listed(years.map(String))}`;
  });
  return words.length ? `${words.join(", ")}.` : "";
}

/** @param {string} word */
const isChoice = (word) => !NO_CHOICE.has(word);

/** Return what a reader must mind before comparing what stands together. @param {Panel} panel */
export function warnings({ serier, merknad }) {
  const selections = distinct(serier, "utvalg").filter(isChoice);
  const accounts = serier.filter((one) => one.kilde === ACCOUNTS).length;
  const measures = distinct(serier, "maal");
  /** @type {[boolean, string][]} */
  const said = [
    [merknad !== "", merknad],
    [
      distinct(serier, "grunnlag").filter(isChoice).length > 1,
      "Tallene har ulikt grunnlag, konsern og kasse, og kan ikke sammenlignes direkte.",
    ],
    [
      selections.includes("utvalget") && selections.length > 1,
      "Tall for kommunene i KS’ regnskapsundersøkelse kan ikke uten videre sammenlignes med tall for alle kommuner.",
    ],
    [
      accounts > 0 && accounts < serier.length,
      "Tall fra notatet står sammen med tall fra endelige regnskap, som kom etter notatet.",
    ],
    [
      ["disposisjonsfond", "disposisjonsfond_med_arets_resultat"].every((id) =>
        measures.includes(id),
      ),
      "De to målene for disposisjonsfond har ulik definisjon og kan ikke sammenlignes.",
    ],
  ];
  return said.filter(([applies]) => applies).map(([, words]) => words);
}

/** Return the remarks at what is shown, each with what it is about. @param {Panel} panel @param {(one: Chosen) => string} name @returns {string[]} */
export const remarks = ({ serier, aar }, name) =>
  serier.flatMap((one) =>
    aar.flatMap((year) => {
      const { merknad = "", verdi = "" } = one.verdier.get(year) ?? {};
      const value = verdi ? shown(verdi) : "mangler";
      return merknad ? [`${SIGN} ${name(one)}, ${year} (${value}): ${merknad}`] : [];
    }),
  );

/** Return where the panel's numbers come from. @param {Pack} pack @param {Chosen[]} serier */
export function source(pack, serier) {
  const sources = distinct(serier, "kilde");
  const tables = sources.filter((one) => one !== ACCOUNTS).map((one) => pack.tabeller[one].navn);
  const note = `${pack.notat.forkortelse}s notat ${longDate(pack.notat.dato)}`;
  const parts = [
    tables.length > 0 && `${note}, ${listed(tables.map((one) => one.toLowerCase()))}`,
    sources.includes(ACCOUNTS) && pack.regnskapskilde,
  ].filter(Boolean);
  return parts.length > 0 ? `Kilde: ${parts.join(". ")}.` : "";
}

/** Return how to cite the view: the site for what it computed and drew, with the statistics office
 * as its source, and the committee for what it printed.
 * @param {Pack} pack @param {Chosen[]} serier @param {string} title */
export function citation({ notat, laget, regnskap, tabeller }, serier, title) {
  const printed = serier.filter((one) => one.kilde !== ACCOUNTS);
  const tables = distinct(printed, "kilde").map((one) => tabeller[one].navn);
  const lines = printed.flatMap((one) => [...one.verdier.values()].flatMap((v) => v.linje || []));
  const [first, last] = [Math.min(...lines), Math.max(...lines)];
  const where = lines.length ? `, linje ${first === last ? first : `${first}–${last}`}` : "";
  const note = `${notat.opphav} (${notat.forkortelse}) (${notat.dato.slice(0, 4)}): ${notat.tittel}. Notat til ${notat.mote}, ${longDate(notat.dato)}. ${listed(tables)}${where} i råteksten. Versjon ${laget.versjon}.`;
  const made = `«${title}»: Beregnet og tegnet av ${laget.nettsted}.`;
  const cited = printed.length > 0 ? [note] : [];
  if (printed.length === serier.length) return [...cited, made].join(" ");
  return [made, regnskap.henvisning, ...copies(regnskap.kopier, serier), ...cited].join(" ");
}

/** Return what the accounts of the view's years were read from. @param {Pack["regnskap"]["kopier"]} all @param {Chosen[]} serier */
function copies(all, serier) {
  const accounts = serier.filter((one) => one.kilde === ACCOUNTS);
  const years = new Set(accounts.flatMap((one) => [...one.verdier.keys()]));
  return all.filter(({ aar }) => aar.some((year) => years.has(year))).map(({ ord }) => ord);
}

/** Return what one may do with the view's numbers. @param {Pack} pack @param {Chosen[]} serier */
export function licence({ laget, regnskap }, serier) {
  const sources = distinct(serier, "kilde");
  const parts = [
    sources.includes(ACCOUNTS) && `${regnskap.lisens} ${laget.lisens.nettsted}`,
    sources.some((one) => one !== ACCOUNTS) && laget.lisens.notat,
  ];
  return parts.filter(Boolean).join(" ");
}

/** Return what the picture shows to a reader who cannot see it: form, and highest, lowest and direction.
 * @param {Panel} panel @param {(one: Chosen) => string} name */
export function description({ form, serier, aar, maal }, name) {
  const lead = `${FORMS[form].says}, ${period(aar)}.`;
  if (FORMS[form].ends && serier.length <= FEW)
    return [lead, ...serier.map((one) => course(one, aar, name(one)))].join(" ");
  const year = aar.at(-1) ?? 0;
  const has = serier.filter((one) => one.maal === maal[0] && placed(one, year) !== null);
  if (has.length === 0) return lead;
  const [low, high] = ends(has, (one) => placed(one, year));
  const say = (/** @type {Chosen} */ one) => `${name(one)} (${written(one, year)})`;
  return has.length === 1
    ? `${lead} ${say(low)} i ${year}.`
    : `${lead} Høyest i ${year}: ${say(high)}. Lavest: ${say(low)}.`;
}

/** @param {Chosen} one @param {number} year */
const placed = (one, year) => one.verdier.get(year)?.tegnet ?? null;

/** @param {Chosen} one @param {number} year */
const written = (one, year) => shown(one.verdier.get(year)?.verdi ?? "");

/** Return the lowest and the highest, the first of those alike.
 * @template T @param {T[]} all @param {(one: T) => number | null} by */
const ends = (all, by) => [
  all.reduce((a, b) => (Number(by(b)) < Number(by(a)) ? b : a)),
  all.reduce((a, b) => (Number(by(b)) > Number(by(a)) ? b : a)),
];

/** @param {Chosen} one @param {number[]} aar @param {string} name */
function course(one, aar, name) {
  const has = aar.filter((year) => placed(one, year) !== null);
  if (has.length < 2) return "";
  const say = (/** @type {number} */ year) => `${written(one, year)} i ${year}`;
  const [low, high] = ends(has, (year) => placed(one, year));
  return `${name}: fra ${say(has[0])} til ${say(has[has.length - 1])}, høyest ${say(high)} og lavest ${say(low)}.`;
}
