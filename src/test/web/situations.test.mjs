import assert from 'node:assert/strict';
import {beforeEach, describe, it} from 'node:test';
import {app} from './browser.mjs';
import {hoursOfMost, isCounting, phaseOf} from '../../../web/engine/day.mjs';
import {DayClock} from '../../../web/engine/clock.mjs';
import {Store} from '../../../web/engine/store.mjs';
import {everydayNames, plain} from '../../../web/i18n/everyday-names.mjs';
import '../../../web/page/desk/search.mjs';
import {Trend} from '../../../web/engine/trend.mjs';
import {signOf, SIGNS} from '../../../web/map/signs.mjs';
import {placeRoot, rootOf, situationsOf} from '../../../web/page/desk/situations.mjs';
import {Snoozes} from '../../../web/page/desk/snoozes.mjs';
import {firstUse, stepsFor} from '../../../web/page/desk/first-use.mjs';
import {ofPhase} from '../../../web/page/desk/municipalities.mjs';
import {path, some} from '../../../web/page/desk/course.mjs';
import {countersOf} from '../../../web/page/desk/counters.mjs';
import {needsOf} from '../../../web/page/triangle/needs.mjs';
import {reportGroups} from '../../../web/subject/report/selectors.mjs';
import {byUrgency, waitingNow} from '../../../web/subject/station/selectors.mjs';
import {refusalsOf, summaryOf} from '../../../web/subject/station/bulk.mjs';
import {cell, csvOf} from '../../../web/ui/csv.mjs';
import {termsOf} from '../../../web/subject/tolerance/terms.mjs';
import {pointsOf, sparkline} from '../../../web/ui/sparkline.mjs';
import {UNDO_MILLIS, withUndo} from '../../../web/ui/undo.mjs';
import {UTRECHT, entry, escalation, incident, limit, narrative, person, report, response, status} from './things.mjs';

const operator = person('table-operator');
const mayor = person('mayor', ['GM0363']);
const store = lists => {
  const one = new Store();
  one.load({seq: 1, ...lists});
  return one;
};
const of = (lists, who = operator, code = undefined) => situationsOf(store(lists), who, code);
const about = (kind, id, more = {}) => escalation({subject: {kind, id, label: 'crowd'}, ...more});

describe('what belongs together is one situation', () => {
  it('an incident with its escalations and its reports', () => {
    const [s, ...others] = of({
      incidents: [incident({id: 'i', assignee: 'ann'})],
      reports: [report({id: 'a', incident: 'i', state: 'merged'}), report({id: 'b', incident: 'i', state: 'merged'})],
      escalations: [about('report', 'a', {id: 'e1'}), about('incident', 'i', {id: 'e2', severity: 'critical'})]
    });
    assert.equal(others.length, 0);
    assert.deepEqual([s.root, s.key, s.severity, s.count], ['incident/i', 'escalation/e2', 'critical', 2]);
    assert.equal(s.owner, undefined, 'an escalation is open: nobody has it');
  });
  it('reports of one kind in one place, of which some were escalated', () => {
    const [s, ...others] = of({
      reports: [
        report({id: 'a'}),
        report({id: 'b', text: 'nu erger', at: '2027-03-17T11:30:00Z'}),
        report({id: 'c', state: 'dismissed'})
      ],
      escalations: [about('report', 'a'), about('report', 'b')]
    });
    assert.equal(others.length, 0);
    assert.deepEqual([s.count, s.newest.text, s.escalations.length], [2, 'nu erger', 2]);
  });
  it('a claim with what is answered to it', () => {
    const found = of(
      {
        narratives: [narrative({id: 'n'})],
        responses: [response({id: 'x', narrative: 'n'})],
        escalations: [about('narrative', 'n'), about('response', 'x')]
      },
      person('table-member')
    );
    assert.equal(found.length, 1);
    assert.equal(found[0].approval.id, 'x');
  });
  it('and not what is elsewhere, of another kind, or of another station', () => {
    assert.equal(
      of({
        reports: [report({id: 'a'}), report({id: 'b', municipality: UTRECHT}), report({id: 'c', kind: 'unrest'})],
        escalations: [
          about('report', 'a'),
          about('report', 'b'),
          about('report', 'c'),
          about('station', 's'),
          about('station', 't')
        ]
      }).length,
      5
    );
    assert.equal(placeRoot(report({station: 'GM0363-1'})), 'reports/crowd/GM0363-1');
    assert.equal(rootOf(store({}), {kind: 'report', id: 'gone'}), 'report/gone');
    assert.equal(rootOf(store({}), {kind: 'response', id: 'gone'}), 'narrative/gone');
  });
  it('only of the municipality that is looked at', () => {
    const lists = {
      escalations: [about('station', 's'), about('station', 't', {municipality: UTRECHT})],
      incidents: [incident({municipality: UTRECHT})]
    };
    assert.equal(of(lists).length, 3);
    assert.equal(of(lists, operator, 'GM0363').length, 1);
  });
});

