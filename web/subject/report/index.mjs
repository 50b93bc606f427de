// Reports, as the page shows them.
import {html} from 'lit';
import {entriesFrom} from '../../engine/feed-entries.mjs';
import {signOf} from '../../map/signs.mjs';
import {placeName} from '../station/selectors.mjs';

/** @param {Hub.Point | undefined} location */
const at = location => location && {location, zoom: 14};

/** @param {Hub.Report | undefined} before @param {Hub.Report} r @returns {Tz.News | undefined} */
const news = (before, r) =>
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
      };

/** @type {Tz.Subject<Hub.Report>} */
const self = {
  lists: {report: 'reports', overflow: 'overflows'},
  key: r => `report/${r.id}`,
  entries: (list, before, e, store) =>
    list === 'reports' ? entriesFrom(self, news, before, e, e => placeName(store, e)) : [],
  first: store => [...store.reports.values()].flatMap(e => self.entries('reports', undefined, e, store)),
  panel: {report: app => html`<tz-report .app=${app}></tz-report>`},
  elements: () => import('./elements.mjs'),
  place: (store, r) => at(r.location ?? store.stations.get(r.station)?.location),
  label: subject => `reportkind.${subject.label}`,
  marks: store =>
    [...store.reports.values()]
      .filter(r => r.state === 'new' && !r.overLimit)
      .flatMap(r =>
        r.location
          ? {
              key: self.key(r),
              at: r.location,
              severity: r.severity,
              verified: false,
              label: `reportkind.${r.kind}`,
              where: r.municipality?.name,
              sign: signOf(r.kind),
              since: r.at
            }
          : []
      )
};
export default self;
