import assert from 'node:assert/strict';
import {afterEach, describe, it} from 'node:test';
import './browser.mjs';
import {readFrom} from '../../../web/engine/clock.mjs';
import {
  HEIGHT,
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
} from '../../../web/subject/station/day-course.mjs';

afterEach(() => readFrom(undefined));
const QUARTER = 900_000;
const FIRST = Date.parse('2027-03-17T06:30:00Z');
const times = Array.from({length: 57}, (_, i) => new Date(FIRST + i * QUARTER).toISOString());
/** Eleven o'clock has been; the rest is to come. */
const KNOWN = 15;
const up = Array.from({length: KNOWN}, (_, i) => i);
const course = (more = {}) => ({
  seq: 1,
  at: times[KNOWN - 1],
  stations: 3,
  times,
  elections: [{stations: 3, stationsWithEligible: 0, eligible: 0, admitted: up.map(i => i * 10), stationsThatSaid: up}],
  waiting: {stations: up, median: up.map(() => 4), p90: up.map(() => 9), worst: up.map(i => (i < 2 ? null : 30))},
  usual: times.map((_, i) => i / 56),
  ...more
});

describe('the chart of turnout', () => {
  it('shows shares where they are known, else voters', () => {
    const [e] = course().elections;
    assert.equal(measureOf(e), e.admitted);
    assert.deepEqual(measureOf({...e, share: [0.1]}), [0.1]);
  });
  it('sets a usual day equal to now, and says nothing of it while too little has passed', () => {
    const line = usualLine(course(), course().elections[0].admitted);
    assert.equal(line.length, times.length);
    assert.ok(Math.abs(line[KNOWN - 1] - 140) < 1e-9);
    assert.ok(Math.abs(line[56] - 560) < 1e-9);
    assert.deepEqual(usualLine(course(), [0, 3]), []);
    assert.deepEqual(
      usualLine(
        course(),
        up.map(() => 0)
      ),
      []
    );
  });
  it('has three to six round numbers at its side, the last beyond the most', () => {
    for (const most of [0.001, 0.037, 0.1, 0.47, 0.5, 1, 7, 10, 13, 99, 100, 101, 8_450_000]) {
      const scale = scaleOf(most, 0.0001);
      assert.ok(scale.length >= 3 && scale.length <= 7, `${most}: ${scale}`);
      assert.ok(scale[scale.length - 1] >= most, `${most}: ${scale}`);
      assert.ok(scale[scale.length - 2] < most, `${most}: ${scale}`);
    }
    assert.deepEqual(scaleOf(0, 10), [0, 2, 4, 6, 8, 10]);
    assert.deepEqual(scaleOf(0.47), [0, 0.1, 0.2, 0.3, 0.4, 0.5]);
  });
  it('runs from left to right and from nothing up', () => {
    const across = acrossOf(times);
    const height = upOf([0, 50, 100]);
    assert.ok(across(times[0]) < across(times[1]) && across(times[56]) < 400);
    assert.ok(height(0) > height(100) && height(100) >= 0 && height(0) < HEIGHT);
  });
  it('leaves a gap where nobody said anything', () => {
    const lines = pathsOf(times, [null, 1, 2, null, null, 3], acrossOf(times), upOf([0, 10]));
    assert.deepEqual(
      lines.map(points => points.split(' ').length),
      [2, 1]
    );
  });
  it('keeps the words at the ends apart, and within the picture', () => {
    const moved = apart([{y: 100}, {y: 98}, {y: 102}], 14).map(l => l.y);
    assert.deepEqual(moved, [98, 112, 126]);
    const low = apart([{y: HEIGHT}, {y: HEIGHT - 1}, {y: HEIGHT - 2}], 14).map(l => l.y);
    assert.ok(low.every(y => y <= HEIGHT) && low[2] - low[1] === 14 && low[1] - low[0] === 14);
  });
  it('names every third hour, by the reader’s clock', () => {
    assert.deepEqual(
      hoursOf(times).map(time => time.slice(11, 16)),
      ['08:00', '11:00', '14:00', '17:00', '20:00']
    );
    readFrom('GM9001');
    assert.deepEqual(
      hoursOf(times).map(time => time.slice(11, 16)),
      ['07:00', '10:00', '13:00', '16:00', '19:00']
    );
    readFrom(undefined);
    assert.deepEqual(
      hoursOf(times.slice(0, 9)).map(time => time.slice(11, 16)),
      ['07:00', '08:00']
    );
  });
});

describe('the numbers beside it', () => {
  it('are those of each hour and of now', () =>
    assert.deepEqual(
      rowsOf(course()).map(r => r.time.slice(11, 16)),
      ['07:00', '08:00', '09:00', '10:00']
    ));
  it('end with now, also between two quarters', () => {
    const now = '2027-03-17T10:03:20Z';
    const withNow = [...times.slice(0, KNOWN), now, ...times.slice(KNOWN)];
    const rows = rowsOf(course({times: withNow, waiting: {...course().waiting, stations: [...up, 1]}}));
    assert.equal(rows.at(-1).time, now);
  });
  it('are all in the file, without a number where there is none', () => {
    const {columns, rows} = listOf(course());
    assert.equal(rows.length, KNOWN);
    assert.deepEqual(columns.slice(0, 4), ['Tijd', 'Kiezers', 'Stembureaus', 'Wachttijd in minuten: helft']);
    assert.deepEqual(rows[0], [times[0], 0, 0, 4, 9, undefined, 0]);
  });
  it('of several elections each have columns', () => {
    const [e] = course().elections;
    const {columns, rows} = listOf(
      course({
        elections: [
          {...e, id: 'PS', share: up},
          {...e, id: 'WS'}
        ]
      })
    );
    assert.deepEqual(columns.slice(1, 6), [
      'Kiezers PS',
      'Opkomst PS',
      'Stembureaus PS',
      'Kiezers WS',
      'Stembureaus WS'
    ]);
    assert.ok(rows.every(row => row.length === columns.length));
  });
});
