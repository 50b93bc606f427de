// Incidents under way. Pure.
import {inScope} from '../../engine/rights.mjs';
import {byWeight} from '../../engine/severity.mjs';

export const isOver = incident => incident.state === 'closed' || incident.state === 'dismissed';

export const activeIncidents = (store, code) =>
  [...store.incidents.values()].filter(i => !isOver(i) && inScope(i, code)).sort(byWeight);
