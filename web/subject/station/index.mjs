// Polling stations, as the page shows them: the register, and the status of each.
import {html} from 'lit';
import * as counts from './counts.mjs';
import {entriesFrom} from './feed-entries.mjs';
import {conditionOf} from './selectors.mjs';

/** All stations that need attention; of the others, this many of the newest. */
const FIRST_ENTRIES = 200;

/** @type {Tz.Subject<Hub.Station>} */
const self = {
  lists: {station: ['stations', 'statuses']},
  key: s => `station/${s.id}`,
  entries: (list, before, state, store, at) =>
    list === 'statuses' && before ? entriesFrom(before, state, store.stations.get(state.id), at ?? state.since) : [],
  first: store =>
    [...store.statuses.values()]
      .filter(s => s.lastReport || s.overdue)
      .sort((a, b) => b.seq - a.seq)
      .filter((s, i) => i < FIRST_ENTRIES || s.attention.length > 0)
      .flatMap(s => entriesFrom(undefined, s, store.stations.get(s.id), s.lastReport?.at ?? s.since)),
  counts,
  conditionOf,
  tabs: [
    {
      name: 'list',
      order: 50,
      orderLocal: 30,
      draw: app => html`<tz-stations .app=${app}></tz-stations>`
    }
  ],
  panel: {station: app => html`<tz-station .app=${app}></tz-station>`},
  elements: () => import('./elements.mjs'),
  place: (store, s) => s.location && {location: s.location, zoom: 14},
  label: (subject, rule) => (rule?.startsWith('ballots-run-out') ? 'kind.ballots-run-out' : `kind.${subject.label}`)
};
export default self;
