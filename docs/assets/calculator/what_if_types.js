// @ts-check
// What `what_if_json` is asked and answers; what each means stands in kommuneindikatorer.what_if.
// Amounts, percentages and settings are exact decimals as text.

/**
 * @typedef {{ maate: "prosent" | "tusen", valg: Record<string, string> }} Settings
 * @typedef {{ belop: string | null, pst: string | null }} Value
 * @typedef {{ id: string, navn: string, formel: string, foer: Value, etter: Value, endring: Value }} Changed
 */

/**
 * @typedef {object} Slider
 * @property {string} id
 * @property {string} navn
 * @property {string} av What a per cent is of.
 * @property {{ belop: string | null }} grunnlag
 * @property {string} minst
 * @property {string} storst
 * @property {string} steg
 * @property {string} verdi As used.
 * @property {string} belop The change, 1000 kr.
 * @property {string | null} omregnet The same in the other way that changes are given.
 * @property {string} merknad
 * @property {string} mangler
 */

/**
 * @typedef {object} Answer
 * @property {"prosent" | "tusen"} maate
 * @property {boolean} endret
 * @property {Slider[]} valg
 * @property {Changed[]} indikatorer
 * @property {string} setning
 * @property {string} dekning
 * @property {string[]} forutsetninger
 */

export {};
