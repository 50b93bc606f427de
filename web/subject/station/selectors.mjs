// The condition of a station. Pure.

const URGENT = new Set(['suspended', 'count-suspended', 'closed-early', 'counting-early', 'ballots-out']);

/**
 * The condition of a station at a glance.
 *
 * @param {Hub.StationState} state
 * @returns {'urgent'|'attention'|'expected'|'normal'|'done'}
 */
export function conditionOf(state) {
  if (state.attention.some(a => URGENT.has(a))) return 'urgent';
  if (state.attention.length > 0) return 'attention';
  if (state.status === 'expected') return 'expected';
  return state.status === 'open' ? 'normal' : 'done';
}

/** @param {string} kind @returns {'urgent'|'attention'|'info'} */
export const severityOf = kind =>
  URGENT.has(kind)
    ? 'urgent'
    : [
          'overdue',
          'silent',
          'long-waiting',
          'too-few-members',
          'opened-early',
          'voters-contradicted',
          'ballots-low',
          'note'
        ].includes(kind)
      ? 'attention'
      : 'info';

/** @param {Hub.StationState} s */
export const isShortOfBallots = s => s.attention.some(a => a.startsWith('ballots-'));

/** The present waiting time; nobody waits at a closed station. @param {Hub.StationState} s */
export const waitingNow = s => (s.status === 'open' || s.status === 'suspended' ? s.waitingMinutes : undefined);

/**
 * Heavier first; among equals the longest waiting; after closing those that are furthest behind; then the newest.
 *
 * @param {Hub.StationState} a
 * @param {Hub.StationState} b
 */
export const byUrgency = (a, b) =>
  RANK[conditionOf(a)] - RANK[conditionOf(b)] ||
  (waitingNow(b) ?? 0) - (waitingNow(a) ?? 0) ||
  PROGRESS.indexOf(a.status) - PROGRESS.indexOf(b.status) ||
  b.seq - a.seq;
const PROGRESS = [
  'suspended',
  'expected',
  'open',
  'closed',
  'count-suspended',
  'counting',
  'counted',
  'on-the-way',
  'arrived',
  'counting-candidates'
];
/** Whether the station has finished its own count. @param {Hub.StationState} s */
export const isCounted = s => PROGRESS.indexOf(s.status) >= PROGRESS.indexOf('counted');
const RANK = {urgent: 0, attention: 1, expected: 2, normal: 3, done: 4};

/** The counters, each a filter of stations. @type {Record<string, Tz.Filter>} */
export const FILTERS = {
  open: s => s.status === 'open',
  attention: s => s.attention.length > 0,
  overdue: s => s.overdue,
  suspended: s => s.status === 'suspended' || s.status === 'count-suspended',
  silent: s => s.silent,
  waiting: s => s.attention.includes('long-waiting'),
  members: s => s.attention.includes('too-few-members'),
  ballots: s => isShortOfBallots(s),
  expected: s => s.status === 'expected',
  closed: s => s.status === 'closed',
  counting: s => s.status === 'counting',
  counted: s => isCounted(s)
};

/**
 * The place of something: its station, the words for the place, or its title.
 *
 * @param {Tz.Store} store
 * @param {Tz.Entity} e
 */
export const placeName = (store, e) =>
  store.stations.get(e.station ?? e.stations?.[0])?.name ??
  e.placeText ??
  /** @type {{title?: string}} */ (e.terms ?? {}).title ??
  '';
