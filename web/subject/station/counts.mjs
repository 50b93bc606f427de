// Counts of stations, in all and by municipality, kept up as each changes.
import {largest, valueOf} from '../election/by-election.mjs';
import {conditionOf, isCounted, isShortOfBallots} from './selectors.mjs';

/** @typedef {ReturnType<typeof newCounts>} Counts */

export const empty = () => ({
  total: newCounts(undefined),
  /** Counts by municipality. @type {Map<string | undefined, Counts>} */
  municipalities: new Map()
});

/**
 * The counts of all stations, while the store has only some of them.
 *
 * @param {Tz.Store} store
 * @param {Hub.StationFigures[]} figures
 */
export function given(store, figures) {
  store.total = newCounts(undefined);
  store.municipalities.clear();
  for (const {municipality, counts} of figures) {
    store.municipalities.set(municipality.code, Object.assign(newCounts(municipality), counts));
    for (const [name, count] of Object.entries(counts)) store.total[/** @type {Tz.Figure} */ (name)] += count;
  }
}

/**
 * Takes a station, as the store has it now, into the counts (1) or out of them (-1).
 *
 * @param {Tz.Store} store
 * @param {string} id
 * @param {number} by
 */
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

/** @param {Hub.Municipality | undefined} municipality */
function newCounts(municipality) {
  return {
    municipality,
    stations: 0,
    eligible: 0,
    eligibleAdmitted: 0,
    admitted: 0,
    /** Voters by election, of the stations that say for which they are. @type {Map<string, Tz.Turnout>} */
    elections: new Map(),
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

/** The counter in which a station is counted. @param {Hub.StationState} s */
const figureOf = s =>
  isCounted(s)
    ? 'counted'
    : s.status === 'count-suspended'
      ? 'suspended'
      : /** @type {'expected' | 'open' | 'suspended' | 'closed' | 'counting'} */ (s.status);

/** @param {Tz.Counts} c @param {Hub.StationState} s @param {Hub.StationEntry | undefined} entry @param {string} election @param {number} by */
function addTurnout(c, s, entry, election, by) {
  const known = c.elections.get(election) ?? {stations: 0, eligible: 0, eligibleAdmitted: 0, admitted: 0};
  const admitted = valueOf(s.votersAdmitted, election) ?? 0;
  const eligible = valueOf(entry?.eligibleVoters, election);
  known.stations += by;
  known.admitted += by * admitted;
  if (eligible) known.eligible += by * eligible;
  if (eligible) known.eligibleAdmitted += by * admitted;
  if (known.stations > 0) c.elections.set(election, known);
  else c.elections.delete(election);
}

/** @param {Tz.Counts} c @param {Hub.StationState} s @param {Hub.StationEntry | undefined} entry @param {number} by */
function add(c, s, entry, by) {
  const condition = conditionOf(s);
  c.stations += by;
  const admitted = largest(s.votersAdmitted) ?? 0;
  const eligible = largest(entry?.eligibleVoters);
  c.admitted += by * admitted;
  if (eligible) c.eligible += by * eligible;
  if (eligible) c.eligibleAdmitted += by * admitted;
  for (const election of entry?.elections ?? []) addTurnout(c, s, entry, election, by);
  c[figureOf(s)] += by;
  if (s.status === 'on-the-way') c.onTheWay += by;
  if (s.overdue) c.overdue += by;
  if (s.silent) c.silent += by;
  if (s.attention.includes('long-waiting')) c.waiting += by;
  if (s.attention.includes('too-few-members')) c.members += by;
  if (isShortOfBallots(s)) c.ballots += by;
  if (condition === 'attention' || condition === 'urgent') c.attention += by;
  if (condition === 'urgent') c.urgent += by;
}
