// Drawing on the map with a pointer: one point, or the corners of an area that can be dragged. Knows the map, and nothing of what is drawn for.
import * as L from 'leaflet';

/** @param {Hub.Point} p */
const ends = p => [p.latitude, p.longitude];
/** @param {L.LatLng} latlng */
const round = latlng => ({latitude: Math.round(latlng.lat * 1e6) / 1e6, longitude: Math.round(latlng.lng * 1e6) / 1e6});
/** @param {string} letter */
const corner = letter => {
  const span = document.createElement('span');
  span.textContent = letter;
  return L.divIcon({html: span, className: 'corner', iconSize: [22, 22]});
};

export class Drawing {
  #map;
  #shape = L.layerGroup();
  /** @type {Hub.Point[]} */
  #points = [];

  /**
   * @param {L.Map} map
   * @param {'point'|'area'} what
   * @param {Hub.Point[]} points
   * @param {(points: Hub.Point[]) => void} onChange
   */
  constructor(map, what, points, onChange) {
    this.#map = map;
    this.what = what;
    this.onChange = onChange;
    this.#shape.addTo(map);
    map.doubleClickZoom.disable();
    map.on('click', e => this.add(round(e.latlng)));
    this.set(points ?? []);
  }

  /** @param {Hub.Point[]} points */
  set(points) {
    this.#points = points;
    this.#draw();
  }

  /** @param {Hub.Point} point */
  add(point) {
    this.#change(this.what === 'point' ? [point] : [...this.#points, point]);
  }

  removeLast() {
    this.#change(this.#points.slice(0, -1));
  }

  /** @param {Hub.Point[]} points */
  #change(points) {
    this.set(points);
    this.onChange(points);
  }

  #draw() {
    this.#shape.clearLayers();
    if (this.what === 'area' && this.#points.length > 1)
      L.polygon(this.#points.map(ends), {className: 'limit drawing', renderer: SVG, interactive: false}).addTo(
        this.#shape
      );
    this.#points.forEach((p, i) => {
      const marker = L.marker(ends(p), {
        icon: corner(this.what === 'point' ? '●' : String(i + 1)),
        draggable: true,
        keyboard: false
      }).addTo(this.#shape);
      marker.on('dragend', () =>
        this.#change(this.#points.map((old, j) => (j === i ? round(marker.getLatLng()) : old)))
      );
    });
  }
}

const SVG = L.svg();
