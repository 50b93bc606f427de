import {html} from 'lit';
import {timeOfDay} from '../../engine/clock.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';
import {electionOf, wayOf} from './drawn.mjs';
import {isLate, isOver, severityOfTrip} from './selectors.mjs';

/** The status of a trip, in words. @param {Hub.Courier} courier @param {number} now */
export function stageOf(courier, now) {
  const since = `${t(`courier.${courier.status}`)} ${timeOfDay(courier.since)}`;
  if (isOver(courier)) return since;
  return `${since} · ${t(isLate(courier, now) ? 'courier.late' : 'courier.due', {time: timeOfDay(courier.dueAt)})}`;
}

/** A trip in a list. @param {Tz.App} app @param {Hub.Courier} courier */
export const tripRow = (app, courier) => {
  const now = app.clock.now();
  return html`<li>
    <button
      class="row trip ${courier.status}"
      aria-current=${app.address.get('item') === `courier/${courier.id}`}
      @click=${() => app.address.set({item: `courier/${courier.id}`, station: undefined})}
    >
      ${severityIcon(severityOfTrip(courier, now), '')}
      <span class="what">
        <b>${t('courier.count', {count: number(courier.arrived ?? courier.trip.ballots)})}</b>
        ${electionOf(app.store, courier.trip)} ${wayOf(courier)}
        <span class="quiet">${stageOf(courier, now)}</span>
      </span>
    </button>
  </li>`;
};
