import assert from 'node:assert/strict';
import {beforeEach, describe, it} from 'node:test';
import {draw} from './browser.mjs';
import {Store} from '../../../web/engine/store.mjs';
import {
  AMSTERDAM,
  UTRECHT,
  duty,
  entry,
  escalation,
  frame,
  incident,
  limit,
  narrative,
  report,
  response,
  status
} from './things.mjs';

let store;
const two = () => ({
  seq: 10,
  journal: 'j',
  at: '2027-03-17T11:00:00Z',
  stations: [entry('a'), entry('b', {municipality: UTRECHT})],
  statuses: [
    status('a'),
    status('b', {
      status: 'suspended',
      attention: ['suspended'],
      lastReport: {id: 'q', at: '2027-03-17T11:00:00Z', by: 'town', role: 'municipality'}
    })
  ]
});
beforeEach(() => {
  store = new Store();
  store.load(two());
});

describe('the page’s copy of the picture', () => {
  it('has what the picture has, and knows where in the journal that was', () => {
    assert.deepEqual([store.position, store.journal, store.stations.size, store.statuses.size], [10, 'j', 2, 2]);
    assert.equal(store.total.stations, 2);
    assert.equal(store.total.open, 1);
    assert.equal(store.total.suspended, 1);
    assert.equal(store.municipalities.get('GM0363').open, 1);
    assert.equal(store.municipalities.get('GM0344').suspended, 1);
  });

  it('takes what follows on what it has', () => {
    assert.equal(store.apply(frame(10, 11, {statuses: [status('a', {status: 'closed'})]})), true);
    assert.equal(store.position, 11);
    assert.deepEqual([store.total.open, store.total.closed], [0, 1]);
  });

  it('takes nothing of a frame that leaves a gap', () => {
    assert.equal(store.apply(frame(11, 12, {statuses: [status('a', {status: 'closed'})]})), false);
    assert.deepEqual([store.position, store.total.open], [10, 1]);
  });

  it('takes nothing twice', () => {
    assert.equal(store.apply(frame(8, 10, {statuses: [status('a', {status: 'closed'})]})), true);
    assert.deepEqual([store.position, store.total.open], [10, 1]);
  });

  it('takes a frame that begins with what it has already', () => {
    assert.equal(store.apply(frame(8, 11, {statuses: [status('a', {status: 'closed'})]})), true);
    assert.deepEqual([store.position, store.total.closed], [11, 1]);
  });

  it('forgets a station that is gone, and does not count it any more', () => {
    store.apply(frame(10, 11, {gone: [{kind: 'station', id: 'b'}]}));
    assert.deepEqual(
      [
        store.stations.has('b'),
        store.statuses.has('b'),
        store.total.stations,
        store.total.suspended,
        store.total.urgent,
        store.municipalities.get('GM0344').stations
      ],
      [false, false, 1, 0, 0, 0]
    );
  });

  const kinds = {
    report: ['reports', report()],
    overflow: ['overflows', {id: 'GM0363', waiting: 3, urgent: 0}],
    incident: ['incidents', incident()],
    escalation: ['escalations', escalation()],
    'tolerance-limit': ['toleranceLimits', limit()],
    duty: ['duties', duty()],
    narrative: ['narratives', narrative()],
    response: ['responses', response()]
  };
  for (const [kind, [list, entity]] of Object.entries(kinds)) {
    it(`takes a ${kind}, and forgets it when it is gone`, () => {
      store.apply(frame(10, 11, {[list]: [entity]}));
      assert.equal(store[list].get(entity.id), entity);
      store.apply(frame(11, 12, {gone: [{kind, id: entity.id}]}));
      assert.equal(store[list].size, 0);
    });
  }

  it('is not upset by something gone of a kind that it does not know', () => {
    assert.equal(store.apply(frame(10, 11, {gone: [{kind: 'ballot-box', id: 'x'}]})), true);
    assert.equal(store.stations.size, 2);
  });

  it('has nothing left after a reset, but for who looks', () => {
    for (const [list, entity] of Object.values(kinds))
      store.apply(frame(store.position, store.position + 1, {[list]: [entity]}));
    store.viewer = {name: 'operator'};
    store.clear();
    for (const list of ['stations', 'statuses', 'municipalities', ...Object.values(kinds).map(([name]) => name)])
      assert.equal(store[list].size, 0, list);
    assert.deepEqual(
      [store.position, store.journal, store.feed.length, store.total.stations, store.total.urgent],
      [0, undefined, 0, 0, 0]
    );
    assert.deepEqual(store.viewer, {name: 'operator'});
  });

  it('counts a station where it is registered now', () => {
    store.apply(frame(10, 11, {stations: [entry('a', {municipality: UTRECHT})]}));
    assert.deepEqual(
      [store.municipalities.get('GM0363').stations, store.municipalities.get('GM0344').stations, store.total.stations],
      [0, 2, 2]
    );
  });
});

