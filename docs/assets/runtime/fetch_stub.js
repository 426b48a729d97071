// @ts-check
// Pyodide fetches and compiles its own files. Here it gets what was fetched, checked and compiled
// before; nothing it or Python code might ask for beyond that goes out through `fetch`.

/**
 * Answers every fetch of this worker from a shelf; what is not on it is refused.
 *
 * @param {Record<string, Uint8Array<ArrayBuffer>>} shelf By the last part of the address.
 */
export function onlyFrom(shelf) {
  self.fetch = async (wanted) => {
    const address = wanted instanceof Request ? wanted.url : String(wanted);
    const data = shelf[address.slice(address.lastIndexOf("/") + 1)];
    if (!data) throw new TypeError(`The worker fetches nothing: ${address}`);
    return new Response(data);
  };
}

/**
 * Gives Pyodide a program that is compiled already, where it would compile what it fetched.
 *
 * @param {WebAssembly.Module} module
 * @param {(memory: WebAssembly.Memory) => void} [before] Sees the memory before anything runs.
 */
export function instantiateWith(module, before) {
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const instance = await WebAssembly.instantiate(module, imports);
    before?.(/** @type {WebAssembly.Memory} */ (instance.exports.memory));
    return { module, instance };
  };
}
