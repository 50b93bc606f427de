// Visits of observers, as the page shows them.
import {html} from 'lit';
import {entriesFrom} from '../../engine/feed-entries.mjs';
import {needsOfMayor, severityOfVisit, stageOf} from './selectors.mjs';

/** @param {Hub.Visit | undefined} before @param {Hub.Visit} visit @returns {Tz.News | undefined} */
function news(before, visit) {
  const {organisation: by} = visit.observer;
  const finding = visit.findings.at(-1);
  if (finding && finding.number !== before?.findings.at(-1)?.number)
    return {
      kind: finding.kind === 'hindrance' ? 'visit-hindered' : 'visit-finding',
      severity: finding.severity,
      at: finding.at,
      by,
      role: 'observer',
      note: finding.text
    };
  if (visit.disagreements.length > (before?.disagreements.length ?? 0))
    return {
      kind: 'visit-disagreement',
      severity: 'attention',
      at: visit.disagreements.at(-1)?.at ?? visit.since,
      by,
      role: 'observer'
    };
  if (visit.status !== before?.status)
    return {kind: `visit-${visit.status}`, severity: 'info', at: visit.since, by, role: 'observer'};
  return undefined;
}

/** @type {Tz.Subject<Hub.Visit>} */
const self = {
  lists: {visit: 'visits'},
  key: visit => `visit/${visit.id}`,
  entries: (list, before, visit) =>
    entriesFrom(self, news, before, visit, v => v.place.name).map(entry => ({
      ...entry,
      municipality: visit.place.municipality
    })),
  tabs: [
    {
      name: 'observers',
      order: 58,
      draw: app => html`<tz-observers .app=${app}></tz-observers>`,
      for: app => app.principal.roles.some(role => role !== 'police' && role !== 'prosecutor')
    }
  ],
  panel: {visit: app => html`<tz-visit .app=${app}></tz-visit>`},
  elements: () => import('./elements.mjs'),
  place: (store, visit) => visit.place.location && {location: visit.place.location, zoom: 14},
  label: () => 'kind.visit-hindered',
  /** Only hindered observers are shown on the map. */
  marks: store =>
    [...store.visits.values()]
      .filter(v => stageOf(v) === 'hindered' && v.place.location)
      .map(v => ({
        key: self.key(v),
        at: v.place.location,
        severity: severityOfVisit(v),
        verified: false,
        label: 'kind.visit-hindered',
        sign: 'hidden',
        since: v.since
      })),
  needs: needsOfMayor,
  beside: {station: (app, entry) => html`<tz-visits-at .app=${app} station=${entry.id}></tz-visits-at>`}
};
export default self;
