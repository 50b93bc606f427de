import {html} from 'lit';
import {repeat} from 'lit-html/directives/repeat.js';
import {number, t} from '../../i18n/i18n.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {electionOf, nearWords, runsOut} from './drawn.mjs';
import {Expectations} from './expectations.mjs';
import './request.mjs';
import {isOver, isShort, maySend, tripsIn} from './selectors.mjs';
import {tripRow} from './trips.mjs';

/** Rows that are drawn until somebody asks for more. */
const ROWS = 50;

/** Ballots by when they run out, with stations that can spare some, and the trips. */
class Ballots extends LiveElement {
  static properties = {...LiveElement.properties, asking: {state: true}, most: {state: true}, unfolded: {state: true}};
  every = 1000;

  constructor() {
    super();
    this.expectations = new Expectations(() => this.requestUpdate());
    /** The station and election for which a courier is being requested. @type {string | undefined} */
    this.asking;
    this.most = ROWS;
    this.unfolded = false;
  }

  render() {
    const code = this.app.scope();
    const trips = tripsIn(this.app.store.couriers.values(), code);
    if (!this.app.isPast) this.expectations.look(code ? {municipality: code} : {}, trips[0]?.seq);
    const {items, isKnown} = this.expectations;
    const short = items.filter(isShort);
    const under = trips.filter(c => !isOver(c));
    const over = trips.filter(isOver);
    return html`<section class="ballots-list" aria-label=${t('stock.title')}>
      ${under.length > 0
        ? html`<h3>${t('courier.title')}</h3>
            <ul class="plain rows">
              ${repeat(
                under,
                c => c.id,
                c => tripRow(this.app, c)
              )}
            </ul>`
        : ''}
      ${this.app.isPast
        ? html`<p class="empty">${t('stock.onlyNow')}</p>`
        : html`<h3>${t('stock.title')}</h3>
            <p class="quiet">
              ${isKnown ? t('stock.short', {count: number(short.length), of: number(items.length)}) : t('stock.asking')}
            </p>
            ${isKnown && items.length === 0 ? html`<p class="empty">${t('stock.none')}</p>` : ''}
            <ul class="plain rows">
              ${repeat(
                items.slice(0, this.most),
                e => `${e.station} ${e.election ?? ''}`,
                e => this.row(e)
              )}
            </ul>
            ${items.length > this.most
              ? html`<button
                  class="more"
                  @click=${() => {
                    this.most += ROWS;
                  }}
                >
                  ${t('list.more', {count: number(Math.min(ROWS, items.length - this.most))})}
                </button>`
              : ''}`}
      ${over.length > 0
        ? html`<button
              class="fold"
              aria-expanded=${this.unfolded}
              @click=${() => {
                this.unfolded = !this.unfolded;
              }}
            >
              ${t('courier.over', {n: number(over.length)})}
            </button>
            ${this.unfolded
              ? html`<ul class="plain rows">
                  ${over.slice(0, this.most).map(c => tripRow(this.app, c))}
                </ul>`
              : ''}`
        : ''}
    </section>`;
  }

  /** @param {Hub.BallotExpectation} e */
  row(e) {
    const key = `${e.station} ${e.election ?? ''}`;
    const mayAsk = isShort(e) && maySend(this.app.principal, e.municipality.code);
    return html`<li class="ballots-row">
      <button class="row" @click=${() => this.app.address.set({station: e.station, item: undefined})}>
        <span class="what">
          <b>${e.number} ${e.name}</b> ${electionOf(this.app.store, e)}<br />
          ${runsOut(e)}
          <span class="quiet"
            >${t('stock.left', {left: number(e.left), need: number(e.need)})}${e.coming
              ? ` · ${t('stock.coming', {count: number(e.coming)})}`
              : ''}${e.asks ? ` · ${t('stock.asks')}` : ''}</span
          >
          ${isShort(e)
            ? html`<span class="quiet">${e.nearby[0] ? nearWords(e.nearby[0]) : t('stock.nobody')}</span>`
            : e.surplus > 0
              ? html`<span class="quiet">${t('stock.surplus', {count: number(e.surplus)})}</span>`
              : ''}
        </span>
      </button>
      ${mayAsk && this.asking !== key && e.coming < e.shortage
        ? html`<button
            class="primary"
            @click=${() => {
              this.asking = key;
            }}
          >
            ${t('courier.ask')}
          </button>`
        : ''}
      ${this.asking === key
        ? html`<tz-courier-request
            .app=${this.app}
            .expectation=${e}
            @asked=${() => {
              this.asking = undefined;
            }}
          ></tz-courier-request>`
        : ''}
    </li>`;
  }
}
customElements.define('tz-ballots', Ballots);
