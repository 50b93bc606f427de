// Incidents, as the page shows them.
import {html} from 'lit';
import {entriesFrom} from '../../engine/feed-entries.mjs';
import {signOf} from '../../map/signs.mjs';
import {placeName} from '../station/selectors.mjs';
import {isOver} from './selectors.mjs';

/** @param {Hub.Point | undefined} location */
const at = location => location && {location, zoom: 14};

/** @param {Hub.Incident | undefined} before @param {Hub.Incident} i @returns {Tz.News | undefined} */
const news = (before, i) =>
  before?.state === i.state
    ? undefined
    : {
        kind: i.mergedInto ? 'incident-merged' : `incident-${i.state}`,
        severity: i.state === 'closed' || i.state === 'dismissed' ? 'info' : i.severity,
        at: i.since,
        by: i.by,
        role: i.role,
        note: i.title
      };

/** @type {Tz.Subject<Hub.Incident>} */
const self = {
  lists: {incident: 'incidents'},
  key: i => `incident/${i.id}`,
  entries: (list, before, e, store) =>
    list === 'incidents' ? entriesFrom(self, news, before, e, e => placeName(store, e)) : [],
  first: store => [...store.incidents.values()].flatMap(e => self.entries('incidents', undefined, e, store)),
  panel: {incident: app => html`<tz-incident .app=${app}></tz-incident>`},
  elements: () => import('./elements.mjs'),
  place: (store, i) => at(i.location ?? store.stations.get(i.stations[0])?.location),
  label: subject => `reportkind.${subject.label}`,
  marks: store =>
    [...store.incidents.values()]
      .filter(i => !isOver(i))
      .flatMap(i =>
        i.location
          ? {
              key: self.key(i),
              at: i.location,
              severity: i.severity,
              verified: i.state !== 'reported',
              label: `reportkind.${i.kind}`,
              where: i.municipality?.name,
              sign: signOf(i.kind),
              since: i.since
            }
          : []
      )
};
export default self;
