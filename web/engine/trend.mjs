// How the numbers were a while ago: the page remembers them by the minute of the day's clock, as long as it is open.

const MINUTE = 60_000;
/** Four hours. */
const MOST = 240;

export class Trend {
  /** @type {Tz.Sample[]} */
  #samples = [];

  /** Remembers the numbers of this minute. @param {number} now of the day's clock @param {object} counts */
  sample(now, counts) {
    const last = this.#samples.at(-1);
    if (last && now < last.at) this.#samples = [];
    if (last && Math.floor(now / MINUTE) === Math.floor(last.at / MINUTE)) return;
    this.#samples.push({at: now, ...counts});
    if (this.#samples.length > MOST) this.#samples.shift();
  }

  /**
   * A number as it was so many minutes ago; undefined when that was not seen, give or take a fifth.
   *
   * @param {string} key
   * @param {number} minutes
   * @param {number} now
   */
  before(key, minutes, now) {
    const wanted = now - minutes * MINUTE;
    /** @type {Tz.Sample | undefined} */
    let best;
    for (const s of this.#samples)
      if (best === undefined || Math.abs(s.at - wanted) < Math.abs(best.at - wanted)) best = s;
    return best && Math.abs(best.at - wanted) <= (minutes * MINUTE) / 5 ? best[key] : undefined;
  }

  /** A number through the time that was seen, oldest first. @param {string} key */
  line(key) {
    return this.#samples.map(s => s[key] ?? 0);
  }

  /** All that is remembered, oldest first: `at` and the numbers. */
  samples() {
    return this.#samples;
  }

  clear() {
    this.#samples = [];
  }
}
