// The page's copy of the picture, and what follows from it. Knows no element: it tells its listeners that something changed, at most once a frame.
//
//   snapshot, changes ─► entities by id ─► counts (kept up as each entity changes) ─► listeners
//                                       └► feed: what changed, in a person's terms

import {conditionOf, entriesFrom, newsFrom} from './changes.mjs';

const LISTS = [
  'reports',
  'overflows',
  'incidents',
  'escalations',
  'toleranceLimits',
  'duties',
  'narratives',
  'responses'
];
const LIST_OF = {
  report: 'reports',
  overflow: 'overflows',
  incident: 'incidents',
  escalation: 'escalations',
  'tolerance-limit': 'toleranceLimits',
  duty: 'duties',
  narrative: 'narratives',
  response: 'responses'
};
const FEED_LENGTH = 1000;
const ORDINARY = 200;
const STORED = 500;

export class Store extends EventTarget {
  constructor() {
    super();
    /** @type {Map<string, object>} the register, by station */
    this.stations = new Map();
    /** @type {Map<string, object>} how each station is doing */
    this.statuses = new Map();
    /** What happens around them, each by id: @type {Object<string, Map<string, object>>} */
    for (const list of LISTS) this[list] = new Map();
    /** Reports that are not in the picture and were asked for: the last of them. @type {Map<string, object>} */
    this.stored = new Map();
    this.clear();
  }

  /** What was asked for and is not in the picture. */
  remember(reports) {
    for (const r of reports) {
      this.stored.delete(r.id);
      this.stored.set(r.id, r);
    }
    for (const id of [...this.stored.keys()].slice(0, Math.max(0, this.stored.size - STORED))) this.stored.delete(id);
    this.#notify();
  }

  clear() {
    this.stations.clear();
    this.statuses.clear();
    for (const list of LISTS) this[list].clear();
    this.position = 0;
    this.journal = undefined;
    this.at = undefined;
    this.viewer = this.viewer ?? undefined;
    this.total = newCounts();
    /** @type {Map<string, object>} counts by municipality */
    this.municipalities = new Map();
    this.feed = [];
    this.changed = new Set();
    this.whole = true;
    this.#notify();
  }

  /** The whole picture, as GET /picture gives it. */
  load(snapshot) {
    this.clear();
    this.journal = snapshot.journal;
    this.#take(snapshot, false);
    this.position = snapshot.seq;
    this.at = snapshot.at;
    const newest = [...this.statuses.values()].filter(s => s.lastReport || s.overdue).sort((a, b) => b.seq - a.seq);
    const first = newest.filter((s, i) => i < 200 || s.attention.length > 0);
    const situation = ['reports', 'incidents', 'escalations', 'narratives'].flatMap(list =>
      [...this[list].values()].flatMap(entity => newsFrom(list, undefined, entity, this.stations))
    );
    this.feed = [
      ...first.flatMap(s => entriesFrom(undefined, s, this.stations.get(s.id), s.lastReport?.at ?? s.since)),
      ...situation
    ]
      .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
      .reduce(folded, [])
      .slice(0, FEED_LENGTH);
  }

  /** A frame of changes. @returns {boolean} false when it leaves a gap */
  apply(frame) {
    if (frame.from > this.position) return false;
    if (frame.to <= this.position) return true;
    this.#take(frame, true);
    this.position = frame.to;
    this.at = frame.at;
    return true;
  }

  #take({stations = [], statuses = [], gone = [], at, ...lists}, live) {
    for (const entry of stations) {
      const state = this.statuses.get(entry.id);
      if (state) this.#count(entry.id, state, -1);
      this.stations.set(entry.id, entry);
      if (state) this.#count(entry.id, state, 1);
      this.changed.add(entry.id);
    }
    for (const state of statuses) {
      const before = this.statuses.get(state.id);
      if (before) this.#count(state.id, before, -1);
      this.statuses.set(state.id, state);
      this.#count(state.id, state, 1);
      this.changed.add(state.id);
      if (live && before) this.#tell(entriesFrom(before, state, this.stations.get(state.id), at));
    }
    this.#takeSituation(lists, live);
    for (const {kind, id} of gone)
      kind === 'station' ? this.#forget(id) : LIST_OF[kind] && this[LIST_OF[kind]].delete(id);
    this.#notify();
  }

  #takeSituation(lists, live) {
    for (const list of LISTS) {
      for (const entity of lists[list] ?? []) {
        const before = this[list].get(entity.id);
        this[list].set(entity.id, entity);
        if (live) this.#tell(newsFrom(list, before, entity, this.stations));
        if (live && list === 'escalations')
          this.dispatchEvent(new CustomEvent('escalation', {detail: {before, escalation: entity}}));
      }
    }
  }

  #tell(entries) {
    for (const entry of entries) {
      const same = this.feed.findIndex((e, i) => i < 40 && foldOf(e) === foldOf(entry));
      if (same >= 0) entry.times = this.feed.splice(same, 1)[0].times + 1;
      this.feed.unshift(entry);
    }
    if (this.feed.length > FEED_LENGTH * 1.5) this.feed = shortened(this.feed);
  }

  #forget(id) {
    const state = this.statuses.get(id);
    if (state) this.#count(id, state, -1);
    this.statuses.delete(id);
    this.stations.delete(id);
    this.changed.add(id);
  }

  #count(id, state, by) {
    const entry = this.stations.get(id);
    const code = entry?.municipality.code;
    let local = this.municipalities.get(code);
    if (!local) this.municipalities.set(code, (local = newCounts(entry?.municipality)));
    add(this.total, state, entry, by);
    add(local, state, entry, by);
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

/** Repetitions are one entry: the same of the same station, the same of the same incident, reports of a kind in a place. */
const foldOf = e =>
  e.kind === 'reported' ? `${e.label}/${e.name}/${e.municipality?.code}` : `${e.station ?? e.item}/${e.kind}`;

function folded(entries, entry) {
  const same = entries.slice(-40).find(e => foldOf(e) === foldOf(entry));
  if (same) same.times += entry.times;
  else entries.push(entry);
  return entries;
}

/** Ordinary news makes way first: what needed attention an hour ago is still worth reading. */
const shortened = feed => feed.filter((entry, i) => entry.severity !== 'info' || i < ORDINARY).slice(0, FEED_LENGTH);

function newCounts(municipality) {
  return {
    municipality,
    stations: 0,
    eligible: 0,
    eligibleAdmitted: 0,
    admitted: 0,
    expected: 0,
    open: 0,
    suspended: 0,
    closed: 0,
    counting: 0,
    counted: 0,
    overdue: 0,
    silent: 0,
    waiting: 0,
    attention: 0,
    urgent: 0
  };
}

function add(c, s, entry, by) {
  const condition = conditionOf(s);
  c.stations += by;
  c.admitted += by * (s.votersAdmitted ?? 0);
  if (entry?.eligibleVoters) c.eligible += by * entry.eligibleVoters;
  if (entry?.eligibleVoters) c.eligibleAdmitted += by * (s.votersAdmitted ?? 0);
  c[{'count-suspended': 'suspended'}[s.status] ?? s.status] += by;
  if (s.overdue) c.overdue += by;
  if (s.silent) c.silent += by;
  if (s.attention.includes('long-waiting')) c.waiting += by;
  if (condition === 'attention' || condition === 'urgent') c.attention += by;
  if (condition === 'urgent') c.urgent += by;
}
