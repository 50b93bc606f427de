import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {timeOfDay} from '../../engine/clock.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {shortName} from '../election/by-election.mjs';
import {electionOf} from './drawn.mjs';
import {Expectations} from './expectations.mjs';
import {isOver, tripsOf} from './selectors.mjs';

/**
 * Ballots on the phone of a chair: asks how many are left, when the hub needs that; shows a courier that brings or
 * fetches some. Emits `counted` with the input, which the chair's page sends.
 */
class ChairBallots extends LiveElement {
  static properties = {...LiveElement.properties, station: {}, unfolded: {state: true}};
  every = 1000;

  constructor() {
    super();
    /** @type {string} */
    this.station;
    this.unfolded = false;
    this.expectations = new Expectations(() => this.requestUpdate());
  }

  render() {
    const seq = this.app.store.statuses.get(this.station)?.seq ?? 0;
    const trips = tripsOf(this.app.store.couriers.values(), this.station).filter(c => !isOver(c));
    this.expectations.look({station: this.station}, seq + trips.length);
    const {items} = this.expectations;
    const asks = items.some(e => e.asks || e.isDue);
    return html`${trips.map(courier => this.trip(courier))}
      <section class="chair-ballots ${asks ? 'asked' : ''}">
        ${asks || this.unfolded
          ? this.form(items)
          : html`<button
              type="button"
              @click=${() => {
                this.unfolded = true;
              }}
            >
              ${t('stock.count')}
            </button>`}
      </section>`;
  }

  /** @param {Hub.Courier} courier */
  trip(courier) {
    const {trip} = courier;
    const gives = trip.from?.station === this.station;
    const other = gives ? trip.to : trip.from;
    return html`<section class="notice chair-trip">
      <p>
        <b
          >${t(gives ? 'courier.fetches' : 'courier.brings', {
            count: number(trip.ballots),
            name: other ? `${other.number} ${other.name}` : t('courier.stock')
          })}</b
        >
        ${electionOf(this.app.store, trip)}
        <span class="quiet">${t(`courier.${courier.status}`)} ${timeOfDay(courier.since)}</span>
      </p>
      ${gives
        ? courier.status === 'requested'
          ? html`<button
              class="primary"
              @click=${() => attempt(this.app, 'did.courierLeft', () => api.courierLeft(courier.id))}
            >
              ${t('courier.gone')}
            </button>`
          : ''
        : html`<button
            class="primary"
            @click=${() => attempt(this.app, 'did.courierArrived', () => api.courierArrived(courier.id))}
          >
            ${t('courier.here')}
          </button>`}
    </section>`;
  }

  /** One number for each election. @param {Hub.BallotExpectation[]} items */
  form(items) {
    const elections = this.app.store.stations.get(this.station)?.elections ?? [];
    const names = elections.length > 0 ? elections : [''];
    return html`<form @submit=${(/** @type {Tz.SubmitEvent} */ e) => this.send(e)}>
      <b>${t('stock.howMany')}</b>
      ${names.map(name => {
        const expected = items.find(e => (e.election ?? '') === name)?.left;
        return html`<label
          >${name ? html`<bdi>${shortName(this.app.store, name, elections)}</bdi>` : t('stock.leftNow')}<input
            type="number"
            name=${name || 'left'}
            inputmode="numeric"
            min="0"
            max="1000000"
            ?required=${names.length === 1}
            placeholder=${expected ?? ''}
        /></label>`;
      })}
      <button class="primary">${t('chair.send')}</button>
    </form>`;
  }

  /** @param {Tz.SubmitEvent} event */
  send(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const only = form.get('left');
    /** @type {Record<string, number>} */
    const each = {};
    for (const [name, value] of form.entries()) if (name !== 'left' && value !== '') each[name] = Number(value);
    const ballotsLeft = only === null ? each : Number(only);
    if (typeof ballotsLeft === 'object' && Object.keys(ballotsLeft).length === 0) return;
    this.unfolded = false;
    event.target.reset();
    this.dispatchEvent(new CustomEvent('counted', {detail: {ballotsLeft}}));
  }
}
customElements.define('tz-chair-ballots', ChairBallots);
