import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import './browser.mjs';
import {ofList} from '../../../web/engine/subjects.mjs';
import {entriesFrom} from '../../../web/subject/station/feed-entries.mjs';
import {FILTERS, byUrgency, conditionOf, severityOf} from '../../../web/subject/station/selectors.mjs';
import {
  AMSTERDAM,
  UTRECHT,
  entry,
  escalation,
  incident,
  limit,
  narrative,
  report,
  response,
  status
} from './things.mjs';

const newsFrom = (list, before, e, stations) => ofList(list).entries(list, before, e, {stations});
const AT = '2027-03-17T12:00:00Z';
const told = {id: 'r1', at: '2027-03-17T11:59:00Z', by: 'chair-1', role: 'station-chair', note: 'rustig'};
const after = (before, change) =>
  entriesFrom(status('a', before), status('a', {seq: 9, ...before, ...change}), entry('a'), AT);
const kinds = (before, change) => after(before, change).map(e => e.kind);

describe('how a station looks at a glance', () => {
  for (const a of ['suspended', 'count-suspended', 'closed-early', 'counting-early', 'ballots-out'])
    it(`${a} is urgent`, () => {
      assert.equal(conditionOf(status('a', {attention: ['silent', a]})), 'urgent');
      assert.equal(severityOf(a), 'urgent');
    });
  for (const a of [
    'overdue',
    'silent',
    'long-waiting',
    'too-few-members',
    'opened-early',
    'voters-contradicted',
    'ballots-low'
  ])
    it(`${a} needs attention, and is not urgent`, () => {
      assert.equal(conditionOf(status('a', {attention: [a]})), 'attention');
      assert.equal(severityOf(a), 'attention');
    });
  for (const [state, condition] of [
    ['expected', 'expected'],
    ['open', 'normal'],
    ['closed', 'done'],
    ['counting', 'done'],
    ['counted', 'done']
  ])
    it(`${state} with nothing wrong is ${condition}`, () => {
      assert.equal(conditionOf(status('a', {status: state})), condition);
      assert.equal(severityOf(state), 'info');
    });
});

describe('what a change of a station is in the feed', () => {
  it('each attention point that is new, and none that was there', () => {
    assert.deepEqual(kinds({attention: ['silent']}, {attention: ['silent', 'long-waiting']}), ['long-waiting']);
    assert.deepEqual(kinds({attention: ['silent']}, {attention: []}), []);
  });
  it('its status', () => assert.deepEqual(kinds({status: 'expected'}, {status: 'open'}), ['open']));
  it('a suspension once: as what needs attention', () =>
    assert.deepEqual(kinds({}, {status: 'suspended', attention: ['suspended']}), ['suspended']));
  it('that it goes on', () => {
    assert.deepEqual(kinds({status: 'suspended', attention: ['suspended']}, {status: 'open', attention: []}), [
      'resumed'
    ]);
    assert.deepEqual(
      kinds({status: 'count-suspended', attention: ['count-suspended']}, {status: 'counting', attention: []}),
      ['resumed']
    );
    assert.deepEqual(kinds({status: 'suspended', attention: ['suspended']}, {status: 'closed', attention: []}), [
      'closed'
    ]);
  });
  it('an early closing once', () =>
    assert.deepEqual(kinds({}, {status: 'closed', attention: ['closed-early']}), ['closed-early']));
  it('nothing of a station that is only expected', () =>
    assert.deepEqual(kinds({status: 'open'}, {status: 'expected'}), []));
  it('a report that changed nothing else, in the words of who made it', () => {
    assert.deepEqual(
      after({}, {lastReport: told}).map(({kind, at, by, role, note}) => [kind, at, by, role, note]),
      [['note', told.at, 'chair-1', 'station-chair', 'rustig']]
    );
    assert.deepEqual(kinds({lastReport: told}, {lastReport: {...told}}), []);
  });
  it('what the hub found speaks for nobody', () => {
    for (const a of ['overdue', 'silent'])
      assert.deepEqual(
        after({}, {attention: [a], lastReport: told}).map(({at, by, note}) => [at, by, note]),
        [[AT, undefined, undefined]]
      );
  });
  it('the mayor’s decision is the mayor’s', () => {
    const resumption = {decidedAt: AT, by: 'm', role: 'mayor', note: 'om twee uur'};
    assert.deepEqual(
      after({status: 'suspended', attention: ['suspended'], lastReport: told}, {resumption}).map(({kind, by, note}) => [
        kind,
        by,
        note
      ]),
      [['resumption-decided', 'm', 'om twee uur']]
    );
    assert.deepEqual(after({status: 'suspended', attention: ['suspended'], resumption}, {seq: 10}), []);
  });
  it('on a first load what stands out, or else the status', () => {
    assert.deepEqual(
      entriesFrom(undefined, status('a', {status: 'suspended', attention: ['suspended']}), entry('a'), AT).map(
        e => e.kind
      ),
      ['suspended']
    );
    assert.deepEqual(
      entriesFrom(undefined, status('a'), entry('a'), AT).map(e => e.kind),
      ['open']
    );
  });
  it('names the station, or its number when the register does not have it', () => {
    assert.deepEqual(
      after({status: 'expected'}, {status: 'open'}).map(e => [e.name, e.municipality, e.severity, e.times, e.station]),
      [['Station a', AMSTERDAM, 'info', 1, 'a']]
    );
    assert.equal(entriesFrom(undefined, status('a'), undefined, AT)[0].name, 'a');
  });
});

