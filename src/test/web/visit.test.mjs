import assert from 'node:assert/strict';
import {afterEach, beforeEach, describe, it} from 'node:test';
import {app, hub, settle} from './browser.mjs';
import {ownVisits, TO_COME, underWay, VisitBox} from '../../../web/page/observer/visit-box.mjs';
import {wordsOfVisit} from '../../../web/page/observer/not-taken.mjs';
import {numberOf} from '../../../web/page/observer/numbers.mjs';
import '../../../web/page/observer/observer.mjs';
import accreditation from '../../../web/subject/accreditation/index.mjs';
import {
  accreditationsIn,
  holds,
  inOrder,
  isMeant,
  mayAccredit,
  stateOf
} from '../../../web/subject/accreditation/selectors.mjs';
import {needsOf} from '../../../web/page/triangle/needs.mjs';
import {Store} from '../../../web/engine/store.mjs';
import {reasonOf} from '../../../web/subject/escalation/card.mjs';
import visits from '../../../web/subject/visit/index.mjs';
import {
  beginningOf,
  byNeed,
  CHECKLIST,
  correctionOf,
  escalationsOf,
  isAmiss,
  mayReact,
  partsOf,
  severityOfVisit,
  stageOf,
  visitsAt,
  visitsIn,
  wordsOf
} from '../../../web/subject/visit/selectors.mjs';

import {escalation, person} from './things.mjs';

const UTRECHT = {code: 'GM0344', name: 'Utrecht'};
const PLACE = {
  station: 'GM0344-4',
  name: 'De Kargadoor',
  municipality: UTRECHT,
  location: {latitude: 52, longitude: 5}
};
const one = more => ({
  id: 'v',
  place: PLACE,
  observer: {account: 'observer-odihr', organisation: 'odihr', number: 'A-17'},
  status: 'present',
  since: '2027-03-17T10:00:00Z',
  arrivedAt: '2027-03-17T10:00:00Z',
  answers: [],
  findings: [],
  disagreements: [],
  seq: 1,
  ...more
});
const AT = '2027-03-17T10:05:00Z';
const finding = (number, kind, severity, more) => ({
  number,
  kind,
  severity,
  text: `what ${number}`,
  at: '2027-03-17T10:05:00Z',
  ...more
});
const REACTION = {reaction: {text: 'seen', by: 'kees', role: 'municipality', at: '2027-03-17T10:06:00Z'}};
const storeOf = (...all) => ({visits: new Map(all.map(v => [v.id, v]))});

