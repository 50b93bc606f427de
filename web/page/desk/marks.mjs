// Marks on the map besides stations. Pure.
import {weight} from '../../engine/severity.mjs';
import {subjects} from '../../engine/subjects.mjs';

/**
 * The marks of each subject: unverified reports, open incidents, claims; the most severe when there are very many.
 *
 * @param {Tz.Store} store
 * @param {number} now
 */
export const marksOf = (store, now, most = 300) =>
  subjects()
    .flatMap(s => s.marks?.(store, now) ?? [])
    .sort((a, b) => weight(b.severity) - weight(a.severity))
    .slice(0, most);
