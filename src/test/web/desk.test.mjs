import assert from 'node:assert/strict';
import {beforeEach, describe, it} from 'node:test';
import {app, hub} from './browser.mjs';
import {acknowledge, escalate} from '../../../web/ui/escalating.mjs';
import {resolveItem} from '../../../web/engine/entities.mjs';
import {merge, verify} from '../../../web/subject/incident/actions.mjs';
import {attempt} from '../../../web/ui/attempt.mjs';
import {approve, approveSeen} from '../../../web/subject/response/card.mjs';
import {answerOf, escalationCard, mayDecide, reasonOf} from '../../../web/subject/escalation/card.mjs';
import {Store} from '../../../web/engine/store.mjs';
import '../../../web/page/desk/municipalities.mjs';
import '../../../web/subject/station/list.mjs';
import '../../../web/page/desk/triage.mjs';
import '../../../web/page/desk/feed.mjs';
import '../../../web/page/desk/counters.mjs';
import nl from '../../../web/i18n/nl.mjs';
import {UTRECHT, entry, escalation, incident, narrative, person, report, response, status} from './things.mjs';

const words = template =>
  String(template)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
const operator = person('table-operator');
let asked;
let answer;
let store;
const at = (lists, who = operator, more) => {
  store = new Store();
  store.load({seq: 1, ...lists});
  return app(store, who, more);
};
const element = (name, where, more = {}) => {
  const one = Object.assign(new globalThis.elements[name](), {app: where, ...more});
  one.willUpdate?.();
  return one;
};
beforeEach(() => {
  answer = () => [201, {id: 'made'}];
  asked = hub(request => answer(request));
});
const sent = () => asked.map(a => [a.method, a.path, a.body]);

