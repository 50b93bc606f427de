import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import './browser.mjs';
import {
  districtsOf,
  electionOf,
  found,
  mayDefine,
  textOf,
  usualId,
  wrongIn
} from '../../../web/subject/election/terms.mjs';

describe('an election by hand', () => {
  it('has the id that its files have', () => {
    assert.equal(usualId({category: 'PS', date: '2027-03-17', domain: ' Noord-Holland '}), 'PS2027_Noord-Holland');
    assert.equal(usualId({category: 'AB', date: '2027-03-17', domain: 'Aa en Maas'}), 'AB2027_Aa_en_Maas');
    assert.equal(usualId({category: 'GR', date: '2026-03-18', domain: "'s-Gravenhage"}), 'GR2026__s-Gravenhage');
    assert.equal(usualId({category: 'TK', date: '2027-03-17', domain: ''}), 'TK2027');
    assert.equal(usualId({category: 'PS', date: '2027-03-17', domain: 'x'.repeat(80)}).length, 60);
    assert.equal(usualId({category: '', date: '2027-03-17', domain: 'Gelderland'}), '');
  });

  it('has a district on each line', () => {
    const districts = [
      {number: '7', name: 'Den Helder'},
      {number: '8', name: '8'}
    ];
    assert.deepEqual(districtsOf(' 7  Den Helder\n\n8\n'), districts);
    assert.deepEqual(districtsOf(textOf(districts)), districts);
  });

  it('is told without what was left empty', () => {
    const form = new Map(
      Object.entries({name: ' Staten ', category: 'PS', date: '2027-03-17', domain: ' ', districts: ''})
    );
    assert.deepEqual(electionOf(form), {
      name: 'Staten',
      category: 'PS',
      date: '2027-03-17',
      domain: undefined,
      districts: []
    });
  });

  it('has its errors beside their fields', () => {
    const errors = [
      {field: 'districts/3/number', message: 'too long'},
      {field: 'districts/4/name', message: 'later'},
      {field: 'date', message: 'not in these years'},
      {field: 'lists', message: 'no such field here'}
    ];
    assert.deepEqual(wrongIn({errors}), {districts: 'too long', date: 'not in these years'});
    assert.deepEqual(wrongIn({}), {});
  });
});

describe('who defines an election', () => {
  it('is the operator, and a municipality where nobody did', () => {
    assert.ok(mayDefine(['table-operator'], {source: 'file'}));
    assert.ok(mayDefine(['municipality']));
    assert.ok(mayDefine(['municipality'], {source: 'mention'}));
    assert.ok(!mayDefine(['municipality'], {source: 'hand'}));
    assert.ok(!mayDefine(['station-chair']));
    assert.ok(!mayDefine(['mayor', 'auditor'], {source: 'mention'}));
  });
});

describe('the elections that are known', () => {
  const all = [
    {id: 'PS2027_A', name: 'Staten A', date: '2027-03-17'},
    {id: 'AB2027_B', name: 'Aa', date: '2027-03-17'},
    {id: 'GR2030', name: 'Raad', date: '2030-03-20'}
  ];
  it('stand with the last day first, and are found by what they are called', () => {
    assert.deepEqual(
      found(all, '').map(e => e.id),
      ['GR2030', 'AB2027_B', 'PS2027_A']
    );
    assert.deepEqual(
      found(all, ' staten ').map(e => e.id),
      ['PS2027_A']
    );
    assert.deepEqual(
      found(all, '2030').map(e => e.id),
      ['GR2030']
    );
  });
});
