// @ts-check
// Fetches one file of the site's own, unpacked and checked as it comes: a file that is not byte for
// byte what the build wrote never comes to its end.

/** @import { Packed, Reason } from "./protocol.js" */
/** @typedef {ReadableStream<Uint8Array<ArrayBuffer>>} Stream */
/** @typedef {{ cache: RequestCache, signal: AbortSignal }} Asked */

// How a file begins, by how its name ends: packed by the build, or a wheel as others load it too.
const GZIP = [0x1f, 0x8b];
const WHEEL = [0x50, 0x4b, 0x03, 0x04];
const isWheel = (/** @type {Packed} */ file) => file.name.endsWith(".whl");

/** A file that did not come as the build wrote it; the message is its name. */
export class FileError extends Error {
  /** @param {Reason} reason @param {string} name */
  constructor(reason, name) {
    super(name);
    this.reason = reason;
  }
}

/** Returns a response's body.
 * @param {URL} address @param {Asked} asked @returns {Promise<Stream>} */
export async function get(address, asked) {
  const response = await fetch(address, asked).catch(() => {
    throw new FileError("offline", address.pathname);
  });
  if (!response.ok || !response.body) throw new FileError("missing", address.pathname);
  return response.body;
}

/** Returns whether data begins as a kind of file does. @param {Uint8Array} data @param {number[]} magic */
export const begins = (data, magic) => magic.every((byte, at) => data[at] === byte);

/**
 * Returns what `use` makes of a file's content.
 * @template T
 * @param {Stream} body
 * @param {Packed} file
 * @param {(bytes: number) => void} count Called with the bytes that come over the wire.
 * @param {(content: Stream) => Promise<T>} use Given the content as a stream, a packed file's unpacked.
 * @returns {Promise<T>}
 */
export async function unpacked(body, file, count, use) {
  const checks = new Checks(file, count);
  const whole = body.pipeThrough(new TransformStream(checks));
  const content = isWheel(file) ? whole : whole.pipeThrough(new DecompressionStream("gzip"));
  try {
    return await use(content);
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw checks.fault ?? new FileError("damaged", file.name);
  }
}

/** Lets a file's bytes through; the last ones only when all are those that were written. */
class Checks {
  /** What was wrong; a stream gives its reader no reason. @type {FileError | null} */
  fault = null;
  #at = 0;

  /** @param {Packed} file @param {(bytes: number) => void} count */
  constructor(file, count) {
    this.file = file;
    this.count = count;
    this.whole = new Uint8Array(file.bytes);
  }

  /** @param {Uint8Array<ArrayBuffer>} chunk @param {TransformStreamDefaultController} through */
  transform(chunk, through) {
    const magic = isWheel(this.file) ? WHEEL : GZIP;
    if (this.#at === 0 && !begins(chunk, magic)) this.#refuse("not_wasm");
    if (this.#at + chunk.length > this.whole.length) this.#refuse("damaged");
    this.whole.set(chunk, this.#at);
    this.#at += chunk.length;
    this.count(chunk.length);
    through.enqueue(chunk);
  }

  async flush() {
    if (this.#at !== this.whole.length) this.#refuse("damaged");
    if (!crypto.subtle) return; // an address without encryption, where a checksum proves nothing
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", this.whole));
    const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
    if (hex !== this.file.sha256) this.#refuse("damaged");
  }

  /** @param {Reason} reason */
  #refuse(reason) {
    this.fault = new FileError(reason, this.file.name);
    throw this.fault;
  }
}
