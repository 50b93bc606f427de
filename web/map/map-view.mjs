import {html} from 'lit';
import {FILTERS} from '../live/changes.mjs';
import {mark} from '../ui/mark.mjs';
import {t} from '../i18n/i18n.mjs';
import {PageElement} from '../ui/element.mjs';
import {StationMap} from './map.mjs';

const TINT_MILLIS = 700;

/** The map on the page: follows the store and the address. */
class MapView extends PageElement {
  static properties = {app: {attribute: false}};
  #map;
  #onChange = event => this.changed(event.detail);
  #onAddress = () => this.follow();
  #onTheme = () => { this.#map.recolour(); this.tint(); };

  firstUpdated() {
    const {app} = this;
    this.#map = new StationMap(this.querySelector('.map'));
    this.#map.addEventListener('station', e => app.address.set({station: e.detail}));
    this.#map.addEventListener('municipality', e => app.address.set({municipality: e.detail, station: undefined}));
    this.#map.onZoom(() => this.tint());
    this.#map.patch(app.store.stations.keys(), app.store);
    fetch('/map/areas.json').then(r => r.json()).then(areas => {
      this.#map.areas(areas);
      this.tint();
      this.follow(true);
    });
    app.store.addEventListener('change', this.#onChange);
    app.address.addEventListener('change', this.#onAddress);
    app.addEventListener('theme', this.#onTheme);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.app.store.removeEventListener('change', this.#onChange);
    this.app.address.removeEventListener('change', this.#onAddress);
    this.app.removeEventListener('theme', this.#onTheme);
  }

  changed({ids}) {
    this.#map.patch(ids, this.app.store);
    this.tintTimer ??= setTimeout(() => {
      this.tintTimer = undefined;
      this.tint();
    }, TINT_MILLIS);
  }

  tint() {
    this.#map?.tint(this.app.store.municipalities, this.app.scope());
  }

  follow(first = false) {
    const {address, store} = this.app;
    const view = {filter: FILTERS[address.get('filter')], chosen: address.get('station'), municipality: this.app.scope()};
    this.#map.show(view);
    const station = store.stations.get(view.chosen);
    if (station && view.chosen !== this.focused?.chosen) this.#map.focusStation(station);
    else if (view.municipality !== this.focused?.municipality || first) this.focusMunicipality(view.municipality);
    this.focused = view;
    this.tint();
  }

  focusMunicipality(code) {
    if (!code) return this.#map.home();
    if (this.#map.focusMunicipality(code)) return;
    const own = [...this.app.store.stations.values()].filter(s => s.municipality.code === code);
    this.#map.focusPoints(own.map(s => [s.location.latitude, s.location.longitude]));
  }

  render() {
    return html`<div class="map-frame" role="region" aria-label=${t('map.label')}>
      <div class="map"></div>
      <button class="home" @click=${() => { this.app.address.set({municipality: undefined, station: undefined}); this.#map.home(); }}>${t('map.home')}</button>
      <ul class="legend" aria-label=${t('map.legend')}>${['urgent', 'attention', 'expected', 'normal', 'done'].map(c => html`<li>${mark(c, '')}${t(`condition.${c}`)}</li>`)}</ul>
    </div>`;
  }
}
customElements.define('tz-map', MapView);
