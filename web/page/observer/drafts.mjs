// What an observer typed and did not send, stored for the visit at which it was typed: it never moves to another
// station.
import {Kept} from '../../engine/kept.mjs';

export class Drafts {
  /** @type {Kept<Tz.VisitDraft>} */
  #kept;

  /**
   * @param {string} account
   * @param {(visit: string) => string} idOf the id of a visit as the hub has it
   */
  constructor(account, idOf) {
    this.idOf = idOf;
    this.#kept = new Kept(`drafts/visits/${account}`);
    const earlier = `draft/visit/${account}`; // as it was kept before: of nobody knows which visit
    const {text, severity = 'info'} = JSON.parse(localStorage.getItem(earlier) ?? '{}');
    if (text) this.#kept.put({key: 'earlier', severity, text});
    localStorage.removeItem(earlier);
  }

  /** @param {string} visit @returns {{severity: string, text?: string}} */
  of(visit) {
    return this.#kept.all().find(d => this.idOf(d.key) === visit) ?? {severity: 'info'};
  }

  /** @param {{id: string, place: Tz.VisitPlace}} visit @param {{severity: string, text?: string}} draft */
  keep({id, place}, {severity, text}) {
    const before = this.#kept.all().find(d => this.idOf(d.key) === id);
    if (!text && severity === 'info') this.drop(before?.key ?? id);
    else this.#kept.put({key: id, ...before, place, severity, text});
  }

  /** Texts of other visits. @param {string} [visit] */
  others(visit) {
    return this.#kept.all().filter(d => d.text && this.idOf(d.key) !== visit);
  }

  /** @param {string} key */
  drop(key) {
    this.#kept.drop(key);
  }

  /** Discards all texts. */
  empty() {
    for (const {key} of this.#kept.all()) this.drop(key);
  }
}
