// From two states of a station to what a person would say happened. Pure.

const URGENT = new Set(['suspended', 'count-suspended', 'ballots-out']);

/** How a station looks at a glance. @returns {'urgent'|'attention'|'expected'|'normal'|'done'} */
export function conditionOf(state) {
  if (state.attention.some(a => URGENT.has(a))) return 'urgent';
  if (state.attention.length > 0) return 'attention';
  if (state.status === 'expected') return 'expected';
  return state.status === 'open' ? 'normal' : 'done';
}

/** @returns {'urgent'|'attention'|'info'} */
export const severityOf = kind => URGENT.has(kind) ? 'urgent' : ['overdue', 'silent', 'long-waiting', 'too-few-members', 'ballots-low'].includes(kind) ? 'attention' : 'info';

/**
 * The entries of the feed that follow from a change.
 * @param before the state that the page had, or undefined on a first load: then only what stands out, or the status itself
 */
export function entriesFrom(before, after, entry, at) {
  const kinds = [];
  const fresh = after.attention.filter(a => !before?.attention.includes(a));
  kinds.push(...fresh);
  const resumed = before && ['suspended', 'count-suspended'].includes(before.status) && after.status !== before.status;
  if (resumed && (after.status === 'open' || after.status === 'counting')) kinds.push('resumed');
  else if (after.status !== before?.status && !after.status.endsWith('suspended') && (before || kinds.length === 0)) kinds.push(after.status);
  if (before && kinds.length === 0) kinds.push('report');
  return kinds.filter(kind => kind !== 'expected').map(kind => ({
    key: `${after.id}/${after.seq}/${kind}`, kind, severity: severityOf(kind), station: after.id, name: entry?.name ?? after.id, municipality: entry?.municipality,
    at: kind === 'overdue' || kind === 'silent' ? at : after.lastReport?.at ?? at, by: kind === 'overdue' || kind === 'silent' ? undefined : after.lastReport?.by,
    role: after.lastReport?.role, note: kind === 'overdue' || kind === 'silent' ? undefined : after.lastReport?.note, waitingMinutes: after.waitingMinutes, times: 1}));
}

/** Heavier first; among equals the longest waiting, then the newest. */
export const byUrgency = (a, b) => RANK[conditionOf(a)] - RANK[conditionOf(b)] || (b.waitingMinutes ?? 0) - (a.waitingMinutes ?? 0) || b.seq - a.seq;
const RANK = {urgent: 0, attention: 1, expected: 2, normal: 3, done: 4};

/** The counters, each a filter of stations. */
export const FILTERS = {
  open: s => s.status === 'open',
  attention: s => s.attention.length > 0,
  overdue: s => s.overdue,
  suspended: s => s.status === 'suspended' || s.status === 'count-suspended',
  silent: s => s.silent,
  waiting: s => s.attention.includes('long-waiting'),
};