describe('what somebody does at the desk', () => {
  it('is told when it worked, and when it did not', async () => {
    const desk = at({});
    assert.deepEqual(await attempt(desk, 'did.verified', async () => undefined), {});
    assert.equal(
      await attempt(desk, 'did.verified', async () => {
        throw Object.assign(new Error('no'), {status: 500});
      }),
      undefined
    );
    assert.deepEqual(
      desk.told.map(x => x.wrong),
      [false, true]
    );
    assert.match(desk.told[0].text, /13:00/);
  });

  it('verifying a report opens a verified incident of it', async () => {
    const desk = at({reports: [report({id: 'r'})]});
    await verify(desk, resolveItem(desk, 'report/r'), ['r']);
    assert.deepEqual(sent(), [['POST', '/incidents', {reports: ['r'], verified: true}]]);
    assert.equal(desk.address.get('item'), 'incident/made');
  });
  it('verifying a report that is part of an incident verifies that', async () => {
    const desk = at({reports: [report({id: 'r', incident: 'i', state: 'in-incident'})]});
    await verify(desk, resolveItem(desk, 'report/r'), ['r']);
    assert.deepEqual(sent(), [['PATCH', '/incidents/i', {state: 'verified'}]]);
  });
  it('verifying an escalation verifies what it is about, where that can be', async () => {
    const desk = at({
      reports: [report({id: 'r'})],
      escalations: [
        escalation({id: 'e', subject: {kind: 'report', id: 'r'}}),
        escalation({id: 'of', subject: {kind: 'incident', id: 'i'}}),
        escalation({id: 's', subject: {kind: 'station', id: 'GM0363-1'}})
      ]
    });
    for (const id of ['e', 'of', 's']) await verify(desk, resolveItem(desk, `escalation/${id}`), []);
    assert.deepEqual(sent(), [
      ['POST', '/incidents', {reports: ['r'], verified: true}],
      ['PATCH', '/incidents/i', {state: 'verified'}]
    ]);
  });
  it('a report is merged into the open incident of one near it, with what waits near it', async () => {
    answer = ({path}) =>
      path.endsWith('near-duplicates')
        ? [
            200,
            {
              items: [
                report({id: 'near'}),
                report({id: 'part', state: 'in-incident', incident: 'i'}),
                report({id: 'over', overLimit: true}),
                report({id: 'closed', state: 'in-incident', incident: 'old'})
              ]
            }
          ]
        : [201, {id: 'made'}];
    const desk = at({
      reports: [report({id: 'r'})],
      incidents: [incident({id: 'old', state: 'closed'}), incident({id: 'i'})]
    });
    await merge(desk, resolveItem(desk, 'report/r'), ['r']);
    assert.deepEqual(sent()[1], ['POST', '/incidents/i/merges', {reports: ['r', 'near']}]);
    assert.equal(desk.address.get('item'), 'incident/i');
  });
  it('and into a new one, where there is none, also when nobody can say what is near', async () => {
    answer = ({path}) => (path.endsWith('near-duplicates') ? [503, {}] : [201, {id: 'made'}]);
    const desk = at({reports: [report({id: 'r'})]});
    await merge(desk, resolveItem(desk, 'report/r'), ['r']);
    assert.deepEqual(sent()[1], ['POST', '/incidents', {reports: ['r']}]);
  });

  const levels = [
    ['a report of a municipality', () => report({id: 'x', severity: 'critical'}), 'report', 'triangle', 'critical'],
    ['a report without a place', () => report({id: 'x', municipality: undefined}), 'report', 'table', 'attention'],
    ['an incident', () => incident({id: 'x', title: 'Stoet', severity: 'info'}), 'incident', 'triangle', 'attention'],
    [
      'an escalation',
      () => escalation({id: 'x', subject: {kind: 'report', id: 'r', label: 'crowd'}}),
      'escalation',
      'table',
      'urgent'
    ]
  ];
  for (const [what, make, kind, level, severity] of levels)
    it(`escalating ${what} goes to the ${level}, as ${severity}`, async () => {
      const entity = make();
      await escalate(at({[`${kind}s`]: [entity]}), {kind, id: 'x', entity});
      assert.equal(asked[0].path, '/escalations');
      assert.deepEqual(
        [asked[0].body.level, asked[0].body.severity, asked[0].body.subject],
        [level, severity, kind === 'escalation' ? {kind: 'report', id: 'r'} : {kind, id: 'x'}]
      );
      assert.ok(asked[0].body.reason.length > 0);
    });
  it('a challenged response is not escalated by hand', () =>
    assert.equal(
      escalate(at({}), {kind: 'escalation', id: 'e', entity: escalation({subject: {kind: 'response', id: 'x'}})}),
      undefined
    ));
  it('a long report is escalated with the beginning of its words', async () => {
    await escalate(at({}), {kind: 'report', id: 'x', entity: report({text: 'x'.repeat(3_000)})});
    assert.equal(asked[0].body.reason.length, 2_000);
  });
  it('acknowledging acknowledges', async () => {
    await acknowledge(at({}), 'e');
    assert.deepEqual(sent(), [['POST', '/escalations/e/acknowledgements', {}]]);
  });
  it('a report that is not in the picture is found where it was asked for', () => {
    const desk = at({});
    store.remember('report', [report({id: 'stored', text: 'een'})]);
    assert.equal(resolveItem(desk, 'report/stored').entity.text, 'een');
    assert.equal(resolveItem(desk, 'incident/none').entity, undefined);
  });
  it('a response is approved as the revision that was read', async () => {
    await approve(at({}), response({id: 'x', seq: 41}));
    assert.deepEqual(sent(), [['POST', '/responses/x/approvals', {seq: 41}]]);
  });
  it('and by key only when all of it is on the screen', async () => {
    const desk = at({});
    const r = response({id: 'x'});
    const seen = (top, bottom) => {
      document.getElementById = id =>
        id === 'response-x' ? {getBoundingClientRect: () => ({top, bottom}), scrollIntoView() {}} : null;
    };
    for (const [top, bottom] of [
      [-1, 700],
      [10, 801]
    ]) {
      seen(top, bottom);
      approveSeen(desk, r);
    }
    document.getElementById = () => null;
    approveSeen(desk, r);
    assert.deepEqual([asked.length, desk.told.length], [0, 3]);
    seen(0, 800);
    await approveSeen(desk, r);
    assert.equal(asked.length, 1);
    document.getElementById = () => null;
  });
});

