// Incidents under way. Pure.
import {inScope} from '../../engine/rights.mjs';
import {byWeight} from '../../engine/severity.mjs';

/** @param {Hub.Incident} incident */
export const isOver = incident => incident.state === 'closed' || incident.state === 'dismissed';

/** @param {Tz.Store} store @param {string} [code] */
export const activeIncidents = (store, code) =>
  [...store.incidents.values()].filter(i => !isOver(i) && inScope(i, code)).sort(byWeight);
