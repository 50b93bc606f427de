// Couriers with ballots, and when ballots run out, as the page shows them.
import {html} from 'lit';
import {entriesFrom} from '../../engine/feed-entries.mjs';
import {mayLookAtBallots, severityOfTrip} from './selectors.mjs';

/** @param {Hub.Courier | undefined} before @param {Hub.Courier} courier @returns {Tz.News | undefined} */
function news(before, courier) {
  const step = courier.steps.at(-1);
  if (!step || courier.status === before?.status) return undefined;
  return {
    kind: `courier-${courier.status}`,
    severity: severityOfTrip(courier),
    at: step.at,
    by: step.by,
    role: step.role,
    note: step.reason ?? courier.trip.note
  };
}

/** @type {Tz.Subject<Hub.Courier>} */
const self = {
  lists: {courier: 'couriers'},
  key: courier => `courier/${courier.id}`,
  entries: (list, before, courier) =>
    entriesFrom(self, news, before, courier, c => c.trip.to.name).map(entry => ({
      ...entry,
      municipality: courier.trip.to.municipality
    })),
  tabs: [
    {
      name: 'ballots',
      order: 45,
      draw: app => html`<tz-ballots .app=${app}></tz-ballots>`,
      for: app => mayLookAtBallots(app.principal)
    }
  ],
  panel: {courier: app => html`<tz-trip .app=${app}></tz-trip>`},
  elements: () => import('./elements.mjs'),
  place: (store, courier) => {
    const at = store.stations.get(courier.trip.to.station)?.location;
    return at?.latitude === undefined || at.longitude === undefined
      ? undefined
      : {location: {latitude: at.latitude, longitude: at.longitude}, zoom: 13};
  },
  label: () => 'kind.courier-late',
  beside: {station: (app, entry) => html`<tz-ballots-at .app=${app} station=${entry.id}></tz-ballots-at>`}
};
export default self;
