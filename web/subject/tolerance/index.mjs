// Tolerance limits, as the page shows them.
import {html} from 'lit';
import {entriesFrom} from '../../engine/feed-entries.mjs';
import {placeName} from '../station/selectors.mjs';

/** @param {Hub.ToleranceLimit | undefined} before @param {Hub.ToleranceLimit} l @returns {Tz.News | undefined} */
const news = (before, l) =>
  before?.status === l.status
    ? undefined
    : {
        kind: `limit-${l.status}`,
        severity: 'info',
        at: l.since,
        by: l.agreements.at(-1)?.by,
        role: l.agreements.at(-1)?.role
      };

/** @type {Tz.Subject<Hub.ToleranceLimit>} */
const self = {
  lists: {'tolerance-limit': 'toleranceLimits'},
  key: l => `tolerance-limit/${l.id}`,
  entries: (list, before, e, store) =>
    list === 'toleranceLimits' ? entriesFrom(self, news, before, e, e => placeName(store, e)) : [],
  elements: () => import('./elements.mjs'),
  tabs: [{name: 'limits', order: 70, draw: app => html`<tz-limits .app=${app}></tz-limits>`}]
};
export default self;
