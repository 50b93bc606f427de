// The map, with few methods (areas, patch, show, focus), so that another library could replace it. It knows the store's
// entities, and nothing of the page.
import * as L from 'leaflet';
import {t} from '../i18n/i18n.mjs';
import {Drawing} from './drawing.mjs';
import {SituationLayer} from './situation-layer.mjs';
import {NameLayer} from './name-layer.mjs';
import {NAME_WIDTH, along, labelOf, overlap} from './named.mjs';
import {StationLayer} from './station-layer.mjs';

const COUNTRY = L.latLngBounds([50.75, 3.3], [53.56, 7.23]);
const WORST = 5;
/** The least distance of a place from the edge of a panel over the map, in pixels. */
const MARGIN = 24;
const PLACES_FROM_ZOOM = 10.5;
/** Half the name of a municipality, in pixels. */
const HALF_A_NAME = 45;
const NAME_AWAY = 26;
/** Half a name, and half a mark. */
const MARK_AWAY = 50;
const NAMES_BESIDE_NUMBERS = 8.5;

export class StationMap extends EventTarget {
  #map;
  /** @type {L.AreaLayer | undefined} */
  #areas;
  #stations;
  /** @type {Map<string, L.Shape>} */
  #shapes = new Map();
  /** @type {L.Tooltip[]} */
  #labels = [];
  /** What labels cover of the screen. @type {Tz.Label[]} */
  #labelled = [];
  /** @type {Map<string | undefined, Tz.Counts>} */
  #counts = new Map();
  /** The share of all stations that needs attention: an hour in which all are late does not colour the country. */
  #usual = 0;
  #nameLayer;
  /** Shows again what was asked for, when the size changes before anybody moved the map by hand. */
  /** @type {(() => void) | undefined} */
  #view;

