// Narratives, as the desk needs them. Pure.
import {weight} from '../../engine/severity.mjs';

/**
 * A confirmed claim is urgent; a contradicted one is not; the others have to be examined.
 *
 * @param {Hub.Narrative} n
 */
export const severityOfNarrative = n =>
  n.standing === 'confirmed' ? 'urgent' : n.standing === 'contradicted' ? 'info' : 'attention';
/** @param {Hub.Narrative} n @param {string} [code] */
export const isAbout = (n, code) =>
  !code || n.about.municipalities.some(m => m.code === code) || n.about.stations.some(s => s.startsWith(`${code}-`));

/** Open alerts: unassessed ones first, then the most severe. */
const STATE = ['reported', 'assessed', 'answered', 'monitored', 'closed'];
/** @param {Tz.Store} store @param {string} [code] */
export const openNarratives = (store, code) =>
  [...store.narratives.values()]
    .filter(n => n.state !== 'closed' && isAbout(n, code))
    .sort(
      (a, b) =>
        STATE.indexOf(a.state) - STATE.indexOf(b.state) ||
        weight(severityOfNarrative(b)) - weight(severityOfNarrative(a)) ||
        b.seq - a.seq
    );
/**
 * Where a claim is: its station, or the middle of the stations of its municipality.
 *
 * @param {Tz.Store} store
 * @param {Hub.Narrative} n
 */
export function locationOfNarrative(store, n) {
  const station = store.stations.get(n.about.stations[0]);
  if (station) return station.location;
  const code = n.about.municipalities[0]?.code;
  if (!code) return undefined;
  let sum = {latitude: 0, longitude: 0, count: 0};
  for (const s of store.stations.values())
    if (s.municipality.code === code && s.location.latitude)
      sum = {
        latitude: sum.latitude + s.location.latitude,
        longitude: sum.longitude + s.location.longitude,
        count: sum.count + 1
      };
  return sum.count ? {latitude: sum.latitude / sum.count, longitude: sum.longitude / sum.count} : undefined;
}

/** The responses to a claim, including drafts: the newest first. @param {Tz.Store} store @param {string} id */
export const responsesTo = (store, id) =>
  [...store.responses.values()]
    .filter(r => r.narrative === id)
    .sort((a, b) => Date.parse(b.proposed.at) - Date.parse(a.proposed.at));
