import assert from 'node:assert/strict';
import {beforeEach, describe, it} from 'node:test';
import {hub} from './browser.mjs';
import {says} from '../../../web/engine/words.mjs';
import {Drafts} from '../../../web/page/observer/drafts.mjs';
import {StationNow} from '../../../web/page/observer/station-now.mjs';

describe('words that somebody looks for', () => {
  it('all stand in one of the texts, whatever their accents, capitals and order', () => {
    const texts = ['Café De Kargadoor', 'Utrecht', undefined, 'W-101'];
    for (const typed of ['kargadoor', 'CAFE', 'utrecht  kargadoor', 'w-101 utr', '', '  '])
      assert.ok(says(typed, texts), typed);
    for (const typed of ['kargadoor amsterdam', 'w-102']) assert.ok(!says(typed, texts), typed);
  });
});

describe('what an observer typed and did not send', () => {
  const place = {station: 'GM0344-4', name: 'De Kargadoor', municipality: {code: 'GM0344', name: 'Utrecht'}};
  const ids = {};
  let drafts;
  beforeEach(() => {
    localStorage.clear();
    drafts = new Drafts('observer-odihr', visit => ids[visit] ?? visit);
  });

  it('stays with its visit, and stands beside another one as what is left', () => {
    assert.deepEqual(drafts.of('a'), {severity: 'info'});
    drafts.keep({id: 'a', place}, {severity: 'urgent', text: 'the box is open'});
    assert.equal(drafts.of('a').text, 'the box is open');
    assert.equal(drafts.of('b').text, undefined);
    assert.deepEqual(
      drafts.others('b').map(d => [d.text, d.severity, d.place.name]),
      [['the box is open', 'urgent', 'De Kargadoor']]
    );
    assert.deepEqual(drafts.others('a'), []);
    assert.equal(new Drafts('observer-odihr', v => v).of('a').text, 'the box is open', 'after a reload');
    assert.deepEqual(new Drafts('observer-huis', v => v).others(), [], 'of this account alone');
  });

  it('goes along when the hub names the visit', () => {
    drafts.keep({id: '@k', place}, {severity: 'info', text: 'calm'});
    ids['@k'] = 'v';
    assert.equal(drafts.of('v').text, 'calm');
    assert.deepEqual(drafts.others('v'), []);
    delete ids['@k'];
  });

  it('goes when it is emptied, dropped, or all is thrown away', () => {
    drafts.keep({id: 'a', place}, {severity: 'info', text: 'calm'});
    drafts.keep({id: 'a', place}, {severity: 'info', text: ''});
    assert.deepEqual(drafts.others(), []);
    drafts.keep({id: 'a', place}, {severity: 'info', text: 'calm'});
    drafts.drop(drafts.others()[0].key);
    assert.deepEqual(drafts.others(), []);
    drafts.keep({id: 'a', place}, {severity: 'info', text: 'calm'});
    drafts.keep({id: 'b', place}, {severity: 'info', text: 'busy'});
    drafts.empty();
    assert.deepEqual(drafts.others(), []);
  });

  it('of before is taken over, of no visit', () => {
    localStorage.setItem('draft/visit/observer-odihr', JSON.stringify({text: 'old words'}));
    const taken = new Drafts('observer-odihr', v => v);
    assert.deepEqual(
      taken.others('a').map(d => d.text),
      ['old words']
    );
    assert.equal(localStorage.getItem('draft/visit/observer-odihr'), null);
  });
});

describe('the station that is visited', () => {
  const station = {id: 'GM0344-4', opensAt: '2027-03-17T07:30:00+01:00', closesAt: '2027-03-17T21:00:00+01:00'};
  const status = {status: 'open', since: '2027-03-17T06:30:00Z', waitingMinutes: 12};
  let answer;
  let asked;
  beforeEach(() => {
    answer = () => [200, {station, status}];
    asked = hub(request => answer(request));
  });

  it('is asked for once a minute, and anew at another visit', async () => {
    const now = new StationNow();
    assert.equal(await now.look(undefined), false);
    assert.equal(await now.look('v'), true);
    assert.equal(await now.look('v'), false);
    assert.equal(await now.look('w'), true);
    assert.deepEqual(
      asked.map(a => a.path),
      ['/visits/v/station', '/visits/w/station']
    );
  });

  it('says its state and wait, and by its own hours which part of the day it is', async () => {
    const now = new StationNow();
    assert.equal(now.render(), '');
    assert.equal(now.phase(Date.parse('2027-03-17T12:00:00+01:00')), undefined);
    await now.look('v');
    assert.match(String(now.render()), /open/);
    assert.match(String(now.render()), /12/);
    assert.equal(now.phase(Date.parse('2027-03-17T12:00:00+01:00')), 'voting');
    assert.equal(now.phase(Date.parse('2027-03-17T06:00:00+01:00')), 'before');
  });

  it('is not spoken of without a connection', async () => {
    const now = new StationNow();
    await now.look('v');
    answer = () => {
      throw new TypeError('fetch failed');
    };
    await now.look('w');
    assert.equal(now.render(), '');
  });
});
