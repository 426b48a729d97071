// @ts-check
// Puts a memory image back: Python as it was when the build had started and warmed it.
// The layout is described where it is made, in src/sitegen/publish/runtime/image.py.

import { FileError } from "./files.js";

const MARK = 0x31554254;
const BLOCK = 64;
const WORDS = BLOCK / 4;
const PAGE = 65536;

/** @param {number} size */
const whole = (size) => Math.ceil(size / BLOCK) * BLOCK;

/** An image as it came, with its parts found. */
export class Image {
  /** @param {Uint8Array<ArrayBuffer>} data */
  constructor(data) {
    const [mark, head, size, filled, blocks] = new Uint32Array(data.buffer, data.byteOffset, 5);
    const map = BLOCK + whole(head);
    const start = map + whole(size / BLOCK / 8);
    if (mark !== MARK || data.length !== start + blocks * BLOCK)
      throw new FileError("damaged", "image");
    this.size = size;
    /** How much of the memory the program itself fills. */
    this.filled = filled;
    /** What Pyodide is to read of the image: all but the memory, which is in its place by then. */
    this.head = data.subarray(BLOCK, BLOCK + head);
    this.map = new Uint32Array(data.buffer, data.byteOffset + map, size / BLOCK / 32);
    this.blocks = new Uint32Array(data.buffer, data.byteOffset + start, blocks * WORDS);
  }

  /** Keeps what the program itself filled, before anything of it runs; makes room for the rest.
   * @param {WebAssembly.Memory} memory */
  keep(memory) {
    const missing = this.size - memory.buffer.byteLength;
    if (missing > 0) memory.grow(missing / PAGE);
    this.untouched = new Uint8Array(memory.buffer.slice(0, this.filled));
  }

  /** Makes the memory what it was at the build. @param {ArrayBuffer} memory */
  restore(memory) {
    const bytes = new Uint8Array(memory);
    bytes.fill(0, this.filled);
    bytes.set(/** @type {Uint8Array} */ (this.untouched));
    const words = new Uint32Array(memory);
    let from = 0;
    for (let at = 0; at < this.map.length; at++) {
      for (let bits = this.map[at]; bits !== 0; bits &= bits - 1) {
        const block = at * 32 + 31 - Math.clz32(bits & -bits);
        for (let to = block * WORDS, end = to + WORDS; to < end; to++)
          words[to] ^= this.blocks[from++];
      }
    }
  }
}
