import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import './browser.mjs';
import {doubt} from '../../../web/page/chair/sure.mjs';
import {
  electionsOf,
  inOrder,
  inWords,
  largest,
  letters,
  shortName,
  valueOf,
  withValue
} from '../../../web/subject/election/by-election.mjs';
import {change, empty} from '../../../web/subject/station/counts.mjs';
import {isOfElection} from '../../../web/subject/station/file-type.mjs';

const store = {
  elections: new Map([
    ['PS2027', {id: 'PS2027', name: 'Provinciale Staten Utrecht 2027', category: 'PS'}],
    ['AB2027_A', {id: 'AB2027_A', name: 'Waterschap A', category: 'AB'}],
    ['AB2027_B', {id: 'AB2027_B', name: 'Waterschap B', category: 'AB'}]
  ])
};

describe('what a station has for each election', () => {
  it('is a value where there is one, and names no election', () => {
    assert.deepEqual(electionsOf({elections: ['PS2027']}), []);
    assert.deepEqual(electionsOf({}), []);
    assert.equal(valueOf(412, 'PS2027'), 412);
    assert.equal(largest(412), 412);
    assert.equal(inWords(store, 1412), '1.412');
    assert.equal(inWords(store, undefined), undefined);
  });

  it('stands behind the name of its election where there are several', () => {
    const value = {PS2027: 1412, AB2027_A: 390};
    assert.deepEqual(electionsOf({elections: ['PS2027', 'AB2027_A']}), ['PS2027', 'AB2027_A']);
    assert.equal(valueOf(value, 'AB2027_A'), 390);
    assert.equal(valueOf(value, 'AB2027_B'), undefined);
    assert.equal(largest(value), 1412);
    assert.equal(inWords(store, value), 'Provinciale Staten 1.412 · Waterschap 390');
  });

  it('has the names of elections that are of one kind, and an id where nothing else is known', () => {
    assert.equal(shortName(store, 'AB2027_A', ['AB2027_A', 'AB2027_B']), 'Waterschap A');
    assert.equal(shortName(store, 'PS2031_X', ['PS2031_X']), 'Provinciale Staten');
    assert.equal(shortName(store, 'iets', ['iets']), 'iets');
    assert.equal(letters(store, 'AB2027_A'), 'WS');
    assert.deepEqual(['AB2027_B', 'x', 'AB2027_A', 'PS2027'].sort(inOrder(store)), [
      'PS2027',
      'AB2027_A',
      'AB2027_B',
      'x'
    ]);
  });

  it('is typed one by one, and is nothing when all is taken back', () => {
    const first = withValue(undefined, 'PS2027', 5);
    assert.deepEqual(first, {PS2027: 5});
    assert.deepEqual(withValue(first, 'AB2027_A', 4), {PS2027: 5, AB2027_A: 4});
    assert.equal(withValue(first, 'PS2027', undefined), undefined);
    assert.deepEqual(withValue(7, 'AB2027_A', 4), {AB2027_A: 4}, 'a number from before is of no election');
  });

  it('is asked twice where it can not well be', () => {
    const entry = {
      municipality: {code: 'GM0344', name: 'Utrecht'},
      opensAt: '2027-03-17T07:30:00+01:00',
      closesAt: '2027-03-17T21:00:00+01:00',
      elections: ['PS2027', 'AB2027_A'],
      eligibleVoters: {PS2027: 1200, AB2027_A: 5000}
    };
    const now = Date.parse('2027-03-17T12:00:00+01:00');
    assert.equal(doubt({votersAdmitted: {PS2027: 900, AB2027_A: 9000}}, entry, now), undefined);
    assert.match(
      doubt({votersAdmitted: {PS2027: 3100}}, entry, now, () => 'Staten'),
      /3\.100.*Staten/
    );
  });
});

describe('the figures of the desk', () => {
  const counted = (...stations) => {
    const figures = {...empty(), stations: new Map(), statuses: new Map()};
    for (const {id, entry, state} of stations) {
      figures.stations.set(id, {id, municipality: {code: 'GM0344', name: 'Utrecht'}, ...entry});
      figures.statuses.set(id, {id, status: 'open', attention: [], ...state});
      change(figures, id, 1);
    }
    return figures;
  };
  const both = {
    id: '1',
    entry: {elections: ['PS2027', 'AB2027_A'], eligibleVoters: {PS2027: 1000, AB2027_A: 800}},
    state: {votersAdmitted: {PS2027: 500, AB2027_A: 200}}
  };
  const one = {id: '2', entry: {elections: ['PS2027'], eligibleVoters: 1000}, state: {votersAdmitted: 300}};

  it('have the turnout of each election, of stations for one of them too', () => {
    const {elections} = counted(both, one).total;
    assert.deepEqual(elections.get('PS2027'), {stations: 2, eligible: 2000, eligibleAdmitted: 800, admitted: 800});
    assert.deepEqual(elections.get('AB2027_A'), {stations: 1, eligible: 800, eligibleAdmitted: 200, admitted: 200});
  });

  it('lose what goes', () => {
    const figures = counted(both, one);
    change(figures, '1', -1);
    assert.deepEqual([...figures.total.elections.keys()], ['PS2027']);
    assert.equal(figures.total.eligibleAdmitted, 300);
  });

  it('are as they were where there is one election', () => {
    const {total} = counted({id: '1', entry: {eligibleVoters: 1000}, state: {votersAdmitted: 300}});
    assert.equal(total.elections.size, 0);
    assert.equal(total.admitted, 300);
    assert.equal(total.eligible, 1000);
  });
});

describe('a file of an election', () => {
  const file = (name, text) => Object.assign(new Blob([text]), {name});
  it('is told from one of stations by what it says it is', async () => {
    const head = id => `<?xml version="1.0"?>\n<EML xmlns="x"\n Id="${id}" SchemaVersion="5">`;
    assert.equal(await isOfElection(file('a.eml.xml', head('110a'))), true);
    assert.equal(await isOfElection(file('a.xml', head('230b'))), true);
    assert.equal(await isOfElection(file('a.xml', head('110b'))), false);
    assert.equal(await isOfElection(file('a.csv', head('110a'))), false);
  });
});
