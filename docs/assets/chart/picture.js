// @ts-check
// The panels as one picture file: title, what the numbers are, the charts and their source.

import { group, picture } from "./fit.js";
import { formOf } from "./forms.js";
import { lines, widthOf } from "./labels.js";
import { loadForms } from "./vega.js";

/** @import { Sign } from "./forms.js" */
/** @typedef {import("./fill.js").Filled & {undertittel: string, tegn: Sign[]}} Drawn */
/** @typedef {{tittel: string, merknader: string[], kilde: string, adresse: string}} Around */

const WIDTH = 960;
const EDGE = 24;
const SCALE = 2;
const PAPER = "#fbfaf7";
const INK = "#1d2730";
const MUTED = "#5a6672";
/** @type {Record<string, string>} */
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const SANS = '"Source Sans 3", "Sans reserve", sans-serif';
const TITLE = { font: '600 22px "Source Serif 4", "Serif reserve", serif', line: 28, colour: INK };
const TEXT = { font: `400 15px ${SANS}`, line: 21, colour: INK };
const SMALL = { font: `400 13px ${SANS}`, line: 18, colour: MUTED };

/** @typedef {typeof TEXT} Style */
/** @typedef {{x: number, y: number, words: string, style: Style}} Words */
/** @typedef {Words | {y: number, view: any, one: Drawn}} Piece */

/** Return the whole picture as SVG text. @param {Drawn[]} drawn @param {Around} around */
export async function svgOf(drawn, around) {
  const { pieces, height } = await laid(drawn, around);
  const parts = await Promise.all(
    pieces.map(async (piece) => {
      if ("view" in piece)
        return (await piece.view.toSVG()).replace("<svg ", `<svg x="${EDGE}" y="${piece.y}" `);
      const [weight, size, family] = setting(piece.style);
      return `<text x="${piece.x}" y="${piece.y}" font-family="${escaped(family)}" font-size="${size}" font-weight="${weight}" fill="${piece.style.colour}">${escaped(piece.words)}</text>`;
    }),
  );
  const whole = WIDTH + 2 * EDGE;
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${whole}" height="${height}" viewBox="0 0 ${whole} ${height}"><title>${escaped(around.tittel)}</title><desc>${escaped(drawn.map((one) => one.ord.beskrivelse).join(" "))}</desc><rect width="${whole}" height="${height}" fill="${PAPER}"/>${parts.join("")}</svg>\n`;
}

/** Return the whole picture as PNG, twice its size. @param {Drawn[]} drawn @param {Around} around @returns {Promise<Blob>} */
export async function pngOf(drawn, around) {
  await document.fonts.ready;
  const { pieces, height } = await laid(drawn, around);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [(WIDTH + 2 * EDGE) * SCALE, height * SCALE];
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.scale(SCALE, SCALE);
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, WIDTH + 2 * EDGE, height);
  for (const piece of pieces) {
    if ("view" in piece) {
      const chart = await piece.view.toCanvas(SCALE);
      pen.drawImage(chart, EDGE, piece.y, chart.width / SCALE, chart.height / SCALE);
    } else {
      pen.font = piece.style.font;
      pen.fillStyle = piece.style.colour;
      pen.fillText(piece.words, piece.x, piece.y);
    }
  }
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("PNG"))), "image/png"),
  );
}

/** Return the whole picture as one Vega specification, with its rows: every tool draws it at this size.
 * @param {Drawn[]} drawn @param {Around} around */
export async function vegaOf(drawn, around) {
  const { pieces, height } = await laid(drawn, around);
  const { former } = await loadForms();
  const { $schema, config } = former[drawn[0].form];
  const marks = await Promise.all(
    pieces.map((piece) =>
      "view" in piece
        ? group(piece.one, piece.view, WIDTH, EDGE, piece.y)
        : { type: "text", encode: { enter: asEncoded(wordsOf(piece)) } },
    ),
  );
  const description = [around.tittel, ...drawn.map((one) => one.ord.beskrivelse), around.kilde];
  const page = { width: WIDTH + 2 * EDGE, height, padding: 0, autosize: "none", background: PAPER };
  const whole = { $schema, description: description.join(" "), ...page, config, marks };
  return `${JSON.stringify(whole, null, 1)}\n`;
}

/** @param {Words} piece */
function wordsOf({ x, y, words, style }) {
  const [weight, size, font] = setting(style);
  return {
    ...{ x, y, text: words, font },
    ...{ fontSize: Number(size), fontWeight: Number(weight), fill: style.colour },
  };
}

/** @param {Record<string, string | number>} values */
const asEncoded = (values) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));

/** Return weight, size and typeface. @param {Style} style */
const setting = ({ font }) => (/^(\d+) (\d+)px (.+)$/.exec(font) ?? []).slice(1);

/** Return where each piece stands, and the height of it all. @param {Drawn[]} drawn @param {Around} around */
async function laid(drawn, around) {
  /** @type {Piece[]} */
  const pieces = [];
  let y = EDGE;
  const { palett } = await loadForms();
  const write = (/** @type {string} */ words, /** @type {Style} */ style) => {
    for (const line of words ? lines(words, WIDTH, style.font) : []) {
      y += style.line;
      pieces.push({ x: EDGE, y, words: line, style });
    }
  };
  write(around.tittel, TITLE);
  for (const one of drawn) {
    y += 4;
    write(one.undertittel, TEXT);
    const view = await picture(one, WIDTH);
    if (!formOf(one.form).ends || view.data("etiketter").length === 0)
      y = legend(one.tegn, palett, y, pieces);
    const height = (await view.toCanvas(1)).height;
    pieces.push({ y: y + 8, view, one });
    y += height + 16;
  }
  for (const words of [...around.merknader, around.kilde, around.adresse]) write(words, SMALL);
  return { pieces, height: y + EDGE };
}

/** Put what the signs mean on lines of their own; return where the last stands.
 * @param {Sign[]} signs @param {Record<string, string>} palett @param {number} y @param {Piece[]} pieces */
function legend(signs, palett, y, pieces) {
  let x = EDGE;
  let line = signs.length > 0 ? y + TEXT.line : y;
  for (const { farge, tegn, ord } of signs) {
    const width = widthOf(`${tegn} ${ord}`) * 1.2 + 24;
    if (x > EDGE && x + width > WIDTH) [x, line] = [EDGE, line + TEXT.line];
    pieces.push(
      { x, y: line, words: tegn, style: { ...TEXT, colour: palett[farge] ?? INK } },
      { x: x + 18, y: line, words: ord, style: TEXT },
    );
    x += width;
  }
  return line;
}

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]);
