// Which marks and municipalities are named on the map, and where their names lie. Pure.

/** The most severe marks are named on the map: this many, and only where their names do not overlap. */
const MOST_NAMED = 7;
const NAMED = ['critical', 'urgent'];
/** Pixels. */
export const NAME_WIDTH = 165;
const NAME_HEIGHT = 34;

/**
 * The marks that are named: the most severe first, as many as do not overlap.
 *
 * @template {{severity: string}} M
 * @param {M[]} marks the most severe first
 * @param {(mark: M) => {x: number, y: number}} where on the screen
 * @returns {M[]}
 */
export function namedOf(marks, where) {
  /** @type {{x: number, y: number}[]} */
  const taken = [];
  return marks
    .filter(m => NAMED.includes(m.severity))
    .filter(m => {
      const at = where(m);
      if (taken.length >= MOST_NAMED || taken.some(o => touches(o, at))) return false;
      taken.push(at);
      return true;
    });
}
/** @param {{x: number, y: number}} a @param {{x: number, y: number}} b */
const touches = (a, b) => Math.abs(a.x - b.x) < NAME_WIDTH && Math.abs(a.y - b.y) < NAME_HEIGHT;

/** Of a label, in pixels: how far it is moved and what Leaflet adds, a letter of it, its ends, its line, a step along it. */
const LABEL = {moved: 12, margin: 6, letter: 7.6, ends: 8, height: 22, step: 20};

/**
 * What a label covers, beside what it names: on the left of it where there is no room on the right.
 *
 * @param {{x: number, y: number}} at
 * @param {string} text
 * @param {number} width of the map
 * @returns {Tz.Label}
 */
export function labelOf({x, y}, text, width) {
  const long = text.length * LABEL.letter + LABEL.ends;
  const away = LABEL.moved + LABEL.margin;
  const left = x + away + long > width;
  const from = left ? x - away - long : x + away;
  return {y, from, to: from + long, left, moved: left ? -LABEL.moved : LABEL.moved};
}

/** Whether one would be written over the other. @param {Tz.Label} a @param {Tz.Label} b */
export const overlap = (a, b) => a.from < b.to && b.from < a.to && Math.abs(a.y - b.y) < LABEL.height;

/** What a label covers, as circles along it. @param {Tz.Label} label */
export const along = ({y, from, to}) =>
  Array.from({length: Math.ceil((to - from) / LABEL.step)}, (_, i) => ({x: from + (i + 0.5) * LABEL.step, y, r: 9}));