describe('which situation comes first', () => {
  const order = (escalations, who = operator) => of({escalations}, who).map(s => s.escalations[0].id);
  it('what nobody has, then the graver, then mine, then what is due sooner, then what waits longer', () => {
    assert.deepEqual(
      order([
        about('station', '1', {id: 'owned', state: 'acknowledged', severity: 'critical'}),
        about('station', '2', {id: 'attention', severity: 'attention'}),
        about('station', '3', {id: 'later', deadline: '2027-03-17T12:20:00Z'}),
        about('station', '4', {id: 'sooner', deadline: '2027-03-17T12:10:00Z'}),
        about('station', '5', {
          id: 'mine',
          deadline: '2027-03-17T12:40:00Z',
          addressee: {level: 'table', roles: ['table-operator']}
        }),
        about('station', '6', {id: 'newer', deadline: '2027-03-17T12:20:00Z', raisedAt: '2027-03-17T11:50:00Z'})
      ]),
      ['mine', 'sooner', 'later', 'newer', 'attention', 'owned']
    );
  });
  it('says who has it: whoever is on the incident before who took on the escalation', () => {
    const [taken] = of({escalations: [about('station', 's', {state: 'acknowledged'})]});
    assert.deepEqual([taken.owner.by, taken.owner.role], ['m', 'mayor']);
    const [on] = of({
      incidents: [incident({id: 'i', assignee: 'ann'})],
      escalations: [about('incident', 'i', {state: 'acknowledged'})]
    });
    assert.equal(on.owner.by, 'ann');
  });
});

describe('what is put away for a while', () => {
  beforeEach(() => localStorage.clear());
  const s = (more = {}) => ({root: 'incident/i', severity: 'urgent', escalations: [{}], ...more});
  it('stays away until its time, to the moment', () => {
    const snoozes = new Snoozes();
    snoozes.put(s(), 1_000, 'koffie');
    assert.equal(snoozes.of(s(), 999).reason, 'koffie');
    assert.equal(snoozes.of(s(), 1_000), undefined);
    assert.equal(snoozes.of(s({root: 'incident/other'}), 0), undefined);
  });
  it('comes back when it becomes graver or is escalated again, and stays when it becomes calmer', () => {
    const snoozes = new Snoozes();
    snoozes.put(s(), 1_000, 'x');
    assert.equal(snoozes.of(s({severity: 'critical'}), 0), undefined);
    assert.equal(snoozes.of(s({escalations: [{}, {}]}), 0), undefined);
    assert.ok(snoozes.of(s({severity: 'info'}), 0));
  });
  it('is remembered by the browser, the last two hundred, and can be taken back', () => {
    const snoozes = new Snoozes();
    for (let i = 0; i < 250; i++) snoozes.put(s({root: `r${i}`}), 1_000, 'x');
    const again = new Snoozes();
    assert.equal(again.of(s({root: 'r49'}), 0), undefined);
    assert.ok(again.of(s({root: 'r50'}), 0));
    again.take('r50');
    assert.equal(new Snoozes().of(s({root: 'r50'}), 0), undefined);
    localStorage.setItem('snoozed', '{');
    assert.equal(new Snoozes().of(s({root: 'r60'}), 0), undefined);
  });
});

