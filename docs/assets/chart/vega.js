// @ts-check
// Vega and its interpreter, fetched from the site itself when a chart is first to be drawn.

/** @type {Promise<any> | null} */
let loading = null;

/** Return Vega with its interpreter as `interpreter`; fetched once, and again if that failed. */
export function loadVega() {
  loading ??= load().catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load() {
  const folder = new URL("../vega/", import.meta.url);
  await script(new URL("vega.min.js", folder).href);
  // The interpreter takes its helpers from Vega itself, so it comes second.
  const { expressionInterpreter } = await import(new URL("vega-interpreter.js", folder).href);
  return { .../** @type {any} */ (globalThis).vega, interpreter: expressionInterpreter };
}

/** @param {string} address */
function script(address) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = address;
    element.onload = resolve;
    element.onerror = () => {
      element.remove();
      reject(new Error(`${address} kom ikke`));
    };
    document.head.append(element);
  });
}
