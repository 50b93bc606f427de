import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {timeOfDay} from '../../engine/clock.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {ask} from '../../ui/ask.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {ItemPanel} from '../../ui/item-panel.mjs';
import {electionOf, wayOf} from './drawn.mjs';
import {isOver, maySend, severityOfTrip} from './selectors.mjs';
import {stageOf} from './trips.mjs';

/** A courier's trip: what, from where to where, its progress, and the next step. @extends {ItemPanel<Hub.Courier>} */
class Trip extends ItemPanel {
  kind = 'courier';

  render() {
    const courier = this.item.entity;
    if (!courier) return '';
    const {trip} = courier;
    const now = this.app.clock.now();
    return this.frame(
      severityOfTrip(courier, now),
      t('courier.count', {count: number(courier.arrived ?? trip.ballots)}),
      html`${wayOf(courier)} ${electionOf(this.app.store, trip)}`,
      html`<p><span class="chip">${stageOf(courier, now)}</span></p>
        ${trip.note ? html`<p class="note" dir="auto">“${trip.note}”</p>` : ''}
        <dl>
          ${this.fact('courier.from', trip.from ? this.place(trip.from) : t('courier.stock'))}
          ${this.fact('courier.to', this.place(trip.to))}
          ${courier.steps.map(step =>
            this.fact(
              `courier.${step.status}`,
              html`${timeOfDay(step.at)}
                <span class="quiet">${t(`role.${step.role}`)} <bdi>${step.by}</bdi></span>
                ${step.reason ? html`<span class="note" dir="auto">“${step.reason}”</span>` : ''}`
            )
          )}
        </dl>
        ${isOver(courier) || this.app.isPast ? '' : this.acts(courier)}`
    );
  }

  /** The giver's municipality says that it has left; the rest is for the receiver's. @param {Hub.Courier} courier */
  acts(courier) {
    const {from, to} = courier.trip;
    const receives = maySend(this.app.principal, to.municipality.code);
    const gives = receives || (from !== undefined && maySend(this.app.principal, from.municipality.code));
    const waits = courier.status === 'requested';
    return !receives && !(gives && waits)
      ? ''
      : html`<div class="acts">
          ${waits
            ? html`<button
                class="primary"
                @click=${() => attempt(this.app, 'did.courierLeft', () => api.courierLeft(courier.id))}
              >
                ${t('courier.hasLeft')}
              </button>`
            : ''}
          ${receives
            ? html`<button
                  class=${waits ? '' : 'primary'}
                  @click=${() => attempt(this.app, 'did.courierArrived', () => api.courierArrived(courier.id))}
                >
                  ${t('courier.hasArrived')}
                </button>
                <button @click=${() => this.cancel(courier)}>${t('courier.cancel')}</button>`
            : ''}
        </div>`;
  }

  /** @param {Hub.Courier['trip']['to']} place */
  place(place) {
    return html`<button class="link" @click=${() => this.app.address.set({station: place.station, item: undefined})}>
        ${place.number} ${place.name}</button
      ><span class="quiet">${[place.address, place.municipality.name].filter(Boolean).join(', ')}</span>`;
  }

  /** @param {Hub.Courier} courier */
  async cancel(courier) {
    const reason = await ask(t('courier.why'));
    if (reason) await attempt(this.app, 'did.courierCancelled', () => api.cancelCourier(courier.id, reason));
  }
}
customElements.define('tz-trip', Trip);
