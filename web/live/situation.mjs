// What happens around the stations, as a person looks at it: what needs whom, what belongs together, what comes first. Pure.

export const SEVERITIES = ['info', 'attention', 'urgent', 'critical'];
export const weight = severity => SEVERITIES.indexOf(severity);
const LEVEL_OF = {
  municipality: 'municipality',
  mayor: 'triangle',
  police: 'triangle',
  prosecutor: 'triangle',
  'table-operator': 'table',
  'table-member': 'table'
};
export const levelOf = role => LEVEL_OF[role];
export const isOver = incident => incident.state === 'closed' || incident.state === 'dismissed';

const isOf = (principal, code) =>
  principal.municipalities.includes('*') || (code !== undefined && principal.municipalities.includes(code));

/** Whether this person is among those whom the escalation is with. */
export const isFor = (principal, e) =>
  e.addressee.roles.some(role => principal.roles.includes(role)) &&
  (e.addressee.level === 'table' || isOf(principal, e.municipality?.code));

/** May judge reports and incidents of this place. */
export const mayTriage = (principal, code) =>
  principal.roles.includes('table-operator') || (principal.roles.includes('municipality') && isOf(principal, code));
export const mayEscalate = (principal, code) =>
  principal.roles.some(role => role.startsWith('table-')) ||
  principal.roles.some(role => LEVEL_OF[role] && isOf(principal, code));
export const mayAgree = principal => principal.roles.find(role => LEVEL_OF[role] === 'triangle');

const inScope = (entity, code) => !code || entity.municipality?.code === code;
const byWeight = (a, b) => weight(b.severity) - weight(a.severity) || b.seq - a.seq;

/** Escalations that are not resolved: what waits for this person first, by deadline; then what waits for others; then what somebody has. */
export function escalationsFor(store, principal, code) {
  const rank = e => (e.state === 'acknowledged' ? 2 : isFor(principal, e) ? 0 : 1);
  return [...store.escalations.values()]
    .filter(e => e.state !== 'resolved' && inScope(e, code))
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        weight(b.severity) - weight(a.severity) ||
        Date.parse(a.deadline ?? a.raisedAt) - Date.parse(b.deadline ?? b.raisedAt)
    );
}

/** How many wait for this person: the number in the title. */
export const waitingFor = (store, principal) =>
  [...store.escalations.values()].filter(e => e.state === 'open' && isFor(principal, e));

/** Reports that nobody has judged yet, those of one kind in one place together; what came above the limit apart, at the end. */
export function reportGroups(store, code) {
  const groups = new Map();
  for (const r of store.reports.values()) {
    if (r.state !== 'new' || !inScope(r, code)) continue;
    const key = `${r.overLimit ? 'over/' : ''}${r.kind}/${r.station ?? r.municipality?.code ?? '-'}`;
    const group = groups.get(key);
    if (group) group.reports.push(r);
    else groups.set(key, {key, kind: r.kind, overLimit: Boolean(r.overLimit), reports: [r]});
  }
  const all = [...groups.values()];
  for (const g of all) {
    g.reports.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
    g.severity = g.reports.reduce((worst, r) => (weight(r.severity) > weight(worst) ? r.severity : worst), 'info');
    g.newest = g.reports[0];
    g.breached = g.reports.some(r => r.verdict?.outcome === 'breached');
  }
  return all.sort(
    (a, b) =>
      a.overLimit - b.overLimit ||
      weight(b.severity) - weight(a.severity) ||
      Date.parse(b.newest.at) - Date.parse(a.newest.at)
  );
}

/** How many reports wait above the limit, here or everywhere. */
export function overflowIn(store, code) {
  const all = [...store.overflows.values()].filter(o => !code || o.id === code);
  return {waiting: all.reduce((n, o) => n + o.waiting, 0), urgent: all.reduce((n, o) => n + o.urgent, 0)};
}

export const activeIncidents = (store, code) =>
  [...store.incidents.values()].filter(i => !isOver(i) && inScope(i, code)).sort(byWeight);

/** The tolerance limits of a municipality: in force first. */
const STATUS = ['in-force', 'proposed', 'withdrawn'];
export const limitsOf = (store, code) =>
  [...store.toleranceLimits.values()]
    .filter(l => !code || l.municipality.code === code)
    .sort((a, b) => STATUS.indexOf(a.status) - STATUS.indexOf(b.status) || b.seq - a.seq);

