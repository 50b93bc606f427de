// Which marks are named on the map. Pure.

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