describe('an act that can be taken back', () => {
  it('is done when its seconds are over, once', t => {
    t.mock.timers.enable({apis: ['setTimeout']});
    const page = app(store({}), operator);
    let done = 0;
    withUndo(page, 'weg', () => done++);
    assert.equal(page.told[0].text, 'weg');
    t.mock.timers.tick(UNDO_MILLIS - 1);
    assert.equal(done, 0);
    t.mock.timers.tick(1);
    assert.equal(done, 1);
    dispatchEvent(new Event('pagehide'));
    page.told[0].undo();
    assert.equal(done, 1);
  });
  it('is not done when it was taken back', t => {
    t.mock.timers.enable({apis: ['setTimeout']});
    const page = app(store({}), operator);
    const calls = [];
    withUndo(
      page,
      'weg',
      () => calls.push('done'),
      () => calls.push('back')
    );
    page.told[0].undo();
    t.mock.timers.tick(2 * UNDO_MILLIS);
    dispatchEvent(new Event('pagehide'));
    assert.deepEqual(calls, ['back']);
  });
  it('is done at once when the phone is locked, and not when it is only woken', t => {
    t.mock.timers.enable({apis: ['setTimeout']});
    let done = 0;
    withUndo(app(store({}), operator), 'weg', () => done++);
    dispatchEvent(new Event('visibilitychange'));
    assert.equal(done, 0);
    document.visibilityState = 'hidden';
    dispatchEvent(new Event('visibilitychange'));
    document.visibilityState = 'visible';
    assert.equal(done, 1);
    t.mock.timers.tick(2 * UNDO_MILLIS);
    assert.equal(done, 1);
  });
  it('is done at once when the page is left', t => {
    t.mock.timers.enable({apis: ['setTimeout']});
    let done = 0;
    withUndo(app(store({}), operator), 'weg', () => done++);
    dispatchEvent(new Event('pagehide'));
    t.mock.timers.tick(2 * UNDO_MILLIS);
    assert.equal(done, 1);
  });
});

describe('what needs a mayor now', () => {
  const NOBODY = {level: 'table', roles: ['table-operator']};
  const needs = (lists, who = mayor) => needsOf(app(store(lists), who)).map(n => n.kind);
  const stations = [entry('GM0363-1'), entry('GM0363-2'), entry('GM0344-1', {municipality: UTRECHT})];
  it('nothing when all is as it should be', () =>
    assert.deepEqual(needs({stations, statuses: stations.map(s => status(s.id))}), []));
  it('a suspended session that nobody decided on, also when somebody else has the escalation', () => {
    const statuses = [status('GM0363-1', {status: 'suspended'})];
    const suspended = about('station', 'GM0363-1', {rule: 'session-suspended', state: 'acknowledged'});
    assert.deepEqual(needs({stations, statuses, escalations: [suspended]}), ['suspension']);
    assert.deepEqual(needs({stations, statuses, escalations: [{...suspended, state: 'open'}]}), ['escalation']);
    assert.deepEqual(needs({stations, statuses}, person('police', ['GM0363'])), []);
    assert.deepEqual(needs({stations, statuses: [status('GM0363-1', {status: 'suspended', resumption: {}})]}), []);
    assert.deepEqual(needs({stations, statuses: [status('GM0344-1', {status: 'suspended'})]}), []);
  });
  it('a limit that waits for this one’s agreement, and not one that they agreed to', () => {
    assert.deepEqual(needs({toleranceLimits: [limit({agreements: [{role: 'police'}]})]}), ['limit']);
    assert.deepEqual(needs({toleranceLimits: [limit({agreements: [{role: 'mayor'}]})]}), []);
    assert.deepEqual(needs({toleranceLimits: [limit({status: 'in-force'})]}), []);
    assert.deepEqual(needs({toleranceLimits: [limit({municipality: UTRECHT})]}), []);
  });
  it('a limit that is exceeded, by the newest report of the place, where no escalation says so', () => {
    const breached = {outcome: 'breached', rule: 'maximum-participants', seen: 382, agreed: 100, title: 'School'};
    const r = report({id: 'r', station: 'GM0363-1', verdict: breached});
    assert.deepEqual(needs({reports: [r]}), ['breach']);
    const later = report({station: 'GM0363-1', at: '2027-03-17T11:40:00Z', verdict: {...breached, outcome: 'within'}});
    assert.deepEqual(needs({reports: [r, later]}), []);
    assert.deepEqual(needs({reports: [r], escalations: [about('report', 'r', {addressee: NOBODY})]}), []);
    assert.deepEqual(needs({reports: [{...r, state: 'dismissed'}]}), []);
    const part = {...r, state: 'merged', incident: 'i'};
    assert.deepEqual(needs({reports: [part], incidents: [incident({id: 'i', state: 'closed'})]}), []);
    assert.deepEqual(needs({reports: [part], incidents: [incident({id: 'i'})]}), ['breach']);
  });
  it('stations that have not said that they are open: one is enough; three that are silent', () => {
    const some = (n, more) => ({
      stations: Array.from({length: n}, (_, i) => entry(`GM0363-${i}`)),
      statuses: Array.from({length: n}, (_, i) => status(`GM0363-${i}`, more))
    });
    assert.deepEqual(needs(some(1, {overdue: true, attention: ['overdue']})), ['many']);
    assert.deepEqual(needs(some(2, {silent: true, attention: ['silent']})), []);
    assert.deepEqual(needs(some(3, {silent: true, attention: ['silent']})), ['many']);
  });
  it('the gravest first, and a decision before an answer', () => {
    assert.deepEqual(
      needs({
        stations,
        statuses: [
          status('GM0363-1', {status: 'suspended'}),
          status('GM0363-2', {overdue: true, attention: ['overdue']})
        ],
        toleranceLimits: [limit()],
        escalations: [about('station', 'x', {severity: 'critical'}), about('station', 'y', {severity: 'urgent'})]
      }),
      ['escalation', 'suspension', 'escalation', 'limit', 'many']
    );
  });
  it('a limit can be read whole', () => {
    const text = String(
      termsOf(
        app(store({stations}), mayor),
        limit({
          terms: {
            title: 'School',
            maximumParticipants: 100,
            stations: ['GM0363-1'],
            radiusMetres: 50,
            from: '2027-03-17T07:00:00Z',
            until: '2027-03-17T20:00:00Z',
            measures: [{who: 'politie', what: 'houdt vrij'}]
          }
        })
      )
    ).replace(/<[^>]*>/g, ' ');
    for (const word of ['100', 'Station GM0363-1', 'politie', 'houdt vrij', '08:00'])
      assert.ok(text.includes(word), word);
  });
});

