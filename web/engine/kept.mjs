// A list on this phone. Each entry has a key of its own in the storage: so tabs that write at the same time do not
// overwrite each other, as they would if the list were one text that each reads, changes and writes back.

/** @template {{key: string, n: number}} I */
export class Kept {
  /** Entries for which the browser had no room: they last as long as this page. @type {Map<string, I>} */
  #here = new Map();

  /** @param {string} name */
  constructor(name) {
    this.prefix = `${name}/`;
    // the form of earlier versions: one text for the whole list
    const earlier = JSON.parse(localStorage.getItem(name) ?? '[]');
    for (const one of Array.isArray(earlier) ? earlier : []) this.put(one);
    localStorage.removeItem(name);
  }

  /** First come first. @returns {I[]} */
  all() {
    const found = new Map(this.#here);
    for (let i = 0; i < localStorage.length; i++) {
      const name = localStorage.key(i) ?? '';
      const key = name.slice(this.prefix.length);
      if (!name.startsWith(this.prefix) || key.includes('/')) continue;
      const text = localStorage.getItem(name);
      if (text) found.set(key, JSON.parse(text));
    }
    return [...found.values()].sort((a, b) => a.n - b.n);
  }

  /**
   * Adds it at the end, or replaces the entry with the same key. @param {Omit<I, 'n'> & {n?: number}} what @returns {I}
   */
  put(what) {
    const last = this.all().at(-1);
    const one = /** @type {I} */ ({...what, n: what.n ?? Math.max(Date.now(), (last?.n ?? 0) + 1)});
    try {
      localStorage.setItem(this.prefix + one.key, JSON.stringify(one));
    } catch {
      this.#here.set(one.key, one);
    }
    return one;
  }

  /** @param {string} key */
  drop(key) {
    this.#here.delete(key);
    localStorage.removeItem(this.prefix + key);
  }

  /**
   * Whether a change by another tab concerns this list. @param {string | null} key of what it changed; null: everything
   */
  isOf(key) {
    return key === null || key.startsWith(this.prefix);
  }
}
