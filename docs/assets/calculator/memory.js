// @ts-check
// Files remembered on this machine, only when asked: one database, deleted whole when they are forgotten.

const NAME = "regn-selv";
const STORE = "filer";

/** @typedef {{ files: File[], chosen: Record<string, string> }} Kept */

/** Returns what was remembered; null when nothing is, or the browser keeps nothing for any site. The
 * database is not made by asking. @returns {Promise<Kept | null>} */
export async function remembered() {
  try {
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === NAME)) return null;
    const kept = await run("readonly", (store) => store.get(STORE));
    return kept && { ...kept, files: kept.files.map(opened) };
  } catch {
    return null;
  }
}

/** Keeps the files' bytes: a private window of Safari takes no `File`. Rejects where nothing is kept.
 * @param {Kept} kept */
export async function keep({ files, chosen }) {
  const packed = await Promise.all(
    files.map(async (one) => ({ name: one.name, type: one.type, bytes: await one.arrayBuffer() })),
  );
  await run("readwrite", (store) => store.put({ files: packed, chosen }, STORE));
}

/** @param {{ name: string, type: string, bytes: ArrayBuffer } | File} kept Of an older version, a file. */
const opened = (kept) =>
  kept instanceof File ? kept : new File([kept.bytes], kept.name, { type: kept.type });

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
