import {html, svg} from 'lit';

const WIDTH = 64;
const HEIGHT = 16;

/** The corners of a line through values, in its own small picture. @param {number[]} values */
export function pointsOf(values) {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  /** @param {number} v */
  const height = v => (most === least ? HEIGHT / 2 : HEIGHT - 1 - ((v - least) / (most - least)) * (HEIGHT - 2));
  return values.map((v, i) => `${((i / (values.length - 1)) * WIDTH).toFixed(1)},${height(v).toFixed(1)}`).join(' ');
}

/**
 * How a number went, as a line, once it was other than 0; beside the number itself, so it is hidden from readers of words.
 *
 * @param {number[]} values
 */
export const sparkline = values =>
  values.length < 3 || values.every(v => v === 0)
    ? ''
    : html`<svg class="sparkline" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true" preserveAspectRatio="none">
        ${svg`<polyline points=${pointsOf(values)} />`}
      </svg>`;