describe('a visit', () => {
  it('is in one stage, the gravest that holds', () => {
    const disagreements = [{question: 'open'}];
    const hindrance = finding(1, 'hindrance', 'attention');
    const stages = [
      ['hindered', {status: 'hindered', findings: [{...hindrance, ...REACTION}], disagreements}, 'urgent'],
      ['was-hindered', {findings: [hindrance], disagreements}, 'attention'],
      ['was-hindered', {status: 'left', findings: [hindrance]}, 'attention'],
      ['disagreement', {findings: [{...hindrance, ...REACTION}], disagreements}, 'attention'],
      ['finding', {findings: [finding(1, 'observation', 'urgent')], disagreements}, 'attention'],
      ['finding', {findings: [finding(1, 'observation', 'attention')]}, 'attention'],
      ['present', {findings: [finding(1, 'observation', 'info')]}, 'info'],
      ['present', {findings: [finding(1, 'observation', 'urgent', REACTION)]}, 'info'],
      ['left', {status: 'left'}, 'info']
    ];
    for (const [stage, more, severity] of stages) {
      assert.equal(stageOf(one(more)), stage);
      assert.equal(severityOfVisit(one(more)), severity);
    }
  });

  it('does not speak against others any more once its observer put the answer right', () => {
    const said = (answer, at) => ({question: 'waiting-minutes', answer, at: `2027-03-17T10:${at}:00Z`});
    const against = answer => ({question: 'waiting-minutes', answer, at: '2027-03-17T10:10:00Z', theirs: '5'});
    const visit = (answers, ...disagreements) => one({answers, disagreements});
    const right = visit([said('6', '20')], against('40'));
    assert.equal(correctionOf(right, against('40')).answer, '6');
    assert.equal(stageOf(right), 'present');
    assert.equal(stageOf({...right, status: 'left'}), 'left');
    assert.equal(severityOfVisit(right), 'info');
    assert.equal(stageOf(visit([said('40', '10')], against('40'))), 'disagreement');
    assert.equal(stageOf(visit([said('50', '20')], against('40'), against('50'))), 'disagreement');
    assert.equal(stageOf(visit([{...said('6', '20'), question: 'members-present'}], against('40'))), 'disagreement');
    assert.equal(stageOf(visit([said('40', '10'), said('6', '20')], against('40'))), 'present');
  });

  it('says who resolved what was brought to others, as long as its observer is kept out', () => {
    const about = (id, state, raisedAt, subject = 'v') => ({
      id,
      state,
      raisedAt,
      subject: {kind: 'visit', id: subject}
    });
    const all = [
      about('first', 'resolved', '2027-03-17T10:00:00Z'),
      about('later', 'open', '2027-03-17T11:00:00Z'),
      about('other', 'open', '2027-03-17T11:00:00Z', 'w'),
      {...about('report', 'open', '2027-03-17T11:00:00Z'), subject: {kind: 'report', id: 'v'}}
    ];
    const store = {escalations: new Map(all.map(e => [e.id, e]))};
    const ids = visit => escalationsOf(store, visit).map(e => e.id);
    assert.deepEqual(ids(one({status: 'hindered'})), ['later', 'first']);
    assert.deepEqual(ids(one()), ['later']);
  });

  it('has the beginning of a long finding, up to the end of a word', () => {
    assert.equal(beginningOf('a'.repeat(400)), undefined);
    const words = beginningOf('twaalf ' + 'woorden '.repeat(250));
    assert.ok(words.length <= 300 && words.endsWith('woorden'), words);
    assert.equal(beginningOf('a'.repeat(2000)), 'a'.repeat(300));
    assert.equal(beginningOf('😀'.repeat(500)), '😀'.repeat(150));
    assert.ok(beginningOf('a' + '😀'.repeat(500)).isWellFormed());
  });

  it('stands with others by what needs somebody, then by what changed last', () => {
    const all = [
      one({id: 'left', status: 'left', seq: 9}),
      one({id: 'old', seq: 2}),
      one({id: 'new', seq: 3}),
      one({id: 'other', seq: 1, disagreements: [{}]}),
      one({id: 'kept-out', status: 'hindered', seq: 0})
    ];
    assert.deepEqual(
      all.sort(byNeed).map(v => v.id),
      ['kept-out', 'other', 'new', 'old', 'left']
    );
    const elsewhere = one({
      id: 'elsewhere',
      place: {...PLACE, station: 'GM0363-1', municipality: {code: 'GM0363', name: 'Amsterdam'}}
    });
    const store = storeOf(...all, elsewhere);
    assert.equal(visitsIn(store, undefined).length, 6);
    assert.deepEqual(
      visitsIn(store, 'GM0363').map(v => v.id),
      ['elsewhere']
    );
    assert.equal(visitsAt(store, 'GM0344-4').length, 5);
  });

  it('is folded when it is over and nothing of it is open, unless somebody looks for it', () => {
    const observer = {account: 'observer-huis.2', organisation: 'Huis van de Démocratie', number: 'B-20'};
    const all = [
      one({id: 'present'}),
      one({id: 'over', status: 'left', observer}),
      one({id: 'open', status: 'left', findings: [finding(1, 'observation', 'attention')]})
    ];
    const parts = (typed, stage) =>
      Object.values(partsOf(all, typed, stage)).map(visits => visits.map(v => v.id).join(' '));
    assert.deepEqual(parts('', ''), ['present open', 'over']);
    assert.deepEqual(parts('  ', ''), ['present open', 'over']);
    assert.deepEqual(parts('', 'left'), ['over', '']);
    assert.deepEqual(parts('', 'finding'), ['open', '']);
    for (const typed of ['b-20', 'democratie huis', 'huis.2', 'b-20 kargadoor', 'UTRECHT b-20'])
      assert.deepEqual(parts(typed, ''), ['over', ''], typed);
    assert.deepEqual(parts('gm0344-4', ''), ['present over open', '']);
    assert.deepEqual(parts('b-20', 'present'), ['', '']);
    assert.deepEqual(parts('b-20 odihr', ''), ['', '']);
  });

  it('is answered by those whose station it is', () => {
    const may = (roles, municipalities) => mayReact({roles, municipalities}, 'GM0344');
    assert.ok(may(['table-operator'], ['*']));
    assert.ok(may(['table-member'], []));
    assert.ok(may(['municipality'], ['GM0344']));
    assert.ok(may(['mayor'], ['*']));
    assert.ok(!may(['mayor'], ['GM0363']));
    assert.ok(!may(['police'], ['GM0344']));
    assert.ok(!may(['observer'], ['GM0344']));
  });

  it('asks each question once, and how it is answered', () => {
    const all = Object.values(CHECKLIST).flat();
    assert.equal(all.length, 24);
    assert.equal(new Set(all).size, 24);
    assert.equal(wordsOf('waiting-minutes'), undefined);
    assert.deepEqual(wordsOf('ballots-left'), ['sufficient', 'low', 'out']);
    assert.deepEqual(wordsOf('open'), ['yes', 'no', 'not-seen']);
    assert.deepEqual(['yes', 'no', 'not-seen', 'low', 'out', '2'].filter(isAmiss), ['no', 'out']);
  });

  it('tells the feed what is new', () => {
    const told = (before, after) => visits.entries('visits', before, after).map(e => [e.kind, e.severity, e.note]);
    const hindered = one({status: 'hindered', findings: [finding(1, 'hindrance', 'attention')]});
    assert.deepEqual(told(undefined, one()), [['visit-present', 'info', undefined]]);
    assert.deepEqual(told(undefined, hindered), [['visit-hindered', 'attention', 'what 1']]);
    assert.deepEqual(told(hindered, {...hindered, status: 'left'}), [['visit-left', 'info', undefined]]);
    assert.deepEqual(told(one(), one({findings: [finding(1, 'observation', 'urgent')]})), [
      ['visit-finding', 'urgent', 'what 1']
    ]);
    assert.deepEqual(told(one(), one({disagreements: [{at: '2027-03-17T10:07:00Z'}]})), [
      ['visit-disagreement', 'attention', undefined]
    ]);
    assert.deepEqual(told(one(), one({answers: [{}]})), []);
    const [entry] = visits.entries('visits', undefined, one());
    assert.equal(entry.municipality, UTRECHT);
    assert.equal(entry.name, 'De Kargadoor');
    assert.equal(entry.item, 'visit/v');
  });

  it('stands on the map while its observer is kept out', () => {
    const nowhere = one({id: 'n', status: 'hindered', place: {...PLACE, location: undefined}});
    const marks = visits.marks(storeOf(one(), nowhere, one({id: 'h', status: 'hindered'})));
    assert.deepEqual(
      marks.map(m => [m.key, m.severity]),
      [['visit/h', 'urgent']]
    );
  });

  it('says in the reader’s language why its observer was hindered', () => {
    const store = {...storeOf(one({findings: [finding(1, 'hindrance', 'attention')]})), reports: new Map()};
    const escalation = {rule: 'visit-hindered-table', subject: {kind: 'visit', id: 'v'}, reason: 'an observer: what 1'};
    assert.equal(reasonOf(store, escalation), 'Een waarnemer van odihr werd gehinderd: “what 1”');
    assert.equal(reasonOf({...store, visits: new Map()}, escalation), 'an observer: what 1');
  });
});

