// The desk's actions on reports and incidents, the same by key and by button.
import * as api from '../../engine/api.mjs';
import {t} from '../../i18n/i18n.mjs';
import {ask} from '../../ui/ask.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {isOver} from './selectors.mjs';

/** @param {Tz.App} app @param {string} incident */
const open = (app, incident) => app.address.set({item: `incident/${incident}`});

/** @param {Tz.App} app @param {Tz.Item} item @param {string[]} [reports] ids of the queue */
export async function verify(app, item, reports = []) {
  if (item.kind === 'incident')
    return attempt(app, 'did.verified', () => api.amendIncident(item.id, {state: 'verified'}));
  if (item.kind === 'escalation') {
    const subject = item.entity?.subject;
    if (!subject || !['report', 'incident'].includes(subject.kind)) return undefined;
    return verify(app, {kind: subject.kind, id: subject.id, entity: app.store.reports.get(subject.id)}, [subject.id]);
  }
  const incident = item.entity?.incident;
  if (incident) return attempt(app, 'did.verified', () => api.amendIncident(incident, {state: 'verified'}));
  const made = await attempt(app, 'did.verified', () => api.openIncident({reports, verified: true}));
  if (made) open(app, made.id);
  return made;
}

/**
 * A report with those near it: into the incident that one of them is part of, or into a new one.
 *
 * @param {Tz.App} app
 * @param {Tz.Item} item
 * @param {string[]} reports
 */
export async function merge(app, item, reports) {
  let all = reports;
  /** @type {string | undefined} */
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

/** @param {Tz.App} app @param {Tz.Item} item @param {string[]} [reports] */
export async function dismiss(app, item, reports) {
  const reason = await ask(t('ask.dismiss', {count: reports?.length ?? 1}));
  if (!reason) return undefined;
  if (item.kind === 'incident')
    return attempt(app, 'did.dismissed', () => api.amendIncident(item.id, {state: 'dismissed', reason}));
  return dismissReports(app, reports ?? [], reason);
}

/** With one reason for all. @param {Tz.App} app @param {string[]} reports @param {string} reason */
export const dismissReports = (app, reports, reason) =>
  attempt(app, 'did.dismissed', () => Promise.all(reports.map(id => api.dismissReport(id, reason))));