describe('the phases of the day', () => {
  const at = time => Date.parse(`2027-03-17T${time}+01:00`);
  const hours = {opens: at('07:30:00'), closes: at('21:00:00')};
  const counts = {stations: 100, open: 0, counted: 0};
  for (const [time, phase, more] of [
    ['06:29:59', 'before'],
    ['06:30:00', 'opening'],
    ['08:29:59', 'opening'],
    ['08:30:00', 'voting'],
    ['16:59:59', 'voting'],
    ['17:00:00', 'rush'],
    ['19:59:59', 'rush'],
    ['20:00:00', 'closing'],
    ['20:59:59', 'closing'],
    ['21:00:00', 'counting', {open: 5}],
    ['21:00:00', 'closing', {open: 6}],
    ['22:00:00', 'counting', {open: 6}],
    ['23:30:00', 'counting', {counted: 99}],
    ['23:30:00', 'after', {counted: 100}]
  ])
    it(`${time} ${JSON.stringify(more ?? '')} is ${phase}`, () =>
      assert.equal(phaseOf(hours, at(time), {...counts, ...more}), phase));
  it('the next morning is after, whether all was counted or not', () => {
    assert.equal(phaseOf(hours, hours.closes + 9 * 3_600_000 - 1, counts), 'counting');
    assert.equal(phaseOf(hours, hours.closes + 9 * 3_600_000, counts), 'after');
    assert.deepEqual(['closing', 'counting', 'after'].map(isCounting), [false, true, true]);
  });
  it('goes by the hours of most stations, and by none where there is none', () => {
    const early = entry('c', {opensAt: '2027-03-17T05:00:00+01:00'});
    assert.deepEqual(hoursOfMost([early, entry('a'), entry('b')]), hours);
    assert.equal(hoursOfMost([]), undefined);
    assert.equal(phaseOf(undefined, 0, counts), 'voting');
  });
  it('counts what the hour asks for, and never hides what is wrong', () => {
    const none = {suspended: 0, ballots: 0, waiting: 0, silent: 0, overdue: 0};
    assert.deepEqual(countersOf('counting', none), ['open', 'closed', 'counting', 'counted', 'suspended']);
    assert.deepEqual(countersOf('voting', {...none, ballots: 1}).at(-1), 'ballots');
    assert.equal(countersOf('counting', {...none, overdue: 2, silent: 1}).length, 7);
    assert.deepEqual([...countersOf('rush', none)][0], 'waiting');
  });
});