describe('what a municipality’s own observer saw', () => {
  const mayor = person('mayor', ['GM0344']);
  const appointed = more => one({observer: {...one().observer, appointed: true}, ...more});
  const hindered = appointed({status: 'hindered', findings: [finding(1, 'hindrance', 'attention')]});
  const needs = (visit, {who = mayor, escalations = []} = {}) => {
    const store = new Store();
    store.load({seq: 1, visits: [visit], escalations});
    return needsOf(app(store, who)).map(n => [n.kind, n.severity, n.finding?.number]);
  };
  const brought = more =>
    escalation({
      id: 'e',
      subject: {kind: 'visit', id: 'v', label: 'observer-hindered'},
      state: 'open',
      municipality: UTRECHT,
      addressee: {level: 'triangle', roles: ['mayor']},
      ...more
    });

  it('needs its mayor until somebody reacted', () => {
    assert.deepEqual(needs(hindered), [['visit', 'urgent', 1]]);
    assert.deepEqual(needs({...hindered, status: 'left'}), [['visit', 'attention', 1]]);
    assert.deepEqual(needs(appointed({findings: [finding(1, 'hindrance', 'attention', REACTION)]})), []);
    assert.deepEqual(needs(appointed({findings: [finding(1, 'observation', 'info')]})), []);
    const findings = [finding(1, 'observation', 'urgent'), finding(2, 'observation', 'attention')];
    assert.deepEqual(needs(appointed({findings})), [['visit', 'urgent', 1]]);
    assert.deepEqual(needs({...hindered, findings: [...hindered.findings, finding(2, 'observation', 'urgent')]}), [
      ['visit', 'urgent', 2]
    ]);
  });

  it('needs nobody else, and no other observer needs the mayor', () => {
    assert.deepEqual(needs(hindered, {who: person('police', ['GM0344'])}), []);
    assert.deepEqual(needs(hindered, {who: person('mayor', ['GM0363'])}), []);
    assert.deepEqual(needs({...hindered, observer: one().observer}), []);
  });

  it('stands there once when its hindrance was brought to the mayor', () => {
    assert.deepEqual(needs(hindered, {escalations: [brought()]}), [['escalation', 'urgent', undefined]]);
    const more = {...hindered, findings: [...hindered.findings, finding(2, 'observation', 'attention')]};
    assert.deepEqual(
      needs(more, {escalations: [brought()]}).map(([kind]) => kind),
      ['escalation', 'visit']
    );
    const taken = brought({state: 'acknowledged', acknowledged: {by: 'm', role: 'mayor', at: AT}});
    assert.deepEqual(needs(hindered, {escalations: [taken]}), [['visit', 'urgent', 1]]);
  });
});

