// @ts-check
// Files remembered on this machine, only when asked: one database, deleted whole when they are forgotten.
// It is of this folder of the site, which holds one version: other sites of the same owner have the same
// origin, and find their own.

const STORE = "filer";

/** @typedef {{ files: File[], chosen: Record<string, string> }} Kept */
/** What a tab tells the others: that nothing is kept any more, or that all is forgotten.
 * @typedef {"kept" | "all"} Forgotten */

export class Memory {
  #name;
  #others;

  /** @param {string} site The address of the site's own folder. @param {(what: Forgotten) => void} heard Called when another tab has forgotten. */
  constructor(site, heard) {
    this.#name = `regn-selv ${new URL(site).pathname}`;
    this.#others = new BroadcastChannel(this.#name);
    this.#others.onmessage = ({ data }) => heard(data);
  }

  /** Returns what was remembered; null when nothing is, or the browser keeps nothing for any site.
   * @returns {Promise<Kept | null>} */
  async remembered() {
    try {
      if (!(await this.#isMade())) return null;
      const kept = await this.#run("readonly", (store) => settled(store.get(STORE)));
      return kept && { ...kept, files: kept.files.map(opened) };
    } catch {
      return null;
    }
  }

  /** Keeps the files' bytes: a private window of Safari takes no `File`. Returns whether they are kept:
   * what another tab has forgotten comes back only if asked for anew. Rejects where nothing is kept.
   * @param {Kept} kept @param {boolean} isNew Asked for now, and not a change of what is kept. */
  async keep({ files, chosen }, isNew) {
    const packed = await Promise.all(
      files.map(async (one) => ({
        name: one.name,
        type: one.type,
        bytes: await one.arrayBuffer(),
      })),
    );
    if (!isNew && !(await this.#isMade())) return false;
    return this.#run("readwrite", async (store) => {
      if (!isNew && !(await settled(store.count(STORE)))) return false;
      await settled(store.put({ files: packed, chosen }, STORE));
      return true;
    });
  }

  /** Deletes all of it, and tells the other tabs. @param {Forgotten} what */
  async forget(what) {
    this.#others.postMessage(what);
    try {
      await settled(indexedDB.deleteDatabase(this.#name));
    } catch {
      // The browser keeps nothing for any site.
    }
  }

  /** The database is not made by asking. */
  async #isMade() {
    return (await indexedDB.databases()).some(({ name }) => name === this.#name);
  }

  /** @template T @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => Promise<T>} act */
  async #run(mode, act) {
    const opening = indexedDB.open(this.#name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    const database = await settled(opening);
    try {
      return await act(database.transaction(STORE, mode).objectStore(STORE));
    } finally {
      database.close();
    }
  }
}

/** @param {{ name: string, type: string, bytes: ArrayBuffer }} kept */
const opened = ({ name, type, bytes }) => new File([bytes], name, { type });

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function settled(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}