describe('what waits, by key', () => {
  const triage = (lists, who) => element('tz-triage', at(lists, who));
  it('goes through situations, those without an owner first, then what nobody has judged', () => {
    const t = triage(
      {
        responses: [response({id: 'x', narrative: 'm'})],
        escalations: [
          escalation({id: 'e'}),
          escalation({
            id: 'had',
            state: 'acknowledged',
            severity: 'critical',
            subject: {kind: 'station', id: 's', label: 'suspended'}
          })
        ],
        narratives: [narrative({id: 'n'}), narrative({id: 'seen', state: 'assessed'})],
        reports: [report({id: 'r1', kind: 'violence', severity: 'critical'}), report({id: 'a'}), report({id: 'b'})],
        incidents: [incident({id: 'i'})]
      },
      person('table-member')
    );
    assert.deepEqual(t.keys, [
      'escalation/e',
      'narrative/m',
      'incident/i',
      'escalation/had',
      'report/r1',
      'group/crowd/GM0363',
      'narrative/n'
    ]);
    t.open('group/crowd/GM0363');
    t.willUpdate();
    assert.ok(t.keys.includes('report/a') && t.keys.includes('report/b'));
    t.cursor = undefined;
    t.move(1);
    assert.equal(t.cursor, 'escalation/e');
    t.move(100);
    assert.equal(t.cursor, 'narrative/n');
    t.move(-100);
    assert.equal(t.cursor, 'escalation/e');
    t.toNew();
    assert.equal(t.cursor, 'report/r1');
  });
  it('verifies the gravest new report where nothing is chosen, and takes on the first that waits for me', async () => {
    const t = triage({reports: [report({id: 'a'}), report({id: 'worst', kind: 'violence', severity: 'critical'})]});
    await t.act('verify');
    assert.deepEqual(asked[0].body.reports, ['worst']);
    const mine = triage(
      {
        escalations: [
          escalation({
            id: 'other',
            subject: {kind: 'station', id: 's', label: 'suspended'},
            addressee: {level: 'table', roles: ['table-operator']}
          }),
          escalation({id: 'e', severity: 'attention'})
        ]
      },
      person('mayor', ['GM0363'])
    );
    asked.length = 0;
    await mine.act('acknowledge');
    assert.deepEqual(
      asked.map(a => a.path),
      ['/escalations/e/acknowledgements']
    );
  });
  it('acts on several that are chosen at once, and lets go of them', async () => {
    const t = triage({
      reports: [report({id: 'a'}), report({id: 'b', kind: 'unrest'}), report({id: 'c', kind: 'threat'})]
    });
    t.choose('report/a');
    t.choose('report/c');
    t.choose('report/b');
    t.choose('report/b');
    assert.deepEqual([...t.chosen], ['report/a', 'report/c']);
    await t.act('merge');
    assert.deepEqual([...asked[0].body.reports].sort(), ['a', 'c']);
    assert.equal(t.chosen.size, 0);
  });
  it('lets go of what was chosen and somebody else has judged', () => {
    const t = triage({reports: [report({id: 'a'}), report({id: 'b', kind: 'unrest'})]});
    t.choose('report/a');
    t.choose('report/b');
    store.apply({from: 1, to: 2, at: '2027-03-17T12:00:00Z', reports: [report({id: 'a', state: 'dismissed'})]});
    t.willUpdate();
    assert.deepEqual([...t.chosen], ['report/b']);
  });
  it('keeps three hundred situations usable: a bound of rows, and how many more there are', () => {
    const t = triage({
      escalations: Array.from({length: 300}, (_, i) =>
        escalation({id: `e${i}`, subject: {kind: 'station', id: `s${i}`, label: 'suspended'}})
      )
    });
    assert.equal(t.keys.length, 100);
    assert.match(words(t.render()), new RegExp(nl['triage.more'].replace('{count}', '200')));
  });
  it('a group stands for all its reports', async () => {
    const t = triage({reports: [report({id: 'a'}), report({id: 'b'})]});
    t.cursor = 'group/crowd/GM0363';
    await t.act('verify');
    assert.deepEqual([...asked[0].body.reports].sort(), ['a', 'b']);
  });
  it('whoever may not judge does nothing by key', async () => {
    const t = triage({reports: [report({id: 'a'})]}, person('mayor', ['GM0363']));
    t.cursor = 'report/a';
    for (const act of ['verify', 'merge', 'dismiss', 'acknowledge']) await t.act(act);
    assert.equal(asked.length, 0);
    await t.act('escalate');
    assert.equal(asked[0].path, '/escalations');
  });
  it('only whom it is with acknowledges it', async () => {
    const lists = {escalations: [escalation({id: 'e'})]};
    const other = triage(lists);
    other.cursor = 'escalation/e';
    await other.act('acknowledge');
    assert.equal(asked.length, 0);
    const mine = triage(lists, person('mayor', ['GM0363']));
    mine.cursor = 'escalation/e';
    await mine.act('acknowledge');
    assert.equal(asked.length, 1);
  });
  it('shows what is beyond a limit only when it is unfolded, and a bound of the others', () => {
    const t = triage({
      reports: [
        report({id: 'over', overLimit: true}),
        ...Array.from({length: 80}, (_, i) => report({id: `r${i}`, station: `GM0363-${i}`}))
      ]
    });
    assert.equal(t.keys.length, 60);
    assert.ok(!t.keys.includes('report/over'));
    t.open('group/over');
    t.willUpdate();
    assert.ok(t.keys.includes('report/over'));
  });
  it('says that it is unverified, and how many', () => {
    const shown = words(
      triage({
        reports: [report({id: 'a', text: 'duw en trek'}), report({id: 'b', kind: 'violence', severity: 'critical'})]
      }).render()
    );
    assert.match(shown, new RegExp(`${nl['triage.assess']} 2`));
    assert.match(shown, new RegExp(nl.unverified));
    assert.ok(shown.indexOf(nl['reportkind.violence']) < shown.indexOf('duw en trek'), 'the worst first');
  });
});