describe('the counters', () => {
  const of = {
    open: status('a'),
    attention: status('a', {attention: ['silent']}),
    overdue: status('a', {status: 'expected', overdue: true}),
    suspended: status('a', {status: 'count-suspended'}),
    silent: status('a', {silent: true}),
    waiting: status('a', {attention: ['long-waiting']})
  };
  for (const [name, one] of Object.entries(of))
    it(`${name} takes what it is about`, () => {
      assert.ok(FILTERS[name](one));
      assert.ok(!FILTERS[name](status('b', {status: 'closed'})));
    });
  it('both kinds of suspension', () => assert.ok(FILTERS.suspended(status('a', {status: 'suspended'}))));
  it('puts the worst first, then who waits longest, then the newest', () => {
    const list = [
      status('normal', {seq: 9}),
      status('older', {seq: 3, attention: ['silent']}),
      status('newer', {seq: 4, attention: ['silent']}),
      status('waiting', {seq: 1, attention: ['long-waiting'], waitingMinutes: 60}),
      status('urgent', {seq: 2, attention: ['ballots-out']}),
      status('done', {status: 'closed'}),
      status('expected', {status: 'expected'})
    ];
    assert.deepEqual(
      list.sort(byUrgency).map(s => s.id),
      ['urgent', 'waiting', 'newer', 'older', 'expected', 'normal', 'done']
    );
  });
});