describe('how a number was', () => {
  const MINUTE = 60_000;
  it('is remembered by the minute, for four hours', () => {
    const trend = new Trend();
    for (let i = 0; i <= 300; i++) {
      trend.sample(i * MINUTE, {overdue: i});
      trend.sample(i * MINUTE + 1, {overdue: -1});
    }
    assert.equal(trend.before('overdue', 15, 300 * MINUTE), 285);
    assert.equal(trend.line('overdue').length, 240);
    assert.equal(trend.line('overdue').at(-1), 300);
  });
  it('is not guessed: what was not seen is not said', () => {
    const trend = new Trend();
    assert.equal(trend.before('overdue', 15, 0), undefined);
    trend.sample(100 * MINUTE, {overdue: 4});
    assert.equal(trend.before('overdue', 15, 100 * MINUTE), undefined);
    assert.equal(trend.before('overdue', 15, 112 * MINUTE), 4);
    assert.equal(trend.before('overdue', 15, 119 * MINUTE), undefined);
  });
  it('begins again when the clock goes back, as in another exercise', () => {
    const trend = new Trend();
    trend.sample(100 * MINUTE, {overdue: 4});
    trend.sample(50 * MINUTE, {overdue: 1});
    assert.deepEqual(trend.line('overdue'), [1]);
    trend.clear();
    assert.deepEqual(trend.line('overdue'), []);
  });
  it('is a line from three values on, from the lowest to the highest', () => {
    assert.equal(sparkline([1, 2]), '');
    assert.match(String(sparkline([0, 5, 10])), /0\.0,15\.0 32\.0,8\.0 64\.0,1\.0/);
    assert.equal(pointsOf([3, 3, 3]), '0.0,8.0 32.0,8.0 64.0,8.0');
  });
});

describe('signs on the map', () => {
  it('are one a kind, whatever the language', () => {
    assert.equal(signOf('violence'), signOf('threat'));
    assert.equal(signOf('demonstration'), 'demonstration');
    assert.equal(signOf('doxing'), 'hidden');
    for (const kind of ['crowd', 'unrest', 'access-blocked', 'technical', 'x']) assert.ok(SIGNS[signOf(kind)], kind);
  });
});

describe('everyday names', () => {
  const found = (text, names) => {
    const search = new globalThis.elements['tz-search']();
    const lists = {stations: [], statuses: []};
    names.forEach(([code, name], i) => {
      lists.stations.push(entry(`s${i}`, {name: 'Hal', municipality: {code, name}}));
      lists.statuses.push(status(`s${i}`));
    });
    search.app = app(store(lists), operator);
    search.text = text;
    return search.found().map(f => f.label);
  };
  it('find the municipality, whatever is written in its own', () => {
    const names = [
      ['GM0518', "'s-Gravenhage"],
      ['GM0796', "'s-Hertogenbosch"],
      ['GM1900', 'Súdwest-Fryslân'],
      ['GM0373', 'Bergen (NH.)']
    ];
    assert.deepEqual(found('den haag', names)[0], "'s-Gravenhage");
    assert.deepEqual(found('Den Bosch', names)[0], "'s-Hertogenbosch");
    assert.deepEqual(found('sudwest fryslan', names)[0], 'Súdwest-Fryslân');
    assert.deepEqual(found('s-gravenhage', names)[0], "'s-Gravenhage");
    assert.deepEqual(found('bergen nh', names)[0], 'Bergen (NH.)');
    assert.deepEqual(found('hal', names).length, 4);
  });
  it('are as people type them', () => {
    assert.equal(plain("'s-Gravenhage"), 's gravenhage');
    assert.deepEqual(everydayNames('GM0363'), []);
  });
});

describe('the clock of the day', () => {
  it('says when it is the hub’s, so that a link to a moment is not taken for later than now', async () => {
    const clock = new DayClock();
    let known = false;
    clock.whenKnown.then(() => {
      known = true;
    });
    await Promise.resolve();
    assert.equal(known, false);
    clock.set({at: '2030-01-01T00:00:00Z', speed: 60, exercise: true});
    await clock.whenKnown;
    assert.ok(known && clock.exercise && clock.now() >= Date.parse('2030-01-01T00:00:00Z'));
  });
});

describe('many stations at once', () => {
  const statuses = new Map([
    ['a', status('a', {status: 'open'})],
    ['b', status('b', {status: 'expected'})],
    ['c', status('c', {status: 'expected'})]
  ]);
  it('are summed up before anything is done', () =>
    assert.deepEqual(summaryOf(statuses, ['a', 'b', 'c', 'gone']), [
      {status: 'expected', count: 2},
      {status: 'open', count: 1}
    ]));
  it('are refused for each reason once, with what has to come first', () => {
    const refused = {message: 'x', status: 409, errors: [], allowed: ['open', 'suspended']};
    const other = {...refused, message: 'y', allowed: []};
    const groups = refusalsOf(
      [
        {id: 'a', problem: other},
        {id: 'b', problem: refused},
        {id: 'c', problem: refused}
      ],
      'closed'
    );
    assert.deepEqual(
      groups.map(g => [g.ids, g.first]),
      [
        [['b', 'c'], 'open'],
        [['a'], undefined]
      ]
    );
    assert.equal(refusalsOf([{id: 'b', problem: refused}], 'open')[0].first, undefined);
  });
});

