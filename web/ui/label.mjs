// The title and place of something, in a few words.
import {ofKind} from '../engine/subjects.mjs';
import {t} from '../i18n/i18n.mjs';

/**
 * The title of an escalation's subject.
 *
 * @param {{kind: string, label: string}} subject
 * @param {string} [rule] that raised it: a station may be open, and still run out of ballots
 */
export const labelOf = (subject, rule) =>
  t(ofKind(subject.kind)?.label?.(subject, rule) ?? `reportkind.${subject.label}`);

/** Where it is, in a few words. @param {Tz.Store} store @param {Tz.Entity} e */
export const placeOf = (store, e) =>
  [store.stations.get(e.station ?? '')?.name, e.municipality?.name].filter(Boolean).join(' · ') || t('place.none');
