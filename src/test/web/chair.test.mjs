import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {afterEach, beforeEach, describe, it} from 'node:test';
import {app, hub, settle} from './browser.mjs';
import {Kept} from '../../../web/engine/kept.mjs';
import {Outbox} from '../../../web/engine/outbox.mjs';
import {Store} from '../../../web/engine/store.mjs';
import '../../../web/page/top-bar.mjs';
import {doubt} from '../../../web/page/chair/sure.mjs';
import {closesEarly, hoursOf, opensAgain, periodAt, stationOf} from '../../../web/subject/station/stops.mjs';
import {entry} from './things.mjs';

let answer;
let asked;
let outbox;
let heard;
const kept = () => new Kept('outbox/a').all().map(w => w.report.waitingMinutes);
const opened = [];
const tab = () => {
  const one = new Outbox('a');
  opened.push(one);
  return one;
};
const box = () => {
  const one = tab();
  heard = [];
  for (const kind of ['sent', 'refused']) one.addEventListener(kind, e => heard.push([kind, e.detail, kept().length]));
  return one;
};

describe('what a chair reports', () => {
  beforeEach(t => {
    t.mock.timers.enable({apis: ['setTimeout']});
    localStorage.clear();
    answer = () => [201, {id: 'receipt'}];
    asked = hub(request => answer(request));
    outbox = box();
  });
  afterEach(() => opened.splice(0).forEach(one => one.close()));

  it('is sent with a key, and gone from the phone when the hub has it', async () => {
    await outbox.add({waitingMinutes: 5}, {status: 'open'});
    assert.deepEqual(
      [asked[0].method, asked[0].path, asked[0].body],
      ['POST', '/stations/a/reports', {waitingMinutes: 5}]
    );
    assert.match(asked[0].headers['Idempotency-Key'], /^[0-9a-f-]{36}$/);
    assert.deepEqual(
      [kept(), heard[0][0], heard[0][1].receipt.id, heard[0][1].before.status],
      [[], 'sent', 'receipt', 'open']
    );
  });

  for (const status of ['offline', 500, 502, 503, 429])
    it(`stays on the phone when the answer is ${status}, and is sent again with the same key`, async t => {
      answer = () => {
        if (status === 'offline') throw new TypeError('fetch failed');
        return [status, {}];
      };
      await outbox.add({waitingMinutes: 5});
      assert.deepEqual([kept(), heard, asked.length], [[5], [], 1]);
      t.mock.timers.tick(3_999);
      await settle();
      assert.equal(asked.length, 1);
      answer = () => [201, {}];
      t.mock.timers.tick(1);
      await settle();
      assert.equal(asked.length, 2);
      assert.equal(asked[1].headers['Idempotency-Key'], asked[0].headers['Idempotency-Key']);
      assert.deepEqual([kept(), heard.map(h => h[0])], [[], ['sent']]);
    });

  it('stays on the phone when a network that wants a log-in of its own answers instead of the hub', async () => {
    answer = () => [200, undefined, 'text/html; charset=utf-8'];
    await outbox.add({waitingMinutes: 5});
    assert.deepEqual([kept(), heard], [[5], []]);
  });

  it('waits for a log-in when the session has ended', async t => {
    answer = () => [401, {}];
    await outbox.add({waitingMinutes: 5});
    t.mock.timers.tick(60_000);
    await settle();
    assert.deepEqual([kept(), asked.length, heard], [[5], 1, []]);
    answer = () => [201, {}];
    await outbox.send();
    assert.deepEqual(kept(), []);
  });

  for (const status of [400, 403, 409, 413, 422])
    it(`is told when it is refused with ${status}, before it is let go, and the next is sent`, async () => {
      answer = ({body}) => (body.waitingMinutes === 5 ? [status, {detail: 'no'}] : [201, {}]);
      await Promise.all([outbox.add({waitingMinutes: 5}), outbox.add({waitingMinutes: 6})]);
      await settle();
      assert.deepEqual(
        heard.map(([kind, , still]) => [kind, still]),
        [
          ['refused', 2],
          ['sent', 1]
        ]
      );
      assert.deepEqual(
        [heard[0][1].report, heard[0][1].problem.status, heard[0][1].problem.message],
        [{waitingMinutes: 5}, status, 'no']
      );
      assert.deepEqual(kept(), []);
    });

  it('is sent one after another, in its order, and nothing twice', async () => {
    for (let i = 1; i <= 3; i++) outbox.add({waitingMinutes: i});
    outbox.send();
    await settle();
    assert.deepEqual(
      asked.map(a => a.body.waitingMinutes),
      [1, 2, 3]
    );
  });

  it('is sent by the page that comes after one that was closed', async () => {
    answer = () => {
      throw new TypeError('fetch failed');
    };
    await outbox.add({waitingMinutes: 5});
    const key = asked[0].headers['Idempotency-Key'];
    answer = () => [201, {}];
    box();
    await settle();
    assert.deepEqual([asked.length, asked[1].headers['Idempotency-Key'], kept()], [2, key, []]);
  });

  it('is kept by every tab, and sent by one of them', async t => {
    answer = () => {
      throw new TypeError('fetch failed');
    };
    const other = tab();
    await outbox.add({waitingMinutes: 5});
    await other.add({waitingMinutes: 6});
    await outbox.add({waitingMinutes: 7});
    assert.deepEqual(kept(), [5, 6, 7]);
    asked.length = 0;
    answer = () => [201, {}];
    t.mock.timers.tick(4_000);
    await settle();
    assert.deepEqual([...new Set(asked.map(a => a.body.waitingMinutes))], [5, 6, 7]);
    assert.deepEqual(kept(), []);
    dispatchEvent(Object.assign(new Event('storage'), {key: 'outbox/a/x'}));
    assert.deepEqual([outbox.waiting, other.waiting], [[], []]);
  });

  it('is sent by another tab when its own was closed before', async t => {
    answer = () => {
      throw new TypeError('fetch failed');
    };
    const other = tab();
    await other.add({waitingMinutes: 5});
    other.close();
    dispatchEvent(Object.assign(new Event('storage'), {key: `outbox/a/${other.waiting[0].key}`}));
    assert.equal(outbox.waiting.length, 1);
    answer = () => [201, {}];
    t.mock.timers.tick(4_000);
    await settle();
    assert.deepEqual(kept(), []);
  });

  it('is not sent by two tabs at once', async () => {
    let free = Promise.resolve();
    const request = (name, options, act) => (free = free.then(act));
    Object.defineProperty(globalThis, 'navigator', {value: {locks: {request}}, configurable: true});
    try {
      const other = tab();
      await Promise.all([outbox.add({waitingMinutes: 5}), other.add({waitingMinutes: 6})]);
      assert.deepEqual(
        asked.map(a => a.body.waitingMinutes),
        [5, 6]
      );
    } finally {
      delete globalThis.navigator;
    }
  });

  it('is sent although a tab that sleeps never lets the others', async () => {
    const request = async () => {
      throw new DOMException('waited too long', 'TimeoutError');
    };
    Object.defineProperty(globalThis, 'navigator', {value: {locks: {request}}, configurable: true});
    try {
      await outbox.add({waitingMinutes: 5});
      assert.deepEqual([asked.length, kept()], [1, []]);
    } finally {
      delete globalThis.navigator;
    }
  });

  it('is still there when an earlier version of the page kept it', async () => {
    localStorage.setItem(
      'outbox/a',
      JSON.stringify([
        {key: 'k1', report: {waitingMinutes: 5}},
        {key: 'k2', report: {}}
      ])
    );
    box();
    await settle();
    assert.deepEqual(
      asked.map(a => a.headers['Idempotency-Key']),
      ['k1', 'k2']
    );
    assert.deepEqual([kept(), localStorage.getItem('outbox/a')], [[], null]);
  });

  it('is not sent once its page is closed', async t => {
    answer = () => {
      throw new TypeError('fetch failed');
    };
    await outbox.add({waitingMinutes: 5});
    outbox.close();
    dispatchEvent(new Event('online'));
    t.mock.timers.tick(4_000);
    await settle();
    assert.deepEqual([asked.length, kept()], [1, [5]]);
  });

  it('is sent at once when the phone says that it has a connection', async () => {
    answer = () => {
      throw new TypeError('fetch failed');
    };
    await outbox.add({waitingMinutes: 5});
    answer = () => [201, {}];
    dispatchEvent(new Event('online'));
    await settle();
    assert.deepEqual(kept(), []);
  });
});

