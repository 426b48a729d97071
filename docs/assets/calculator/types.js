// @ts-check
// What the core's JSON and the build's two files hold, as types; what each means stands in
// kommuneindikatorer. Amounts and percentages are exact decimals as text, for numbers of JavaScript
// would round them. A type of the core's has its Norwegian field names.

/**
 * @typedef {{ fil: string, rad: number, kolonne: string, tekst: string }} Origin
 * @typedef {{ belop: string | null, rader: number, mangler?: string, formel?: string, av?: string[], opphav?: Origin[] }} Item
 * @typedef {{ belop: string | null, pst: string | null, aar?: string, mangler?: string }} Measured
 * @typedef {{ navn: string, kodet: string, skilletegn: string, rader: number, lest: number, avvist: number }} Filing
 * @typedef {{ verdi: string, etikett: string, husk?: string }} Choice
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
 * @property {"regnskap" | "budsjett"} kilde
 * @property {string | null} landsdel
 * @property {number | null} folkemengde
 * @property {Record<string, Measured>} indikatorer
 * @property {Record<string, Item>} poster
 * @property {Record<string, string>} [deler] What it is today where it was split: names by number.
 * @property {string[]} [tvil] Why its numbers are held back: codes of problems.
 */

/**
 * A group and its figures; under an indicator's id stand the figures that say something of it. `id`
 * is that of the same group among the note's printed values.
 *
 * @typedef {{ inndeling: string, id: string, gruppe: string, aar: number | null, basis: string, antall: number } & Record<string, any>} Group
 */

/**
 * @typedef {object} Result
 * @property {string} format
 * @property {string} kodet
 * @property {Filing[]} filer
 * @property {string[]} kolonner
 * @property {string[]} skjemaer Forms of the KOSTRA records.
 * @property {Assumption[]} antakelser
 * @property {Unit[]} enheter
 * @property {Group[]} grupper
 * @property {any[]} anslag
 * @property {Problem[]} problemer
 * @property {Question | null} sporsmal What must be answered before numbers are shown.
 */

/**
 * @typedef {{ verdi: string, etikett: string, husk: string, tall: string, holder: boolean | null }} Answer
 * @typedef {{ valg: string, tekst: string, hvorfor: string, kode: string, merke: string, svar: Answer[] }} Question
 */

/**
 * One unit compared, as the question «unit» is answered.
 *
 * @typedef {object} Comparison
 * @property {string} setning
 * @property {{ navn: string, folkemengde: number, kilde: string } | null} innbyggergruppe
 * @property {{ gruppe: string, utvalg: string, aar: number, grunnlag: string, status: string, naer: boolean, verdier: Record<string, { verdi: string, celle: string, merknad?: string }> }[]} rader Those not `naer` are on another basis than the group's nearest.
 * @property {{ aar: number, basis: string, antall: number, hoyere: [number, number], lavere: [number, number], forbehold: string } | null} plass Where it is not exact, the fewest and the most, and why.
 * @property {{ pst: string | null, belop: string | null, er_utvalgets: boolean, om: string }} nivaa
 */

/**
 * What a group's number is made of, as the question «group» is answered. A member's `nr` is its
 * place among the result's units.
 *
 * @typedef {{ nr: number, er_med: boolean, teller: boolean, belop: string | null, inntekt: string | null, pst: string | null, fjor: string | null }} Member
 *
 * @typedef {object} Breakdown
 * @property {string} navn The indicator.
 * @property {string} hvem The group.
 * @property {number | null} aar
 * @property {string} formel
 * @property {"antall" | "sum"} slag What stands above and below the line.
 * @property {{ navn: string, tall: string }} over
 * @property {{ navn: string, tall: string }} under
 * @property {string | null} pst
 * @property {string} teller What a unit is that counts in a share; empty where all do.
 * @property {string} kalles What so many units are called.
 * @property {Member[]} enheter
 */

/**
 * A what-if: what is set, and the answer to the question «what_if».
 *
 * @typedef {{ maate: "prosent" | "tusen", valg: Record<string, string> }} Settings
 * @typedef {{ belop: string | null, pst: string | null }} Value
 * @typedef {{ id: string, navn: string, formel: string, foer: Value, etter: Value, endring: Value }} Changed
 *
 * @typedef {object} Slider
 * @property {string} id
 * @property {string} navn
 * @property {string} av What a per cent is of.
 * @property {string | null} grunnlag 1000 kr.
 * @property {string} minst
 * @property {string} storst
 * @property {string} steg
 * @property {string} verdi As used.
 * @property {string} belop The change, 1000 kr.
 * @property {string | null} omregnet The same in the other way that changes are given.
 * @property {string} merknad
 * @property {string} mangler
 *
 * @typedef {{ maate: Settings["maate"], endret: boolean, valg: Slider[], indikatorer: Changed[], setning: string, dekning: string, forutsetninger: string[] }} WhatIf
 */

/**
 * Names by id, written by the build: navn.json.
 *
 * @typedef {object} Names
 * @property {Record<string, { navn: string, enhet: "prosent" | "kroner" | "aar", er_hovedmaal: boolean, formel: string, behov: string[], retning: string, grense: string | null, grunnlag: string, kilde: string, ikke_ment_for: string, side: string }>} indikatorer
 * @property {Record<string, { navn: string, linje: number | null }>} poster
 * @property {{ kode: string, navn: string }[]} kontroller
 * @property {{ antall: number, per: string }} kontroller_finnes How many the statistics office has.
 * @property {Record<string, string>} formater
 * @property {string[]} landsdeler
 * @property {string} kommunefil The way to the real municipalities' file.
 */

/**
 * The note's printed values and every municipality, written by the build: notat.json.
 *
 * @typedef {{ tabell: string, rad: string, gruppe: string, indikator: string, aar: number, utvalg: string, grunnlag: string, status: string, verdi: string, celle: string, merknad?: string }} Printed
 *
 * @typedef {object} Note
 * @property {{ tittel: string, dato: string }} notat
 * @property {Printed[]} trykt Of tables and figures; with no `tabell`, of the text.
 * @property {Record<string, string>} utvalg What selections are called.
 * @property {{ pst: string, side: string } | null} avstand How far konsern is above kasse on average.
 * @property {{ sitat: string, maal: string, aar: number, pst: string, linje: number }[]} andeler
 * @property {{ basis: string, status: string, kilde: string, kopi: string, laget: string, kommuner: [string, string, number, number, string][] }} fordeling
 */

export {};
