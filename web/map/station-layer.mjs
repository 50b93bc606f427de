// Draws the stations on one canvas over the map: what needs attention at every zoom, the others as one comes closer.
import * as L from 'leaflet';
import {ofKind} from '../engine/subjects.mjs';

const ALL_FROM_ZOOM = 9.5;
const SIZE = {urgent: 7, attention: 5, expected: 3, normal: 2.6, done: 2.6};
const ORDER = ['done', 'normal', 'expected', 'attention', 'urgent'];
const REACH = 14;

export const StationLayer = L.Layer.extend({
  initialize(onPick) {
    this.onPick = onPick;
    this.points = new Map();
    this.filter = undefined;
    this.chosen = undefined;
  },

  onAdd(map) {
    this.canvas = L.DomUtil.create('canvas', 'station-canvas', map.getPanes().overlayPane);
    this.context = this.canvas.getContext('2d');
    map.on('moveend zoomend resize viewreset', this.redraw, this);
    map.on('click', this.pick, this);
    map.on('mousemove', this.hover, this);
    this.redraw();
  },

  onRemove(map) {
    map.off('moveend zoomend resize viewreset', this.redraw, this);
    map.off('click', this.pick, this);
    map.off('mousemove', this.hover, this);
    this.canvas.remove();
  },

  /** Takes a station as it is now; undefined takes it away. */
  put(id, entry, state) {
    if (!entry || !state) this.points.delete(id);
    else
      this.points.set(id, {
        id,
        at: [entry.location.latitude, entry.location.longitude],
        approximate: entry.location.approximate,
        state,
        condition: ofKind('station').conditionOf(state)
      });
    this.redrawSoon();
  },

  show({filter, chosen, municipality}) {
    this.filter = filter;
    this.chosen = chosen;
    this.municipality = municipality;
    this.redrawSoon();
  },

  recolour() {
    const style = getComputedStyle(document.documentElement);
    this.colours = Object.fromEntries(ORDER.map(c => [c, style.getPropertyValue(`--${c}`).trim()]));
    this.edge = style.getPropertyValue('--map-edge').trim();
    this.text = style.getPropertyValue('--text').trim();
    this.redrawSoon();
  },

  redrawSoon() {
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = undefined;
      this.redraw();
    });
  },

  redraw() {
    const map = this._map;
    if (!map) return;
    if (!this.colours) this.recolour();
    const size = map.getSize();
    const ratio = Math.min(2, devicePixelRatio || 1);
    if (this.canvas.width !== size.x * ratio || this.canvas.height !== size.y * ratio) {
      this.canvas.width = size.x * ratio;
      this.canvas.height = size.y * ratio;
      this.canvas.style.width = `${size.x}px`;
      this.canvas.style.height = `${size.y}px`;
    }
    L.DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint([0, 0]));
    const c = this.context;
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    c.clearRect(0, 0, size.x, size.y);
    const bounds = map.getBounds().pad(0.05);
    const near = map.getZoom() >= ALL_FROM_ZOOM;
    const scale = Math.max(0.62, Math.min(1.9, 0.62 + (map.getZoom() - 7.5) * 0.18));
    this.drawn = [];
    const byCondition = Object.fromEntries(ORDER.map(o => [o, []]));
    for (const point of this.points.values()) {
      if (!this.isShown(point, near) || !bounds.contains(point.at)) continue;
      byCondition[point.condition].push(point);
    }
    for (const condition of ORDER) {
      for (const point of byCondition[condition]) {
        const at = map.latLngToContainerPoint(point.at);
        this.drawn.push({id: point.id, x: at.x, y: at.y, condition});
        draw(c, condition, at.x, at.y, SIZE[condition] * scale, this.colours[condition], this.edge, point.approximate);
        if (point.id === this.chosen) ring(c, at.x, at.y, SIZE[condition] * scale + 6, this.text);
      }
    }
  },

  isShown(point, near) {
    if (point.id === this.chosen) return true;
    if (this.filter) return this.filter(point.state);
    return near || point.condition === 'urgent' || point.condition === 'attention';
  },

  nearest(event) {
    let best;
    let distance = REACH;
    for (const d of this.drawn ?? []) {
      const away =
        Math.hypot(d.x - event.containerPoint.x, d.y - event.containerPoint.y) - (d.condition === 'urgent' ? 3 : 0);
      if (away <= distance) [best, distance] = [d, away];
    }
    return best;
  },

  pick(event) {
    const best = this.nearest(event);
    if (best) this.onPick(best.id);
  },

  hover(event) {
    this._map.getContainer().classList.toggle('over-station', this.nearest(event) !== undefined);
  }
});

function draw(c, condition, x, y, r, colour, edge, approximate) {
  c.beginPath();
  if (condition === 'urgent') {
    c.moveTo(x, y - r);
    c.lineTo(x + r, y);
    c.lineTo(x, y + r);
    c.lineTo(x - r, y);
    c.closePath();
  } else if (condition === 'attention') {
    c.moveTo(x, y - r);
    c.lineTo(x + r, y + r * 0.8);
    c.lineTo(x - r, y + r * 0.8);
    c.closePath();
  } else if (condition === 'done') {
    c.rect(x - r * 0.8, y - r * 0.8, r * 1.6, r * 1.6);
  } else {
    c.arc(x, y, r, 0, 2 * Math.PI);
  }
  if (condition === 'expected') {
    c.lineWidth = 1.4;
    c.strokeStyle = colour;
    c.stroke();
    return;
  }
  c.fillStyle = colour;
  c.globalAlpha = approximate && condition === 'normal' ? 0.6 : 1;
  c.fill();
  c.globalAlpha = 1;
  if (condition === 'urgent' || condition === 'attention') {
    c.lineWidth = 1.2;
    c.strokeStyle = edge;
    c.stroke();
  }
}

function ring(c, x, y, r, colour) {
  c.beginPath();
  c.arc(x, y, r, 0, 2 * Math.PI);
  c.lineWidth = 2.5;
  c.strokeStyle = colour;
  c.stroke();
}
