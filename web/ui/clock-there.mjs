import {html} from 'lit';
import {ownZone, timeOfDay, timeThere} from '../engine/clock.mjs';
import {t} from '../i18n/i18n.mjs';

/** The local time there, when it differs. @param {Tz.App} app @param {string | undefined} code */
export function clockThere(app, code) {
  const there = timeThere(code, app.clock.now());
  return there ? html` <span class="quiet there">${t('clock.there', {time: there})}</span>` : '';
}

/**
 * When something was in a municipality: by the reader's clock, and where clocks there show something else, by theirs
 * too, with the zone's name.
 *
 * @param {string | number} time
 * @param {string | undefined} code of the municipality; without one it is about the whole country
 */
export function timeIn(time, code) {
  const here = timeOfDay(time);
  const there = code && timeThere(code, typeof time === 'string' ? Date.parse(time) : time);
  return there ? t('clock.both', {here, there, zone: t(ownZone() ? 'clock.netherlands' : 'clock.caribbean')}) : here;
}
