import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import './browser.mjs';
import {foldedByKind, placesOf} from '../../../web/page/desk/folding.mjs';
import {AMSTERDAM, UTRECHT} from './things.mjs';

let key = 0;
const at = time => `2027-03-17T${time}:00Z`;
const said = (kind, time, more = {}) => ({
  key: `k${key++}`,
  kind,
  severity: 'attention',
  at: at(time),
  name: 'De Linde',
  municipality: AMSTERDAM,
  times: 1,
  ...more
});

describe('the feed', () => {
  it('has one entry for what happened to three stations in the same ten minutes, where the newest was', () => {
    const entries = [
      said('overdue', '07:48'),
      said('suspended', '07:47', {severity: 'urgent'}),
      said('overdue', '07:45'),
      said('overdue', '07:41')
    ];
    const [late, suspended, ...rest] = foldedByKind(entries);
    assert.deepEqual([late.folded.length, late.at, suspended.kind, rest], [3, at('07:48'), 'suspended', []]);
  });

  it('keeps the key of a folded entry when a newer one comes, so that it stays open', () => {
    const entries = ['07:45', '07:44', '07:41'].map(time => said('silent', time));
    const [before] = foldedByKind(entries);
    const [after] = foldedByKind([said('silent', '07:49'), ...entries]);
    assert.equal(before.key, after.key);
    assert.notEqual(foldedByKind([...['07:51', '07:52', '07:53'].map(time => said('silent', time))])[0].key, after.key);
  });

  it('leaves two, other kinds, other minutes, severe ones and words of people as they are', () => {
    for (const entries of [
      [said('overdue', '07:48'), said('overdue', '07:45')],
      [said('overdue', '07:48'), said('silent', '07:45'), said('long-waiting', '07:44')],
      [said('overdue', '07:51'), said('overdue', '07:45'), said('overdue', '07:35')],
      ['a', 'b', 'c'].map(() => said('suspended', '07:41')),
      ['a', 'b', 'c'].map(() => said('reported', '07:41')),
      ['a', 'b', 'c'].map(note => said('report', '07:41', {note}))
    ])
      assert.deepEqual(foldedByKind(entries), entries);
  });

  it('names the places with most, and says how many more; for one municipality the stations', () => {
    const entries = [
      ...['a', 'b'].map(name => said('open', '07:41', {name, municipality: UTRECHT})),
      ...['c', 'd', 'e'].map(name => said('open', '07:41', {name})),
      said('open', '07:41', {name: 'elsewhere', municipality: undefined})
    ];
    assert.deepEqual(placesOf(entries, false, 2), {names: [AMSTERDAM.name, UTRECHT.name], more: 1});
    assert.deepEqual(placesOf(entries, true), {names: ['a', 'b', 'c'], more: 3});
  });
});