const at = time => Date.parse(`2027-03-17T${time}:00+01:00`);
describe('what a chair is asked twice about', () => {
  const a = entry('a', {eligibleVoters: 2_000});
  const table = [
    [{status: 'open'}, '07:14', /07:14.*07:30/],
    [{status: 'open'}, '07:15', undefined],
    [{status: 'open', correction: 'x'}, '06:00', undefined],
    [{status: 'closed'}, '20:54', /20:54.*21:00/],
    [{status: 'closed'}, '20:55', undefined],
    [{status: 'closed', correction: 'x'}, '12:00', undefined],
    [{status: 'counting'}, '20:54', /21:00/],
    [{status: 'counted'}, '20:54', /21:00/],
    [{status: 'counting'}, '20:55', undefined],
    [{status: 'counted', correction: 'x'}, '12:00', undefined],
    [{status: 'suspended'}, '12:00', undefined],
    [{votersAdmitted: 4_000}, '12:00', undefined],
    [{votersAdmitted: 4_001}, '12:00', /4\.001/]
  ];
  for (const [report, time, expected] of table)
    it(`${JSON.stringify(report)} at ${time}: ${expected ?? 'no question'}`, () =>
      expected
        ? assert.match(doubt(report, a, at(time)), expected)
        : assert.equal(doubt(report, a, at(time)), undefined));
  it('numbers of a station of which nobody knows how many may vote', () =>
    assert.deepEqual(
      [
        doubt({votersAdmitted: 3_000}, entry('b'), at('12:00')),
        typeof doubt({votersAdmitted: 3_001}, entry('b'), at('12:00'))
      ],
      [undefined, 'string']
    ));
});