describe('what happens around the stations is in the feed', () => {
  const stations = new Map([['a', entry('a')]]);
  const news = (list, before, e) => newsFrom(list, before, e, stations).map(n => [n.kind, n.severity, n.by, n.note]);
  it('a report once, as unverified', () => {
    const r = report({severity: 'urgent', station: 'a'});
    assert.deepEqual(news('reports', undefined, r), [['reported', 'urgent', 'public', 'druk']]);
    assert.deepEqual(news('reports', r, {...r, state: 'dismissed'}), []);
    const [entry] = newsFrom('reports', undefined, r, stations);
    assert.deepEqual(
      [entry.unverified, entry.role, entry.name, entry.item],
      [true, 'public', 'Station a', `report/${r.id}`]
    );
  });
  it('no report beyond a limit', () => assert.deepEqual(news('reports', undefined, report({overLimit: true})), []));
  it('an incident whenever its state changes', () => {
    const i = incident({title: 'Stoet', by: 'desk', severity: 'urgent'});
    assert.deepEqual(news('incidents', undefined, i), [['incident-reported', 'urgent', 'desk', 'Stoet']]);
    assert.deepEqual(news('incidents', i, {...i, title: 'Optocht'}), []);
    for (const state of ['verified', 'being-handled'])
      assert.equal(news('incidents', i, {...i, state})[0][1], 'urgent');
    for (const state of ['closed', 'dismissed']) assert.equal(news('incidents', i, {...i, state})[0][1], 'info');
    assert.equal(news('incidents', i, {...i, state: 'closed', mergedInto: 'other'})[0][0], 'incident-merged');
  });
  it('an escalation that is new, goes up, is acknowledged, is resolved', () => {
    const e = escalation();
    const up = {
      ...e,
      addressee: {level: 'table', roles: ['table-operator']},
      steps: [...e.steps, {at: AT, why: 'not-acknowledged', addressee: {level: 'table', roles: []}}]
    };
    assert.deepEqual(news('escalations', undefined, e), [['escalation-open', 'urgent', 'rule', 'why']]);
    assert.deepEqual(
      news('escalations', e, up).map(n => n[0]),
      ['escalation-not-acknowledged']
    );
    assert.deepEqual(
      news('escalations', e, {
        ...e,
        state: 'acknowledged',
        acknowledged: {at: AT, by: 'm', role: 'mayor', note: 'we gaan'}
      }),
      [['escalation-acknowledged', 'info', 'm', 'we gaan']]
    );
    assert.deepEqual(
      news('escalations', e, {...e, state: 'resolved', resolved: {at: AT, by: 'm', role: 'mayor', note: 'klaar'}}),
      [['escalation-resolved', 'info', 'm', 'klaar']]
    );
    assert.deepEqual(news('escalations', e, {...e, comments: []}), []);
    assert.deepEqual(news('escalations', undefined, {...e, rule: 'session-suspended'})[0][3], undefined);
  });
  it('a tolerance limit by who agreed last', () => {
    const l = limit();
    assert.deepEqual(news('toleranceLimits', undefined, l)[0][0], 'limit-proposed');
    assert.deepEqual(
      news('toleranceLimits', l, {
        ...l,
        status: 'in-force',
        agreements: [
          {by: 'a', role: 'mayor'},
          {by: 'b', role: 'police'}
        ]
      }),
      [['limit-in-force', 'info', 'b', undefined]]
    );
    assert.deepEqual(news('toleranceLimits', l, {...l}), []);
  });
  it('a claim: new, standing, state; a claim that is borne out is urgent', () => {
    const n = narrative();
    assert.deepEqual(news('narratives', undefined, n), [
      ['narrative-reported', 'attention', 'desk', 'stembiljetten weg']
    ]);
    assert.equal(newsFrom('narratives', undefined, n, stations)[0].unverified, true);
    assert.deepEqual(
      news('narratives', n, {...n, standing: 'confirmed'}).map(x => x.slice(0, 2)),
      [['narrative-confirmed', 'urgent']]
    );
    assert.deepEqual(
      news('narratives', n, {...n, standing: 'contradicted'}).map(x => x.slice(0, 2)),
      [['narrative-contradicted', 'info']]
    );
    assert.deepEqual(
      news('narratives', n, {...n, state: 'assessed'}).map(x => x[0]),
      ['narrative-assessed']
    );
    assert.deepEqual(news('narratives', n, {...n}), []);
  });
  it('a response by who did it; one that is challenged is urgent', () => {
    const r = response();
    const by = {at: AT, by: 'bea', role: 'table-member'};
    assert.deepEqual(news('responses', undefined, r), [['response-proposed', 'attention', 'ann', 'Wat er is']]);
    for (const [state, field] of [
      ['approved', 'approved'],
      ['rejected', 'rejected'],
      ['published', 'carriedOut'],
      ['sent', 'carriedOut'],
      ['withdrawn', 'withdrawn']
    ])
      assert.deepEqual(
        news('responses', r, {...r, state, [field]: by}),
        [[`response-${state}`, 'info', 'bea', 'Wat er is']],
        state
      );
    const challenged = {...r, challenge: {at: AT}};
    assert.deepEqual(news('responses', r, challenged), [['response-challenged', 'urgent', undefined, 'Wat er is']]);
    assert.deepEqual(news('responses', challenged, {...challenged}), []);
    assert.equal(newsFrom('responses', undefined, r, stations)[0].item, 'narrative/n');
  });
  it('nothing of what it does not know', () =>
    assert.deepEqual(newsFrom('duties', undefined, {id: 'x'}, stations), []));
  it('says where, by whatever names the place', () => {
    const where = e => newsFrom('reports', undefined, report(e), stations)[0];
    assert.equal(where({placeText: 'Dam'}).name, 'Dam');
    assert.equal(where({municipality: UTRECHT}).municipality, UTRECHT);
  });
});
