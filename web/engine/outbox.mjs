// What somebody at a station wants to report, kept until the hub has it: a phone in a gymnasium loses its connection. Each report keeps its key, so that
// sending it twice has effect once.
import * as api from './api.mjs';

const RETRY_MILLIS = 4_000;

export class Outbox extends EventTarget {
  #sending = false;

  /**
   * @param {string} name under which it is kept on this phone
   * @param {(report: object, key: string) => Promise<object>} [deliver] how a report goes to the hub
   */
  constructor(name, deliver = (report, key) => api.report(name, report, key)) {
    super();
    this.storage = `outbox/${name}`;
    this.deliver = deliver;
    this.waiting = JSON.parse(localStorage.getItem(this.storage) ?? '[]');
    addEventListener('online', () => this.send());
    if (this.waiting.length > 0) this.send();
  }

  /** @param before what was known of the station, so that a mistake can be taken back */
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
        if (problem.status === 0 || problem.status >= 500 || problem.status === 429) {
          this.dispatchEvent(new Event('change'));
          setTimeout(() => this.send(), RETRY_MILLIS);
          break;
        }
        if (problem.status === 401) break;
        this.#settle('refused', {problem, report});
      }
    }
    this.#sending = false;
  }

  /** Told before it is let go: whoever hears of a refusal keeps the words. */
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
