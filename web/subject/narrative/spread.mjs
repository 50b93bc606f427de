import {html, svg} from 'lit';
import {timeOfDay} from '../../engine/clock.mjs';
import {number, t} from '../../i18n/i18n.mjs';

/** The measure of a claim's spread: views, or another number that was counted. @param {Hub.Narrative} n */
const measureOf = n => MEASURES.find(m => n.spread.some(o => o[m] !== undefined));

/** The spread of a claim, oldest first; for a line in a list. @param {Hub.Narrative} n @returns {number[]} */
export function spreadLine(n) {
  const measure = measureOf(n);
  return measure ? n.spread.flatMap(o => o[measure] ?? []) : [];
}

/** @type {('views' | 'shares' | 'posts')[]} */
const MEASURES = ['views', 'shares', 'posts'];
const WIDTH = 300;
const HEIGHT = 64;

/**
 * The spread of a claim: a small line of views, or of another measure, labelled at its ends.
 *
 * @param {Hub.Narrative} n
 */
export function spreadChart(n) {
  const measure = measureOf(n);
  if (!measure) return '';
  const points = n.spread.filter(o => o[measure] !== undefined).map(o => ({at: Date.parse(o.at), value: o[measure]}));
  const last = points[points.length - 1];
  const text = t('spread.label', {what: t(`spread.${measure}`), n: number(last.value), time: timeOfDay(last.at)});
  if (points.length === 1) return html`<p class="spread-one">${text}</p>`;
  const from = points[0].at;
  const most = Math.max(...points.map(p => p.value), 1);
  /** @param {{at: number, value: number}} p */
  const x = p => 2 + ((p.at - from) / Math.max(1, last.at - from)) * (WIDTH - 4);
  /** @param {{at: number, value: number}} p */
  const y = p => HEIGHT - 4 - (p.value / most) * (HEIGHT - 10);
  const line = points.map(p => `${x(p).toFixed(1)},${y(p).toFixed(1)}`).join(' ');
  return html`<figure class="spread">
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${text} preserveAspectRatio="none">
      ${svg`<polyline points=${line}></polyline><circle cx=${x(last)} cy=${y(last)} r="3"></circle>`}
    </svg>
    <figcaption>
      <span>${timeOfDay(from)}</span><b>${number(last.value)} ${t(`spread.${measure}`)}</b
      ><span>${timeOfDay(last.at)}</span>
    </figcaption>
  </figure>`;
}
