import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';

const AGAIN_MILLIS = 30_000;

/**
 * Where voters of a suspended session go meanwhile: the nearest open stations, with their waiting time. Shows them on
 * the map, too.
 */
class Nearest extends PageElement {
  static properties = {app: {attribute: false}, station: {}, items: {state: true}};

  constructor() {
    super();
    /** @type {string} */
    this.station;
    /** @type {Tz.Nearest[] | undefined} */
    this.items;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
    this.timer = setInterval(() => this.load(), AGAIN_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
    this.app.dispatchEvent(new CustomEvent('nearest', {detail: []}));
  }

  async load() {
    const station = this.station;
    const {items} = await api.nearestOpen(station).catch(() => ({items: this.items ?? []}));
    if (!this.isConnected || station !== this.station) return;
    this.items = items;
    this.app.dispatchEvent(new CustomEvent('nearest', {detail: items}));
  }

  render() {
    if (!this.items) return '';
    return html`<h3>${t('nearest.title')}</h3>
      ${this.items.length === 0
        ? html`<p class="quiet">${t('nearest.none')}</p>`
        : html`<ol class="nearest">
            ${this.items.map(
              n =>
                html`<li>
                  <b>${n.station.name}</b>
                  <span class="quiet"
                    >${[n.station.location.address, n.station.location.place].filter(Boolean).join(', ')}</span
                  >
                  <span
                    >${number(n.distanceMetres)} m ·
                    ${n.station.waitingMinutes === undefined
                      ? t('nearest.noWait')
                      : t('nearest.wait', {n: n.station.waitingMinutes})}</span
                  >
                </li>`
            )}
          </ol>`}`;
  }
}
customElements.define('tz-nearest', Nearest);
