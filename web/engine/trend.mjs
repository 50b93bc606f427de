// Past values of the counters: the page remembers one for each minute of the day's clock, as long as it is open.

const MINUTE = 60_000;
/** Four hours. */
const MOST = 240;
const KEPT = 'trend';
const MOST_OF_PLACE = 60;
/** Three times the municipalities there are. */
const MOST_PLACES = 1_000;

export class Trend {
  /** @type {Tz.Sample[]} */
  #samples = [];

  /** Remembers the numbers of this minute. @param {number} now of the day's clock @param {object} counts @returns {boolean} whether it was a new one */
  sample(now, counts) {
    const last = this.#samples.at(-1);
    if (last && now < last.at) this.#samples = [];
    if (last && Math.floor(now / MINUTE) === Math.floor(last.at / MINUTE)) return false;
    this.#samples.push({at: now, ...counts});
    if (this.#samples.length > MOST) this.#samples.shift();
    return true;
  }

  /**
   * A number as it was this many minutes ago, give or take a fifth; undefined when the page did not see it.
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

  /** A number over the time that this page was open, oldest first. @param {string} key */
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

  /**
   * Continues with what this page remembered before a reload, for the same journal and day.
   *
   * @param {string | undefined} journal
   * @param {number} now of the day's clock
   * @param {Storage} storage
   */
  restore(journal, now, storage = sessionStorage) {
    try {
      const kept = JSON.parse(storage.getItem(KEPT) ?? 'null');
      if (this.#samples.length > 0 || !journal || kept?.journal !== journal) return;
      this.#samples = kept.samples
        .filter((/** @type {Tz.Sample} */ s) => s.at <= now && s.at > now - MOST * MINUTE)
        .slice(-MOST);
    } catch {
      // what can't be read counts as absent
    }
  }

  /** @param {string | undefined} journal @param {Storage} storage */
  keep(journal, storage = sessionStorage) {
    try {
      storage.setItem(KEPT, JSON.stringify({journal, samples: this.#samples}));
    } catch {
      // no room: the values are lost at a reload
    }
  }
}

/** One number of each place in the last hour, by the minute of the day's clock. */
export class PlaceTrend {
  /** @type {Map<string, number[]>} */
  #lines = new Map();
  #minute = -1;

  /** @param {number} now @param {Iterable<[string, number]>} places */
  sample(now, places) {
    const minute = Math.floor(now / MINUTE);
    if (minute === this.#minute) return;
    if (minute < this.#minute) this.#lines.clear();
    this.#minute = minute;
    for (const [place, value] of places) {
      const line = this.#lines.get(place) ?? [];
      line.push(value);
      if (line.length > MOST_OF_PLACE) line.shift();
      if (this.#lines.has(place) || this.#lines.size < MOST_PLACES) this.#lines.set(place, line);
    }
  }

  /** Oldest first; empty for what was not seen. @param {string | undefined} place */
  line(place) {
    return this.#lines.get(place ?? '') ?? [];
  }
}
