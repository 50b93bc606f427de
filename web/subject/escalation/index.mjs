// Escalations, as the page shows them.
import {html} from 'lit';
import {entriesFrom} from '../../engine/feed-entries.mjs';
import {placeName} from '../station/selectors.mjs';

/** @param {Hub.Point | undefined} location */
const at = location => location && {location, zoom: 14};

/** @param {Hub.Escalation | undefined} before @param {Hub.Escalation} e @returns {Tz.News | undefined} */
const news = (before, e) => {
  if (before?.state === e.state && before.addressee.level === e.addressee.level) return undefined;
  const up = e.state === 'open' && e.steps.length > 1;
  const last = e.steps[e.steps.length - 1];
  const who = (e.state === 'acknowledged' ? e.acknowledged : e.state === 'resolved' ? e.resolved : undefined) ?? last;
  // a step has no role; the first one is by the person who raised it
  const roles = {open: up ? undefined : e.role, acknowledged: e.acknowledged?.role, resolved: e.resolved?.role};
  return {
    kind: up ? `escalation-${last.why}` : `escalation-${e.state}`,
    severity: e.state === 'open' ? e.severity : 'info',
    at: who.at,
    by: who.by,
    role: roles[e.state],
    note: who.note ?? (e.rule ? undefined : e.reason),
    level: e.addressee.level,
    subject: e.subject,
    rule: e.rule
  };
};

/** @type {Tz.Subject<Hub.Escalation>} */
const self = {
  lists: {escalation: 'escalations'},
  key: e => `escalation/${e.id}`,
  entries: (list, before, e, store) =>
    list === 'escalations' ? entriesFrom(self, news, before, e, e => placeName(store, e)) : [],
  first: store => [...store.escalations.values()].flatMap(e => self.entries('escalations', undefined, e, store)),
  panel: {escalation: app => html`<tz-escalation .app=${app}></tz-escalation>`},
  elements: () => import('./elements.mjs'),
  place: (store, e) => at(e.location ?? store.stations.get(e.station)?.location)
};
export default self;