describe('an accreditation', () => {
  const NOW = Date.parse('2027-03-17T12:00:00Z');
  const given = (id, from, until, more) => ({
    id,
    terms: {organisation: id, number: '1', account: 'x', municipalities: [], stations: [], from, until},
    at: '2027-03-01T00:00:00Z',
    by: 'bzk',
    role: 'table-member',
    seq: 1,
    ...more
  });
  const holding = given('b', '2027-03-17T12:00:00Z', '2027-03-18T00:00:00Z');
  const coming = given('a', '2027-03-17T12:00:01Z', '2027-03-18T00:00:00Z');
  const over = given('c', '2027-03-16T00:00:00Z', '2027-03-17T12:00:00Z');
  const withdrawn = {...holding, id: 'd', withdrawal: {reason: 'misused', by: 'bzk', role: 'table-member', at: 'x'}};

  it('holds from its beginning until its end, unless it is withdrawn', () => {
    assert.deepEqual(
      [holding, coming, over, withdrawn].map(a => [holds(a, NOW), stateOf(a, NOW)]),
      [
        [true, 'holds'],
        [false, 'to-come'],
        [false, 'over'],
        [false, 'withdrawn']
      ]
    );
    assert.deepEqual(
      inOrder([over, coming, holding], NOW).map(a => a.id),
      ['b', 'a', 'c']
    );
  });

  it('is found where it holds, by whose it is', () => {
    const here = {...holding, terms: {...holding.terms, municipalities: [UTRECHT], stations: ['GM0344-4']}};
    const there = {...holding, terms: {...holding.terms, municipalities: [{code: 'GM0363', name: 'Amsterdam'}]}};
    const store = {accreditations: new Map([holding, here, there].map((a, i) => [i, a]))};
    assert.deepEqual(accreditationsIn(store, undefined), [holding, here, there]);
    assert.deepEqual(accreditationsIn(store, 'GM0344'), [holding, here]);
    assert.ok(isMeant(here, ''));
    for (const typed of ['utrecht', 'gm0344-4', 'B 1 x']) assert.ok(isMeant(here, typed), typed);
    assert.ok(!isMeant(there, 'utrecht'));
  });

  it('is given by the table, or by a municipality for itself', () => {
    assert.ok(mayAccredit({roles: ['table-member'], municipalities: ['*']}, undefined));
    assert.ok(mayAccredit({roles: ['mayor'], municipalities: ['GM0344']}, 'GM0344'));
    assert.ok(!mayAccredit({roles: ['municipality'], municipalities: ['GM0344']}, undefined));
    assert.ok(!mayAccredit({roles: ['municipality'], municipalities: ['GM0344']}, 'GM0363'));
    assert.ok(!mayAccredit({roles: ['police'], municipalities: ['GM0344']}, 'GM0344'));
  });

  it('tells the feed that it was given, and that it was withdrawn', () => {
    const told = (before, after) => accreditation.entries('accreditations', before, after).map(e => [e.kind, e.note]);
    assert.deepEqual(told(undefined, holding), [['accreditation-given', undefined]]);
    assert.deepEqual(told(holding, withdrawn), [['accreditation-withdrawn', 'misused']]);
    assert.deepEqual(told(withdrawn, withdrawn), []);
  });
});

