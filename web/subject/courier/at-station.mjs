import {html} from 'lit';
import {timeOfDay} from '../../engine/clock.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {inOrder} from '../election/by-election.mjs';
import {electionOf, runsOut} from './drawn.mjs';
import {Expectations} from './expectations.mjs';
import './request.mjs';
import {isOver, isShort, maySend, tripsOf} from './selectors.mjs';
import {tripRow} from './trips.mjs';

/** Trips of one station that its panel shows. */
const MOST_TRIPS = 5;

/** The forecast for one station's ballots, in its panel, and the trips from and to it. */
class BallotsAt extends LiveElement {
  static properties = {...LiveElement.properties, station: {}};
  every = 1000;

  constructor() {
    super();
    /** @type {string} */
    this.station;
    this.expectations = new Expectations(() => this.requestUpdate());
  }

  render() {
    const trips = tripsOf(this.app.store.couriers.values(), this.station);
    const seq = this.app.store.statuses.get(this.station)?.seq ?? 0;
    if (!this.app.isPast) this.expectations.look({station: this.station}, seq + (trips[0]?.seq ?? 0));
    const items = this.app.isPast ? [] : this.expectations.items;
    if (items.length === 0 && trips.length === 0) return '';
    const order = inOrder(this.app.store);
    return html`<h3>${t('stock.title')}</h3>
      ${[...items].sort((a, b) => order(a.election ?? '', b.election ?? '')).map(e => this.expected(e))}
      ${trips.length > 0
        ? html`<ul class="plain rows">
            ${trips.slice(0, MOST_TRIPS).map(c => tripRow(this.app, c))}
          </ul>`
        : ''}`;
  }

  /** @param {Hub.BallotExpectation} e */
  expected(e) {
    const mayAsk =
      isShort(e) &&
      maySend(this.app.principal, e.municipality.code) &&
      !tripsOf(this.app.store.couriers.values(), this.station).some(
        c => !isOver(c) && c.trip.to.station === this.station && c.trip.election === e.election
      );
    return html`<p class="expected">
        ${electionOf(this.app.store, e)} ${runsOut(e)}<br />
        ${t('stock.left', {left: number(e.left), need: number(e.need)})}
        <span class="quiet">${t('stock.seen', {time: timeOfDay(e.seenAt ?? '')})}</span>
        ${e.asks ? html`<span class="quiet">${t('stock.asks')}</span>` : ''}
        ${!isShort(e) && e.surplus > 0
          ? html`<span class="quiet">${t('stock.surplus', {count: number(e.surplus)})}</span>`
          : ''}
      </p>
      ${mayAsk ? html`<tz-courier-request .app=${this.app} .expectation=${e}></tz-courier-request>` : ''}`;
  }
}
customElements.define('tz-ballots-at', BallotsAt);
