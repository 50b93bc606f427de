import {ballots} from '../../engine/api.mjs';

const EVERY_MILLIS = 10_000;
/** After a change that somebody made, the hub's next look is awaited. */
const SOON_MILLIS = 1_500;

/** The forecast for ballots: loaded again while it is shown. */
export class Expectations {
  /** @type {Hub.BallotExpectation[]} */
  items = [];
  /** Whether the hub has answered. */
  isKnown = false;
  #asked = -Infinity;
  #query = '';
  #changes = 0;
  #under = false;

  /** @param {() => void} told when something else is known */
  constructor(told) {
    this.told = told;
  }

  /**
   * @param {{municipality?: string, station?: string}} query
   * @param {number} changes a number that is another one once something changed that matters
   */
  async look(query, changes = 0) {
    const asked = JSON.stringify(query);
    if (asked !== this.#query) {
      this.#query = asked;
      this.#asked = -Infinity;
      this.items = [];
      this.isKnown = false;
    }
    const wait = changes === this.#changes ? EVERY_MILLIS : SOON_MILLIS;
    if (this.#under || document.visibilityState !== 'visible' || performance.now() - this.#asked < wait) return;
    this.#changes = changes;
    this.#asked = performance.now();
    this.#under = true;
    try {
      const {items} = await ballots(query);
      if (asked === this.#query) {
        this.items = items;
        this.isKnown = true;
      }
    } catch {
      this.isKnown = false; // without a connection nothing is shown, rather than something old
    } finally {
      this.#under = false;
    }
    this.told();
  }
}
