// What happens around the stations, on the map: reports and incidents, tolerance limits, sessions that move, and where voters go meanwhile.
import * as L from 'leaflet';
import {NAME_WIDTH, namedOf} from './named.mjs';
import {SIGNS} from './signs.mjs';

/** @type {Record<string, string>} */
const SHAPES = {
  critical: 'M7 1h6l6 6v6l-6 6H7l-6-6V7Z',
  urgent: 'M10 1 19 10 10 19 1 10Z',
  attention: 'M10 2 19 18H1Z',
  info: 'M10 4a6 6 0 1 0 .01 0Z'
};
const NS = 'http://www.w3.org/2000/svg';

/** Claims, not facts: a speech balloon. */
const RUMOUR = 'M2 2h16v11h-8l-5 5v-5H2Z';

/** Diameter in pixels, by severity; unverified things are smaller and lighter. @type {Record<string, number>} */
const SIZE = {critical: 34, urgent: 30, attention: 24, info: 20};
const UNVERIFIED = 0.8;

/** @param {Tz.Mark} mark */
function icon({severity, verified, rumour, sign, old}) {
  const svg = document.createElementNS(NS, 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute(
    'class',
    `sign ${severity} ${verified ? 'verified' : 'unverified'} ${rumour ? 'rumour' : ''} ${old ? 'old' : ''}`
  );
  const path = document.createElementNS(NS, 'path');
  path.setAttribute('d', rumour ? RUMOUR : SHAPES[severity]);
  svg.append(path);
  if (sign && !rumour) {
    const mark = document.createElementNS(NS, 'path');
    mark.setAttribute('d', SIGNS[sign]);
    mark.setAttribute('class', 'glyph');
    if (severity === 'attention') mark.setAttribute('transform', 'translate(3 5.4) scale(.7)');
    svg.append(mark);
  }
  const size = sizeOf({severity, verified});
  return L.divIcon({html: svg, className: 'sign-frame', iconSize: [size, size]});
}

/** @param {{severity: string, verified?: boolean}} mark */
const sizeOf = ({severity, verified}) => Math.round(SIZE[severity] * (verified ? 1 : UNVERIFIED));
/** @param {L.Point} point */
const pointOf = ({x, y}) => ({x, y});
/** Pixels from a mark along its name. */
const NAME_STEPS = [30, 60, 90, 120];

/** Further out a limit is a dot that looks like a station. */
const LIMITS_FROM_ZOOM = 10;

export class SituationLayer {
  #map;
  #marks = L.layerGroup();
  #limits = L.layerGroup();
  #moves = L.layerGroup();
  #nearest = L.layerGroup();
  #drawn = '';
  #names = L.layerGroup();
  /** @type {Tz.Mark[]} */
  #known = [];
  /** @type {Tz.Mark[]} */
  #named = [];

  /** @param {L.Map} map @param {(key: string) => void} onPick */
  constructor(map, onPick) {
    this.#map = map;
    this.onPick = onPick;
    for (const group of [this.#moves, this.#marks, this.#names, this.#nearest]) group.addTo(map);
    const fromClose = () => (map.getZoom() >= LIMITS_FROM_ZOOM ? this.#limits.addTo(map) : this.#limits.remove());
    map.on('zoomend', fromClose);
    map.on('zoomend resize', () => this.#name());
    fromClose();
  }

  /** @param {Tz.Mark[]} marks @param {string} [chosen] */
  marks(marks, chosen) {
    const drawn = JSON.stringify([marks.map(m => [m.key, m.severity, m.verified, m.old]), chosen]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.#known = marks;
    this.#name();
    this.#marks.clearLayers();
    for (const m of marks) {
      const marker = L.marker([m.at.latitude, m.at.longitude], {
        icon: icon(m),
        title: m.label,
        alt: m.label,
        keyboard: false,
        zIndexOffset: m.key === chosen ? 1000 : (m.verified ? 100 : 0) + (m.severity === 'attention' ? 0 : 200)
      });
      marker.on('click', () => this.onPick(m.key));
      marker.addTo(this.#marks);
      if (m.key === chosen)
        L.circleMarker([m.at.latitude, m.at.longitude], {
          radius: 18,
          className: 'chosen-ring',
          interactive: false,
          fill: false,
          renderer: SVG
        }).addTo(this.#marks);
    }
  }

  /** Where on the screen the names of marks are. */
  named() {
    return this.#named.map(m => this.#map.latLngToContainerPoint([m.at.latitude, m.at.longitude]));
  }

  /** Where on the screen marks are. */
  marked() {
    return this.#known.map(m => this.#map.latLngToContainerPoint([m.at.latitude, m.at.longitude]));
  }

  /** What marks and their names cover of the screen, as circles. */
  covered() {
    const right = this.#map.getSize().x - NAME_WIDTH;
    /** @param {Tz.Mark} m */
    const where = m => this.#map.latLngToContainerPoint([m.at.latitude, m.at.longitude]);
    return [
      ...this.#known.map(m => ({...pointOf(where(m)), r: sizeOf(m) / 2})),
      ...this.#named.flatMap(m => {
        const {x, y} = where(m);
        return NAME_STEPS.map(step => ({x: x > right ? x - step : x + step, y, r: 15}));
      })
    ];
  }

  /** Names the most severe marks, to be read from three metres away. */
  #name() {
    this.#names.clearLayers();
    const width = this.#map.getSize().x;
    /** @param {Tz.Mark} m */
    const where = m => this.#map.latLngToContainerPoint([m.at.latitude, m.at.longitude]);
    this.#named = namedOf(this.#known, where);
    for (const m of this.#named) {
      const left = where(m).x > width - NAME_WIDTH;
      const words = document.createElement('span');
      if (m.where) words.append(Object.assign(document.createElement('b'), {textContent: m.where}));
      words.append(Object.assign(document.createElement('span'), {textContent: m.label}));
      L.tooltip({
        permanent: true,
        direction: left ? 'left' : 'right',
        offset: [left ? -16 : 16, 0],
        className: `named ${m.severity} ${m.verified ? '' : 'unverified'}`,
        interactive: false
      })
        .setLatLng([m.at.latitude, m.at.longitude])
        .setContent(words)
        .addTo(this.#names);
    }
  }

  /** @param {Hub.ToleranceLimit[]} limits in force or proposed @param {Tz.Store['stations']} stations the register */
  limits(limits, stations) {
    this.#limits.clearLayers();
    for (const l of limits) {
      if (l.status === 'withdrawn') continue;
      const style = {className: `limit ${l.status}`, renderer: SVG, interactive: true};
      const shapes = l.terms.polygon
        ? [
            L.polygon(
              l.terms.polygon.map(p => [p.latitude, p.longitude]),
              style
            )
          ]
        : (l.terms.stations ?? [])
            .map(id => stations.get(id)?.location)
            .flatMap(at => (at ? L.circle([at.latitude, at.longitude], {...style, radius: l.terms.radiusMetres}) : []));
      for (const shape of shapes)
        shape
          .bindTooltip(() => text(l.terms.title), {sticky: true, className: 'area-tip'})
          .on('click', () => this.onPick(`limit/${l.id}`))
          .addTo(this.#limits);
    }
  }

  /** Sessions that moved, or will: from where to where. @param {{from: Hub.Point, to: Hub.Point, label: string, done: boolean}[]} moves */
  moves(moves) {
    this.#moves.clearLayers();
    for (const m of moves) {
      const ends = [
        [m.from.latitude, m.from.longitude],
        [m.to.latitude, m.to.longitude]
      ];
      L.polyline(ends, {className: `move ${m.done ? 'done' : 'decided'}`, renderer: SVG, interactive: false}).addTo(
        this.#moves
      );
      L.circleMarker(ends[m.done ? 0 : 1], {
        radius: 8,
        className: `move-end ${m.done ? 'left' : 'coming'}`,
        renderer: SVG
      })
        .bindTooltip(() => text(m.label), {permanent: true, direction: 'right', className: 'area-tip'})
        .addTo(this.#moves);
    }
  }

  /** Where voters go meanwhile, nearest first. @param {Tz.Nearest[]} items */
  nearest(items) {
    this.#nearest.clearLayers();
    items.forEach((n, i) => {
      const at = n.station.location;
      L.marker([at.latitude, at.longitude], {
        icon: L.divIcon({html: text(String(i + 1)), className: 'nearest-sign', iconSize: [24, 24]}),
        title: n.station.name,
        keyboard: false
      }).addTo(this.#nearest);
    });
  }
}

const SVG = L.svg();

/** @param {string} words */
function text(words) {
  const span = document.createElement('span');
  span.textContent = words;
  return span;
}
