import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import './browser.mjs';
import {
  byNeed,
  changesOf,
  firstOfEach,
  groupsOf,
  marksOf,
  mayBring,
  mayCount,
  middlesOf,
  nextSession,
  openOf,
  rowsOf,
  severityOfCount,
  stageOf,
  stationsOf
} from '../../../web/subject/count/selectors.mjs';
import count from '../../../web/subject/count/index.mjs';
import {momentOn} from '../../../web/engine/clock.mjs';

const UTRECHT = {code: 'GM0344', name: 'Utrecht'};
const one = more => ({
  id: 'TK2025-GM0344',
  municipality: UTRECHT,
  election: 'TK2025',
  late: [],
  sessions: [],
  provisional: [],
  revisions: 0,
  files: [],
  findings: {},
  objections: 0,
  since: '2026-03-18T22:00:00Z',
  seq: 5,
  ...more
});
/** Of the sessions below, the first begin within three hours. */
const NOW = Date.parse('2026-03-19T00:00:00Z');
const FILE = {number: 1, id: 'TK2025-GM0344.1', at: '2026-03-19T08:00:00Z', by: 'kees', role: 'municipality'};
const session = (number, status, more) => ({
  number,
  status,
  at: `2026-03-19T0${number}:00:00Z`,
  place: 'Stadhuis',
  since: '2026-03-18T12:00:00Z',
  ...more
});
const storeOf = (counts, municipalities = [], stations = []) => ({
  counts: new Map(counts.map(c => [c.id, c])),
  municipalities: new Map(municipalities.map(m => [m.municipality.code, m])),
  stations: new Map(stations.map(s => [s.id, s]))
});

describe('a count', () => {
  it('is in one stage, the gravest that holds', () => {
    const findings = {errors: {open: 1, settled: 0}, warnings: {open: 2, settled: 1}};
    assert.equal(stageOf(one()), 'announced');
    assert.equal(stageOf(one({provisional: [{}]})), 'provisional');
    assert.equal(stageOf(one({provisional: [{}], files: [FILE]})), 'checked');
    assert.equal(stageOf(one({files: [FILE], findings: {warnings: {open: 1, settled: 0}}})), 'findings');
    assert.equal(stageOf(one({files: [FILE], findings: {warnings: {open: 0, settled: 9}}})), 'checked');
    assert.equal(stageOf(one({files: [FILE], findings})), 'errors');
    assert.equal(stageOf(one({files: [FILE], findings, late: [{what: 'session', session: 1}]})), 'late');
    assert.equal(severityOfCount(one({files: [FILE], findings})), 'urgent');
    assert.equal(severityOfCount(one()), 'info');
    assert.equal(openOf(one({findings}), 'warnings'), 2);
    assert.equal(openOf(one(), 'live'), 0);
  });

  it('stands with others by what needs somebody, then by who is furthest behind', () => {
    const counts = (code, name, counted) => ({
      municipality: {code, name},
      stations: 10,
      counted,
      counting: 1,
      closed: 2,
      suspended: 0,
      onTheWay: 1
    });
    const store = storeOf(
      [
        one({files: [FILE]}),
        one({id: 'TK2025-GM0363', municipality: {code: 'GM0363', name: 'Amsterdam'}, late: [{what: 'count'}]})
      ],
      [
        counts('GM0344', 'Utrecht', 3),
        counts('GM0363', 'Amsterdam', 9),
        counts('GM0002', 'B', 1),
        counts('GM0001', 'A', 8)
      ]
    );
    assert.deepEqual(
      rowsOf(store).map(r => [r.municipality.name, r.stage]),
      [
        ['Amsterdam', 'late'],
        ['Utrecht', 'checked'],
        ['B', undefined],
        ['A', undefined]
      ]
    );
    assert.deepEqual(
      rowsOf(store, 'GM0001').map(r => r.municipality.code),
      ['GM0001']
    );
    assert.deepEqual(stationsOf(store, 'GM0344'), {
      total: 10,
      counted: 3,
      counting: 1,
      closed: 2,
      suspended: 0,
      onTheWay: 1
    });
    assert.equal(stationsOf(store, 'GM9999').total, 0);
  });

  it('names the session that goes on, or the next', () => {
    assert.equal(nextSession(one()), undefined);
    assert.equal(
      nextSession(one({sessions: [session(3, 'planned'), session(2, 'adjourned'), session(1, 'closed')]})).number,
      2
    );
    assert.equal(nextSession(one({sessions: [session(1, 'planned'), session(2, 'open')]})).number, 2);
  });

  it('shows fourteen groups of its fingerprint and leaves out the two that the hub compares', () => {
    const groups = groupsOf('12' + '0'.repeat(61) + 'f');
    assert.equal(groups.length, 16);
    assert.deepEqual(
      groups.flatMap((g, i) => (g === undefined ? [i] : [])),
      [1, 4]
    );
    assert.equal(groups[15], '000f');
    for (const start of ['00', 'f0', 'fe', '0e'])
      assert.equal(groupsOf(start + '0'.repeat(62)).filter(g => g === undefined).length, 2, start);
  });

  it('has findings in the order in which they need somebody', () => {
    const f = (id, state, group) => ({id, state, group});
    assert.deepEqual(
      [
        f(1, 'corrected', 'errors'),
        f(2, 'open', 'protocol'),
        f(3, 'open', 'errors'),
        f(4, 'explained', 'errors'),
        f(5, 'open', 'live')
      ]
        .sort(byNeed)
        .map(x => x.id),
      [3, 5, 2, 4, 1]
    );
    const many = Array.from({length: 9}, (_, i) => ({id: i, code: 'L.changed-unsaid', state: 'open'}));
    const shown = firstOfEach([
      ...many,
      {id: 20, code: 'F.201', state: 'open'},
      {id: 21, code: 'F.201', state: 'corrected'}
    ]);
    assert.deepEqual(
      shown.map(f => f.id),
      [0, 1, 2, 3, 20]
    );
    assert.deepEqual(changesOf({unit: 'a'}, [{unit: 'a', what: 'E'}, {unit: 'b'}]), [{unit: 'a', what: 'E'}]);
  });

  it('is for the table and for the municipality that it is of', () => {
    const municipality = {roles: ['municipality'], municipalities: ['GM0344']};
    assert.equal(mayCount({roles: ['table-member'], municipalities: []}, 'GM0344'), true);
    assert.equal(mayCount(municipality, 'GM0344'), true);
    assert.equal(mayCount(municipality, 'GM0363'), false);
    assert.equal(mayCount(municipality, undefined), false);
    assert.equal(mayCount({roles: ['mayor'], municipalities: ['GM0344']}, 'GM0344'), false);
    assert.equal(mayBring(municipality), true);
    assert.equal(mayBring({roles: ['table-member'], municipalities: []}), false);
  });

  it('has its sessions on the map, at their place or in the middle of the stations', () => {
    const stations = [
      {id: 'a', municipality: UTRECHT, location: {latitude: 52, longitude: 5}},
      {id: 'b', municipality: UTRECHT, location: {latitude: 54, longitude: 7}},
      {id: 'c', municipality: UTRECHT}
    ];
    const store = storeOf(
      [
        one({
          sessions: [
            session(1, 'closed'),
            session(2, 'planned'),
            session(3, 'open', {location: {latitude: 1, longitude: 2}})
          ],
          late: [{what: 'session', session: 2}]
        })
      ],
      [],
      stations
    );
    assert.deepEqual(
      marksOf(store, NOW).map(m => [m.at, m.severity]),
      [
        [{latitude: 53, longitude: 6}, 'attention'],
        [{latitude: 1, longitude: 2}, 'info']
      ]
    );
    assert.equal(marksOf(storeOf([one({sessions: [session(1, 'open')]})]), NOW).length, 0);
    const far = one({sessions: [session(4, 'planned'), session(5, 'adjourned')]});
    assert.equal(marksOf(storeOf([far], [], stations), NOW).length, 0);
    assert.deepEqual(middlesOf(store).get('GM0344'), {latitude: 53, longitude: 6});
    assert.deepEqual(count.place(store, store.counts.get('TK2025-GM0344')).location, {latitude: 1, longitude: 2});
  });
});

