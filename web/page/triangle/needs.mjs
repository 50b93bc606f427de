// What needs a mayor, a police chief or a prosecutor now, most urgent first: nothing that waits for them is left out. Pure.
import {mayAgree} from '../../engine/rights.mjs';
import {weight} from '../../engine/severity.mjs';
import {offered} from '../../engine/subjects.mjs';
import {escalationsFor, isFor} from '../../subject/escalation/selectors.mjs';
import {isOver} from '../../subject/incident/selectors.mjs';
import {limitsOf} from '../../subject/tolerance/selectors.mjs';

/**
 * Up to how many stations of a municipality may be in a state before the mayor is told.
 *
 * @type {[Tz.Figure, number][]}
 */
const MANY = [
  ['overdue', 1],
  ['silent', 3]
];

/**
 * @param {Tz.App} app
 * @returns {Tz.Need[]}
 */
export function needsOf(app) {
  const {store, principal} = app;
  const code = app.scope();
  const mine = escalationsFor(store, principal, code).filter(e => e.state === 'open' && isFor(principal, e));
  const covered = new Set(mine.map(e => `${e.subject.kind}/${e.subject.id}`));
  return [
    ...mine.map(escalation => need({kind: 'escalation', severity: escalation.severity, escalation})),
    ...suspensions(store, principal, code, covered),
    ...breaches(store, code),
    ...agreements(store, principal, code),
    ...crowds(store, code),
    ...offered('needs').flatMap(needs => needs(app))
  ].sort((a, b) => weight(b.severity) - weight(a.severity) || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}
/** @param {Tz.Need} one */
const need = one => one;
const ORDER = ['suspension', 'escalation', 'breach', 'visit', 'limit', 'many'];

/**
 * Suspended sessions without a decision on resumption, even when the escalation is acknowledged.
 *
 * @param {Tz.Store} store
 * @param {Tz.Principal} principal
 * @param {string | undefined} code
 * @param {Set<string>} covered
 * @returns {Tz.Need[]}
 */
function suspensions(store, principal, code, covered) {
  if (!principal.roles.some(role => role === 'mayor' || role === 'municipality')) return [];
  return [...store.statuses.values()]
    .filter(
      s =>
        s.status === 'suspended' &&
        !s.resumption &&
        !covered.has(`station/${s.id}`) &&
        store.stations.get(s.id)?.municipality.code === code
    )
    .map(s => ({kind: 'suspension', severity: 'urgent', station: s.id}));
}

/**
 * Limits that wait for this person's agreement.
 *
 * @param {Tz.Store} store
 * @param {Tz.Principal} principal
 * @param {string} [code]
 * @returns {Tz.Need[]}
 */
function agreements(store, principal, code) {
  const role = mayAgree(principal);
  if (!role || !code) return [];
  return limitsOf(store, code)
    .filter(l => l.status === 'proposed' && !l.agreements.some(a => a.role === role))
    .map(limit => ({kind: 'limit', severity: 'attention', limit}));
}

/**
 * Exceeded limits without an open escalation: the newest report of each place.
 *
 * @param {Tz.Store} store
 * @param {string} [code]
 * @returns {Tz.Need[]}
 */
function breaches(store, code) {
  const escalated = new Set(
    [...store.escalations.values()].filter(e => e.state !== 'resolved').map(e => `${e.subject.kind}/${e.subject.id}`)
  );
  /** @type {Map<string, Hub.Report>} */
  const newest = new Map();
  for (const r of store.reports.values()) {
    if (r.municipality?.code !== code || !r.verdict || r.state === 'dismissed') continue;
    if (escalated.has(`report/${r.id}`) || (r.incident && escalated.has(`incident/${r.incident}`))) continue;
    const incident = r.incident && store.incidents.get(r.incident);
    if (r.incident && (!incident || isOver(incident))) continue;
    const place = `${r.verdict.title}/${r.station ?? ''}`;
    if (!newest.has(place) || (newest.get(place)?.at ?? '') < r.at) newest.set(place, r);
  }
  return [...newest.values()]
    .filter(r => r.verdict?.outcome === 'breached')
    .map(report => ({kind: 'breach', severity: 'urgent', report}));
}

/** Stations whose status is uncertain. @param {Tz.Store} store @param {string} [code] @returns {Tz.Need[]} */
function crowds(store, code) {
  const counts = store.municipalities.get(code);
  if (!counts) return [];
  return MANY.filter(([key, least]) => counts[key] >= least).map(([key]) => ({
    kind: 'many',
    severity: 'attention',
    key,
    count: counts[key]
  }));
}
