// @ts-check
// A promise that is settled from elsewhere.

/**
 * @template T
 * @typedef {{ promise: Promise<T>, resolve: (value: T) => void, reject: (error: Error) => void }} Ends
 */

/**
 * Returns a promise with its two ends. One that nobody waits for is no fault when it is rejected.
 *
 * @template T
 * @returns {Ends<T>}
 */
export function ends() {
  /** @type {Partial<Ends<T>>} */
  const made = {};
  made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
  made.promise.catch(() => {});
  return /** @type {Ends<T>} */ (made);
}

/**
 * Returns a promise that is waited for later; until then, its failure is nobody's.
 *
 * @template T
 * @param {Promise<T>} promise
 */
export function later(promise) {
  promise.catch(() => {});
  return promise;
}
