// The stops of a station, or its periods when it is closed in between: it is one station.
import {html} from 'lit';
import {isElsewhere, ownZone, timeAt, timeOfDay} from '../../engine/clock.mjs';
import {t} from '../../i18n/i18n.mjs';

/**
 * The station of a chair, whose account may name a stop.
 *
 * @param {Tz.Principal} principal
 * @param {Map<string, unknown>} stations
 */
export const stationOf = (principal, stations) =>
  principal.station && !stations.has(principal.station) ? principal.station.split('.')[0] : principal.station;

/** @param {Hub.StationEntry} entry */
export const periodsOf = entry => entry.stops ?? [entry];

/**
 * Where it is at a moment, or goes next: the first stop that has not closed yet; the last one, once all have.
 *
 * @param {Hub.StationEntry} entry
 * @param {number} now
 */
export const periodAt = (entry, now) =>
  periodsOf(entry).find(p => Date.parse(p.closesAt) > now) ?? periodsOf(entry)[periodsOf(entry).length - 1];

/** Whether one closed at a moment opens again. @param {Hub.StationEntry} entry @param {string} closedAt */
export const opensAgain = (entry, closedAt) =>
  periodsOf(entry)
    .slice(1)
    .some(p => Date.parse(p.opensAt) > Date.parse(closedAt));

/**
 * Whether the doors closed before the planned time.
 *
 * @param {Hub.StationEntry} entry
 * @param {number} at
 * @param {number} tolerance
 */
export const closesEarly = (entry, at, tolerance) =>
  periodsOf(entry).some((p, i) => at < Date.parse(p.closesAt) - tolerance && (i === 0 || at >= Date.parse(p.opensAt)));

/** @param {Tz.Period} p @param {Hub.StationEntry} entry */
const hours = (p, entry) => `${timeAt(p.opensAt, entry)}–${timeAt(p.closesAt, entry)}`;

/** With their zone where it is another than the reader's. @param {Hub.StationEntry} entry */
export function hoursOf(entry) {
  if (entry.stops) return html`${t('stops.count', {count: entry.stops.length})}`;
  const here = `${timeOfDay(entry.opensAt)}–${timeOfDay(entry.closesAt)}`;
  return isElsewhere(entry.municipality.code)
    ? t('panel.hoursThere', {
        there: hours(entry, entry),
        here: `${here} ${t(ownZone() ? 'clock.caribbean' : 'clock.netherlands')}`
      })
    : here;
}

/** The list of them; the present one is marked. @param {Hub.StationEntry} entry @param {number} now */
export function stopList(entry, now) {
  if (!entry.stops) return '';
  const present = periodAt(entry, now);
  return html`<ol class="stops" aria-label=${t('stops.title')}>
    ${entry.stops.map(
      p =>
        html`<li aria-current=${p === present ? 'location' : 'false'}>
          <time>${hours(p, entry)}</time> ${[p.location.address, p.location.place].filter(Boolean).join(', ')}
        </li>`
    )}
  </ol>`;
}