describe('what an observer does without a connection', () => {
  let answer;
  let asked;
  let box;
  const AT = '2027-03-17T10:10:00Z';
  const ELSEWHERE = {...PLACE, station: 'GM0344-5', name: 'De Vaartrijn'};
  const arrival = (json, place = PLACE) => ({
    path: `/stations/${place.station}/visits`,
    json: {observedAt: AT, ...json},
    place
  });
  const shown = () => underWay(ownVisits([], 'observer-odihr', box.waiting));
  const step = (name, json, id = shown()?.id) => ({
    path: `/visits/${id}/${name}`,
    json: {observedAt: AT, ...json},
    of: PLACE
  });
  const offline = () => {
    throw new TypeError('fetch failed');
  };
  const opened = [];
  const tab = () => {
    const one = new VisitBox('observer-odihr');
    opened.push(one);
    return one;
  };
  /** The connection is back; what was sent, by its path. */
  const back = async (t, answers) => {
    asked.length = 0;
    answer = answers;
    t.mock.timers.tick(4_000);
    for (let i = 0; i < 5; i++) await settle();
    return asked.map(a => a.path);
  };

  beforeEach(t => {
    t.mock.timers.enable({apis: ['setTimeout']});
    localStorage.clear();
    answer = offline;
    asked = hub(request => answer(request));
    box = tab();
  });
  afterEach(() => opened.splice(0).forEach(one => one.close()));

  it('is shown at once, step upon step', async () => {
    assert.equal(shown(), undefined);
    await box.add(arrival());
    assert.deepEqual([shown().id[0], shown().status, shown().place.name], [TO_COME, 'present', 'De Kargadoor']);
    await box.add(step('answers', {answers: [{question: 'open', answer: 'no'}]}));
    await box.add(step('answers', {answers: [{question: 'open', answer: 'yes'}]}));
    assert.deepEqual(shown().answers, [{question: 'open', answer: 'yes', at: AT}]);
    await box.add(step('findings', {text: 'calm', severity: 'info'}));
    await box.add(step('hindrances', {text: 'sent out'}));
    assert.equal(shown().status, 'hindered');
    assert.deepEqual(
      shown().findings.map(f => [f.number, f.kind, f.text]),
      [
        [1, 'observation', 'calm'],
        [2, 'hindrance', 'sent out']
      ]
    );
    await box.add(step('admissions'));
    assert.equal(shown().status, 'present');
    await box.add(step('departures'));
    assert.equal(shown(), undefined);
    await box.add(arrival({hindered: 'closed door'}));
    assert.deepEqual([shown().status, shown().findings[0].text], ['hindered', 'closed door']);
  });

  it('goes upon the visit that the hub has, and on no other', () => {
    const there = one({id: 'v'});
    const others = [one({id: 'w', status: 'left'}), one({id: 'u', observer: {account: 'observer-huis'}}), there];
    const waiting = [
      {report: step('findings', {text: 'calm', severity: 'info'}, 'v')},
      {report: step('departures', {}, 'w')}
    ];
    const visit = underWay(ownVisits(others, 'observer-odihr', waiting));
    assert.deepEqual([visit.id, visit.findings.length, visit.status], ['v', 1, 'present']);
  });

  it('is sent to the visit once the hub has named it, in its order', async t => {
    await box.add(arrival());
    await box.add(step('findings', {text: 'calm', severity: 'info'}));
    await box.add(step('departures'));
    assert.equal(box.waiting.length, 3);
    const sent = await back(t, ({path}) => [201, path.startsWith('/stations') ? {id: 'named'} : {}]);
    assert.deepEqual(sent, ['/stations/GM0344-4/visits', '/visits/named/findings', '/visits/named/departures']);
    assert.equal(asked[1].body.observedAt, AT);
    assert.equal(box.waiting.length, 0);
    assert.deepEqual(tab().waiting, []);
  });

  /** Two stations, one after the other, without a connection. */
  const twoVisits = async () => {
    await box.add(arrival());
    await box.add(step('findings', {text: 'calm', severity: 'info'}));
    await box.add(step('departures'));
    await box.add(arrival({}, ELSEWHERE));
    await box.add({...step('answers', {answers: [{question: 'open', answer: 'yes'}]}), of: ELSEWHERE});
  };

  it('goes to the station where it was done, when another one was visited since', async t => {
    await twoVisits();
    const sent = await back(t, ({path}) => [201, path.startsWith('/stations') ? {id: `at-${path.split('/')[2]}`} : {}]);
    assert.deepEqual(sent, [
      '/stations/GM0344-4/visits',
      '/visits/at-GM0344-4/findings',
      '/visits/at-GM0344-4/departures',
      '/stations/GM0344-5/visits',
      '/visits/at-GM0344-5/answers'
    ]);
  });

  it('goes to the station where it was done, when an earlier version of the page kept it', async t => {
    const steps = [
      arrival(),
      step('findings', {text: 'calm'}, TO_COME),
      step('departures', {}, TO_COME),
      arrival({}, ELSEWHERE),
      step('findings', {text: 'busy'}, TO_COME)
    ];
    const waiting = steps.map((report, i) => ({key: `k${i}`, report}));
    localStorage.setItem('outbox/visits/observer-odihr', JSON.stringify(waiting));
    box.close();
    box = tab();
    await settle();
    assert.equal(shown().place.name, 'De Vaartrijn');
    const sent = await back(t, ({path}) => [201, path.startsWith('/stations') ? {id: `at-${path.split('/')[2]}`} : {}]);
    assert.deepEqual(sent, [
      '/stations/GM0344-4/visits',
      '/visits/at-GM0344-4/findings',
      '/visits/at-GM0344-4/departures',
      '/stations/GM0344-5/visits',
      '/visits/at-GM0344-5/findings'
    ]);
  });

  it('can still be added to a visit that was left without a connection', async () => {
    await twoVisits();
    const [left] = ownVisits([], 'observer-odihr', box.waiting);
    assert.deepEqual([left.status, left.leftAt, left.findings.length], ['left', AT, 1]);
    await box.add(step('findings', {text: 'forgotten'}, left.id));
    assert.equal(ownVisits([], 'observer-odihr', box.waiting)[0].findings.length, 2);
    assert.equal(shown().place.name, 'De Vaartrijn');
  });

  it('is done in two tabs, and nothing of it is lost', async t => {
    const other = tab();
    await box.add(arrival());
    await other.add(step('findings', {text: 'calm'}));
    await box.add(step('findings', {text: 'busy'}));
    const sent = await back(t, ({path}) => [201, path.startsWith('/stations') ? {id: 'named'} : {}]);
    assert.deepEqual(
      [...new Set(asked.filter(a => a.path === '/visits/named/findings').map(a => a.body.text))],
      ['calm', 'busy']
    );
    assert.ok(!sent.some(path => path.includes(TO_COME)));
  });

  it('reaches the visit when another tab heard its name', async () => {
    await box.add(arrival());
    const {id} = shown();
    answer = ({path}) => [201, path.startsWith('/stations') ? {id: 'named'} : {}];
    await box.send();
    const other = tab();
    await other.add(step('findings', {text: 'calm'}, id));
    assert.equal(asked.at(-1).path, '/visits/named/findings');
    assert.equal(other.idOf(id), 'named');
  });

  it('stays as the hub said until the feed tells of it', async () => {
    const fresh = one({seq: 7, answers: [{question: 'open', answer: 'yes'}]});
    answer = () => [201, {id: 'v', visit: fresh}];
    assert.deepEqual(box.newest(new Map()), []);
    await box.add(arrival());
    await settle();
    assert.deepEqual(box.newest(new Map()), [fresh]);
    assert.deepEqual(box.newest(new Map([['v', one({seq: 6})]])), [fresh]);
    const later = one({seq: 8});
    assert.deepEqual(box.newest(new Map([['v', later]])), [later]);
  });

  it('stays on the phone as it was when there can be no such visit, and the next visit goes on', async t => {
    await box.add(arrival({hindered: 'closed door'}));
    await box.add(step('answers', {answers: [{question: 'open', answer: 'no'}]}));
    await box.add(step('findings', {text: 'no light', severity: 'info'}));
    await box.add(step('departures'));
    await box.add(arrival({}, ELSEWHERE));
    const sent = await back(t, ({path}) =>
      path.includes('GM0344-4') ? [403, {code: 'not-accredited', detail: 'no'}] : [201, {id: 'named'}]
    );
    assert.deepEqual(sent, ['/stations/GM0344-4/visits', '/stations/GM0344-5/visits']);
    assert.equal(box.waiting.length, 0);
    const [refused, ...more] = tab().refusals.all();
    assert.deepEqual(more, []);
    assert.deepEqual([refused.place, refused.problem.status, refused.problem.message], [PLACE, 403, 'no']);
    assert.deepEqual(
      refused.steps.map(({report: {json}}) => [
        json.observedAt,
        json.hindered ?? json.text ?? json.answers?.[0].question
      ]),
      [
        [AT, 'closed door'],
        [AT, 'open'],
        [AT, 'no light'],
        [AT, undefined]
      ]
    );
  });

  it('is sent again as something new when the observer wants that, once', async t => {
    await box.add(arrival());
    await box.add(step('findings', {text: 'no light', severity: 'info'}));
    await back(t, () => [403, {detail: 'no'}]);
    const before = asked[0].headers['Idempotency-Key'];
    const [{key}] = box.refusals.all();
    asked.length = 0;
    answer = ({path}) => [201, path.startsWith('/stations') ? {id: 'named'} : {}];
    box.again(key);
    box.again(key);
    await settle();
    assert.deepEqual(
      asked.map(a => a.path),
      ['/stations/GM0344-4/visits', '/visits/named/findings']
    );
    assert.notEqual(asked[0].headers['Idempotency-Key'], before);
    assert.deepEqual(box.refusals.all(), []);
  });

  it('is thrown away when the observer wants that', async t => {
    await box.add(arrival());
    await back(t, () => [403, {detail: 'no'}]);
    box.discard(box.refusals.all()[0].key);
    assert.deepEqual(box.refusals.all(), []);
    answer = offline;
    await box.add(arrival());
    box.empty();
    assert.deepEqual([box.waiting, tab().waiting], [[], []]);
  });
});

