import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import './browser.mjs';
import {districtsOf} from '../../../web/subject/station/districts.mjs';
import {demonstration, happening} from '../../../web/subject/station/same-hall.mjs';

describe('the other station of a hall', () => {
  it('is asked about where it is suspended, or people wait long there', () => {
    assert.equal(happening({status: 'suspended', waitingMinutes: 50}), 'suspended');
    assert.equal(happening({status: 'open', waitingMinutes: 31}), 'waiting');
    assert.equal(happening({status: 'open', waitingMinutes: 30}), undefined);
    assert.equal(happening({status: 'open'}), undefined);
  });
  it('is not, once it is closed', () => assert.equal(happening({status: 'closed', waitingMinutes: 90}), undefined));
});

describe('a demonstration in the hall', () => {
  const at = {kind: 'demonstration', station: 'GM0363-1', state: 'new', at: '2027-03-17T10:00:00Z'};
  const asked = (reports, incidents = []) =>
    demonstration(
      {reports: new Map(reports.map((r, i) => [i, r])), incidents: new Map(incidents.map(i => [i.id, i]))},
      'GM0363-1'
    );
  it('is asked about from the last report', () => {
    const later = {...at, at: '2027-03-17T10:05:00Z'};
    assert.equal(asked([at, later]), later);
    assert.equal(asked([{...at, incident: 'i'}], [{id: 'i', state: 'open'}]).incident, 'i');
  });
  it('is not, where it is elsewhere, of another kind, dismissed or over', () => {
    assert.equal(asked([{...at, station: 'GM0363-2'}]), undefined);
    assert.equal(asked([{...at, kind: 'crowd'}]), undefined);
    assert.equal(asked([{...at, state: 'dismissed'}]), undefined);
    for (const state of ['closed', 'dismissed'])
      assert.equal(asked([{...at, incident: 'i'}], [{id: 'i', state}]), undefined);
  });
});

describe('electoral districts', () => {
  const at = (district, code = 'GM0363') => ({district, municipality: {code}});
  const all = [at('10'), at('2'), at('2'), at(undefined), at('9', 'GM0344')];
  it('are those of the stations, counted, in the order of numbers', () =>
    assert.deepEqual(districtsOf(all, undefined), [
      {id: '2', count: 2},
      {id: '9', count: 1},
      {id: '10', count: 1}
    ]));
  it('of a municipality are its own', () => assert.deepEqual(districtsOf(all, 'GM0344'), [{id: '9', count: 1}]));
  it('are none where no file named one', () => assert.deepEqual(districtsOf([at(undefined)], undefined), []));
});
