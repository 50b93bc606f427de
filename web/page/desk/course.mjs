import {html, svg} from 'lit';
import {timeOfDay} from '../../engine/clock.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {saveCsv} from '../../ui/csv.mjs';
import {LiveElement} from '../../ui/element.mjs';
import '../../subject/station/turnout.mjs';

const WIDTH = 320;
const HEIGHT = 90;
/** Rows of the table beside a line. */
const ROWS = 6;
const LINES = ['waiting', 'reports', 'overdue', 'suspended', 'counted'];

/**
 * So many of the samples, evenly, the first and the last among them.
 *
 * @param {Tz.Sample[]} samples
 * @param {number} most
 */
export function some(samples, most) {
  if (samples.length <= most) return samples;
  return Array.from({length: most}, (_, i) => samples[Math.round((i * (samples.length - 1)) / (most - 1))]);
}

/**
 * A line from the first sample to the last, between nothing and the most that was.
 *
 * @param {Tz.Sample[]} samples
 * @param {string} key
 */
export function path(samples, key) {
  const [first, last] = [samples[0].at, samples[samples.length - 1].at];
  const most = Math.max(1, ...samples.map(s => s[key]));
  return samples
    .map(
      s => `${(((s.at - first) / (last - first)) * WIDTH).toFixed(1)},${(HEIGHT - (s[key] / most) * HEIGHT).toFixed(1)}`
    )
    .join(' ');
}

/** How the day went as the hub knows it, and other numbers since this page was opened; the numbers themselves are beside. */
class Course extends LiveElement {
  every = 2_000;

  render() {
    return html`<div class="course" tabindex="0" role="region" aria-label=${t('tab.course')}>
      <tz-turnout .app=${this.app}></tz-turnout>
      ${this.app.scope() || this.app.isPast ? '' : this.since()}
    </div>`;
  }

  /** Of the whole country, as this page saw it. */
  since() {
    const samples = this.app.trend.samples();
    if (samples.length < 3) return html`<p class="empty">${t('course.empty')}</p>`;
    return html`<h3>${t('course.since', {time: timeOfDay(samples[0].at)})}</h3>
      <div class="list-tools"><button @click=${() => this.download(samples)}>${t('list.csv')}</button></div>
      ${LINES.filter(key => samples.some(s => s[key] > 0)).map(key => this.line(samples, key))}`;
  }

  /** @param {Tz.Sample[]} samples @param {string} key */
  line(samples, key) {
    return html`<figure>
      <figcaption>${t(`course.${key}`)} <b>${number(samples[samples.length - 1][key])}</b></figcaption>
      <div class="pair">
        <svg viewBox="-1 -1 ${WIDTH + 2} ${HEIGHT + 2}" preserveAspectRatio="none" aria-hidden="true">
          ${svg`<polyline points=${path(samples, key)} />`}
        </svg>
        <table>
          <tbody>
            ${some(samples, ROWS).map(
              s =>
                html`<tr>
                  <th scope="row">${timeOfDay(s.at)}</th>
                  <td class="n">${number(s[key])}</td>
                </tr>`
            )}
          </tbody>
        </table>
      </div>
    </figure>`;
  }

  /** @param {Tz.Sample[]} samples */
  download(samples) {
    saveCsv('tafelzicht-verloop.csv', [
      ['at', ...LINES],
      ...samples.map(s => [new Date(s.at).toISOString(), ...LINES.map(key => s[key])])
    ]);
  }
}
customElements.define('tz-course', Course);
