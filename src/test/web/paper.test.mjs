import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import './browser.mjs';
import {titleOf} from '../../../web/page/paper.mjs';

/** A page with these in its address. */
const pageOf = (values, scope) => ({
  address: new Map(Object.entries(values)),
  scope: () => scope,
  store: {municipalities: new Map([['GM0344', {municipality: {code: 'GM0344', name: 'Utrecht'}}]])}
});

describe('a view on paper', () => {
  it('is called by what it shows, where, and what is left out', () => {
    assert.equal(titleOf(pageOf({}, '')), 'Situatiebeeld');
    const all = titleOf(pageOf({tab: 'list', filter: 'suspended'}, 'GM0344'));
    assert.match(all, /Utrecht/);
    assert.equal(all.split(' · ').length, 4);
    assert.ok(!/\b(tab|count)\./.test(all), all);
  });
  it('names a municipality by its code while its name is not known', () => {
    assert.match(titleOf(pageOf({}, 'GM9999')), / · GM9999$/);
  });
});
