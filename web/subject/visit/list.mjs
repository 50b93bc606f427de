import {html} from 'lit';
import {timeOfDay} from '../../engine/clock.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';
import {severityOfVisit, stageOf, visitsAt, visitsIn} from './selectors.mjs';

const MOST_ROWS = 300;

/** @param {Tz.App} app @param {Hub.Visit} visit @param {string} name */
const row = (app, visit, name) =>
  html`<li>
    <button
      class="row visit"
      aria-current=${app.address.get('item') === `visit/${visit.id}`}
      @click=${() => app.address.set({item: `visit/${visit.id}`, station: undefined})}
    >
      ${severityIcon(severityOfVisit(visit), '')}
      <span class="what">
        <b>${name}</b>
        <span class="quiet">
          ${visit.observer.organisation} · ${t(`visit.stage.${stageOf(visit)}`)} ·
          ${timeOfDay(visit.arrivedAt)}${visit.leftAt ? `–${timeOfDay(visit.leftAt)}` : ''}
        </span>
      </span>
    </button>
  </li>`;

/** Visits of observers: what needs somebody first. */
class Visits extends LiveElement {
  every = 1000;

  render() {
    const visits = visitsIn(this.app.store, this.app.scope());
    const present = visits.filter(v => v.status !== 'left').length;
    return html`<section class="visits-list" aria-label=${t('visit.title')}>
      <h3>${t('visit.title')} <span class="quiet">${t('visit.present', {n: number(present)})}</span></h3>
      ${visits.length === 0
        ? html`<p class="empty">${t('visit.none')}</p>`
        : html`<ul class="plain rows">
            ${visits.slice(0, MOST_ROWS).map(v => row(this.app, v, `${v.place.name}, ${v.place.municipality.name}`))}
          </ul>`}
      ${visits.length > MOST_ROWS
        ? html`<p class="quiet">${t('visit.more', {n: number(visits.length - MOST_ROWS)})}</p>`
        : ''}
    </section>`;
  }
}
customElements.define('tz-visits', Visits);

/** Those at one station, in its panel. */
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
        ${visits.map(v => row(this.app, v, v.observer.organisation))}
      </ul>`;
  }
}
customElements.define('tz-visits-at', VisitsAt);
