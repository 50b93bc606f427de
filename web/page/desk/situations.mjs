// Situations, one for each row: related things (one incident, reports of a kind in one place, one station, one claim)
// are combined in one. Pure.
import {inScope} from '../../engine/rights.mjs';
import {weight, worstOf} from '../../engine/severity.mjs';
import {escalationsFor, isFor} from '../../subject/escalation/selectors.mjs';
import {activeIncidents} from '../../subject/incident/selectors.mjs';
import {waitingForApproval} from '../../subject/response/selectors.mjs';

/**
 * What something belongs to: a report to its incident, or to the reports of its kind in that place; a response to its
 * claim.
 *
 * @param {Tz.Store} store
 * @param {{kind: string, id: string}} what
 */
export function rootOf(store, {kind, id}) {
  if (kind === 'report') {
    const r = store.reports.get(id);
    if (r?.incident) return `incident/${r.incident}`;
    return r ? placeRoot(r) : `report/${id}`;
  }
  if (kind === 'response') return `narrative/${store.responses.get(id)?.narrative ?? id}`;
  return `${kind}/${id}`;
}

/** @param {Hub.Report} r */
export const placeRoot = r => `reports/${r.kind}/${r.station ?? r.municipality?.code ?? '-'}`;

/**
 * The situations that this person sees here: unassigned ones first, then by severity, then by deadline.
 *
 * @param {Tz.Store} store
 * @param {Tz.Principal} principal
 * @param {string} [code]
 * @returns {Tz.Situation[]} each with `root` (what it is), `key` (what is opened for it), `severity`, `subject` (what
 * it is called), `count` of reports, `since`, `newest` words, `owner`, `deadline`, `mine` (escalations that wait for
 * this person)
 */
export function situationsOf(store, principal, code) {
  /** @type {Map<string, Tz.Gathered>} */
  const found = new Map();
  /** @param {string} root @returns {Tz.Gathered} */
  const of = root => {
    const there = found.get(root);
    if (there) return there;
    const made = {root, escalations: [], reports: [], approvals: []};
    found.set(root, made);
    return made;
  };
  for (const e of escalationsFor(store, principal, code)) of(rootOf(store, e.subject)).escalations.push(e);
  for (const i of activeIncidents(store, code)) of(`incident/${i.id}`).incident = i;
  for (const r of waitingForApproval(store, principal, code)) of(`narrative/${r.narrative}`).approvals.push(r);
  for (const r of store.reports.values()) {
    if (r.state === 'dismissed' || !inScope(r, code)) continue;
    found.get(r.incident ? `incident/${r.incident}` : placeRoot(r))?.reports.push(r);
  }
  return [...found.values()].map(s => told(store, principal, s)).sort(byNeed);
}

/** @param {Tz.Store} store @param {Tz.Principal} principal @param {Tz.Gathered} gathered */
function told(store, principal, {root, escalations, incident, reports, approvals}) {
  const [first] = escalations;
  const newest = reports.reduce(
    (last, r) => (!last || r.at > last.at ? r : last),
    /** @type {Hub.Report | undefined} */ (undefined)
  );
  const open = escalations.filter(e => e.state === 'open');
  const owned = escalations.find(e => e.state === 'acknowledged');
  const breached = reports.map(r => r.verdict).find(v => v?.outcome === 'breached');
  return {
    root,
    key: keyOf({first, incident, approvals}),
    severity: worstOf([
      ...escalations.map(e => e.severity),
      ...(incident ? [incident.severity] : []),
      ...(approvals.length ? ['attention'] : [])
    ]),
    escalations,
    incident,
    approval: approvals[0],
    subject: first?.subject,
    municipality:
      (first ?? incident ?? approvals[0]?.municipalities?.[0])?.municipality ?? approvals[0]?.municipalities?.[0],
    station: first?.station ?? incident?.stations?.[0],
    verified: incident ? incident.state !== 'reported' : first?.subject.verified,
    count: reports.length,
    breached,
    since: Math.min(
      ...[...escalations.map(e => e.raisedAt), incident?.openedAt, approvals[0]?.proposed.at]
        .filter(Boolean)
        .map(Date.parse)
    ),
    newest,
    owner: open.length > 0 ? undefined : ownerOf(owned, incident),
    deadline: open
      .map(e => Date.parse(e.deadline ?? ''))
      .filter(Number.isFinite)
      .sort((a, b) => a - b)[0],
    unanswered: open.some(e => e.unanswered),
    open,
    mine: open.filter(e => isFor(principal, e))
  };
}

/** @param {Pick<Tz.Gathered, 'incident' | 'approvals'> & {first?: Hub.Escalation}} gathered */
const keyOf = ({first, incident, approvals}) =>
  first ? `escalation/${first.id}` : incident ? `incident/${incident.id}` : `narrative/${approvals[0].narrative}`;

/** @param {Hub.Escalation | undefined} acknowledged @param {Hub.Incident | undefined} incident */
function ownerOf(acknowledged, incident) {
  if (incident?.assignee) return {by: incident.assignee};
  const who = acknowledged?.acknowledged;
  return who && {by: who.by, role: who.role, at: who.at};
}

/** @param {Tz.Situation} s */
const isMine = s => Boolean(s.mine.length > 0 || s.approval);

/** @param {Tz.Situation} a @param {Tz.Situation} b */
const byNeed = (a, b) =>
  Number(Boolean(a.owner)) - Number(Boolean(b.owner)) ||
  weight(b.severity) - weight(a.severity) ||
  Number(isMine(b)) - Number(isMine(a)) ||
  (a.deadline ?? Infinity) - (b.deadline ?? Infinity) ||
  a.since - b.since;

/** Minutes without news after which a situation looks old. */
export const OLD_MINUTES = 60;
/** Its newest event. @param {Tz.Situation} s */
export const newsOf = s =>
  Math.max(s.since, s.newest ? Date.parse(s.newest.at) : 0, s.owner?.at ? Date.parse(s.owner.at) : 0);
