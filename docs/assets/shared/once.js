// @ts-check

/** Returns a function that fetches once, and again if that failed.
 * @template T @param {() => Promise<T>} fetched @returns {() => Promise<T>} */
export function once(fetched) {
  /** @type {Promise<T> | null} */
  let loading = null;
  return () => {
    loading ??= fetched().catch((error) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}
