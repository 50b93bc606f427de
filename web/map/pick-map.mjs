import {html} from 'lit';
import {t} from '../i18n/i18n.mjs';
import {PageElement} from '../ui/element.mjs';
import {StationMap} from './map.mjs';

/** A map inside a form: click a point, click the corners of an area, or click stations. Tells `picked` with the points, or `station` with an id. */
class PickMap extends PageElement {
  static properties = {
    app: {attribute: false},
    what: {},
    points: {attribute: false},
    near: {attribute: false},
    code: {}
  };
  #map = /** @type {StationMap} */ (/** @type {unknown} */ (undefined));
  /** @type {ReturnType<StationMap['draw']> | undefined} */
  #drawing;

  constructor() {
    super();
    /** @type {string} */
    this.code;
    /** @type {'point' | 'area' | 'stations'} */
    this.what;
    /** @type {Hub.Point[] | undefined} */
    this.points;
    /** @type {Hub.Point | undefined} */
    this.near;
  }

  firstUpdated() {
    this.#map = new StationMap(/** @type {HTMLElement} */ (this.querySelector('.map')));
    const {store} = this.app;
    const own = [...store.stations.values()].filter(s => !this.code || s.municipality.code === this.code);
    this.#map.patch(
      own.map(s => s.id),
      store
    );
    fetch('/map/areas.json')
      .then(r => r.json())
      .then(areas => this.#map.areas(areas))
      .then(() => this.focus());
    if (this.what === 'stations')
      this.#map.addEventListener('station', e => this.dispatchEvent(new CustomEvent('station', {detail: e.detail})));
    else
      this.#drawing = this.#map.draw(this.what, this.points, points =>
        this.dispatchEvent(new CustomEvent('picked', {detail: points}))
      );
    this.focus();
  }

  focus() {
    const {store} = this.app;
    if (this.points?.length) this.#map.focusPoints(this.points.map(p => [p.latitude, p.longitude]));
    else if (this.near) this.#map.focusStation({location: this.near}, 15);
    else
      this.#map.focusPoints(
        [...store.stations.values()]
          .filter(s => s.municipality.code === this.code)
          .map(s => [s.location.latitude, s.location.longitude])
      );
  }

  render() {
    return html`<div class="pick-map" role="application" aria-label=${t(`pick.${this.what}`)}>
        <div class="map"></div>
      </div>
      <p class="quiet">
        ${t(`pick.${this.what}`)}
        ${this.what === 'area'
          ? html`<button type="button" @click=${() => this.#drawing?.removeLast()}>${t('pick.back')}</button>`
          : ''}
      </p>`;
  }
}
customElements.define('tz-pick-map', PickMap);