describe('a list as a file', () => {
  it('has no cell that a spreadsheet takes for a formula, and quotes what has to be', () => {
    assert.deepEqual(['=1+1', '+31', '-x', '@a', 'gewoon', 'a"b', 'a,b', 'a;b', -4, ''].map(cell), [
      "'=1+1",
      "'+31",
      "'-x",
      "'@a",
      'gewoon',
      '"a""b"',
      '"a,b"',
      '"a;b"',
      '-4',
      ''
    ]);
    assert.equal(
      csvOf([
        ['a', 1],
        ['b', 2]
      ]),
      'a,1\r\nb,2\r\n'
    );
  });
});

describe('an empty hub', () => {
  it('says what comes next, to each who looks at it, and nothing once there are stations', () => {
    assert.equal(stepsFor(person('municipality', ['GM0363']))[0], 'import');
    assert.ok(stepsFor(operator).includes('duty'));
    assert.deepEqual(stepsFor(person('table-member')), ['wait', 'approve', 'rehearse']);
    assert.equal(stepsFor(person('mayor', ['GM0363']))[0], 'ask');
    assert.deepEqual(stepsFor(person('partner')), ['wait']);
    assert.match(String(firstUse(app(store({}), operator))), /first-use/);
    assert.equal(firstUse(app(store({stations: [entry('a')]}), operator)), '');
  });
});

describe('municipalities in numbers', () => {
  const one = (name, more) => ({municipality: {name}, stations: 10, urgent: 0, attention: 0, counted: 0, ...more});
  const order = (all, phase) => ofPhase(all, phase).map(c => c.municipality.name);
  it('are by day those with most attention first, and by night those that are furthest behind', () => {
    const all = [
      one('done', {counted: 10, attention: 3}),
      one('half', {counted: 5}),
      one('none', {counted: 0, attention: 1}),
      one('bad', {counted: 10, urgent: 1})
    ];
    assert.deepEqual(order(all, 'voting'), ['bad', 'done', 'none', 'half']);
    assert.deepEqual(order(all, 'counting'), ['bad', 'none', 'half', 'done']);
  });
  it('leave out what has no stations', () =>
    assert.deepEqual(order([one('empty', {stations: 0}), {stations: 3}], 'voting'), []));
});

describe('the course of the numbers', () => {
  const samples = Array.from({length: 100}, (_, i) => ({at: i * 60_000, admitted: i * 10}));
  it('has a line from the first to the last, as high as the most', () => {
    const points = path(samples, 'admitted').split(' ');
    assert.deepEqual([points[0], points.at(-1)], ['0.0,90.0', '320.0,0.0']);
    assert.equal(
      path(
        [
          {at: 0, x: 0},
          {at: 1, x: 0}
        ],
        'x'
      ),
      '0.0,90.0 320.0,90.0'
    );
  });
  it('has some of its numbers beside it, the first and the last among them', () => {
    const rows = some(samples, 6);
    assert.deepEqual([rows.length, rows[0], rows.at(-1)], [6, samples[0], samples[99]]);
    assert.equal(some(samples.slice(0, 3), 6).length, 3);
  });
});

describe('what is on its way out, and what is over', () => {
  it('reports that somebody is about to dismiss are shown no more', () => {
    const one = store({reports: [report({id: 'a'}), report({id: 'b'})]});
    assert.deepEqual(
      reportGroups(one, undefined, new Set(['a'])).flatMap(g => g.reports.map(r => r.id)),
      ['b']
    );
  });
  it('nobody waits at a station that is closed, whatever it said three hours ago', () => {
    const closed = status('a', {status: 'closed', waitingMinutes: 90, attention: ['voters-contradicted']});
    const open = status('b', {status: 'open', waitingMinutes: 40, attention: ['long-waiting']});
    assert.deepEqual([waitingNow(closed), waitingNow(open)], [undefined, 40]);
    assert.deepEqual(
      [closed, open].sort(byUrgency).map(s => s.id),
      ['b', 'a']
    );
  });
});