  /** @param {HTMLElement} element it fills */
  constructor(element) {
    super();
    this.#map = L.map(element, {
      preferCanvas: true,
      zoomControl: false,
      attributionControl: true,
      zoomSnap: 0.25,
      minZoom: 6,
      maxZoom: 17,
      maxBounds: COUNTRY.pad(0.6),
      zoomAnimation: false,
      fadeAnimation: false,
      markerZoomAnimation: false,
      inertia: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      keyboard: true
    });
    this.#map.attributionControl.setPrefix(false);
    L.control.zoom({position: 'topleft', zoomInTitle: t('map.in'), zoomOutTitle: t('map.out')}).addTo(this.#map);
    this.#stations = new StationLayer((/** @type {Tz.Picked} */ picked) =>
      this.dispatchEvent(
        picked.code
          ? new CustomEvent('municipality', {detail: picked.code})
          : new CustomEvent('station', {detail: picked.id})
      )
    );
    this.#map.addLayer(this.#stations);
    /** Reports, incidents, limits, moves. */
    this.situation = new SituationLayer(this.#map, key => this.dispatchEvent(new CustomEvent('item', {detail: key})));
    this.#stations.covered = () => [...this.situation.covered(), ...this.#labelled.flatMap(along)];
    this.#nameLayer = new NameLayer(() => this.#names()).addTo(this.#map);
    this.home();
    this.#map.on('dragstart dblclick', () => {
      this.#view = undefined;
    });
    element.addEventListener(
      'wheel',
      () => {
        this.#view = undefined;
      },
      {passive: true}
    );
    element.addEventListener('click', e => {
      if (e.target instanceof Element && e.target.closest('.leaflet-control-zoom')) this.#view = undefined;
    });
    new ResizeObserver(() => {
      this.#map.invalidateSize({animate: false});
      this.#view?.();
    }).observe(element);
  }

  /** @param {{credit?: string}} geojson areas with code and name, and whose they are where they are not schematic */
  areas(geojson) {
    this.#map.attributionControl.addAttribution(
      geojson.credit ? t('map.credit.own', {credit: escaped(geojson.credit)}) : t('map.credit')
    );
    this.#areas = L.geoJSON(geojson, {
      style: () => this.#style(),
      onEachFeature: (feature, layer) => {
        const {code, name} = feature.properties;
        this.#shapes.set(code, layer);
        layer.bindTooltip(() => this.#tooltip(code, name), {sticky: true, direction: 'top', className: 'area-tip'});
        layer.on('click', event => {
          if (this.#stations.nearest(event)) return;
          this.dispatchEvent(new CustomEvent('municipality', {detail: code}));
        });
      }
    }).addTo(this.#map);
    this.#areas.bringToBack();
    this.#nameLayer.redraw();
    this.#map.getPanes().overlayPane.append(this.#stations.canvas);
  }

  /** Names to read on the map: of municipalities, and nearer by of the places where stations are. */
  #names() {
    if (this.#map.getZoom() < PLACES_FROM_ZOOM)
      return [...this.#shapes.entries()]
        .map(([code, shape]) => ({
          name: shape.feature.properties.name,
          at: shape.getBounds().getCenter(),
          weight: this.#counts.get(code)?.stations ?? 0
        }))
        .filter(({at}) => this.#isFree(this.#map.latLngToContainerPoint(at)));
    return this.#stations.places();
  }

  /** Whether there is no label and no named mark at a position. @param {L.Point} p */
  #isFree(p) {
    // there is no room for a name beside the number of a municipality; it is shown on hover
    if (this.#stations.counted && this.#map.getZoom() < NAMES_BESIDE_NUMBERS) return false;
    if (this.situation.marked().some(o => Math.abs(p.x - o.x) < MARK_AWAY && Math.abs(p.y - 8 - o.y) < NAME_AWAY))
      return false;
    const named = this.situation.named().map(({x, y}) => ({y, from: x, to: x + NAME_WIDTH}));
    return ![...this.#labelled, ...named].some(
      o => p.x > o.from - HALF_A_NAME && p.x < o.to + HALF_A_NAME && Math.abs(p.y - o.y) < NAME_AWAY
    );
  }

  /** Stations that changed, as they are now. @param {Iterable<string>} ids @param {Tz.Store} store */
  patch(ids, store) {
    for (const id of ids) this.#stations.put(id, store.stations.get(id), store.statuses.get(id));
  }

  /**
   * How many stations of each municipality need attention: tints the areas, and names the worst.
   *
   * @param {Map<string | undefined, Tz.Counts>} municipalities
   * @param {string} [chosen]
   */
  tint(municipalities, chosen) {
    this.#counts = municipalities;
    this.#usual = usualShare(municipalities.values());
    for (const [code, shape] of this.#shapes) shape.setStyle(this.#style(municipalities.get(code), code === chosen));
    this.#labels.forEach(l => l.remove());
    this.#labels = [];
    /** @type {Tz.Label[]} */
    const taken = (this.#labelled = []);
    if (this.#map.getZoom() > 9) return this.#nameLayer.redraw();
    const worst = [...municipalities.entries()]
      .filter(
        ([code, c]) => (c.urgent > 0 || (!this.#stations.counted && c.attention > 1)) && this.#shapes.has(code ?? '')
      )
      .sort((a, b) => b[1].urgent - a[1].urgent || b[1].attention - a[1].attention)
      .slice(0, 2 * WORST);
    const disturbed = this.#stations.disturbed();
    for (const [code, c] of worst) {
      const place =
        disturbed.get(code) ??
        this.#shapes
          .get(code ?? '')
          ?.getBounds()
          .getCenter();
      if (!place) continue;
      const name = c.municipality?.name ?? '';
      const words = c.suspended
        ? `${name}: ${t('map.suspended', {count: c.suspended})}`
        : this.#stations.counted
          ? name
          : `${name} ${c.attention}`;
      const label = labelOf(this.#map.latLngToContainerPoint(place), words, this.#map.getSize().x);
      if (taken.some(other => overlap(label, other))) continue;
      if (taken.push(label) > WORST) break;
      const {left, moved} = label;
      this.#labels.push(
        L.tooltip({
          permanent: true,
          direction: left ? 'left' : 'right',
          offset: [moved, 0],
          className: 'worst',
          interactive: false
        })
          .setLatLng(place)
          .setContent(text(words))
          .addTo(this.#map)
      );
    }
    this.#nameLayer.redraw();
  }

  /** @param {Tz.Counts} [counts] */
  #style(counts, chosen = false) {
    const css = getComputedStyle(document.documentElement);
    const level =
      !counts || counts.stations === 0
        ? 'none'
        : counts.urgent > 0 && counts.urgent / counts.stations > 0.04
          ? 'high'
          : share(counts) > Math.max(0.25, 2 * this.#usual)
            ? 'mid'
            : share(counts) > Math.max(0.1, 1.4 * this.#usual)
              ? 'low'
              : 'quiet';
    return {
      fillColor: css.getPropertyValue(`--area-${level}`).trim(),
      fillOpacity: 1,
      color: css.getPropertyValue(chosen ? '--text' : '--area-line').trim(),
      weight: chosen ? 2.5 : 0.7
    };
  }

  /** @param {string} code @param {string} name */
  #tooltip(code, name) {
    const c = this.#counts.get(code);
    const text = document.createElement('span');
    text.textContent = c ? `${name}: ${c.stations} ${t('muni.stations')}, ${c.attention} ${t('muni.attention')}` : name;
    return text;
  }

  /** What is filtered and chosen. @param {Tz.View} view */
  show(view) {
    this.#stations.show(view);
  }

  recolour() {
    // when printing, the size changes without an event in time
    this.#map.invalidateSize({animate: false});
    this.#view?.();
    this.#stations.recolour();
    this.#nameLayer.redraw();
  }

  /** @param {string} code */
  focusMunicipality(code) {
    const shape = this.#shapes.get(code);
    if (shape) this.#see(() => this.#map.fitBounds(shape.getBounds().pad(0.1), {animate: false}));
    return Boolean(shape);
  }

  /** Fits these points, such as the stations of somebody whose municipality has no area. @param {number[][]} points */
  focusPoints(points) {
    if (points.length > 0)
      this.#see(() => this.#map.fitBounds(L.latLngBounds(points).pad(0.15), {animate: false, maxZoom: 14}));
  }

  /** Moves the map so that a place is not under what lies over the map. @param {Hub.Point} place @param {DOMRect|undefined} cover on the screen */
  uncover({latitude, longitude}, cover) {
    if (!cover) return;
    const frame = this.#map.getContainer().getBoundingClientRect();
    const at = this.#map.latLngToContainerPoint([latitude, longitude]);
    const [x, y] = [at.x + frame.left, at.y + frame.top];
    if (x < cover.left - MARGIN || x > cover.right + MARGIN || y < cover.top - MARGIN || y > cover.bottom + MARGIN)
      return;
    const room = Math.max(0, cover.left - frame.left);
    if (room > 2 * MARGIN) this.#map.panBy([x - frame.left - room / 2, 0], {animate: false});
  }

  /** @param {{location: Hub.Point}} entry */
  focusStation(entry, zoom = 12) {
    this.#view = undefined;
    const at = [entry.location.latitude, entry.location.longitude];
    if (!this.#map.getBounds().pad(-0.15).contains(at) || this.#map.getZoom() < zoom - 1)
      this.#map.setView(at, Math.max(zoom, this.#map.getZoom()), {animate: false});
  }

  /**
   * From now on clicks draw.
   *
   * @param {'point'|'area'} what
   * @param {Hub.Point[] | undefined} points
   * @param {(points: Hub.Point[]) => void} onChange
   */
  draw(what, points, onChange) {
    this.#map.getContainer().classList.add('drawing');
    return new Drawing(this.#map, what, points ?? [], onChange);
  }

  home() {
    this.#see(() => this.#map.fitBounds(COUNTRY, {animate: false}));
  }

  /** @param {() => void} view */
  #see(view) {
    this.#view = view;
    view();
  }

  /** @param {() => void} listener */
  onZoom(listener) {
    this.#map.on('zoomend', listener);
  }
}

/** @param {string} words */
const text = words => Object.assign(document.createElement('span'), {textContent: words});
/** Leaflet would read the credit as HTML. @param {string} text */
const escaped = text => text.replace(/[&<>"]/g, c => `&#${c.charCodeAt(0)};`);
/** @param {Iterable<Tz.Counts>} all */
function usualShare(all) {
  let [attention, stations] = [0, 0];
  for (const c of all) {
    attention += c.attention;
    stations += c.stations;
  }
  return stations > 0 ? attention / stations : 0;
}
/** @param {Tz.Counts} c */
const share = c => c.attention / c.stations;
