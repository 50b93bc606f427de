// Reports of a person at a station, kept until the hub has accepted them: a phone in a gymnasium loses its connection.
// Each report keeps its key, so that sending it twice has effect once. Tabs of one phone share the waiting reports; one
// of them sends at a time.
import * as api from './api.mjs';
import {Kept} from './kept.mjs';

const RETRY_MILLIS = 4_000;
/** A tab that the phone has suspended may never release the lock; two tabs that send do no harm. */
const PATIENCE_MILLIS = 45_000;

/**
 * Runs it while no other tab does the same, if the browser has locks.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
async function alone(name, act) {
  const {locks} = globalThis.navigator ?? {};
  if (!locks) return act();
  let begun = false;
  const begin = () => {
    begun = true;
    return act();
  };
  try {
    return await locks.request(name, {signal: AbortSignal.timeout(PATIENCE_MILLIS)}, begin);
  } catch (problem) {
    if (begun) throw problem;
    return act();
  }
}

export class Outbox extends EventTarget {
  #sending = false;
  #closed = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #again;
  /** any: a report of whatever the outbox is for @type {Kept<{key: string, n: number, report: any, before?: any}>} */
  #kept;
  #onOnline = () => this.send();
  #onStorage = (/** @type {Event} */ e) => {
    if (!this.concerns(/** @type {StorageEvent} */ (e).key)) return;
    this.look();
    if (this.waiting.length > 0) this.#later(); // the other tab may be closed before it has sent
  };

  /**
   * @param {string} name under which it is kept on this phone
   * @param {(report: any, key: string) => Promise<object>} [deliver] how a report goes to the hub; any: a report of whatever the outbox is for
   */
  constructor(name, deliver = (report, key) => api.report(name, report, key)) {
    super();
    this.storage = `outbox/${name}`;
    this.deliver = deliver;
    this.#kept = new Kept(this.storage);
    /**
     * The waiting reports, oldest first. any: a report of whatever the outbox is for.
     *
     * @type {{key: string, n: number, report: any, before?: any}[]}
     */
    this.waiting = this.read();
    addEventListener('online', this.#onOnline);
    addEventListener('storage', this.#onStorage);
    if (this.waiting.length > 0) this.send();
  }

  /** Stops sending: another person may log in next. */
  close() {
    this.#closed = true;
    clearTimeout(this.#again);
    removeEventListener('online', this.#onOnline);
    removeEventListener('storage', this.#onStorage);
  }

  /** The waiting reports as all tabs have stored them. */
  read() {
    return this.#kept.all();
  }

  /** Whether a change by another tab concerns this outbox. @param {string | null} key */
  concerns(key) {
    return this.#kept.isOf(key);
  }

  look() {
    this.waiting = this.read();
    this.dispatchEvent(new Event('change'));
  }

  /**
   * @param {object} [before] what was known of the station, so that a mistake can be taken back
   * @param {object} report
   */
  add(report, before) {
    this.keep({key: crypto.randomUUID(), report, before});
    this.look();
    return this.send();
  }

  /** any: a report of whatever the outbox is for @param {{key: string, n?: number, report: any, before?: any}} what */
  keep(what) {
    this.#kept.put(what);
  }

  /** Discards a report that was not sent. @param {string} key */
  drop(key) {
    this.#kept.drop(key);
    this.look();
  }

  /** Discards all reports that were not sent. */
  empty() {
    for (const {key} of this.read()) this.#kept.drop(key);
    this.look();
  }

  async send() {
    if (this.#sending) return;
    this.#sending = true;
    try {
      while (await alone(this.storage, () => this.#sendFirst()));
    } finally {
      this.#sending = false;
    }
  }

  #later() {
    clearTimeout(this.#again);
    if (!this.#closed) this.#again = setTimeout(() => this.send(), RETRY_MILLIS);
  }

  /** @returns {Promise<boolean>} whether the next one can go */
  async #sendFirst() {
    this.waiting = this.read();
    const [first] = this.waiting;
    if (!first || this.#closed) return false;
    const {key, report, before} = first;
    try {
      const receipt = await this.deliver(report, key);
      this.#settle(key, 'sent', {receipt, report, before, key});
    } catch (problem) {
      const status = api.statusOf(problem);
      if (status === 0 || (status && status >= 500) || status === 429) {
        this.dispatchEvent(new Event('change'));
        this.#later();
        return false;
      }
      if (status === 401) return false;
      this.#settle(key, 'refused', {problem, report, key});
    }
    return true;
  }

  /**
   * Announced before it is removed, so that a listener can keep a refused text.
   *
   * @param {string} key
   * @param {string} outcome
   * @param {object} detail
   */
  #settle(key, outcome, detail) {
    this.dispatchEvent(new CustomEvent(outcome, {detail}));
    this.drop(key);
  }
}
