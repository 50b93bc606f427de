import {html} from 'lit';
import {timeIn} from '../../ui/clock-there.mjs';
import {resolveItem} from '../../engine/entities.mjs';
import {ofKind} from '../../engine/subjects.mjs';
import {t} from '../../i18n/i18n.mjs';
import {StationMap} from '../../map/map.mjs';
import {SIGNS} from '../../map/signs.mjs';
import {FILTERS} from '../../subject/station/selectors.mjs';
import {limitsOf} from '../../subject/tolerance/selectors.mjs';
import {PageElement} from '../../ui/element.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';
import {marksOf} from './marks.mjs';

const TINT_MILLIS = 700;
/** The age from which a mark fades. */
const OLD_MINUTES = 60;
const CONDITIONS = ['urgent', 'attention', 'expected', 'normal', 'done'];

const SHAPE = 'M10 1 19 10 10 19 1 10Z';
const BALLOON = 'M2 2h16v11h-8l-5 5v-5H2Z';
/** @param {string} kind @param {string} path @param {string} text */
const legendSign = (kind, path, text) =>
  html`<li>
    <svg class="sign ${kind}" viewBox="0 0 20 20" aria-hidden="true"><path d=${path} /></svg>${text}
  </li>`;

/** The map on the page: follows the store and the address. */
class MapView extends PageElement {
  static properties = {app: {attribute: false}};
  #map = /** @type {StationMap} */ (/** @type {unknown} */ (undefined));
  /** @param {CustomEvent} event */
  #onChange = event => this.changed(event.detail);
  #onAddress = () => this.follow();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  tintTimer;
  /** @param {CustomEvent} event */
  #onNearest = event => this.#map.situation.nearest(event.detail);
  #onTheme = () => {
    this.#map.recolour();
    this.tint();
  };

  firstUpdated() {
    const {app} = this;
    this.#map = new StationMap(/** @type {HTMLElement} */ (this.querySelector('.map')));
    this.#map.addEventListener('station', e => app.address.set({station: e.detail}));
    this.#map.addEventListener('municipality', e => app.address.set({municipality: e.detail, station: undefined}));
    this.#map.addEventListener('item', e => app.address.set({item: e.detail}));
    app.addEventListener('nearest', this.#onNearest);
    this.#map.onZoom(() => this.tint());
    this.#map.patch(app.store.stations.keys(), app.store);
    fetch('/map/areas.json')
      .then(r => r.json())
      .then(areas => {
        this.#map.areas(areas);
        this.tint();
        this.follow(true);
        app.dispatchEvent(new Event('drawn'));
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
    this.app.removeEventListener('nearest', this.#onNearest);
  }

  /** @param {{ids: Set<string>}} change */
  changed({ids}) {
    this.#map.patch(ids, this.app.store);
    this.tintTimer ??= setTimeout(() => {
      this.tintTimer = undefined;
      this.tint();
    }, TINT_MILLIS);
  }

  tint() {
    this.#map?.tint(this.app.store.municipalities, this.app.scope());
    this.drawSituation();
  }

  /** Reports, incidents, limits and sessions that move; not with every report of a station, but within a second. */
  drawSituation() {
    const {store, address} = this.app;
    const layer = this.#map.situation;
    layer.marks(
      marksOf(store, this.app.clock.now()).map(m => ({
        ...m,
        label: t(m.label),
        old: this.app.clock.minutesSince(m.since) >= OLD_MINUTES
      })),
      address.get('item')
    );
    layer.limits(limitsOf(store, this.app.scope()), store.stations);
    const moves = [];
    for (const s of store.statuses.values()) {
      const entry = store.stations.get(s.id);
      if (!entry) continue;
      if (s.resumption?.location)
        moves.push({
          from: entry.location,
          to: s.resumption.location,
          label: `${entry.name}: ${t('resume.at', {time: timeIn(s.resumption.at, entry.municipality.code)})}`,
          done: false
        });
      else if (entry.movedFrom)
        moves.push({
          from: entry.movedFrom,
          to: entry.location,
          label: t('resume.moved', {name: entry.name}),
          done: true
        });
    }
    layer.moves(moves);
  }

  follow(first = false) {
    const {address, store} = this.app;
    const view = {
      filter: FILTERS[address.get('filter') ?? ''],
      chosen: address.get('station'),
      municipality: this.app.scope()
    };
    this.#map.show(view);
    const station = store.stations.get(view.chosen);
    const item = this.placeOf(address.get('item'));
    if (item && address.get('item') !== this.focused?.item)
      this.#map.focusStation({location: item.location}, item.zoom);
    else if (station && view.chosen !== this.focused?.chosen) this.#map.focusStation(station);
    else if (view.municipality !== this.focused?.municipality || first) this.focusMunicipality(view.municipality);
    const moved = item ? address.get('item') !== this.focused?.item : view.chosen !== this.focused?.chosen;
    const place = item?.location ?? station?.location;
    if (place && moved) this.uncover(place);
    this.focused = {...view, item: address.get('item')};
    this.tint();
  }

  /** The place of the opened item, and the zoom. @param {string | undefined} key */
  placeOf(key) {
    if (!key) return undefined;
    const {kind, entity} = resolveItem(this.app, key);
    return entity && ofKind(kind)?.place?.(this.app.store, entity);
  }

  /** What is opened is drawn over the map a moment later. @param {Hub.Point} place */
  uncover(place) {
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        this.#map.uncover(place, document.querySelector('.desk .panel')?.getBoundingClientRect())
      )
    );
  }

  /** @param {string} [code] */
  focusMunicipality(code) {
    if (!code) return this.#map.home();
    if (this.#map.focusMunicipality(code)) return;
    const own = [...this.app.store.stations.values()].filter(s => s.municipality.code === code);
    this.#map.focusPoints(own.map(s => [s.location.latitude, s.location.longitude]));
  }

  render() {
    return html`<div class="map-frame" role="region" aria-label=${t('map.label')}>
      <div class="map"></div>
      <button
        class="home"
        @click=${() => {
          this.app.address.set({municipality: undefined, station: undefined});
          this.#map.home();
        }}
      >
        ${t('map.home')}
      </button>
      <details class="legend">
        <summary>${t('map.legend')}</summary>
        <ul>
          ${CONDITIONS.map(c => html`<li>${severityIcon(c, '')}${t(`condition.${c}`)}</li>`)}
          <li><span class="number-sign" aria-hidden="true">7</span>${t('legend.number')}</li>
          ${legendSign('urgent unverified', SHAPE, t('legend.report'))}
          ${legendSign('urgent verified', SHAPE, t('legend.incident'))}
          ${legendSign('attention unverified rumour', BALLOON, t('legend.rumour'))}
          ${Object.keys(SIGNS).map(sign => legendSign('plain', SIGNS[sign], t(`sign.${sign}`)))}
        </ul>
      </details>
    </div>`;
  }
}
customElements.define('tz-map', MapView);
