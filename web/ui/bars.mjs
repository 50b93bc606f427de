import {html, svg} from 'lit';

const WIDTH = 64;
const HEIGHT = 16;
const MINUTE = 60_000;

/**
 * How many there were in each of the last minutes, oldest first.
 *
 * @param {Iterable<string>} times
 * @param {number} now
 * @param {number} minutes
 */
export function perMinute(times, now, minutes) {
  const counts = Array.from({length: minutes}, () => 0);
  const last = Math.floor(now / MINUTE);
  for (const time of times) {
    const ago = last - Math.floor(Date.parse(time) / MINUTE);
    if (ago >= 0 && ago < minutes) counts[minutes - 1 - ago]++;
  }
  return counts;
}

/** @param {number} n */
const px = n => n.toFixed(2);

/** Values as bars from nothing up; beside the number itself, so it is hidden from readers of words. @param {number[]} values */
export function bars(values, width = WIDTH, height = HEIGHT) {
  const most = Math.max(...values);
  if (most <= 0) return '';
  const step = width / values.length;
  return html`<svg class="bars" viewBox="0 0 ${width} ${height}" aria-hidden="true" preserveAspectRatio="none">
    ${values.map((v, i) => {
      const tall = (v / most) * height;
      return svg`<rect x=${px(i * step)} y=${px(height - tall)} width=${px(step * 0.8)} height=${px(tall)} />`;
    })}
  </svg>`;
}
