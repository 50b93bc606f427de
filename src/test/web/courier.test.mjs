import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import './browser.mjs';
import {AMSTERDAM, UTRECHT} from './things.mjs';
import {nearWords} from '../../../web/subject/courier/drawn.mjs';
import {Expectations} from '../../../web/subject/courier/expectations.mjs';
import {
  inOrder,
  isLate,
  isShort,
  kilometres,
  maySend,
  severityOfTrip,
  suggested,
  tripsIn,
  tripsOf
} from '../../../web/subject/courier/selectors.mjs';
import {stageOf} from '../../../web/subject/courier/trips.mjs';

const DUE = '2027-03-17T19:30:00+01:00';
const BEFORE = Date.parse('2027-03-17T19:29:00+01:00');
const AFTER = Date.parse('2027-03-17T19:31:00+01:00');
const place = (station, municipality = AMSTERDAM) => ({
  station,
  number: station,
  name: `Hall ${station}`,
  municipality
});
const trip = (seq, status, from, to, municipality = AMSTERDAM) => ({
  id: `c${seq}`,
  seq,
  status,
  since: '2027-03-17T19:05:00+01:00',
  dueAt: DUE,
  trip: {from: from && place(from, municipality), to: place(to, municipality), ballots: 50}
});

describe('couriers with ballots', () => {
  it('stand with those under way first, then the newest', () => {
    const all = [trip(1, 'requested', 'a', 'b'), trip(4, 'delivered', 'a', 'c'), trip(3, 'under-way', undefined, 'b')];
    assert.deepEqual(
      inOrder([...all]).map(c => c.seq),
      [3, 1, 4]
    );
    assert.deepEqual(
      tripsOf(all, 'b').map(c => c.seq),
      [3, 1]
    );
    assert.deepEqual(
      tripsOf(all, 'a').map(c => c.seq),
      [1, 4],
      'givers see theirs too'
    );
    assert.equal(tripsIn(all, UTRECHT.code).length, 0);
    assert.equal(tripsIn([...all, trip(5, 'requested', 'd', 'e', UTRECHT)], UTRECHT.code).length, 1);
    assert.equal(tripsIn(all, undefined).length, 3);
  });

  it('are late a moment after they were due, unless it is over', () => {
    assert.equal(isLate(trip(1, 'under-way', 'a', 'b'), BEFORE), false);
    assert.equal(isLate(trip(1, 'under-way', 'a', 'b'), AFTER), true);
    assert.equal(isLate(trip(1, 'delivered', 'a', 'b'), AFTER), false);
    assert.equal(isLate(trip(1, 'cancelled', 'a', 'b'), AFTER), false);
    assert.equal(severityOfTrip(trip(1, 'requested', 'a', 'b'), AFTER), 'attention');
    assert.equal(severityOfTrip(trip(1, 'requested', 'a', 'b')), 'info');
  });

  it('say in words where they stand', () => {
    assert.match(stageOf(trip(1, 'under-way', 'a', 'b'), BEFORE), /19:05.*19:30/);
    assert.notEqual(stageOf(trip(1, 'under-way', 'a', 'b'), BEFORE), stageOf(trip(1, 'under-way', 'a', 'b'), AFTER));
    assert.doesNotMatch(stageOf(trip(1, 'delivered', 'a', 'b'), AFTER), /19:30/, 'what is over is due no more');
  });

  it('are asked for what is missing, in whole packs, and not for more than a giver can do without', () => {
    assert.equal(suggested({shortage: 60, coming: 0}, undefined), 75);
    assert.equal(suggested({shortage: 60, coming: 50}, undefined), 25);
    assert.equal(suggested({shortage: 0, coming: 0}, undefined), 25);
    assert.equal(suggested({shortage: 400, coming: 0}, {surplus: 130}), 125);
    assert.equal(suggested({shortage: 400, coming: 0}, {surplus: 10}), 10);
  });

  it('are sent by the table and by a municipality to its own stations', () => {
    assert.equal(maySend({roles: ['table-operator'], municipalities: []}, 'GM0363'), true);
    assert.equal(maySend({roles: ['municipality'], municipalities: ['GM0363']}, 'GM0363'), true);
    assert.equal(maySend({roles: ['municipality'], municipalities: ['*']}, 'GM0363'), true);
    assert.equal(maySend({roles: ['municipality'], municipalities: ['GM0344']}, 'GM0363'), false);
    assert.equal(maySend({roles: ['mayor'], municipalities: ['GM0363']}, 'GM0363'), false);
  });
});

describe('what is expected of ballots', () => {
  it('is a time only where it is likely, or due to be told', () => {
    assert.equal(isShort({runsOutAt: DUE, risk: 0.49, isDue: false}), false);
    assert.equal(isShort({runsOutAt: DUE, risk: 0.5, isDue: false}), true);
    assert.equal(isShort({runsOutAt: DUE, risk: 0.1, isDue: true}), true);
    assert.equal(isShort({risk: 0.9, isDue: true}), false);
  });

  it('names who can give some, and how far that is', () => {
    const near = {number: '31', name: 'De Brug', surplus: 400};
    assert.match(nearWords({...near, metres: 1_240}), /31.*De Brug.*400.*1,2/);
    assert.doesNotMatch(nearWords(near), / · /);
    assert.equal(kilometres(430), 0.45);
    assert.equal(kilometres(949), 0.95);
    assert.equal(kilometres(950), 1);
    assert.equal(kilometres(undefined), undefined);
  });

  it('is asked for once in ten seconds, at once elsewhere, and is not said without a connection', async () => {
    const asked = [];
    let away = false;
    globalThis.fetch = async url => {
      asked.push(String(url));
      if (away) throw new TypeError('no connection');
      return {
        ok: true,
        status: 200,
        headers: new Headers({'Content-Type': 'application/json'}),
        json: async () => ({items: [{station: 'a'}]}),
        text: async () => '{"items":[{"station":"a"}]}'
      };
    };
    Object.defineProperty(document, 'visibilityState', {value: 'visible', configurable: true});
    let told = 0;
    const expectations = new Expectations(() => told++);
    await expectations.look({municipality: 'GM0363'});
    assert.equal(expectations.isKnown, true);
    assert.equal(expectations.items.length, 1);
    await expectations.look({municipality: 'GM0363'});
    assert.equal(asked.length, 1, 'not again within ten seconds');
    away = true;
    await expectations.look({municipality: 'GM0344'});
    assert.equal(asked.length, 2, 'another place is asked for at once');
    assert.equal(expectations.isKnown, false);
    assert.deepEqual(expectations.items, []);
    assert.equal(told, 2);
  });
});
