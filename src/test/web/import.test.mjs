import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import './browser.mjs';
import {approvalOf} from '../../../web/subject/station/import.mjs';
import {kindOf, kindsOf, narrowed} from '../../../web/subject/station/import-rows.mjs';

const row = (id, act = 'change', fields = ['name']) => ({id, act, fields, name: id, reported: false});
const preview = (rows, more = {}) => ({rows, rowsLeftOut: 0, imported: 0, changed: 0, wouldWithdraw: [], ...more});

describe('a row of a newer file', () => {
  it('is named by what happens: other hours are a kind of their own', () => {
    assert.equal(kindOf(row('a', 'change', ['opensAt', 'closesAt'])), 'hours');
    assert.equal(kindOf(row('a', 'change', ['stops'])), 'hours');
    assert.equal(kindOf(row('a', 'change', ['name', 'opensAt'])), 'change');
    assert.equal(kindOf(row('a', 'move', ['location', 'opensAt'])), 'move');
    assert.equal(kindOf(row('a', 'add', [])), 'add');
    assert.equal(kindOf(row('a', 'withdraw', ['stops'])), 'withdraw');
  });
});

describe('what is approved', () => {
  const rows = [row('a'), row('b', 'add'), row('c', 'withdraw')];
  it('is everything without a list where all was chosen', () =>
    assert.deepEqual(approvalOf(preview(rows), new Set(['a', 'b', 'c'])), {withdraw: true, rows: undefined}));
  it('is all but what the file leaves out, without a list too', () =>
    assert.deepEqual(approvalOf(preview(rows), new Set(['a', 'b'])), {withdraw: false, rows: undefined}));
  it('is otherwise the rows that were chosen', () => {
    assert.deepEqual(approvalOf(preview(rows), new Set(['b'])), {withdraw: false, rows: ['b']});
    assert.deepEqual(approvalOf(preview(rows), new Set(['c', 'b'])), {withdraw: true, rows: ['c', 'b']});
  });
  it('is everything where not every row is shown', () =>
    assert.deepEqual(approvalOf(preview(rows, {rowsLeftOut: 5}), new Set(['a'])), {withdraw: false, rows: undefined}));
});

describe('many rows', () => {
  const rows = [
    {...row('GM0344-1'), name: 'De Brug', municipality: 'GM0344'},
    {...row('GM0344-2', 'change', ['opensAt']), name: 'De Molen', municipality: 'GM0344'},
    {...row('GM0228-3', 'add', []), name: 'Brugzicht', municipality: 'GM0228'}
  ];
  const ids = by => narrowed(rows, by).map(r => r.id);
  it('are counted by kind', () =>
    assert.deepEqual(kindsOf(rows), [
      ['change', 1],
      ['hours', 1],
      ['add', 1]
    ]));
  it('are narrowed by kind, by text, and by both', () => {
    assert.deepEqual(ids({}), ['GM0344-1', 'GM0344-2', 'GM0228-3']);
    assert.deepEqual(ids({kind: 'hours'}), ['GM0344-2']);
    assert.deepEqual(ids({text: ' brug '}), ['GM0344-1', 'GM0228-3']);
    assert.deepEqual(ids({text: 'gm0344'}), ['GM0344-1', 'GM0344-2']);
    assert.deepEqual(ids({kind: 'add', text: 'brug'}), ['GM0228-3']);
  });
});