describe('what is shown', () => {
  const stations = [
    entry('GM0363-1', {eligibleVoters: 1_000}),
    entry('GM0344-1', {municipality: UTRECHT, name: 'Dom'})
  ];
  const statuses = [
    status('GM0363-1', {votersAdmitted: 250}),
    status('GM0344-1', {
      status: 'suspended',
      attention: ['suspended'],
      lastReport: {id: 'q', at: '2027-03-17T11:00:00Z', by: 'x', role: 'municipality'}
    })
  ];
  it('the counters of all, and of the one municipality that is looked at', () => {
    const desk = at({stations, statuses});
    assert.match(
      words(element('tz-counters', desk).render()),
      new RegExp(`1 ${nl['count.open']}.*1 ${nl['count.suspended']}.*25,0% ${nl['count.turnout']}`)
    );
    desk.address.set({municipality: 'GM0344'});
    assert.match(
      words(element('tz-counters', desk).render()),
      new RegExp(`0 ${nl['count.open']}.*1 ${nl['count.suspended']}.*0 ${nl['count.voters']}`)
    );
  });
  it('the list follows the filter and the municipality, the worst first', () => {
    const desk = at({stations, statuses});
    const ids = () =>
      element('tz-list', desk)
        .states()
        .map(s => s.id);
    assert.deepEqual(ids(), ['GM0344-1', 'GM0363-1']);
    desk.address.set({filter: 'open'});
    assert.deepEqual(ids(), ['GM0363-1']);
    desk.address.set({filter: undefined, municipality: 'GM0344'});
    assert.deepEqual(ids(), ['GM0344-1']);
  });
  it('municipalities with the most that is urgent first', () => {
    const shown = words(element('tz-municipalities', at({stations, statuses})).render());
    assert.ok(shown.indexOf('Utrecht') < shown.indexOf('Amsterdam'));
  });
  it('the feed by severity, kind and municipality; while somebody reads it stands still', () => {
    const desk = at({
      stations,
      statuses,
      reports: [report({severity: 'info'}), report({kind: 'violence', severity: 'critical', municipality: UTRECHT})]
    });
    const feed = element('tz-feed', desk);
    const kinds = () =>
      feed
        .entries()
        .map(e => e.label ?? e.kind)
        .sort();
    assert.deepEqual(kinds(), ['suspended', 'violence']);
    feed.choose({least: 'info'});
    assert.deepEqual(kinds(), ['crowd', 'suspended', 'violence']);
    feed.choose({kind: 'reported'});
    assert.deepEqual(kinds(), ['crowd', 'violence']);
    desk.address.set({municipality: 'GM0363'});
    assert.deepEqual(kinds(), ['crowd']);
    feed.hold();
    store.apply({from: 1, to: 2, at: '2027-03-17T12:00:00Z', reports: [report({kind: 'threat'})]});
    assert.deepEqual([feed.held.length, feed.entries().length], [1, 2]);
    assert.match(words(feed.render()), new RegExp(nl['feed.new'].replace('{count}', '1')));
  });
});

