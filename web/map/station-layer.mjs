// Draws the stations on one canvas over the map: those that need attention at every zoom, the others when zoomed in.
import * as L from 'leaflet';
import {ofKind} from '../engine/subjects.mjs';

const ALL_FROM_ZOOM = 9.5;
const SIZE = {urgent: 7, attention: 5, expected: 3, normal: 2.6, done: 2.6};
/** Disturbed stations are visible at every zoom: their marks do not shrink. */
const URGENT_LEAST = 11;
/** From this number on, stations that need attention are shown as a number on their municipality, unless zoomed in. */
const MANY = 40;
const MANY_FILTERED = 300;
/** Beside so many numbers there is room for the names of places. */
const FEW_NUMBERS = 15;
/** One or two are a dot, no number. */
const NUMBER_LEAST = 3;
/** @type {Tz.Condition[]} */
const ORDER = ['done', 'normal', 'expected', 'attention', 'urgent'];
const REACH = 14;
const REDRAW_MILLIS = 100;
/** Where a number may stand, in its radii from the middle of its stations: there, or beside what is in the way. */
const ASIDE = [
  [0, 0],
  [-1.6, 0],
  [0, -1.6],
  [0, 1.6],
  [1.6, 0]
];

export const StationLayer = L.Layer.extend({
  initialize(onPick) {
    this.onPick = onPick;
    this.points = new Map();
    this.filter = undefined;
    this.chosen = undefined;
    /** Circles on the screen where a number would be in the way. @type {() => {x: number, y: number, r: number}[]} */
    this.covered = () => [];
  },

  /** @param {L.Map} map */
  onAdd(map) {
    this.canvas = L.DomUtil.create('canvas', 'station-canvas', map.getPanes().overlayPane);
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    map.on('moveend zoomend resize viewreset', this.redraw, this);
    map.on('click', this.pick, this);
    map.on('mousemove', this.hover, this);
    this.redraw();
  },

  /** @param {L.Map} map */
  onRemove(map) {
    map.off('moveend zoomend resize viewreset', this.redraw, this);
    map.off('click', this.pick, this);
    map.off('mousemove', this.hover, this);
    this.canvas.remove();
  },

  /**
   * Sets a station's present state; undefined removes it.
   *
   * @param {string} id
   * @param {Hub.StationEntry | undefined} entry
   * @param {Hub.StationState | undefined} state
   */
  put(id, entry, state) {
    if (!entry || !state) this.points.delete(id);
    else
      this.points.set(id, {
        id,
        code: entry.municipality.code,
        at: [entry.location.latitude, entry.location.longitude],
        approximate: entry.location.approximate,
        place: entry.location.place,
        state,
        condition: ofKind('station')?.conditionOf?.(state) ?? 'normal'
      });
    this.redrawLater();
  },

  /** @param {Tz.View} view */
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

  /** While two hundred reports a second come in, ten thousand stations are not gone through for each frame. */
  redrawLater() {
    this.later ??= setTimeout(() => {
      this.later = undefined;
      this.redrawSoon();
    }, REDRAW_MILLIS);
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
    /** @type {Record<string, Tz.StationPoint[]>} */
    const byCondition = Object.fromEntries(ORDER.map(o => [o, []]));
    const all = [];
    for (const point of this.points.values())
      if (this.isShown(point, near) && bounds.contains(point.at)) all.push(point);
    const counted = near ? [] : this.countable(all);
    const single =
      counted.length === 0 ? all : all.filter(point => !isCounted(point, this.filter) || point.id === this.chosen);
    for (const point of single) byCondition[point.condition].push(point);
    this.numbers(c, map, counted, byCondition.urgent);
    for (const condition of ORDER) {
      for (const point of byCondition[condition]) {
        const at = map.latLngToContainerPoint(point.at);
        this.drawn.push({id: point.id, x: at.x, y: at.y, condition});
        const size = condition === 'urgent' ? Math.max(URGENT_LEAST, SIZE.urgent * scale) : SIZE[condition] * scale;
        draw(c, condition, at.x, at.y, size, this.colours[condition], this.edge, point.approximate);
        if (condition === 'urgent') sign(c, point.state, at.x, at.y, this.edge);
        if (point.id === this.chosen) ring(c, at.x, at.y, size + 6, this.text);
      }
    }
  },

  /**
   * The stations that are shown as numbers: when there are too many to see one by one.
   *
   * @param {Tz.StationPoint[]} points
   */
  countable(points) {
    const some = points.filter(point => isCounted(point, this.filter));
    return some.length > (this.filter ? MANY_FILTERED : MANY) ? some : [];
  },

  /**
   * A number on each municipality, where its stations are.
   *
   * @param {CanvasRenderingContext2D} c
   * @param {L.Map} map
   * @param {Tz.StationPoint[]} points
   * @param {Tz.StationPoint[]} disturbed which are drawn one by one, and are not covered
   */
  numbers(c, map, points, disturbed) {
    const of = new Map();
    for (const {code, at} of points) {
      const sum = of.get(code) ?? {code, count: 0, latitude: 0, longitude: 0};
      sum.count++;
      sum.latitude += at[0];
      sum.longitude += at[1];
      of.set(code, sum);
    }
    /** @type {{x: number, y: number, r: number}[]} */
    const taken = [...this.covered(), ...disturbed.map(p => ({...map.latLngToContainerPoint(p.at), r: URGENT_LEAST}))];
    let drawn = 0;
    for (const {code, count, latitude, longitude} of [...of.values()].sort((a, b) => b.count - a.count)) {
      const middle = map.latLngToContainerPoint([latitude / count, longitude / count]);
      if (count < NUMBER_LEAST) {
        const {x, y} = middle;
        this.drawn.push({code, x, y, condition: 'attention'});
        c.beginPath();
        c.arc(x, y, 2.4, 0, 2 * Math.PI);
        c.fillStyle = this.colours.attention;
        c.globalAlpha = 0.65;
        c.fill();
        c.globalAlpha = 1;
        continue;
      }
      const r = Math.min(17, 6.5 + Math.sqrt(count) * 1.6);
      const at = ASIDE.map(([right, down]) => ({x: middle.x + right * r, y: middle.y + down * r})).find(
        p => !taken.some(other => Math.hypot(other.x - p.x, other.y - p.y) < other.r + r)
      );
      if (!at) continue;
      const {x, y} = at;
      taken.push({x, y, r});
      drawn++;
      this.drawn.push({code, x, y, condition: 'attention'});
      c.beginPath();
      c.arc(x, y, r, 0, 2 * Math.PI);
      c.fillStyle = this.edge;
      c.globalAlpha = 0.75;
      c.fill();
      c.globalAlpha = 1;
      c.lineWidth = 1.3;
      c.strokeStyle = this.colours.attention;
      c.stroke();
      c.fillStyle = this.colours.attention;
      c.font = `600 ${r > 10 ? 12 : 10}px Inter, sans-serif`;
      c.textAlign = 'center';
      c.textBaseline = 'middle';
      c.fillText(String(count), x, y + 0.5);
    }
    this.counted = drawn > FEW_NUMBERS;
  },

  /** @param {Tz.StationPoint} point @param {boolean} near */
  isShown(point, near) {
    if (point.id === this.chosen) return true;
    if (this.filter) return this.filter(point.state);
    return near || point.condition === 'urgent' || point.condition === 'attention';
  },

  /** @param {L.MapEvent} event */
  nearest(event) {
    let best;
    let distance = REACH;
    for (const d of this.drawn ?? []) {
      const away =
        Math.hypot(d.x - event.containerPoint.x, d.y - event.containerPoint.y) - (d.condition === 'urgent' ? 6 : 0);
      if (away <= distance) [best, distance] = [d, away];
    }
    return best;
  },

  /** Where in each municipality something is disturbed: one of its stations that are. */
  disturbed() {
    const at = new Map();
    for (const point of this.points.values()) if (point.condition === 'urgent') at.set(point.code, L.latLng(point.at));
    return at;
  },

  /** Where places are: in the middle of their stations. */
  places() {
    if (this.known?.size === this.points.size) return this.known.places;
    const of = new Map();
    for (const {place, at} of this.points.values()) {
      if (!place) continue;
      const sum = of.get(place) ?? {name: place, weight: 0, latitude: 0, longitude: 0};
      sum.weight++;
      sum.latitude += at[0];
      sum.longitude += at[1];
      of.set(place, sum);
    }
    const places = [...of.values()].map(p => ({
      name: p.name,
      weight: p.weight,
      at: L.latLng(p.latitude / p.weight, p.longitude / p.weight)
    }));
    this.known = {size: this.points.size, places};
    return places;
  },

  /** @param {L.MapEvent} event */
  pick(event) {
    const best = this.nearest(event);
    if (best) this.onPick(best);
  },

  /** @param {L.MapEvent} event */
  hover(event) {
    this._map.getContainer().classList.toggle('over-station', this.nearest(event) !== undefined);
  }
});

