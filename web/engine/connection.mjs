// Keeps the store up to date: the picture over HTTP, then the live feed from its position on. Says whether what is shown is live.
// Of a large picture a part comes first, and is drawn before the whole is asked for.
//
//   GET /picture?first=true ─► store, drawn
//   GET /picture ─► store ─► WebSocket since=position ─► changes ─► store
//        ▲                        │ closed, silent for 12 s, or a gap
//        └── reset ◄──────────────┴─► again, from the position that the store has

import * as api from './api.mjs';

const SILENT_MILLIS = 12_000;
/** Short enough that everyone is connected within ten seconds after the network returns. */
const LONGEST_PAUSE = 5_000;
/** A handshake that takes longer was sent over a broken connection, on which no answer will ever come. */
const OPENING_MILLIS = 5_000;
/** How long to wait for one of the account's other screens to be closed. */
const FULL_MILLIS = 30_000;

/** Resolves when the newest data are drawn. @returns {Promise<void>} */
const painted = () =>
  new Promise(resolve =>
    document.visibilityState === 'visible'
      ? requestAnimationFrame(() => setTimeout(resolve, 0))
      : setTimeout(resolve, 0)
  );

export class Connection extends EventTarget {
  /** @type {WebSocket | undefined} */
  #socket;
  #pause = 500;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #watch;
  #stopped = false;
  /** @type {Promise<unknown> | undefined} */
  #drawn;
  #opened = 0;

  /** @param {Tz.Store} store @param {Tz.DayClock} clock */
  constructor(store, clock) {
    super();
    this.store = store;
    this.clock = clock;
    /** @type {'connecting'|'live'|'offline'} */
    this.state = 'connecting';
    /** Whether this screen was refused because the account has too many open. */
    this.full = false;
    this.heard = Date.now();
  }

  /**
   * Resolves when there is something to show. @param {Promise<unknown>} [drawn] resolves when it is on the screen,
   * including the map
   */
  async start(drawn) {
    this.#drawn = drawn;
    this.#watch ??= setInterval(() => this.#look(), 1000);
    await this.#load(api.firstPicture);
  }

  /** @param {() => Promise<Tz.TimedPicture>} ask */
  async #load(ask) {
    try {
      const snapshot = await ask();
      if (this.#stopped) return;
      if (snapshot.clock) this.clock.set(snapshot.clock);
      this.store.load(snapshot);
      if (!snapshot.part) return this.#open();
      // a node of an earlier version tells the time in its greeting only, and before that nothing is drawn
      Promise.resolve(this.clock.known ? this.#drawn : undefined)
        .then(painted)
        .then(() => this.#load(api.picture));
    } catch (problem) {
      if (api.statusOf(problem) === 401) this.#ended('session');
      else if (api.statusOf(problem) === 403) this.#ended('nothing');
      // during an upgrade, a node of an earlier version has no first view
      else if (api.statusOf(problem) === 400 && ask === api.firstPicture) await this.#load(api.picture);
      else this.#later(() => this.#load(ask));
    }
  }

  stop() {
    this.#stopped = true;
    clearInterval(this.#watch);
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  /** Seconds since the last message from the hub. */
  get age() {
    return (Date.now() - this.heard) / 1000;
  }

  #open() {
    if (this.#stopped) return;
    const url = new URL('/api/v1/live', location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    url.searchParams.set('since', String(this.store.position));
    if (this.store.journal) url.searchParams.set('journal', this.store.journal);
    const socket = (this.#socket = new WebSocket(url));
    this.#opened = Date.now();
    socket.onmessage = message => socket === this.#socket && this.#take(JSON.parse(message.data));
    socket.onclose = event => socket === this.#socket && this.#closed(event.code);
  }

  /** @param {Tz.Message} frame */
  #take(frame) {
    this.heard = Date.now();
    switch (frame.type) {
      case 'hello':
        this.store.viewer = frame.viewer;
        this.store.journal = frame.journal;
        this.clock.set(frame.clock);
        break;
      case 'changes':
        if (!this.store.apply(frame)) return this.#again();
        break;
      case 'heartbeat':
        this.store.position = Math.max(this.store.position, frame.seq);
        this.store.at = frame.at;
        break;
      case 'reset':
        this.store.clear();
        break;
    }
    this.#pause = 500;
    this.full = false;
    this.#become('live');
  }

  #again() {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
    this.#open();
  }

  /** @param {number} code */
  #closed(code) {
    if (this.#stopped) return;
    if (code === 4401) return this.#ended('session');
    if (code === 4403) return this.#ended('rights');
    this.#socket = undefined;
    if (code === 4429) return this.#noPlace();
    if (code === 1001) this.#pause = 200;
    this.#later(() => this.#checkAndOpen());
  }

  #noPlace() {
    this.full = true;
    this.#pause = FULL_MILLIS;
    this.#become('offline');
    this.#later(() => this.#checkAndOpen());
  }

  /** A refused handshake does not say why: the session may have ended meanwhile. */
  async #checkAndOpen() {
    try {
      await api.currentSession();
      this.#open();
    } catch (problem) {
      if (api.statusOf(problem) === 401) this.#ended('session');
      else this.#later(() => this.#checkAndOpen());
    }
  }

  /** @param {() => void} what */
  #later(what) {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(what, this.#pause * (0.5 + Math.random()));
    this.#pause = Math.min(LONGEST_PAUSE, this.#pause * 2);
  }

  #look() {
    if (Date.now() - this.heard <= SILENT_MILLIS) return this.dispatchEvent(new Event('age'));
    this.#become('offline');
    this.dispatchEvent(new Event('age'));
    if (this.#socket && Date.now() - this.#opened > OPENING_MILLIS) {
      const socket = this.#socket;
      this.#socket = undefined;
      socket.close();
      this.#later(() => this.#checkAndOpen());
    }
  }

  /** @param {'connecting' | 'live' | 'offline'} state */
  #become(state) {
    if (this.state === state) return;
    this.state = state;
    this.dispatchEvent(new Event('state'));
  }

  /** @param {string} why */
  #ended(why) {
    this.stop();
    this.dispatchEvent(new CustomEvent('ended', {detail: why}));
  }
}
