// Situations that are snoozed on this screen, with the reason and the end; they come back by themselves, and earlier
// when they become more severe.
import {weight} from '../../engine/severity.mjs';

const KEPT = 'snoozed';
/** More than anybody snoozes in a day; the oldest are removed. */
const MOST = 200;

export class Snoozes {
  /** @type {Map<string, {until: number, reason: string, severity: string, escalations: number}>} */
  #all;

  constructor() {
    try {
      this.#all = new Map(JSON.parse(localStorage.getItem(KEPT) ?? '[]'));
    } catch {
      this.#all = new Map();
    }
  }

  /** @param {Tz.Situation} situation @param {number} until milliseconds of the day's clock @param {string} reason */
  put({root, severity, escalations}, until, reason) {
    this.#all.delete(root);
    this.#all.set(root, {until, reason, severity, escalations: escalations.length});
    this.#keep();
  }

  /** @param {string} root */
  take(root) {
    this.#all.delete(root);
    this.#keep();
  }

  /**
   * The reason and end of a snooze; undefined when there is none, or it is over.
   *
   * @param {Tz.Situation} situation
   * @param {number} now
   */
  of({root, severity, escalations}, now) {
    const s = this.#all.get(root);
    if (!s || now >= s.until || weight(severity) > weight(s.severity) || escalations.length > s.escalations)
      return undefined;
    return s;
  }

  #keep() {
    const kept = [...this.#all].slice(-MOST);
    this.#all = new Map(kept);
    localStorage.setItem(KEPT, JSON.stringify(kept));
  }
}
