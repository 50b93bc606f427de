import assert from 'node:assert/strict';
import {afterEach, describe, it} from 'node:test';
import './browser.mjs';
import {
  DayClock,
  dateOf,
  dayAt,
  isElsewhere,
  momentOf,
  ownZone,
  readFrom,
  timeAt,
  timeOfDay,
  timeThere,
  timeWithSeconds
} from '../../../web/engine/clock.mjs';
import {entry} from './things.mjs';

const NOON = Date.parse('2027-03-17T12:00:00Z');
const island = entry('GM9001-1', {opensAt: '2027-03-17T07:30:00-04:00'});
afterEach(() => readFrom(undefined));

describe('the clock of the day', () => {
  it('is the hub’s, whatever this machine’s clock says, and as fast as the hub’s', t => {
    let passed = 0;
    t.mock.method(performance, 'now', () => passed);
    const clock = new DayClock();
    assert.equal(clock.known, false);
    clock.set({at: '2027-03-17T12:00:00Z', speed: 60, exercise: true});
    passed = 1_000;
    assert.deepEqual([clock.now(), clock.exercise, clock.known], [NOON + 60_000, true, true]);
    assert.equal(clock.minutesSince('2027-03-17T11:51:00Z'), 10);
    assert.equal(clock.minutesSince('2027-03-17T12:30:00Z'), 0);
  });
});

describe('times', () => {
  it('are those of the Netherlands, summer and winter', () =>
    assert.deepEqual(
      [timeOfDay(NOON), timeOfDay('2027-06-17T12:00:00Z'), timeWithSeconds(NOON), ownZone()],
      ['13:00', '14:00', '13:00:00', undefined]
    ));
  for (const code of ['GM9001', 'GM9002', 'GM9003'])
    it(`are those of ${code} for who works there`, () => {
      readFrom(code);
      assert.deepEqual(
        [timeOfDay(NOON), ownZone(), timeThere(code, NOON), timeThere('GM0363', NOON)],
        ['08:00', 'America/Kralendijk', undefined, '13:00']
      );
    });
  it('of elsewhere are named', () =>
    assert.deepEqual(
      [timeThere('GM9001', NOON), timeThere('GM0363', NOON), timeThere(undefined, NOON), timeThere('GM90011', NOON)],
      ['08:00', undefined, undefined, undefined]
    ));
  it('of a station are by the clock on its wall, before noon of its day too', () => {
    assert.deepEqual(
      [
        timeAt(NOON, island),
        timeAt('2027-03-18T02:00:00Z', island),
        dayAt('2027-03-18T02:00:00Z', island),
        dayAt(NOON, island)
      ],
      ['08:00', '22:00', '2027-03-17', '2027-03-17']
    );
    assert.deepEqual([isElsewhere(island), isElsewhere(entry('a'))], [true, false]);
    assert.equal(timeAt(NOON, {opensAt: 'without a zone'}), '12:00');
  });
  it('that somebody types are the next time that the clock shows them', () => {
    assert.equal(momentOf('14:00', NOON), '2027-03-17T13:00:00.000Z');
    assert.equal(momentOf('13:00', NOON + 59_000), '2027-03-17T12:00:00.000Z');
    assert.equal(momentOf('00:30', NOON), '2027-03-17T23:30:00.000Z');
    assert.equal(momentOf('12:59', NOON), '2027-03-18T11:59:00.000Z');
  });
  it('have a date in the reader’s language', () => {
    assert.equal(dateOf(NOON, 'nl'), 'woensdag 17 maart 2027');
    assert.match(dateOf(NOON, 'en'), /^Wednesday,? 17 March 2027$/);
  });
});
