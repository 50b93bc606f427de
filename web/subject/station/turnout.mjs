import {html, svg} from 'lit';
import * as api from '../../engine/api.mjs';
import {timeOfDay} from '../../engine/clock.mjs';
import {number, percent, t} from '../../i18n/i18n.mjs';
import {inOrder, letters, shortName} from '../election/by-election.mjs';
import {clockThere} from '../../ui/clock-there.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {listFiles} from '../../ui/list-files.mjs';
import {problemText} from '../../ui/problem-text.mjs';
import {districtChoice} from './districts.mjs';
import {
  HEIGHT,
  WIDTH,
  acrossOf,
  apart,
  hoursOf,
  listOf,
  measureOf,
  pathsOf,
  rowsOf,
  scaleOf,
  upOf,
  usualLine
} from './day-course.mjs';

/** The hub gives the same answer for ten seconds. */
const FRESH_MILLIS = 30_000;
const LABEL_GAP = 15;
/** @type {('median' | 'p90' | 'worst')[]} */
const WAITING = ['worst', 'p90', 'median'];

/** Turnout by election against the usual shape of a day, and waiting times; the numbers stand beside the lines. */
class TurnoutChart extends LiveElement {
  static properties = {...LiveElement.properties, course: {state: true}, problem: {state: true}};
  every = 1_000;
  #asked = '';
  #askedAt = -Infinity;

  constructor() {
    super();
    /** @type {Hub.Turnout | undefined} */
    this.course = undefined;
    /** @type {string | undefined} */
    this.problem = undefined;
  }

  /** What is asked of the hub: of where, and when. */
  get question() {
    const at = this.app.isPast ? new Date(this.app.player.moment).toISOString() : undefined;
    return {municipality: this.app.scope(), district: this.app.address.get('district'), at};
  }

