// @ts-check
// Pyodide fetches its own files; here it gets those that were fetched and checked before. After
// that its worker cannot fetch at all, whatever Python code might ask for.

/**
 * Answers every fetch of this worker from a shelf; what is not on it is refused.
 *
 * @param {Map<string, Uint8Array<ArrayBuffer>>} shelf By the last part of the address.
 */
export function onlyFrom(shelf) {
  self.fetch = async (wanted) => {
    const address = wanted instanceof Request ? wanted.url : String(wanted);
    const data = shelf.get(address.slice(address.lastIndexOf("/") + 1));
    if (!data) throw new TypeError(`The worker fetches nothing: ${address}`);
    return new Response(data);
  };
}

/**
 * Gives Pyodide a module that is compiled already, where it would compile what it fetched.
 *
 * @param {Promise<WebAssembly.Module>} compiled
 */
export function instantiateWith(compiled) {
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const module = await compiled;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
}
