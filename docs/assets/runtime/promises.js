// @ts-check
// Promises that may fail before anyone waits for them: that is no fault.

/** @template T @typedef {PromiseWithResolvers<T>} Ends */

/** Returns a promise with its two ends. @template T @returns {Ends<T>} */
export function ends() {
  const made = /** @type {Ends<T>} */ (Promise.withResolvers());
  later(made.promise);
  return made;
}

/** Returns a promise that is waited for later. @template T @param {Promise<T>} promise */
export function later(promise) {
  promise.catch(() => {});
  return promise;
}
