// @ts-check
// Files remembered on this machine, only when asked: one database, deleted whole when they are forgotten.

const NAME = "regn-selv";
const STORE = "filer";

/** @typedef {{ files: File[], chosen: Record<string, string> }} Kept */

/** Returns what was remembered; null when nothing is. The database is not made by asking. @returns {Promise<Kept | null>} */
export async function remembered() {
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === NAME)) return null;
  return run("readonly", (store) => store.get(STORE));
}

/** @param {Kept} kept */
export async function keep(kept) {
  await run("readwrite", (store) => store.put(kept, STORE));
}

/** Deletes all of it. @returns {Promise<void>} */
export function forget() {
  return new Promise((done) => {
    const asked = indexedDB.deleteDatabase(NAME);
    asked.onsuccess = asked.onerror = asked.onblocked = () => done();
  });
}

/** @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest} act
 * @returns {Promise<any>} */
async function run(mode, act) {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await settled(opening);
  try {
    return (await settled(act(database.transaction(STORE, mode).objectStore(STORE)))) ?? null;
  } finally {
    database.close();
  }
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function settled(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}
