// A list on this phone. Each thing lies under a key of its own: tabs that write at the same time take nothing from each
// other, which they would if the list were one text that each reads, changes and writes back.

/** @template {{key: string, n: number}} I */
export class Kept {
  /** What the browser had no room for: it is there as long as this page is. @type {Map<string, I>} */
  #here = new Map();

  /** @param {string} name */
  constructor(name) {
    this.prefix = `${name}/`;
    // as earlier versions kept it: one text for all
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

  /** At the end, unless it has its place already. @param {Omit<I, 'n'> & {n?: number}} what @returns {I} */
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

  /** Whether another tab changed this list. @param {string | null} key of what it changed; null: everything */
  isOf(key) {
    return key === null || key.startsWith(this.prefix);
  }
}
