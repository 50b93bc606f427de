// What somebody at a station wants to report, kept until the hub has it: a phone in a gymnasium loses its connection. Each report keeps its key, so that
// sending it twice has effect once.
import * as api from './api.mjs';

const RETRY_MILLIS = 4_000;

export class Outbox extends EventTarget {
  #sending = false;

  /**
   * @param {string} name under which it is kept on this phone
   * @param {(report: any, key: string) => Promise<object>} [deliver] how a report goes to the hub; any: a report of whatever the outbox is for
   */
  constructor(name, deliver = (report, key) => api.report(name, report, key)) {
    super();
    this.storage = `outbox/${name}`;
    this.deliver = deliver;
    /**
     * What waits, first come first. any: a report of whatever the outbox is for.
     *
     * @type {{key: string, report: any, before?: any}[]}
     */
    this.waiting = JSON.parse(localStorage.getItem(this.storage) ?? '[]');
    addEventListener('online', () => this.send());
    if (this.waiting.length > 0) this.send();
  }

  /**
   * @param {object} [before] what was known of the station, so that a mistake can be taken back
   * @param {object} report
   */
  add(report, before) {
    this.waiting.push({key: crypto.randomUUID(), report, before});
    this.#keep();
    return this.send();
  }

  async send() {
    if (this.#sending) return;
    this.#sending = true;
    while (this.waiting.length > 0) {
      const {key, report, before} = this.waiting[0];
      try {
        const receipt = await this.deliver(report, key);
        this.#settle('sent', {receipt, report, before});
      } catch (problem) {
        const status = api.statusOf(problem);
        if (status === 0 || (status && status >= 500) || status === 429) {
          this.dispatchEvent(new Event('change'));
          setTimeout(() => this.send(), RETRY_MILLIS);
          break;
        }
        if (status === 401) break;
        this.#settle('refused', {problem, report});
      }
    }
    this.#sending = false;
  }

  /**
   * Told before it is let go: whoever hears of a refusal keeps the words.
   *
   * @param {string} outcome
   * @param {object} detail
   */
  #settle(outcome, detail) {
    this.dispatchEvent(new CustomEvent(outcome, {detail}));
    this.waiting.shift();
    this.#keep();
  }

  #keep() {
    localStorage.setItem(this.storage, JSON.stringify(this.waiting));
    this.dispatchEvent(new Event('change'));
  }
}
