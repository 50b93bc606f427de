// How a station is doing, at a glance. Pure.

const URGENT = new Set(['suspended', 'count-suspended', 'closed-early', 'counting-early', 'ballots-out']);

/** How a station looks at a glance. @returns {'urgent'|'attention'|'expected'|'normal'|'done'} */
export function conditionOf(state) {
  if (state.attention.some(a => URGENT.has(a))) return 'urgent';
  if (state.attention.length > 0) return 'attention';
  if (state.status === 'expected') return 'expected';
  return state.status === 'open' ? 'normal' : 'done';
}

/** @returns {'urgent'|'attention'|'info'} */
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
          'ballots-low'
        ].includes(kind)
      ? 'attention'
      : 'info';

/** Heavier first; among equals the longest waiting, then the newest. */
export const byUrgency = (a, b) =>
  RANK[conditionOf(a)] - RANK[conditionOf(b)] || (b.waitingMinutes ?? 0) - (a.waitingMinutes ?? 0) || b.seq - a.seq;
const RANK = {urgent: 0, attention: 1, expected: 2, normal: 3, done: 4};

/** The counters, each a filter of stations. */
export const FILTERS = {
  open: s => s.status === 'open',
  attention: s => s.attention.length > 0,
  overdue: s => s.overdue,
  suspended: s => s.status === 'suspended' || s.status === 'count-suspended',
  silent: s => s.silent,
  waiting: s => s.attention.includes('long-waiting')
};

/** What something is about: its station, the words for the place, its title. */
export const placeName = (store, e) =>
  store.stations.get(e.station ?? e.stations?.[0])?.name ?? e.placeText ?? e.terms?.title ?? '';
