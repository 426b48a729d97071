// @ts-check
// What the core's JSON holds, as types; what each means stands in kommuneindikatorer. Amounts and
// percentages are exact decimals as text, for numbers of JavaScript would round them.

/**
 * @typedef {{ fil: string, rad: number, kolonne: string, tekst: string }} Origin
 * @typedef {{ belop: string | null, rader: number, mangler?: string, formel?: string, av?: string[], opphav?: Origin[] }} Item
 * @typedef {{ belop: string | null, pst: string | null, aar?: string, mangler?: string }} Measured
 * @typedef {{ navn: string, kodet: string, skilletegn: string, rader: number, lest: number, avvist: number }} Filing
 * @typedef {{ verdi: string, etikett: string }} Choice
 * @typedef {{ id: string, tekst: string, verdi: string, grunn: string, valg: Choice[], oppgitt: boolean }} Assumption
 * @typedef {{ kode: string, alvor: "feil" | "advarsel" | "info", fil: string | null, rad: number | null, kolonne: string | null, verdi: string | null, melding: string }} Problem
 */

/**
 * @typedef {object} Unit
 * @property {string | null} kommunenummer
 * @property {string | null} kommunenummer_i_dag What the same municipality has now; by it years are compared.
 * @property {string | null} navn
 * @property {number | null} aar
 * @property {"kommune" | "fylkeskommune"} nivaa
 * @property {"kasse" | "konsern" | "ukjent"} basis
 * @property {string | null} landsdel
 * @property {number | null} folkemengde
 * @property {Record<string, Measured>} indikatorer
 * @property {Record<string, Item>} poster
 */

/**
 * A group and its figures; under an indicator's id stand the figures that say something of it.
 *
 * @typedef {{ inndeling: string, gruppe: string, aar: number | null, basis: string, antall: number } & Record<string, any>} Group
 */

/**
 * @typedef {object} Result
 * @property {string} format
 * @property {string} kodet
 * @property {Filing[]} filer
 * @property {string[]} kolonner
 * @property {Assumption[]} antakelser
 * @property {Unit[]} enheter
 * @property {Group[]} grupper
 * @property {any[]} anslag
 * @property {Problem[]} problemer
 */

/**
 * One unit beside the note, as `one_unit_json` gives it.
 *
 * @typedef {object} Beside
 * @property {string} setning
 * @property {{ navn: string, folkemengde: number, kilde: string } | null} folkegruppe
 * @property {{ gruppe: string, tabell: string, utvalg: string, aar: number, grunnlag: string, status: string, verdier: Record<string, { verdi: string, celle: string }> }[]} rader
 * @property {{ aar: number, basis: string, antall: number, hoyere: number, lavere: number } | null} plass
 * @property {{ pst: string, belop: string | null, er_utvalgets: boolean, om: string }} nivaa
 */

/**
 * A unit inside a group's number; `nr` is its place among the result's units.
 *
 * @typedef {{ nr: number, er_med: boolean, teller: boolean, belop: string | null, inntekt: string | null, pst: string | null, fjor: string | null }} Member
 */

/**
 * What a group's number is made of, as `group_json` gives it: all numbers exact, as text.
 *
 * @typedef {object} Inside
 * @property {string} navn The indicator.
 * @property {string} hvem The group.
 * @property {number | null} aar
 * @property {string} formel
 * @property {"antall" | "tusen kroner"} slag What stands above and below the line.
 * @property {{ navn: string, tall: string }} over
 * @property {{ navn: string, tall: string }} under
 * @property {string | null} pst
 * @property {string} teller What a unit is that counts in a share; empty where all do.
 * @property {string} kalles What so many units are called.
 * @property {Member[]} enheter
 */

/**
 * Names by id, written by the build: regndata/navn.json.
 *
 * @typedef {object} Names
 * @property {Record<string, { navn: string, enhet: "prosent" | "kroner" | "aar", formel: string, behov: string[], retning: string, grunnlag: string, kilde: string, ikke_ment_for: string, side: string }>} indikatorer
 * @property {Record<string, { navn: string, linje: number | null }>} poster
 * @property {{ kode: string, navn: string }[]} kontroller
 * @property {Record<string, string>} formater
 * @property {string[]} landsdeler
 * @property {string} kommunefil The way to the real municipalities' file.
 */

/**
 * The note's printed values and every municipality, written by the build: regndata/notat.json.
 *
 * @typedef {object} Note
 * @property {{ tittel: string, dato: string }} notat
 * @property {any[]} trykt
 * @property {{ sitat: string, maal: string, aar: number, pst: string, linje: number }[]} andeler
 * @property {{ basis: string, status: string, kilde: string, kommuner: [string, string, number, number, string][] }} fordeling
 */

export {};
