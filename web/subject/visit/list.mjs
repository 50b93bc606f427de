import {html} from 'lit';
import {repeat} from 'lit-html/directives/repeat.js';
import {stampOf, timeOfDay} from '../../engine/clock.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {listFiles} from '../../ui/list-files.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';
import {partsOf, severityOfVisit, STAGE_NAMES, stageOf, visitsAt, visitsIn} from './selectors.mjs';

/** Rows that are drawn until somebody asks for more. */
const ROWS = 100;

/**
 * The observer: an organisation has many, told apart by their badges. Both texts may be in any script.
 *
 * @param {Hub.Visit} visit
 */
const observerOf = ({observer}) => html`<bdi>${observer.organisation}</bdi> · <bdi>${observer.number}</bdi>`;

/** @param {Tz.App} app @param {Hub.Visit} visit @param {Tz.Drawn} title @param {Tz.Drawn} [more] */
const row = (app, visit, title, more = '') =>
  html`<li>
    <button
      class="row visit"
      aria-current=${app.address.get('item') === `visit/${visit.id}`}
      @click=${() => app.address.set({item: `visit/${visit.id}`, station: undefined})}
    >
      ${severityIcon(severityOfVisit(visit), '')}
      <span class="what">
        <b>${title}</b>
        ${more ? html`<span class="quiet">${more}</span>` : ''}
        <span class="quiet">
          ${t(`visit.stage.${stageOf(visit)}`)} ·
          ${timeOfDay(visit.arrivedAt)}${visit.leftAt ? `–${timeOfDay(visit.leftAt)}` : ''}
        </span>
      </span>
    </button>
  </li>`;

/** Visits of observers: those that need attention first; those that are over are folded. */
class Visits extends LiveElement {
  static properties = {
    ...LiveElement.properties,
    unfolded: {state: true},
    most: {state: true}
  };
  every = 1000;

  constructor() {
    super();
    this.unfolded = false;
    this.most = ROWS;
  }

  /** What is looked for; in the address, like the state. */
  get typed() {
    return this.app.address.get('visits') ?? '';
  }

  get stage() {
    const asked = this.app.address.get('stage') ?? '';
    return STAGE_NAMES.includes(asked) ? asked : '';
  }

  render() {
    const visits = visitsIn(this.app.store, this.app.scope());
    const present = visits.filter(v => v.status !== 'left').length;
    const {shown, over} = partsOf(visits, this.typed, this.stage);
    return html`<section class="visits-list" aria-label=${t('visit.title')}>
      <p class="quiet">${t('visit.present', {n: number(present)})}</p>
      ${visits.length === 0 ? html`<p class="empty">${t('visit.none')}</p>` : this.filters()}
      ${visits.length > 0 && shown.length + over.length === 0 ? html`<p class="empty">${t('visit.noneFound')}</p>` : ''}
      ${this.rows(shown)}
      ${over.length > 0
        ? html`<button
              class="fold"
              aria-expanded=${this.unfolded}
              @click=${() => {
                this.unfolded = !this.unfolded;
              }}
            >
              ${over.length === 1 ? t('visit.overOne') : t('visit.over', {n: number(over.length)})}
            </button>
            ${this.unfolded ? this.rows(over) : ''}`
        : ''}
      ${visits.length > 0
        ? listFiles(
            (text, wrong) => this.app.tell(text, wrong),
            () => this.asShown([...shown, ...over])
          )
        : ''}
    </section>`;
  }

  /** @param {Hub.Visit[]} visits @returns {Tz.ListAsShown} */
  asShown(visits) {
    return {
      title: t('visit.title'),
      columns: ['name', 'municipality', 'organisation', 'badge', 'status', 'arrived', 'left'].map(c => t(`file.${c}`)),
      rows: visits.map(v => [
        v.place.name,
        v.place.municipality.name,
        v.observer.organisation,
        v.observer.number,
        t(`visit.stage.${stageOf(v)}`),
        stampOf(v.arrivedAt),
        stampOf(v.leftAt)
      ])
    };
  }

  filters() {
    return html`<div class="filters">
      <input
        type="search"
        aria-label=${t('visit.filter')}
        placeholder=${t('list.search')}
        .value=${this.typed}
        @input=${(/** @type {Tz.DomEvent} */ e) => this.filter({visits: e.target.value})}
      />
      <select
        aria-label=${t('visit.state')}
        @change=${(/** @type {Tz.DomEvent} */ e) => this.filter({stage: e.target.value})}
      >
        <option value="">${t('visit.anyState')}</option>
        ${STAGE_NAMES.map(
          s => html`<option value=${s} ?selected=${this.stage === s}>${t(`visit.stage.${s}`)}</option>`
        )}
      </select>
    </div>`;
  }

  /** @param {{visits?: string, stage?: string}} what */
  filter(what) {
    this.app.address.set(
      Object.fromEntries(Object.entries(what).map(([key, value]) => [key, value || undefined])),
      true
    );
    this.most = ROWS;
  }

  /** @param {Hub.Visit[]} visits */
  rows(visits) {
    if (visits.length === 0) return '';
    return html`<ul class="plain rows">
        ${repeat(
          visits.slice(0, this.most),
          v => v.id,
          v => row(this.app, v, `${v.place.name}, ${v.place.municipality.name}`, observerOf(v))
        )}
      </ul>
      ${visits.length > this.most
        ? html`<button
            class="more"
            @click=${() => {
              this.most += ROWS;
            }}
          >
            ${t('list.more', {count: number(Math.min(ROWS, visits.length - this.most))})}
          </button>`
        : ''}`;
  }
}
customElements.define('tz-visits', Visits);

/** Visits to one station, in its panel. */
class VisitsAt extends LiveElement {
  static properties = {...LiveElement.properties, station: {}};
  every = 1000;

  constructor() {
    super();
    /** @type {string} */
    this.station;
  }

  render() {
    const visits = visitsAt(this.app.store, this.station).sort((a, b) => b.seq - a.seq);
    if (visits.length === 0) return '';
    return html`<h3>${t('visit.title')}</h3>
      <ul class="plain rows">
        ${visits.map(v => row(this.app, v, observerOf(v)))}
      </ul>`;
  }
}
customElements.define('tz-visits-at', VisitsAt);