/** What stands on the map: unverified reports, incidents under way, and escalations that wait; the heaviest when there are very many. */
export function marksOf(store, most = 300) {
  const marks = [];
  for (const i of store.incidents.values())
    if (!isOver(i) && i.location)
      marks.push({
        key: `incident/${i.id}`,
        at: i.location,
        severity: i.severity,
        verified: i.state !== 'reported',
        kind: i.kind
      });
  for (const r of store.reports.values())
    if (r.state === 'new' && r.location && !r.overLimit)
      marks.push({key: `report/${r.id}`, at: r.location, severity: r.severity, verified: false, kind: r.kind});
  for (const n of openNarratives(store)) {
    const at = locationOfNarrative(store, n);
    if (at)
      marks.push({
        key: `narrative/${n.id}`,
        at,
        severity: severityOfNarrative(n),
        verified: false,
        kind: n.kind,
        rumour: true
      });
  }
  return marks.sort((a, b) => weight(b.severity) - weight(a.severity)).slice(0, most);
}

/** Who is on duty at a post, by the clock of the day; whose turn it is the hub has worked out. */
export function onDuty(duty, now) {
  const turn = turnOf(duty, now);
  return turn?.name ?? turn?.account;
}

const turnOf = (duty, now) =>
  duty.turns.find(x => Date.parse(x.from) <= now && (!x.until || now < Date.parse(x.until)));

/** What whoever is on duty at a post has in hand, and the next gets with it: escalations that were acknowledged there, incidents that they are on. */
export function inHand(store, duty, now) {
  const account = duty && turnOf(duty, now)?.account;
  if (!account) return [];
  const isHere = x => !duty.municipality || x.municipality?.code === duty.municipality.code;
  return [
    ...[...store.escalations.values()]
      .filter(
        e =>
          e.state === 'acknowledged' && e.acknowledged.by === account && e.acknowledged.role === duty.role && isHere(e)
      )
      .map(escalation => ({escalation})),
    ...[...store.incidents.values()]
      .filter(i => i.assignee === account && !isOver(i) && isHere(i))
      .map(incident => ({incident}))
  ];
}

/** Whether nobody is on duty where an open escalation is; undefined where this viewer does not see that roster. */
export function isWithNobody(app, e) {
  const {level, roles} = e.addressee;
  if (e.state !== 'open' || (level === 'table' && app.homeMunicipality())) return undefined;
  const place = level === 'table' ? 'NL' : e.municipality?.code;
  return !roles.some(role => {
    const duty = app.store.duties.get(`${role}/${place}`);
    return duty && onDuty(duty, app.clock.now());
  });
}

/** A claim that is borne out is urgent; one that the facts contradict is calm; of the rest somebody has to find out. */
export const severityOfNarrative = n =>
  n.standing === 'confirmed' ? 'urgent' : n.standing === 'contradicted' ? 'info' : 'attention';
export const isAbout = (n, code) =>
  !code || n.about.municipalities.some(m => m.code === code) || n.about.stations.some(s => s.startsWith(`${code}-`));

/** Alerts that somebody still has to do with: what nobody has assessed first, then the heaviest. */
const STATE = ['reported', 'assessed', 'answered', 'monitored', 'closed'];
export const openNarratives = (store, code) =>
  [...store.narratives.values()]
    .filter(n => n.state !== 'closed' && isAbout(n, code))
    .sort(
      (a, b) =>
        STATE.indexOf(a.state) - STATE.indexOf(b.state) ||
        weight(severityOfNarrative(b)) - weight(severityOfNarrative(a)) ||
        b.seq - a.seq
    );
export const responsesTo = (store, id) =>
  [...store.responses.values()]
    .filter(r => r.narrative === id)
    .sort((a, b) => Date.parse(b.proposed.at) - Date.parse(a.proposed.at));
export const mayNarrate = principal => principal.roles.some(role => role.startsWith('table-'));
export const mayApprove = principal => principal.roles.includes('table-member');
export const mayAlert = principal =>
  principal.roles.some(role => !['auditor', 'admin', 'station-chair'].includes(role));

/** Where a claim is: its station, or the middle of the stations of its municipality. */
export function locationOfNarrative(store, n) {
  const station = store.stations.get(n.about.stations[0]);
  if (station) return station.location;
  const code = n.about.municipalities[0]?.code;
  if (!code) return undefined;
  let sum = {latitude: 0, longitude: 0, count: 0};
  for (const s of store.stations.values())
    if (s.municipality.code === code && s.location.latitude)
      sum = {
        latitude: sum.latitude + s.location.latitude,
        longitude: sum.longitude + s.location.longitude,
        count: sum.count + 1
      };
  return sum.count ? {latitude: sum.latitude / sum.count, longitude: sum.longitude / sum.count} : undefined;
}

/** What somebody else drafted and this person may approve, oldest first. */
export const waitingForApproval = (store, principal, code) =>
  mayApprove(principal)
    ? [...store.responses.values()]
        .filter(
          r =>
            r.state === 'proposed' &&
            !r.authors.includes(principal.name) &&
            (!code || r.municipalities.some(m => m.code === code))
        )
        .sort((a, b) => Date.parse(a.proposed.at) - Date.parse(b.proposed.at))
    : [];