describe('what is counted', () => {
  const counted = (state, registered = {}) => {
    const one = new Store();
    one.load({seq: 1, stations: [entry('x', registered)], statuses: [status('x', state)]});
    return one.total;
  };
  for (const [state, counter] of [
    ['expected', 'expected'],
    ['open', 'open'],
    ['suspended', 'suspended'],
    ['count-suspended', 'suspended'],
    ['closed', 'closed'],
    ['counting', 'counting'],
    ['counted', 'counted']
  ]) {
    it(`a station that is ${state} counts as ${counter}`, () => {
      const total = counted({status: state});
      assert.equal(total[counter], 1);
      assert.equal(
        ['expected', 'open', 'suspended', 'closed', 'counting', 'counted'].reduce((n, c) => n + total[c], 0),
        1
      );
    });
  }
  it('overdue and silent stations', () => {
    assert.deepEqual(
      [counted({overdue: true}).overdue, counted({silent: true}).silent, counted({}).overdue, counted({}).silent],
      [1, 1, 0, 0]
    );
  });
  it('long waiting', () =>
    assert.deepEqual(
      [counted({attention: ['long-waiting']}).waiting, counted({attention: ['silent']}).waiting],
      [1, 0]
    ));
  it('what is urgent needs attention too; what needs attention is not urgent', () => {
    const urgent = counted({status: 'suspended', attention: ['suspended']});
    const attention = counted({attention: ['long-waiting']});
    assert.deepEqual(
      [urgent.urgent, urgent.attention, attention.urgent, attention.attention, counted({}).attention],
      [1, 1, 0, 1, 0]
    );
  });
  it('turnout is of the stations whose number of voters is known', () => {
    const known = counted({votersAdmitted: 40}, {eligibleVoters: 100});
    const unknown = counted({votersAdmitted: 40});
    assert.deepEqual([known.eligible, known.eligibleAdmitted, known.admitted], [100, 40, 40]);
    assert.deepEqual([unknown.eligible, unknown.eligibleAdmitted, unknown.admitted], [0, 0, 40]);
  });
});

describe('who listens', () => {
  it('is told once a drawn frame, of all that changed', () => {
    draw();
    const told = [];
    store.addEventListener('change', e => told.push([...e.detail.ids].sort()));
    store.apply(frame(10, 11, {statuses: [status('a')]}));
    store.apply(frame(11, 12, {statuses: [status('b')]}));
    assert.deepEqual(told, []);
    draw();
    assert.deepEqual(told, [['a', 'b']]);
    draw();
    assert.equal(told.length, 1);
  });

  it('hears at the first that all is new, and later that it is not', () => {
    const whole = [];
    store.addEventListener('change', e => whole.push(e.detail.whole));
    draw();
    store.apply(frame(10, 11, {statuses: [status('a')]}));
    draw();
    assert.deepEqual(whole, [true, false]);
  });

  it('is told on a page that nobody sees, too: nothing is drawn there', t => {
    draw();
    t.mock.timers.enable({apis: ['setTimeout']});
    document.visibilityState = 'hidden';
    let told = 0;
    store.addEventListener('change', () => told++);
    store.apply(frame(10, 11, {statuses: [status('a')]}));
    t.mock.timers.tick(250);
    document.visibilityState = 'visible';
    assert.equal(told, 1);
  });

  it('hears of an escalation as it comes, with what was before, and not of those that were there', () => {
    const heard = [];
    const other = new Store();
    other.watch('escalations', e => heard.push([e.detail.before?.state, e.detail.entity.state]));
    const e = escalation();
    other.load({...two(), escalations: [e]});
    assert.deepEqual(heard, []);
    other.apply(
      frame(10, 11, {
        escalations: [{...e, state: 'acknowledged', acknowledged: {at: '2027-03-17T11:01:00Z', by: 'm', role: 'mayor'}}]
      })
    );
    other.apply(frame(11, 12, {escalations: [escalation()]}));
    assert.deepEqual(heard, [
      ['open', 'acknowledged'],
      [undefined, 'open']
    ]);
  });
});

describe('the feed', () => {
  it('begins with what stands out, newest first', () => {
    assert.deepEqual(
      store.feed.map(e => e.kind),
      ['suspended']
    );
  });

  it('folds what happens again to the same station into one entry with a count', () => {
    for (let i = 0; i < 3; i++)
      store.apply(
        frame(10 + i, 11 + i, {
          statuses: [
            status('a', {lastReport: {id: `r${i}`, at: '2027-03-17T11:00:00Z', by: 'chair', role: 'station-chair'}})
          ]
        })
      );
    assert.deepEqual(
      store.feed.filter(e => e.station === 'a').map(e => [e.kind, e.times]),
      [['report', 3]]
    );
  });

  it('folds reports of a kind in a place, and not those of another', () => {
    store.apply(
      frame(10, 11, {reports: [report(), report(), report({kind: 'violence'}), report({municipality: UTRECHT})]})
    );
    assert.deepEqual(
      store.feed
        .filter(e => e.kind === 'reported')
        .map(e => [e.label, e.municipality.code, e.times])
        .sort(),
      [
        ['crowd', 'GM0344', 1],
        ['crowd', 'GM0363', 2],
        ['violence', 'GM0363', 1]
      ]
    );
  });

  it('has an end, and what is ordinary makes way first', () => {
    const many = Array.from({length: 2_000}, (_, i) => entry(`s${i}`));
    store.load({seq: 1, stations: many, statuses: many.map(e => status(e.id, {status: 'expected'}))});
    store.apply(
      frame(1, 2, {
        statuses: many.slice(0, 100).map(e => status(e.id, {status: 'suspended', attention: ['suspended']}))
      })
    );
    for (let i = 0; i < 1_900; i++) store.apply(frame(i + 2, i + 3, {statuses: [status(`s${100 + i}`)]}));
    assert.ok(store.feed.length <= 1_500, `${store.feed.length}`);
    assert.equal(store.feed.filter(e => e.kind === 'suspended').length, 100);
  });

  it('remembers of what was asked for the last five hundred', () => {
    store.remember(
      'report',
      Array.from({length: 600}, (_, i) => report({id: `q${i}`}))
    );
    assert.equal(store.stored.size, 500);
    assert.deepEqual(
      [
        store.stored.has('report/q0'),
        store.stored.has('report/q99'),
        store.stored.has('report/q100'),
        store.stored.has('report/q599')
      ],
      [false, false, true, true]
    );
  });
});
