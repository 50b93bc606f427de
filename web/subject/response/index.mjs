// Responses to claims, as the page shows them.
import {html} from 'lit';
import {entriesFrom} from '../../engine/feed-entries.mjs';
import {placeName} from '../station/selectors.mjs';

/** @param {Hub.Response | undefined} before @param {Hub.Response} r @returns {Tz.News | undefined} */
const news = (before, r) => {
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
};

/** @type {Tz.Subject<Hub.Response>} */
const self = {
  lists: {response: 'responses'},
  key: r => `narrative/${r.narrative}`,
  entries: (list, before, e, store) =>
    list === 'responses' ? entriesFrom(self, news, before, e, e => placeName(store, e)) : [],
  elements: () => import('./elements.mjs'),
  label: () => 'kind.response-challenged',
  beside: {
    narrative: (app, narrative, facts) =>
      html`<tz-responses .app=${app} .narrative=${narrative} .facts=${facts}></tz-responses>`
  }
};
export default self;
