// Names on the map, drawn on a canvas of their own: the most important first, as many as do not overlap.
import * as L from 'leaflet';

const MOST = 90;
/** So far out only the largest are named: the picture of the country stays quiet. */
const FAR_ZOOM = 8.5;
const MOST_FAR = 14;
const WIDE_FAR = 70;
const HEIGHT = 16;

export const NameLayer = L.Layer.extend({
  /** @param {() => {name: string, at: L.LatLng, weight: number}[]} names what there is to read at this zoom */
  initialize(names) {
    this.names = names;
  },

  /** @param {L.Map} map */
  onAdd(map) {
    this.canvas = L.DomUtil.create('canvas', 'name-canvas', map.getPanes().overlayPane);
    map.on('moveend zoomend resize viewreset', this.redraw, this);
  },

  /** @param {L.Map} map */
  onRemove(map) {
    map.off('moveend zoomend resize viewreset', this.redraw, this);
    this.canvas.remove();
  },

  redraw() {
    const map = this._map;
    const size = map.getSize();
    const ratio = Math.min(2, devicePixelRatio || 1);
    this.canvas.width = size.x * ratio;
    this.canvas.height = size.y * ratio;
    this.canvas.style.width = `${size.x}px`;
    this.canvas.style.height = `${size.y}px`;
    L.DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint([0, 0]));
    map.getPanes().overlayPane.append(this.canvas);
    const far = map.getZoom() < FAR_ZOOM;
    const css = getComputedStyle(document.documentElement);
    const c = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    c.font = `500 ${far ? 11 : 12}px Inter, sans-serif`;
    c.textAlign = 'center';
    c.lineWidth = 3;
    c.strokeStyle = css.getPropertyValue('--map-edge').trim();
    c.fillStyle = css.getPropertyValue('--quiet').trim();
    const bounds = map.getBounds();
    /** @type {{x: number, y: number, half: number}[]} */
    const taken = [];
    const seen = this.names()
      .filter(n => bounds.contains(n.at))
      .sort((a, b) => b.weight - a.weight);
    for (const {name, at} of seen) {
      const {x, y} = map.latLngToContainerPoint(at);
      const half = c.measureText(name).width / 2 + (far ? WIDE_FAR / 2 : 6);
      if (taken.some(o => Math.abs(o.x - x) < o.half + half && Math.abs(o.y - y) < (far ? 2 * HEIGHT : HEIGHT)))
        continue;
      if (taken.push({x, y, half}) > (far ? MOST_FAR : MOST)) break;
      c.strokeText(name, x, y - 8);
      c.fillText(name, x, y - 8);
    }
  }
});
