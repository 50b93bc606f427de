// Counts of stations, in all and by municipality, kept up as each changes.
import {conditionOf, isCounted, isShortOfBallots} from './selectors.mjs';

export const empty = () => ({
  total: newCounts(),
  /** @type {Map<string, object>} counts by municipality */
  municipalities: new Map()
});

/** Takes a station, as the store has it now, into the counts (1) or out of them (-1). */
export function change(store, id, by) {
  const state = store.statuses.get(id);
  if (!state) return;
  const entry = store.stations.get(id);
  const code = entry?.municipality.code;
  let local = store.municipalities.get(code);
  if (!local) store.municipalities.set(code, (local = newCounts(entry?.municipality)));
  add(store.total, state, entry, by);
  add(local, state, entry, by);
}

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
    onTheWay: 0,
    overdue: 0,
    silent: 0,
    waiting: 0,
    members: 0,
    ballots: 0,
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
  c[isCounted(s) ? 'counted' : ({'count-suspended': 'suspended'}[s.status] ?? s.status)] += by;
  if (s.status === 'on-the-way') c.onTheWay += by;
  if (s.overdue) c.overdue += by;
  if (s.silent) c.silent += by;
  if (s.attention.includes('long-waiting')) c.waiting += by;
  if (s.attention.includes('too-few-members')) c.members += by;
  if (isShortOfBallots(s)) c.ballots += by;
  if (condition === 'attention' || condition === 'urgent') c.attention += by;
  if (condition === 'urgent') c.urgent += by;
}