describe('an escalation at a glance', () => {
  const now = Date.parse('2027-03-17T12:00:00Z');
  const within = minutes => escalation({deadline: new Date(now + minutes * 60_000).toISOString()});
  const card = (e, who) =>
    words(
      escalationCard(at({stations: [entry('GM0363-1')], statuses: [status('GM0363-1', {status: 'suspended'})]}, who), e)
    );
  it('has the time that is left, in whole minutes, and says when there is none', () => {
    const desk = at({});
    assert.match(words(answerOf(desk, within(4.2))), /5/);
    assert.match(String(answerOf(desk, within(1.9))), /class="late"/);
    assert.match(String(answerOf(desk, within(2))), /class="clock"/);
    assert.equal(words(answerOf(desk, within(0))), nl['escalation.now']);
    assert.equal(words(answerOf(desk, escalation({unanswered: true}))), nl['escalation.unanswered']);
    assert.equal(answerOf(desk, escalation()), '');
  });
  it('says who has it', () =>
    assert.match(
      words(
        answerOf(
          at({}),
          escalation({state: 'acknowledged', acknowledged: {by: 'h.vos', role: 'mayor', at: '2027-03-17T11:50:00Z'}})
        )
      ),
      /h\.vos.*12:50/
    ));
  it('says that what it is about is unverified, and only then', () => {
    assert.ok(
      card(escalation({subject: {kind: 'report', id: 'r', label: 'crowd', verified: false}})).includes(nl.unverified)
    );
    assert.ok(
      !card(escalation({subject: {kind: 'report', id: 'r', label: 'crowd', verified: true}})).includes(nl.unverified)
    );
  });
  it('says why in the words of who raised it, and where a rule did, in the reader’s', () => {
    const desk = at({
      statuses: [
        status('GM0363-1', {
          status: 'suspended',
          since: 't',
          lastReport: {at: 't', role: 'municipality', note: 'Lekkage'}
        }),
        status('GM0363-2', {since: 't', lastReport: {at: 'later', role: 'municipality', note: 'Later'}})
      ],
      reports: [report({id: 'r', text: 'hij heeft een mes'})]
    });
    assert.equal(reasonOf(store, escalation({reason: 'ik zag het'})), 'ik zag het');
    assert.match(
      reasonOf(desk.store, escalation({rule: 'session-suspended', subject: {kind: 'station', id: 'GM0363-1'}})),
      /Lekkage$/
    );
    assert.equal(
      reasonOf(desk.store, escalation({rule: 'session-suspended', subject: {kind: 'station', id: 'GM0363-2'}})),
      nl['reason.session-suspended-by-nobody']
    );
    assert.equal(
      reasonOf(desk.store, escalation({rule: 'report-kind-threat', subject: {kind: 'report', id: 'r'}})),
      'hij heeft een mes'
    );
    desk.store.elections.set('PS2027', {id: 'PS2027', name: 'Provinciale Staten', category: 'PS'});
    assert.equal(
      reasonOf(
        desk.store,
        escalation({
          rule: 'ballots-run-out PS2027',
          subject: {kind: 'station', id: 'GM0363-1'},
          reason: 'ballots run out about 19:10 (±20 min); station 4 can give 30'
        })
      ),
      'Op rond 19:10 (±20 min) · Provinciale Staten · stembureau 4 kan er 30 geven'
    );
  });
  it('the mayor decides on a session that is suspended, once', () => {
    const of = (change, who = person('mayor', ['GM0363'])) =>
      mayDecide(
        at({statuses: [status('GM0363-1', change)]}, who),
        escalation({rule: 'session-suspended', subject: {kind: 'station', id: 'GM0363-1'}})
      );
    assert.deepEqual(
      [
        of({status: 'suspended'}),
        of({status: 'open'}),
        of({status: 'suspended', resumption: {}}),
        of({status: 'suspended'}, person('police', ['GM0363']))
      ],
      [true, false, false, false]
    );
    assert.equal(
      mayDecide(
        at({statuses: [status('GM0363-1', {status: 'suspended'})]}, person('mayor', ['GM0363'])),
        escalation({state: 'resolved', rule: 'session-suspended', subject: {kind: 'station', id: 'GM0363-1'}})
      ),
      false
    );
  });
});
