// The page's copy of the picture, and values derived from it. Independent of elements: it notifies its listeners that
// something changed, at most once a frame.
//
//   snapshot, changes ─► entities by id ─► counts (kept up as each entity changes) ─► listeners
//                                       └► feed: what changed, in a person's terms

import {lists, listsOf, ofList, subjects} from './subjects.mjs';

const FEED_LENGTH = 1000;
const ORDINARY = 200;
const STORED = 500;

/**
 * A list of the store by its name in a frame.
 *
 * @param {any} store any: the subjects bring the lists
 * @param {string} list
 * @returns {Map<string, Tz.Entity>}
 */
const listOf = (store, list) => store[list];

/** The store with what the subjects bring to it. @param {unknown} store */
const whole = store => /** @type {Tz.Store} */ (store);

export class Store extends EventTarget {
  constructor() {
    super();
    // Every list of the picture, each by id.
    for (const list of lists()) Object.assign(this, {[list]: new Map()});
    /**
     * Entities outside the picture that were requested, by `kind/id`; only the most recent ones. @type {Map<string,
     * Tz.Entity>}
     */
    this.stored = new Map();
    /** Lists with a listener. @type {Set<string>} */
    this.watched = new Set();
    this.position = 0;
    /** @type {Tz.Entry[]} */
    this.feed = [];
    /** What changed since listeners were notified. @type {Set<string>} */
    this.changed = new Set();
    this.clear();
  }

  /** Keeps requested entities that are not in the picture. @param {string} kind @param {Tz.Entity[]} entities */
  remember(kind, entities) {
    for (const e of entities) {
      this.stored.delete(`${kind}/${e.id}`);
      this.stored.set(`${kind}/${e.id}`, e);
    }
    for (const key of [...this.stored.keys()].slice(0, Math.max(0, this.stored.size - STORED))) this.stored.delete(key);
    this.#notify();
  }

  clear() {
    for (const list of lists()) listOf(this, list).clear();
    this.position = 0;
    /** @type {string | undefined} */
    this.journal = undefined;
    /** @type {string | undefined} */
    this.at = undefined;
    /** @type {string | undefined} */
    this.viewer = this.viewer ?? undefined;
    for (const subject of subjects()) Object.assign(this, subject.counts?.empty());
    this.feed = [];
    this.changed = new Set();
    this.whole = true;
    /** Whether it is a first view, and the rest is still loading. */
    this.part = false;
    this.#notify();
  }

  /** The whole picture, as GET /picture gives it, or a first view of it. @param {Hub.Picture} snapshot */
  load(snapshot) {
    this.clear();
    this.journal = snapshot.journal;
    this.#take(snapshot, false);
    this.part = Boolean(snapshot.part);
    for (const [list, figures] of Object.entries(snapshot.figures ?? {}))
      ofList(list)?.counts?.given?.(whole(this), figures);
    this.position = snapshot.seq;
    this.at = snapshot.at;
    this.feed = subjects()
      .flatMap(subject => subject.first?.(whole(this)) ?? [])
      .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
      .reduce(folded, /** @type {Tz.Entry[]} */ ([]))
      .slice(0, FEED_LENGTH);
  }

  /** A frame of changes. @param {Tz.Frame} frame @returns {boolean} false when it leaves a gap */
  apply(frame) {
    if (frame.from > this.position) return false;
    if (frame.to <= this.position) return true;
    this.#take(frame, true);
    this.position = frame.to;
    this.at = frame.at;
    return true;
  }

  /** @param {Omit<Tz.Frame, 'from' | 'to'>} frame @param {boolean} live */
  #take({gone = [], at, ...frame}, live) {
    const given = /** @type {Record<string, Tz.Entity[] | undefined>} */ (frame);
    for (const list of lists()) for (const entity of given[list] ?? []) this.#put(list, entity, live, at);
    for (const {kind, id} of gone) this.#forget(kind, id);
    this.#notify();
  }

  /** @param {string} list @param {Tz.Entity} entity @param {boolean} live @param {string} at */
  #put(list, entity, live, at) {
    const subject = ofList(list);
    if (!subject) return;
    const before = listOf(this, list).get(entity.id);
    subject.counts?.change(whole(this), entity.id, -1);
    listOf(this, list).set(entity.id, entity);
    subject.counts?.change(whole(this), entity.id, 1);
    this.changed.add(entity.id);
    if (!live) return;
    this.#tell(subject.entries(list, before, entity, whole(this), at));
    if (this.watched.has(list)) this.dispatchEvent(new CustomEvent(list, {detail: {before, entity}}));
  }

  /** @param {Tz.Entry[]} entries */
  #tell(entries) {
    for (const entry of entries) {
      const same = this.feed.findIndex((e, i) => i < 40 && foldOf(e) === foldOf(entry));
      if (same >= 0) entry.times = this.feed.splice(same, 1)[0].times + 1;
      this.feed.unshift(entry);
    }
    if (this.feed.length > FEED_LENGTH * 1.5) this.feed = shortened(this.feed);
  }

  /** @param {string} kind @param {string} id */
  #forget(kind, id) {
    const own = listsOf(kind);
    if (own.length === 0) return;
    ofList(own[0])?.counts?.change(whole(this), id, -1);
    for (const list of own) listOf(this, list).delete(id);
    this.changed.add(id);
  }

  /**
   * Calls a listener for each change of a list.
   *
   * @param {string} list
   * @param {(told: CustomEvent) => void} listener
   */
  watch(list, listener) {
    this.watched.add(list);
    this.addEventListener(list, listener);
  }

  #notify() {
    if (this.waiting) return;
    this.waiting = true;
    const tell = () => {
      this.waiting = false;
      const detail = {ids: this.changed, whole: this.whole};
      this.changed = new Set();
      this.whole = false;
      this.dispatchEvent(new CustomEvent('change', {detail}));
    };
    document.visibilityState === 'visible' ? requestAnimationFrame(tell) : setTimeout(tell, 250);
  }
}

/**
 * Repetitions become one entry: the same about the same station or incident, or reports of a kind in a place.
 *
 * @param {Tz.Entry} e
 */
const foldOf = e =>
  e.kind === 'reported' ? `${e.label}/${e.name}/${e.municipality?.code}` : `${e.station ?? e.item}/${e.kind}`;

/** @param {Tz.Entry[]} entries @param {Tz.Entry} entry */
function folded(entries, entry) {
  const same = entries.slice(-40).find(e => foldOf(e) === foldOf(entry));
  if (same) same.times += entry.times;
  else entries.push(entry);
  return entries;
}

/**
 * Ordinary entries are removed first: what needed attention an hour ago is still worth reading. @param {Tz.Entry[]}
 * feed
 */
const shortened = feed => feed.filter((entry, i) => entry.severity !== 'info' || i < ORDINARY).slice(0, FEED_LENGTH);