  willUpdate() {
    const asked = JSON.stringify(this.question);
    const isOld = !this.app.isPast && performance.now() - this.#askedAt > FRESH_MILLIS;
    if (asked === this.#asked && !isOld) return;
    if (this.app.isPast && this.app.player.playing) return;
    this.#asked = asked;
    this.#askedAt = performance.now();
    this.load(asked);
  }

  /** @param {string} asked */
  async load(asked) {
    try {
      const course = await api.turnout(JSON.parse(asked));
      if (asked !== this.#asked) return;
      const order = inOrder(this.app.store);
      course.elections.sort((a, b) => order(a.id ?? '', b.id ?? ''));
      this.course = course;
      this.problem = undefined;
    } catch (problem) {
      if (asked === this.#asked) this.problem = problemText(problem);
    }
  }

  render() {
    return html`${districtChoice(this.app)}${this.drawn()}`;
  }

  drawn() {
    const {course} = this;
    if (this.problem) return html`<p class="error" role="alert">${this.problem}</p>`;
    if (!course) return html`<p class="empty" aria-busy="true">${t('turnout.loading')}</p>`;
    const known = course.elections[0]?.admitted.length ?? 0;
    if (known < 2 || course.elections.every(e => e.stationsThatSaid.at(-1) === 0))
      return html`<p class="empty">${t('turnout.empty')}</p>`;
    return html`<section class="turnout" aria-label=${t('turnout.title')}>
      <div class="list-tools">
        <p class="quiet">
          ${t('turnout.of', {stations: number(course.stations), time: timeOfDay(course.at)})}${clockThere(
            this.app,
            this.app.scope()
          )}
        </p>
        ${listFiles(
          (text, wrong) => this.app.tell(text, wrong),
          () => listOf(course, e => this.name(e, course))
        )}
      </div>
      ${this.turnout(course)} ${this.waiting(course)} ${this.table(course)}
    </section>`;
  }

  /** In full. @param {Hub.Turnout['elections'][number]} election @param {Hub.Turnout} course */
  name({id}, {elections}) {
    return id
      ? shortName(
          this.app.store,
          id,
          elections.map(e => e.id ?? '')
        )
      : t('turnout.voters');
  }

  /**
   * Where there is room for letters only; the id where two elections have the same letters.
   *
   * @param {Hub.Turnout['elections'][number]} election
   * @param {Hub.Turnout} course
   */
  short({id = ''}, {elections}) {
    const own = letters(this.app.store, id);
    return elections.filter(e => letters(this.app.store, e.id ?? '') === own).length > 1 ? id : own;
  }

  /** @param {Hub.Turnout} course */
  turnout(course) {
    const isShare = course.elections.every(e => e.share);
    /** @param {number} n */
    const words = n => (isShare ? percent(n) : number(Math.round(n)));
    const measures = course.elections.map(e => (isShare ? measureOf(e) : e.admitted));
    const usual = usualLine(course, measures[0]);
    const scale = scaleOf(Math.max(...measures.flat(), ...usual), isShare ? 0.1 : 10);
    const several = course.elections.length > 1;
    const lines = course.elections.map((e, i) => ({
      values: measures[i].map((n, at) => (e.stationsThatSaid[at] === 0 ? null : n)),
      kind: `election n${i}`,
      words: several ? `${this.short(e, course)} ${words(measures[i].at(-1) ?? 0)}` : words(measures[i].at(-1) ?? 0)
    }));
    return html`<figure>
      <figcaption>
        ${t(isShare ? 'turnout.share' : 'turnout.number')}
        <span class="quiet">${t('turnout.said', this.said(course))}</span>
      </figcaption>
      ${plot(
        course.times,
        [...(usual.length ? [{values: usual, kind: 'usual', words: t('turnout.usual')}] : []), ...lines],
        scale,
        isShare ? n => `${Math.round(n * 1000) / 10}%` : n => number(n)
      )}
      ${usual.length
        ? html`<p class="quiet">
            ${course.usualFrom ? t('turnout.usualFrom', {file: course.usualFrom}) : t('turnout.usualText')}
          </p>`
        : ''}
    </figure>`;
  }

  /** @param {Hub.Turnout} course */
  said({elections}) {
    const first = elections[0];
    return {said: number(first.stationsThatSaid.at(-1) ?? 0), stations: number(first.stations)};
  }

  /** @param {Hub.Turnout} course */
  waiting({times, waiting}) {
    const most = Math.max(0, ...waiting.worst.map(n => n ?? 0));
    if (waiting.stations.every(n => n === 0)) return '';
    return html`<figure>
      <figcaption>
        ${t('turnout.waiting')}
        <span class="quiet">${t('turnout.waitingSaid', {stations: number(waiting.stations.at(-1) ?? 0)})}</span>
      </figcaption>
      ${plot(
        times,
        WAITING.map(kind => ({
          values: waiting[kind],
          kind,
          words: `${t(`turnout.${kind}`)} ${waiting[kind].findLast(n => n !== null) ?? ''}`
        })),
        scaleOf(most, 10),
        n => String(n)
      )}
    </figure>`;
  }

  /** @param {Hub.Turnout} course */
  table(course) {
    const {elections, waiting} = course;
    const several = elections.length > 1;
    return html`<div class="table-frame" tabindex="0" role="region" aria-label=${t('turnout.table')}>
      <table>
        <caption class="for-readers">
          ${t('turnout.table')}
        </caption>
        <thead>
          <tr>
            <th scope="col">${t('turnout.at')}</th>
            ${elections.map(
              e =>
                html`<th scope="col" class="n" title=${this.name(e, course)}>
                    ${several ? this.short(e, course) : t('turnout.voters')}
                  </th>
                  ${e.share ? html`<th scope="col" class="n">${t('turnout.percent')}</th>` : ''}`
            )}
            ${WAITING.toReversed().map(kind => html`<th scope="col" class="n">${t(`turnout.${kind}`)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rowsOf(course)
            .toReversed()
            .map(
              ({time, i}) =>
                html`<tr>
                  <th scope="row">${timeOfDay(time)}</th>
                  ${elections.map(
                    e =>
                      html`<td class="n">${number(e.admitted[i])}</td>
                        ${e.share ? html`<td class="n">${percent(e.share[i])}</td>` : ''}`
                  )}
                  ${WAITING.toReversed().map(kind => html`<td class="n">${waiting[kind][i] ?? '–'}</td>`)}
                </tr>`
            )}
        </tbody>
      </table>
    </div>`;
  }
}

/**
 * Lines over the day, each with its words where it ends. What it shows stands in the table too, so it is hidden from
 * readers of words.
 *
 * @param {string[]} times
 * @param {{values: (number | null)[], kind: string, words: string}[]} lines
 * @param {number[]} scale
 * @param {(n: number) => string} mark
 */
function plot(times, lines, scale, mark) {
  const across = acrossOf(times);
  const up = upOf(scale);
  const right = across(times[times.length - 1]);
  const ends = lines.flatMap(line => {
    const i = line.values.findLastIndex(n => n !== null);
    return i < 0 ? [] : [{y: up(line.values[i] ?? 0), x: across(times[i]), kind: line.kind, words: line.words}];
  });
  return html`<svg class="day-course" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">
    ${scale.map(n => level(up(n), right, mark(n)))} ${hoursOf(times).map(time => hour(across(time), timeOfDay(time)))}
    ${lines.map(line =>
      pathsOf(times, line.values, across, up).map(points => svg`<polyline class=${line.kind} points=${points} />`)
    )}
    ${apart(ends, LABEL_GAP).map(
      end => svg`<text class="end ${end.kind}" x=${Math.min(end.x, right) + 5} y=${end.y + 4}>${end.words}</text>`
    )}
  </svg>`;
}

/** @param {number} y @param {number} right @param {string} words */
const level = (y, right, words) =>
  svg`<line class="grid" x1="56" x2=${right} y1=${y} y2=${y} /><text class="mark" x="52" y=${y + 4}>${words}</text>`;

/** @param {number} x @param {string} words */
const hour = (x, words) =>
  svg`<line class="grid" x1=${x} x2=${x} y1=${HEIGHT - 22} y2=${HEIGHT - 18} />
    <text class="hour" x=${x} y=${HEIGHT - 4}>${words}</text>`;
customElements.define('tz-turnout', TurnoutChart);