describe('the observer’s phone', () => {
  const ELSEWHERE = {...PLACE, station: 'GM0344-5', name: 'De Vaartrijn'};
  let answer;
  let asked;
  let store;
  let page;
  const steps = () => asked.filter(a => a.method === 'POST').map(a => [a.path, a.body.text ?? a.body.answers?.[0]]);
  const shown = () => String(page.render());
  const load = visits => store.load({seq: 1, at: '2027-03-17T12:00:00Z', stations: [], statuses: [], visits});
  const opened = [];
  const open = () => {
    const one = new elements['tz-observer']();
    one.app = app(store, {name: 'observer-odihr', roles: ['observer'], municipalities: []});
    one.connectedCallback();
    opened.push(one);
    return one;
  };
  const field = value => ({value});

  beforeEach(t => {
    t.mock.timers.enable({apis: ['setTimeout']});
    localStorage.clear();
    answer = () => [201, {id: 'named'}];
    asked = hub(request => answer(request));
    store = new Store();
    load([one({id: 'v'})]);
    page = open();
  });
  afterEach(() => opened.splice(0).forEach(p => p.disconnectedCallback()));

  it('keeps what was typed with its visit: it goes to that station or nowhere', async () => {
    page.keep(page.visit, {severity: 'attention', text: 'booths are open'});
    assert.equal(page.drafts.of('v').text, 'booths are open');
    load([one({id: 'v', status: 'left', leftAt: '2027-03-17T11:00:00Z'}), one({id: 'w', place: ELSEWHERE})]);
    assert.equal(page.visit.id, 'w');
    assert.equal(page.drafts.of('w').text, undefined);
    assert.match(shown(), /De Kargadoor.*booths are open[^]*Versturen naar De Kargadoor/);
    const [draft] = page.drafts.others('w');
    page.sendTo({id: draft.key, place: draft.place}, draft);
    await settle();
    assert.deepEqual(steps(), [['/visits/v/findings', 'booths are open']]);
    assert.equal(asked[0].body.severity, 'attention');
    assert.deepEqual(page.drafts.others('w'), []);
  });

  it('keeps what was typed before the hub had named the visit', async () => {
    load([]);
    answer = () => {
      throw new TypeError('fetch failed');
    };
    page.arrive({id: 'GM0344-4', name: 'De Kargadoor', municipality: UTRECHT});
    page.keep(page.visit, {severity: 'info', text: 'half a'});
    answer = () => [201, {id: 'named', visit: one({id: 'named', seq: 9})}];
    await settle();
    await page.box.send();
    assert.equal(page.visit.id, 'named');
    assert.equal(page.drafts.of('named').text, 'half a');
    page.keep(page.visit, {severity: 'info', text: 'half a word'});
    assert.deepEqual([page.drafts.of('named').text, page.drafts.others('named')], ['half a word', []]);
  });

  it('shows what an earlier version of the page kept, and lets nobody send it by accident', () => {
    localStorage.setItem('draft/visit/observer-odihr', '{"severity":"urgent","text":"of somewhere"}');
    page = open();
    assert.equal(page.drafts.of('v').text, undefined);
    assert.match(shown(), /of somewhere[^]*Versturen naar De Kargadoor/);
    page.let(page.drafts.others('v')[0]);
    assert.doesNotMatch(shown(), /of somewhere/);
  });

  it('takes whole numbers from 0 to 5000', () =>
    assert.deepEqual(['0', ' 12 ', '007', '5000', '5001', '-1', '1.5', '1e3', 'veel', ''].map(numberOf), [
      '0',
      '12',
      '7',
      '5000',
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined
    ]));

  it('sends no number that can not be, keeps it as it was typed, and says so beside it', async () => {
    const wrong = field('4.5');
    page.typed(page.visit, 'waiting-minutes', wrong, '10');
    await settle();
    assert.deepEqual([steps(), wrong.value], [[], '4.5']);
    page.phase = 'voting';
    assert.match(
      shown(),
      /aria-invalid=true[^]*\.value=4\.5[^]*id="flaw-waiting-minutes"[^>]*>\s*Dit is nog niet verstuurd[^<]*5000/
    );
    const right = field(' 45');
    page.typed(page.visit, 'waiting-minutes', right, '10');
    await settle();
    assert.deepEqual(
      [steps(), right.value],
      [[['/visits/v/answers', {question: 'waiting-minutes', answer: '45'}]], '45']
    );
    assert.doesNotMatch(shown(), /nog niet verstuurd/);
  });

  it('sends nothing when a number is emptied, and shows the old one again', async () => {
    const emptied = field(' ');
    page.typed(page.visit, 'waiting-minutes', emptied, '10');
    await settle();
    assert.deepEqual([steps(), emptied.value], [[], '10']);
  });

  it('shows what was not taken, with its station, times, words and answers', async () => {
    answer = () => [422, {detail: 'Zoveel bevindingen kan niet'}];
    page.step('findings', {text: 'no light', severity: 'info'});
    page.step('answers', {answers: [{question: 'open', answer: 'no'}]});
    for (let i = 0; i < 5; i++) await settle();
    assert.match(shown(), /Niet aangenomen[^]*De Kargadoor[^]*Zoveel bevindingen kan niet[^]*13:00[^]*no light[^]*nee/);
    assert.equal(page.app.unsent.count(), 2);
    const words = page.box.refusals.all().map(wordsOfVisit);
    assert.deepEqual(words, [
      'De Kargadoor, Utrecht (GM0344-4)\n13:00 Bevinding “no light”',
      `De Kargadoor, Utrecht (GM0344-4)\n13:00 Er kan gestemd worden: nee`
    ]);
    page.app.unsent.discard();
    assert.equal(page.app.unsent.count(), 0);
  });

  it('begins with the part of the checklist that the day has come to', async () => {
    assert.equal(page.partShown, 'voting');
    page.app.phase = () => 'after';
    assert.equal(page.partShown, 'counting');
    page.phase = 'opening';
    assert.equal(page.partShown, 'opening');
  });

  it('shows how the station does, as long as there is a connection', async () => {
    answer = ({path}) =>
      path === '/visits/v/station'
        ? [
            200,
            {
              station: {opensAt: '2027-03-17T07:30:00+01:00', closesAt: '2027-03-17T13:30:00+01:00'},
              status: {status: 'open', since: '2027-03-17T06:30:00Z', waitingMinutes: 25}
            }
          ]
        : [404, {}];
    await page.look();
    assert.match(shown(), /Het stembureau: <b>open<\/b>[^]*wachttijd 25 min/);
    assert.equal(page.partShown, 'closing');
    await page.look();
    assert.equal(asked.length, 1);
    load([one({id: 'w', place: ELSEWHERE})]);
    await page.look();
    assert.doesNotMatch(shown(), /wachttijd 25 min/);
    assert.equal(asked.length, 2);
  });

  it('says beside the search that there is no connection', async () => {
    load([]);
    store.accreditations.set('a', {
      id: 'a',
      terms: {
        organisation: 'odihr',
        number: '1',
        account: 'observer-odihr',
        municipalities: [],
        stations: [],
        from: '2027-03-17T00:00:00Z',
        until: '2027-03-18T00:00:00Z'
      }
    });
    answer = () => {
      throw new TypeError('fetch failed');
    };
    globalThis.FormData = class {
      get = () => 'utrecht';
    };
    await page.search({preventDefault: () => undefined});
    assert.match(shown(), /<\/form>\s*<p class="error" role="alert">[^<]+<\/p>/);
  });
});
