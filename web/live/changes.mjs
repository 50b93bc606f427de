// From two states of a station to what a person would say happened. Pure.

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
  else if (
    after.status !== before?.status &&
    !after.status.endsWith('suspended') &&
    !kinds.some(kind => kind.endsWith('-early')) &&
    (before || kinds.length === 0)
  )
    kinds.push(after.status);
  const decided = before && after.resumption && after.resumption.decidedAt !== before.resumption?.decidedAt;
  if (decided) kinds.push('resumption-decided');
  if (before && kinds.length === 0 && isReported(before, after)) kinds.push('report');
  return kinds
    .filter(kind => kind !== 'expected')
    .map(kind => ({
      key: `${after.id}/${after.seq}/${kind}`,
      kind,
      severity: severityOf(kind),
      station: after.id,
      name: entry?.name ?? after.id,
      municipality: entry?.municipality,
      ...said(kind, before, after, at),
      waitingMinutes: after.waitingMinutes,
      times: 1
    }));
}

/** Whether somebody's report brought the change. */
const isReported = (before, after) => after.lastReport && before?.lastReport?.id !== after.lastReport.id;

/** By whom, when and in which words: a report's; whoever decided on a suspended session; or the hub's, which found it by itself and speaks for nobody. */
function said(kind, before, after, at) {
  const {resumption, lastReport} = after;
  if (kind === 'resumption-decided')
    return {at: resumption.decidedAt, by: resumption.by, role: resumption.role, note: resumption.note};
  if (kind === 'overdue' || kind === 'silent' || !isReported(before, after)) return {at};
  return {at: lastReport.at, by: lastReport.by, role: lastReport.role, note: lastReport.note};
}

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

/** What is opened for an entity of each list, in the page's address. */
const WORDS = {
  reports: 'report',
  incidents: 'incident',
  escalations: 'escalation',
  toleranceLimits: 'limit',
  narratives: 'narrative',
  responses: 'narrative'
};

/**
 * The entries of the feed that follow from a change of a report, incident, escalation or tolerance limit.
 * @param before what the page had of it, or undefined
 */
export function newsFrom(list, before, e, stations) {
  const news = newsOf[list]?.(before, e);
  if (!news) return [];
  const station = e.station ?? e.stations?.[0];
  return [
    {
      key: `${e.id}/${e.seq}`,
      item: `${WORDS[list]}/${list === 'responses' ? e.narrative : e.id}`,
      station: undefined,
      name: stations.get(station)?.name ?? e.placeText ?? e.terms?.title ?? '',
      municipality: e.municipality ?? e.about?.municipalities[0] ?? e.municipalities?.[0],
      times: 1,
      label: e.subject?.label ?? e.kind,
      ...news
    }
  ];
}

const newsOf = {
  reports: (before, r) =>
    before || r.overLimit
      ? undefined
      : {
          kind: 'reported',
          severity: r.severity,
          at: r.at,
          by: r.by ?? r.source,
          role: r.role ?? 'public',
          note: r.text,
          unverified: true
        },
  incidents: (before, i) =>
    before?.state === i.state
      ? undefined
      : {
          kind: i.mergedInto ? 'incident-merged' : `incident-${i.state}`,
          severity: i.state === 'closed' || i.state === 'dismissed' ? 'info' : i.severity,
          at: i.since,
          by: i.by,
          role: i.role,
          note: i.title
        },
  escalations: (before, e) => {
    if (before?.state === e.state && before.addressee.level === e.addressee.level) return undefined;
    const up = e.state === 'open' && e.steps.length > 1;
    const who = e.state === 'acknowledged' ? e.acknowledged : e.state === 'resolved' ? e.resolved : e.steps.at(-1);
    return {
      kind: up ? `escalation-${e.steps.at(-1).why}` : `escalation-${e.state}`,
      severity: e.state === 'open' ? e.severity : 'info',
      at: who.at,
      by: who.by,
      role: who.role,
      note: who.note ?? (e.rule ? undefined : e.reason),
      level: e.addressee.level
    };
  },
  toleranceLimits: (before, l) =>
    before?.status === l.status
      ? undefined
      : {
          kind: `limit-${l.status}`,
          severity: 'info',
          at: l.since,
          by: l.agreements.at(-1)?.by,
          role: l.agreements.at(-1)?.role
        },
  narratives: (before, n) => {
    if (!before)
      return {
        kind: 'narrative-reported',
        severity: 'attention',
        at: n.at,
        by: n.by,
        role: n.role,
        note: n.claim,
        unverified: true
      };
    if (before.standing !== n.standing && n.standing)
      return {
        kind: `narrative-${n.standing}`,
        severity: n.standing === 'confirmed' ? 'urgent' : 'info',
        at: n.at,
        note: n.claim
      };
    return before.state === n.state
      ? undefined
      : {kind: `narrative-${n.state}`, severity: 'info', at: n.since, note: n.claim};
  },
  responses: (before, r) => {
    if (r.challenge && !before?.challenge)
      return {kind: 'response-challenged', severity: 'urgent', at: r.challenge.at, note: r.content.title};
    if (before?.state === r.state) return undefined;
    const who = {
      proposed: r.proposed,
      approved: r.approved,
      monitoring: r.approved,
      rejected: r.rejected,
      published: r.carriedOut,
      sent: r.carriedOut,
      withdrawn: r.withdrawn
    }[r.state];
    return {
      kind: `response-${r.state}`,
      severity: r.state === 'proposed' ? 'attention' : 'info',
      at: r.since,
      by: who?.by,
      role: who?.role,
      note: r.content.title ?? r.content.text,
      label: r.kind
    };
  }
};