/**
 * What is told as a number where there are many: what needs attention and is not disturbed; of a filter, all that it
 * shows.
 *
 * @param {Tz.StationPoint} point
 * @param {Tz.Filter | undefined} filter
 */
const isCounted = (point, filter) => (filter ? point.condition !== 'urgent' : point.condition === 'attention');

/**
 * Two bars for a suspended session, a stroke and a dot for other disturbances.
 *
 * @param {CanvasRenderingContext2D} c
 * @param {Hub.StationState} state
 * @param {number} x
 * @param {number} y
 * @param {string} colour
 */
function sign(c, state, x, y, colour) {
  c.fillStyle = colour;
  if (state.status.endsWith('suspended')) {
    c.fillRect(x - 3.4, y - 4, 2.4, 8);
    c.fillRect(x + 1, y - 4, 2.4, 8);
  } else {
    c.fillRect(x - 1.2, y - 5, 2.4, 6);
    c.fillRect(x - 1.2, y + 2.4, 2.4, 2.4);
  }
}

/**
 * @param {CanvasRenderingContext2D} c
 * @param {string} condition
 * @param {number} x
 * @param {number} y
 * @param {number} r
 * @param {string} colour
 * @param {string} edge
 * @param {boolean} approximate
 */
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

/** @param {CanvasRenderingContext2D} c @param {number} x @param {number} y @param {number} r @param {string} colour */
function ring(c, x, y, r, colour) {
  c.beginPath();
  c.arc(x, y, r, 0, 2 * Math.PI);
  c.lineWidth = 2.5;
  c.strokeStyle = colour;
  c.stroke();
}
