// @ts-check
// Fetches the site's own files, and refuses what is not byte for byte what the build wrote.

/** @typedef {import("./protocol.js").Packed} Packed */
/** @typedef {import("./protocol.js").Reason} Reason */

const GZIP = [0x1f, 0x8b];

/** The browser's own, from before the worker is closed to everything else. */
const fetch = self.fetch.bind(self);

/** A file that did not come as the build wrote it; the message is its name. */
export class FileError extends Error {
  /**
   * @param {Reason} reason
   * @param {string} name
   */
  constructor(reason, name) {
    super(name);
    this.reason = reason;
  }
}

/**
 * Returns a response's body; `again` goes past the browser's own cache.
 *
 * @param {URL} address
 * @param {boolean} again
 */
export async function get(address, again) {
  const cache = again ? "reload" : "default";
  const response = await fetch(address, { cache }).catch(() => {
    throw new FileError("offline", address.pathname);
  });
  if (!response.ok || !response.body) throw new FileError("missing", address.pathname);
  return response.body;
}

/**
 * Throws unless data begins as it should: a page in place of a file does not.
 *
 * @param {Uint8Array} data
 * @param {number[]} magic
 * @param {string} name
 */
export function demand(data, magic, name) {
  if (magic.some((byte, at) => data[at] !== byte)) throw new FileError("not_wasm", name);
}

/**
 * Returns the unpacked content of a packed file, once all of it is there and is what was written.
 *
 * @param {URL} folder
 * @param {Packed} file
 * @param {boolean} again
 * @param {(bytes: number) => void} count Told of bytes as they come over the wire.
 */
export async function unpacked(folder, file, again, count) {
  const body = await get(new URL(file.name, folder), again);
  const packed = await whole(body, file, count);
  await verify(packed, file);
  const content = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(content).arrayBuffer());
}

/**
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} body
 * @param {Packed} file
 * @param {(bytes: number) => void} count
 */
async function whole(body, file, count) {
  const data = new Uint8Array(file.bytes);
  let at = 0;
  const reader = body.getReader();
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    if (at === 0) demand(step.value, GZIP, file.name);
    if (at + step.value.length > data.length) throw new FileError("damaged", file.name);
    data.set(step.value, at);
    at += step.value.length;
    count(step.value.length);
  }
  if (at !== data.length) throw new FileError("damaged", file.name);
  return data;
}

/**
 * @param {Uint8Array<ArrayBuffer>} data
 * @param {Packed} file
 */
async function verify(data, file) {
  if (!crypto.subtle) return; // an address without encryption, where a checksum proves nothing
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== file.sha256) throw new FileError("damaged", file.name);
}
