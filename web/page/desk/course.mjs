import {html, svg} from 'lit';
import {stampOf, timeOfDay} from '../../engine/clock.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {bars, perMinute} from '../../ui/bars.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {listFiles} from '../../ui/list-files.mjs';
import '../../subject/station/turnout.mjs';

const WIDTH = 320;
const HEIGHT = 90;
/** Rows of the table beside a line. */
const ROWS = 6;
const LINES = ['situations', 'unowned', 'waiting', 'reports', 'overdue', 'suspended', 'counted'];
/** Minutes of which reports are counted one by one. */
const HOUR = 60;
/** Minutes that a row of their table holds. */
const TEN = 10;

/**
 * At most this many samples, evenly spaced, including the first and the last.
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
  const most = Math.max(1, ...samples.map(s => s[key] ?? 0));
  return samples
    .map(
      s =>
        `${(((s.at - first) / (last - first)) * WIDTH).toFixed(1)},${(HEIGHT - ((s[key] ?? 0) / most) * HEIGHT).toFixed(1)}`
    )
    .join(' ');
}

/**
 * What came in, in tens of minutes: the table beside the bars.
 *
 * @param {number[]} counts by minute, oldest first
 * @param {number} now
 */
export const inTens = (counts, now) =>
  Array.from({length: Math.ceil(counts.length / TEN)}, (_, i) => ({
    at: now - (counts.length - i * TEN - 1) * 60_000,
    count: counts.slice(i * TEN, (i + 1) * TEN).reduce((sum, n) => sum + n, 0)
  }));

/** The course of the day according to the hub, and other numbers since this page was opened; with tables. */
class Course extends LiveElement {
  every = 2_000;

  render() {
    return html`<div class="course" tabindex="0" role="region" aria-label=${t('tab.course')}>
      <tz-turnout .app=${this.app}></tz-turnout>
      ${this.reports()} ${this.app.scope() || this.app.isPast ? '' : this.since()}
    </div>`;
  }

  /** Of the whole country, as this page saw it. */
  since() {
    const samples = this.app.trend.samples();
    const enough = samples.length >= 3;
    const last = samples.at(-1);
    return enough
      ? html`<h3>${t('course.since', {time: timeOfDay(samples[0].at)})}</h3>
          ${listFiles(
            (text, wrong) => this.app.tell(text, wrong),
            () => this.asShown(samples)
          )}
          ${LINES.filter(key => samples.some(s => s[key] > 0)).map(key => this.line(samples, key, last?.[key] ?? 0))}`
      : html`<p class="empty">${t('course.empty')}</p>`;
  }

  /** Reports bear their time, so that this is known from the first moment. */
  reports() {
    const {store, clock} = this.app;
    const scope = this.app.scope();
    const now = clock.now();
    const times = [...store.reports.values()].filter(r => !scope || r.municipality?.code === scope).map(r => r.at);
    const counts = perMinute(times, now, HOUR);
    const total = counts.reduce((sum, n) => sum + n, 0);
    return html`<figure>
      <figcaption>${t('course.perMinute')} <b>${number(total)}</b></figcaption>
      <div class="pair">
        ${total > 0 ? bars(counts, WIDTH, HEIGHT) : html`<p class="quiet">${t('course.noReports')}</p>`}
        <table>
          <tbody>
            ${inTens(counts, now).map(
              row =>
                html`<tr>
                  <th scope="row">${timeOfDay(row.at)}</th>
                  <td class="n">${number(row.count)}</td>
                </tr>`
            )}
          </tbody>
        </table>
      </div>
    </figure>`;
  }

  /** @param {Tz.Sample[]} samples @param {string} key @param {number} last */
  line(samples, key, last) {
    return html`<figure>
      <figcaption>${t(`course.${key}`)} <b>${number(last)}</b></figcaption>
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
                  <td class="n">${number(s[key] ?? 0)}</td>
                </tr>`
            )}
          </tbody>
        </table>
      </div>
    </figure>`;
  }

  /** @param {Tz.Sample[]} samples @returns {Tz.ListAsShown} */
  asShown(samples) {
    return {
      title: t('tab.course'),
      columns: [t('file.time'), ...LINES.map(key => t(`course.${key}`))],
      rows: samples.map(s => [stampOf(s.at), ...LINES.map(key => s[key])])
    };
  }
}
customElements.define('tz-course', Course);
