// What somebody at the desk does to a report, an incident or an escalation, by key or by button: one way each. The effect comes back over the feed;
// what is said here is that the hub took it.
import * as api from '../api.mjs';
import {timeOfDay} from '../live/clock.mjs';
import {isOver} from '../live/situation.mjs';
import {t} from '../i18n/i18n.mjs';
import {ask} from '../ui/ask.mjs';
import {problemText} from '../ui/problem-text.mjs';

/** Does it, and tells how it went. @returns what the hub answered, or undefined */
export async function attempt(app, done, what) {
  try {
    const answer = await what();
    app.tell(t(done, {time: timeOfDay(app.clock.now())}));
    return answer ?? {};
  } catch (problem) {
    app.tell(problemText(problem), true);
    return undefined;
  }
}

/** `report/ID` as what it is; `group/KEY` stands for all its reports. */
export function resolveItem(app, key) {
  const [kind, id] = [key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1)];
  const list = {
    report: app.store.reports,
    incident: app.store.incidents,
    escalation: app.store.escalations,
    limit: app.store.toleranceLimits,
    narrative: app.store.narratives
  }[kind];
  return {kind, id, entity: list?.get(id) ?? (kind === 'report' ? app.store.stored.get(id) : undefined)};
}

const open = (app, incident) => app.address.set({item: `incident/${incident}`});

/** @param {string[]} reports ids of the queue */
export async function verify(app, item, reports) {
  if (item.kind === 'incident')
    return attempt(app, 'did.verified', () => api.amendIncident(item.id, {state: 'verified'}));
  if (item.kind === 'escalation' && !['report', 'incident'].includes(item.entity.subject.kind)) return undefined;
  if (item.kind === 'escalation')
    return verify(
      app,
      {
        kind: item.entity.subject.kind,
        id: item.entity.subject.id,
        entity: app.store.reports.get(item.entity.subject.id)
      },
      [item.entity.subject.id]
    );
  if (item.entity?.incident)
    return attempt(app, 'did.verified', () => api.amendIncident(item.entity.incident, {state: 'verified'}));
  const made = await attempt(app, 'did.verified', () => api.openIncident({reports, verified: true}));
  if (made) open(app, made.id);
  return made;
}

/** A report with those near it: into the incident that one of them is part of, or into a new one. */
export async function merge(app, item, reports) {
  let all = reports;
  let into;
  if (item.kind === 'report') {
    const near = (await api.nearDuplicates(item.id).catch(() => ({items: []}))).items;
    into = near.map(r => app.store.incidents.get(r.incident)).find(i => i && !isOver(i))?.id;
    all = [...new Set([...reports, ...near.filter(r => r.state === 'new' && !r.overLimit).map(r => r.id)])];
  }
  const made = await attempt(app, 'did.merged', () =>
    into ? api.mergeInto(into, {reports: all}) : api.openIncident({reports: all})
  );
  if (made) open(app, into ?? made.id);
  return made;
}

export async function dismiss(app, item, reports) {
  const reason = await ask(t('ask.dismiss', {count: reports?.length ?? 1}));
  if (!reason) return undefined;
  if (item.kind === 'incident')
    return attempt(app, 'did.dismissed', () => api.amendIncident(item.id, {state: 'dismissed', reason}));
  return attempt(app, 'did.dismissed', () => Promise.all(reports.map(id => api.dismissReport(id, reason))));
}

/** To the triangle of the place, or to the table when it has none or is there already. */
export function escalate(app, item, more = {}) {
  const subject = item.kind === 'escalation' ? item.entity.subject : {kind: item.kind, id: item.id};
  if (subject.kind === 'response') return undefined;
  const entity = item.entity;
  const level = item.kind === 'escalation' || !entity.municipality ? 'table' : 'triangle';
  const reason = entity.text ?? entity.title ?? entity.reason ?? t(`reportkind.${entity.kind}`);
  return attempt(app, 'did.escalated', () =>
    api.escalate({
      subject: {kind: subject.kind, id: subject.id},
      level,
      severity: entity.severity === 'info' ? 'attention' : entity.severity,
      reason: reason.slice(0, 2000),
      ...more
    })
  );
}

export const acknowledge = (app, id, note) => attempt(app, 'did.acknowledged', () => api.acknowledge(id, note));
