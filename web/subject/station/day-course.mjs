// Turnout and waiting times through the day, as lines and rows. Pure.
import {timeOfDay} from '../../engine/clock.mjs';
import {t} from '../../i18n/i18n.mjs';

export const WIDTH = 400;
export const HEIGHT = 190;
/** Room for the numbers at the left, the words at the right, the times below. */
const LEFT = 60;
const RIGHT = 86;
const TOP = 10;
const BOTTOM = 22;
const HOUR = 3_600_000;
/** Before this share of a usual day has passed, there is too little data to compare. */
const LEAST_USUAL = 0.05;

/**
 * Of an election: the share of those who may vote where that is known, else the number of voters.
 *
 * @param {Hub.Turnout['elections'][number]} election
 * @returns {number[]}
 */
export const measureOf = election => election.share ?? election.admitted;

/**
 * The usual course, scaled so that it has the same value now; it shows when voters come, not how many will.
 *
 * @param {Hub.Turnout} course
 * @param {number[]} values up to now
 * @returns {number[]}
 */
export function usualLine({usual}, values) {
  const passed = usual[values.length - 1] ?? 0;
  const now = values.at(-1) ?? 0;
  return passed < LEAST_USUAL || now === 0 ? [] : usual.map(share => (share / passed) * now);
}

/**
 * Round numbers from nothing to beyond the most, three to six of them.
 *
 * @param {number} most
 * @param {number} [least] the most that the scale has at least
 */
export function scaleOf(most, least = 0.1) {
  const wanted = Math.max(most, least);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [0.2, 0.5, 1, 2].map(s => s * power).find(s => wanted / s <= 5) ?? power * 2;
  const count = Math.ceil(wanted / step - 1e-9);
  return Array.from({length: count + 1}, (_, i) => Number((i * step).toPrecision(12)));
}

/** @param {string[]} times */
export function acrossOf(times) {
  const first = Date.parse(times[0]);
  const all = Math.max(1, Date.parse(times[times.length - 1]) - first);
  /** @param {string} time */
  return time => LEFT + ((Date.parse(time) - first) / all) * (WIDTH - LEFT - RIGHT);
}

/** @param {number[]} scale */
export const upOf =
  scale =>
  /** @param {number} value */
  value =>
    HEIGHT - BOTTOM - (value / scale[scale.length - 1]) * (HEIGHT - BOTTOM - TOP);

/**
 * The corners of a line; one for each run of values that are known.
 *
 * @param {string[]} times
 * @param {(number | null)[]} values
 * @param {(time: string) => number} across
 * @param {(value: number) => number} up
 */
export function pathsOf(times, values, across, up) {
  /** @type {string[][]} */
  const runs = [[]];
  values.forEach((value, i) => {
    if (value === null) runs.push([]);
    else runs[runs.length - 1].push(`${across(times[i]).toFixed(1)},${up(value).toFixed(1)}`);
  });
  return runs.filter(run => run.length > 0).map(run => run.join(' '));
}

/**
 * Labels at the ends of lines, moved apart where they would overlap, within the chart.
 *
 * @template {{y: number}} L
 * @param {L[]} labels
 * @param {number} gap
 */
export function apart(labels, gap) {
  const sorted = [...labels].sort((a, b) => a.y - b.y).map(label => ({...label}));
  for (let i = 1; i < sorted.length; i++) sorted[i].y = Math.max(sorted[i].y, sorted[i - 1].y + gap);
  const lowest = HEIGHT - BOTTOM;
  for (let i = sorted.length - 1, y = lowest; i >= 0 && sorted[i].y > y; i--, y -= gap) sorted[i].y = y;
  return sorted;
}

/**
 * The moments below which a time stands: every third hour of the clock, or each where the time is short.
 *
 * @param {string[]} times
 */
export function hoursOf(times) {
  const long = Date.parse(times[times.length - 1]) - Date.parse(times[0]) > 8 * HOUR;
  return times.filter(time => {
    const [hour, minute] = timeOfDay(time).split(':').map(Number);
    return minute === 0 && Date.parse(time) % 60_000 === 0 && (!long || hour % 3 === 0);
  });
}

/** Which of the times stand in the table: each hour, and the last one that is known. @param {Hub.Turnout} course */
export function rowsOf(course) {
  const known = course.waiting.stations.length;
  return course.times
    .map((time, i) => ({time, i}))
    .filter(({time, i}) => i === known - 1 || (i < known && timeOfDay(time).endsWith(':00') && isOnTheMinute(time)));
}

/** @param {string} time */
const isOnTheMinute = time => Date.parse(time) % 60_000 === 0;

/**
 * All that is known, as a list for a spreadsheet.
 *
 * @param {Hub.Turnout} course
 * @param {(election: Hub.Turnout['elections'][number]) => string | undefined} [name] of each election, where there are several
 * @returns {Tz.ListAsShown}
 */
export function listOf({times, elections, waiting}, name = election => election.id) {
  /** @param {string} word @param {Hub.Turnout['elections'][number]} election */
  const of = (word, election) => (elections.length > 1 ? `${t(word)} ${name(election)}` : t(word));
  return {
    title: t('turnout.title'),
    columns: [
      t('turnout.at'),
      ...elections.flatMap(e => [
        of('turnout.voters', e),
        ...(e.share ? [of('turnout.share', e)] : []),
        of('turnout.stations', e)
      ]),
      ...['median', 'p90', 'worst', 'stations'].map(word => `${t('turnout.waiting')}: ${t(`turnout.${word}`)}`)
    ],
    rows: waiting.stations.map((stations, i) => [
      times[i],
      ...elections.flatMap(e => [e.admitted[i], ...(e.share ? [e.share[i]] : []), e.stationsThatSaid[i]]),
      waiting.median[i] ?? undefined,
      waiting.p90[i] ?? undefined,
      waiting.worst[i] ?? undefined,
      stations
    ])
  };
}
