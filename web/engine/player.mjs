// Plays the day back: frames of the past, applied one at a time, as fast as the page draws. Knows no element.
//
//   moment ─► GET /picture?at ─► store ─► GET /picture/replay, a window ahead ─► a frame each animation frame ─► store
//                                                        └─ the next window is fetched while this one plays

import * as api from './api.mjs';

/** Frames of one window; more are asked for while these play. */
const WINDOW_FRAMES = 120;

/** The clock of a moment in the past: it stands still until it is moved. */
export class PastClock {
  #moment;

  /** @param {Tz.DayClock} live the clock of now, whose exercise and speed hold for the past too */
  constructor(live) {
    this.speed = 1;
    this.exercise = live.exercise;
    this.known = true;
    this.#moment = live.now();
  }

  /** @param {number} moment */
  to(moment) {
    this.#moment = moment;
  }

  now() {
    return this.#moment;
  }

  /** @param {string} time */
  minutesSince(time) {
    return Math.max(0, (this.#moment - Date.parse(time)) / 60_000);
  }
}

export class Player extends EventTarget {
  playing = false;
  /** Milliseconds of the day that one frame stands for. */
  step = 60_000;
  /** Frames of picture a second, as measured. */
  rate = 0;
  #asked = 0;
  #run = 0;

  /** @param {Tz.Store} store @param {Tz.PastClock} clock */
  constructor(store, clock) {
    super();
    this.store = store;
    this.clock = clock;
  }

  get moment() {
    return this.clock.now();
  }

  /** Shows a moment; of several requests at once, only the last. @param {number} moment */
  async show(moment) {
    this.pause();
    const asked = ++this.#asked;
    this.clock.to(moment);
    this.#tell();
    const snapshot = await api.picture(new Date(moment).toISOString());
    if (asked !== this.#asked) return;
    this.store.load(snapshot);
    this.#tell();
  }

  /** @param {number} until where it ends: the present */
  async play(until) {
    if (this.playing) return;
    this.playing = true;
    const run = ++this.#run;
    this.#tell();
    try {
      const snapshot = await api.picture(new Date(this.moment).toISOString());
      if (run !== this.#run) return;
      this.store.load(snapshot);
      let next = this.#window(this.moment, until);
      while (run === this.#run && next) {
        const {frames, to} = await next;
        next = to < until ? this.#window(to, until) : undefined;
        await this.#apply(frames, run);
      }
    } finally {
      if (run === this.#run) {
        this.playing = false;
        await this.show(Math.min(this.moment, until));
      }
    }
  }

  /** @param {number} from @param {number} until */
  #window(from, until) {
    const count = Math.min(WINDOW_FRAMES, Math.ceil((until - from) / this.step));
    if (count <= 0) return undefined;
    const to = Math.min(until, from + count * this.step);
    return api
      .replay(new Date(from).toISOString(), new Date(to).toISOString(), count)
      .then(answer => ({frames: answer.frames, to}));
  }

  /** @param {Tz.Frame[]} frames @param {number} run */
  #apply(frames, run) {
    return new Promise((/** @type {(value?: undefined) => void} */ resolve) => {
      let i = 0;
      let since = performance.now();
      let drawn = 0;
      /** @param {number} now */
      const draw = now => {
        if (run !== this.#run || i === frames.length) return resolve();
        const frame = frames[i++];
        this.clock.to(Date.parse(frame.at));
        this.store.apply(frame);
        if (++drawn === 30) {
          this.rate = 30_000 / (now - since);
          since = now;
          drawn = 0;
        }
        this.#tell();
        requestAnimationFrame(draw);
      };
      requestAnimationFrame(draw);
    });
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.#run++;
    this.#tell();
  }

  stop() {
    this.pause();
    this.#asked++;
  }

  #tell() {
    this.dispatchEvent(new Event('change'));
  }
}