describe('the top of the page', () => {
  const principal = {name: 'x', roles: ['observer'], municipalities: []};
  const bar = (more = {}) => {
    const one = new elements['tz-bar']();
    one.app = app(new Store(), principal, {
      connection: {state: 'live'},
      alarm: {},
      unsent: {count: () => 0, discard: () => undefined},
      ...more
    });
    return one;
  };
  it('leads into the past, but not where people only act', () => {
    const one = bar();
    assert.match(String(one.render()), /Terugkijken/);
    one.live = true;
    assert.doesNotMatch(String(one.render()), /Terugkijken/);
    for (const page of ['chair/chair', 'observer/observer'])
      assert.match(
        readFileSync(new URL(`../../../web/page/${page}.mjs`, import.meta.url), 'utf8'),
        /<tz-bar [^>]* live>/
      );
  });
  for (const [way, done] of [
    [undefined, []],
    ['keep', ['out']],
    ['discard', ['gone', 'out']]
  ])
    it(`asks before somebody leaves things unsent, who says ${way}`, async () => {
      const did = [];
      const one = bar({
        unsent: {count: () => 2, discard: () => did.push('gone')},
        logOut: async () => did.push('out')
      });
      one.ask = async count => {
        assert.equal(count, 2);
        return way;
      };
      await one.leave();
      assert.deepEqual(did, done);
    });
  it('asks nothing when all was sent', async () => {
    const did = [];
    const one = bar({logOut: async () => did.push('out')});
    one.ask = () => assert.fail('asked');
    await one.leave();
    assert.deepEqual(did, ['out']);
  });
});

describe('a station with several stops', () => {
  const stops = [
    {opensAt: '2027-03-17T07:30:00+01:00', closesAt: '2027-03-17T12:00:00+01:00', location: {}},
    {opensAt: '2027-03-17T14:00:00+01:00', closesAt: '2027-03-17T21:00:00+01:00', location: {}}
  ];
  const bus = entry('GM0363-12', {stops});
  it('is at the stop that is yet to close', () =>
    assert.deepEqual(
      ['06:00', '11:59', '12:00', '13:00', '21:00'].map(time => stops.indexOf(periodAt(bus, at(time)))),
      [0, 0, 1, 1, 1]
    ));
  it('opens again after a stop, and not after the last', () =>
    assert.deepEqual(
      [
        opensAgain(bus, '2027-03-17T12:00:00+01:00'),
        opensAgain(bus, '2027-03-17T14:00:00+01:00'),
        opensAgain(entry('a'), '2027-03-17T07:00:00+01:00')
      ],
      [true, false, false]
    ));
  it('closes early within a stop, not between two', () =>
    assert.deepEqual(
      ['11:00', '11:56', '13:00', '15:00', '20:56'].map(time => closesEarly(bus, at(time), 5 * 60_000)),
      [true, false, false, true, false]
    ));
  it('is the station of a chair whose account names a stop', () => {
    const stations = new Map([['GM0363-12', bus]]);
    assert.deepEqual(
      [
        stationOf({station: 'GM0363-12.2'}, stations),
        stationOf({station: 'GM0363-12'}, stations),
        stationOf({}, stations)
      ],
      ['GM0363-12', 'GM0363-12', undefined]
    );
  });
  it('says how many stops there are instead of hours', () => {
    assert.match(String(hoursOf(bus)), /2/);
    assert.equal(hoursOf(entry('a')), '07:30–21:00');
  });
});
