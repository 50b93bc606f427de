import assert from 'node:assert/strict';
import {afterEach, describe, it} from 'node:test';
import './browser.mjs';
import {
  DayClock,
  dateOf,
  dayAt,
  isElsewhere,
  momentOf,
  momentOn,
  ownZone,
  readFrom,
  timeAt,
  timeOfDay,
  timeThere,
  timeWithSeconds
} from '../../../web/engine/clock.mjs';
import {timeIn} from '../../../web/ui/clock-there.mjs';
import {entry} from './things.mjs';

const NOON = Date.parse('2027-03-17T12:00:00Z');
const island = entry('GM9001-1', {
  municipality: {code: 'GM9001', name: 'Bonaire'},
  opensAt: '2027-03-17T07:30:00-04:00'
});
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

describe('a day on which the clocks change', () => {
  /** From the first minute of the day to its evening, as a station at a railway has them. */
  const hours = (opensAt, closesAt, code = 'GM0363') => {
    const e = entry('a', {opensAt, closesAt, municipality: {code, name: code}});
    return [timeAt(e.opensAt, e), timeAt(e.closesAt, e), dayAt(e.opensAt, e), dayAt(e.closesAt, e)];
  };
  it('in March is an hour shorter, and closes at nine all the same', () =>
    assert.deepEqual(hours('2027-03-28T00:00:00+01:00', '2027-03-28T21:00:00+02:00'), [
      '00:00',
      '21:00',
      '2027-03-28',
      '2027-03-28'
    ]));
  it('in October is an hour longer', () =>
    assert.deepEqual(hours('2027-10-31T00:00:00+02:00', '2027-10-31T21:00:00+01:00'), [
      '00:00',
      '21:00',
      '2027-10-31',
      '2027-10-31'
    ]));
  it('is a day like others on the islands', () =>
    assert.deepEqual(hours('2027-03-28T07:30:00-04:00', '2027-03-28T21:00:00-04:00', 'GM9003'), [
      '07:30',
      '21:00',
      '2027-03-28',
      '2027-03-28'
    ]));
  it('brings the islands an hour further away', () => {
    assert.equal(timeIn('2027-03-28T00:30:00Z', 'GM9001'), '01:30 (20:30 Caribische tijd)');
    assert.equal(timeIn('2027-03-28T01:30:00Z', 'GM9001'), '03:30 (21:30 Caribische tijd)');
  });
  it('lies between an evening and the next morning', () => {
    assert.equal(momentOf('04:00', Date.parse('2027-03-27T22:00:00Z')), '2027-03-28T02:00:00.000Z');
    assert.equal(momentOf('04:00', Date.parse('2027-10-30T21:00:00Z')), '2027-10-31T03:00:00.000Z');
    assert.equal(momentOf('23:30', Date.parse('2027-03-28T00:10:00Z')), '2027-03-28T21:30:00.000Z');
  });
  it('takes a time that somebody types for the one that the clock shows', () => {
    assert.equal(momentOn('2027-03-28', '03:30'), '2027-03-28T01:30:00.000Z');
    assert.equal(momentOn('2027-10-31', '03:30'), '2027-10-31T02:30:00.000Z');
    assert.equal(momentOn('2027-03-28', '00:30'), '2027-03-27T23:30:00.000Z');
  });
});

describe('a time of elsewhere', () => {
  it('names its zone', () => assert.equal(timeIn(NOON, 'GM9002'), '13:00 (08:00 Caribische tijd)'));
  it('is a plain time where clocks show the same, or it is about the country', () =>
    assert.deepEqual([timeIn(NOON, 'GM0363'), timeIn(NOON, undefined)], ['13:00', '13:00']));
  it('is the Netherlands’ for who works on the islands', () => {
    readFrom('GM9001');
    assert.deepEqual(
      [timeIn(NOON, 'GM0363'), timeIn(NOON, 'GM9003'), timeIn(NOON, undefined)],
      ['08:00 (13:00 in Nederland)', '08:00', '08:00']
    );
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
    assert.deepEqual([isElsewhere('GM9001'), isElsewhere('GM0363'), isElsewhere(undefined)], [true, false, false]);
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
