import {html} from 'lit';
import {visitedStation} from '../../engine/api.mjs';
import {timeOfDay} from '../../engine/clock.mjs';
import {phaseOf} from '../../engine/day.mjs';
import {t} from '../../i18n/i18n.mjs';

const EVERY_MILLIS = 60_000;

/** The state of the visited station: loaded on arrival, and then every minute while the page is open. */
export class StationNow {
  /** @type {{visit: string, station: Hub.StationEntry, status: Hub.StationState} | undefined} */
  #known;
  #visit = '';
  #asked = 0;

  /** @param {string | undefined} visit that the hub has @returns {Promise<boolean>} whether something else is known now */
  async look(visit) {
    if (visit !== this.#visit) {
      this.#known = undefined;
      this.#asked = -Infinity;
      this.#visit = visit ?? '';
    }
    if (!visit || document.visibilityState !== 'visible') return false;
    if (performance.now() - this.#asked < EVERY_MILLIS) return false;
    this.#asked = performance.now();
    try {
      const {station, status} = await visitedStation(visit);
      if (station && status && visit === this.#visit) this.#known = {visit, station, status};
    } catch {
      this.#known = undefined; // without a connection nothing is shown, rather than something old
    }
    return true;
  }

  /** The phase of the day at that station; undefined when nothing is known. @param {number} now */
  phase(now) {
    if (!this.#known) return undefined;
    const {station, status} = this.#known;
    const hours = {opens: Date.parse(station.opensAt), closes: Date.parse(station.closesAt)};
    const open = Number(status.status === 'open');
    return phaseOf(hours, now, {stations: 1, open, counted: Number(status.status === 'counted')});
  }

  render() {
    if (!this.#known) return '';
    const {status, since, waitingMinutes} = this.#known.status;
    return html`<p class="quiet">
      ${t('visit.stationSaid')}: <b>${t(`status.${status}`)}</b> ${t('panel.since', {time: timeOfDay(since)})}
      ${waitingMinutes === undefined || waitingMinutes === null ? '' : t('visit.waitingNow', {n: waitingMinutes})}
    </p>`;
  }
}