describe('what a change of a count is in the feed', () => {
  const kinds = (before, after) => count.entries('counts', before, after, {}).map(e => [e.kind, e.severity]);

  it('is what is late, a file, a session, or figures; and nothing otherwise', () => {
    const late = [{what: 'count'}];
    assert.deepEqual(kinds(undefined, one()), []);
    assert.deepEqual(kinds(one(), one({late})), [['count-count-late', 'attention']]);
    assert.deepEqual(kinds(one({late}), one({late})), []);
    assert.deepEqual(kinds(one(), one({files: [FILE]})), [['count-file', 'info']]);
    assert.deepEqual(kinds(one(), one({files: [FILE], findings: {errors: {open: 1, settled: 0}}})), [
      ['count-file-errors', 'urgent']
    ]);
    assert.deepEqual(kinds(one({files: [FILE]}), one({files: [FILE], objections: 1})), []);
    assert.deepEqual(kinds(one({sessions: [session(1, 'planned')]}), one({sessions: [session(1, 'open')]})), [
      ['count-session-open', 'info']
    ]);
    const figures = {at: '2026-03-18T23:00:00Z', by: 'kees', role: 'municipality'};
    assert.deepEqual(kinds(one(), one({revisions: 1, provisional: [figures]})), [['count-provisional', 'info']]);
    assert.deepEqual(kinds(one({revisions: 1}), one({revisions: 2, provisional: [figures]})), [
      ['count-revised', 'attention']
    ]);
  });

  it('is called after the municipality', () =>
    assert.equal(count.entries('counts', one(), one({files: [FILE]}), {})[0].name, 'Utrecht'));
});

describe('a date and a time', () => {
  it('are a moment of the reader’s zone, in summer and in winter', () => {
    assert.equal(momentOn('2026-03-19', '09:00'), '2026-03-19T08:00:00.000Z');
    assert.equal(momentOn('2026-07-01', '09:00'), '2026-07-01T07:00:00.000Z');
    assert.equal(momentOn('2026-03-29', '03:30'), '2026-03-29T01:30:00.000Z');
  });
});
