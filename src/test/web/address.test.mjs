import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {beforeEach, describe, it} from 'node:test';
import './browser.mjs';
import {Address} from '../../../web/engine/address.mjs';
import {ago, duration, number, percent, t} from '../../../web/i18n/i18n.mjs';
import nl from '../../../web/i18n/nl.mjs';
import en from '../../../web/i18n/en.mjs';

const go = search => {
  location.href = `https://hub.example/${search}`;
};
describe('the address of a view', () => {
  beforeEach(() => go(''));
  it('has what is chosen, and tells when it changes', () => {
    const address = new Address();
    let told = 0;
    address.addEventListener('change', () => told++);
    const steps = history.steps;
    address.set({municipality: 'GM0363', filter: 'open'});
    assert.deepEqual(
      [address.get('municipality'), address.get('filter'), address.get('station'), told, history.steps - steps],
      ['GM0363', 'open', undefined, 1, 1]
    );
    address.set({municipality: 'GM0363'});
    assert.equal(told, 1, 'nothing changed');
    address.set({filter: undefined});
    assert.equal(location.search, '?municipality=GM0363');
  });
  it('opens one thing at a time', () => {
    const address = new Address();
    address.set({station: 'GM0363-1'});
    address.set({item: 'report/x'});
    assert.deepEqual([address.get('station'), address.get('item')], [undefined, 'report/x']);
    address.set({station: 'GM0363-1'});
    assert.deepEqual([address.get('station'), address.get('item')], ['GM0363-1', undefined]);
  });
  it('leaves no step behind where it replaces', () => {
    const steps = history.steps;
    new Address().set({at: '2027-03-17T12:00:00Z'}, true);
    assert.equal(history.steps, steps);
    assert.equal(new Address().get('at'), '2027-03-17T12:00:00Z');
  });
  it('opens what a notification names', () => {
    go('?escalation=e1');
    assert.equal(new Address().get('item'), 'escalation/e1');
  });
  it('knows whatever a module of the page puts into it or reads from it', () => {
    const web = new URL('../../../web/', import.meta.url);
    const source = readdirSync(web, {recursive: true})
      .filter(file => file.endsWith('.mjs'))
      .map(file => readFileSync(new URL(file, web), 'utf8'))
      .join('\n');
    const read = [...source.matchAll(/address\.get\('(\w+)'\)/g)].map(m => m[1]);
    const put = [...source.matchAll(/address\.set\(\s*\{([^}]*)\}/g)].flatMap(m =>
      m[1].split(',').map(part => /^\s*(\w+)\s*(:|$)/.exec(part)?.[1])
    );
    const keys = [...new Set([...read, ...put])].filter(key => key !== undefined);
    assert.ok(keys.length > 15 && keys.includes('district') && keys.includes('import'), keys.join(' '));
    for (const key of keys) {
      go('');
      const address = new Address();
      address.set({[key]: 'x'});
      assert.equal(address.get(key), 'x', key);
    }
  });
  it('keeps nothing that it does not know', () => {
    new Address().set({theme: 'x'});
    assert.equal(location.search, '');
  });
  it('follows the browser’s way back', () => {
    let told = 0;
    new Address().addEventListener('change', () => told++);
    dispatchEvent(new Event('popstate'));
    assert.equal(told, 1);
  });
});

describe('texts', () => {
  it('are there in both languages, with the same gaps to fill', () => {
    assert.deepEqual(Object.keys(en).sort(), Object.keys(nl).sort());
    const gaps = text => [...text.matchAll(/\{\w+}/g)].map(m => m[0]).sort();
    for (const key of Object.keys(nl)) assert.deepEqual(gaps(en[key]), gaps(nl[key]), key);
  });
  it('are filled in, and a key without a text is seen', () => {
    assert.equal(t('count.of', {total: '9.900'}), nl['count.of'].replace('{total}', '9.900'));
    assert.equal(t('count.of'), nl['count.of']);
    assert.equal(t('no.such.key'), 'no.such.key');
  });
  it('numbers and durations', () => {
    assert.deepEqual([number(9900), percent(0.1234)], ['9.900', '12,3%']);
    assert.deepEqual(
      [duration(59.9), duration(60), duration(125)],
      [t('ago.minutes', {n: 59}), t('ago.hours', {h: 1, m: '00'}), t('ago.hours', {h: 2, m: '05'})]
    );
    assert.deepEqual([ago(0.9), ago(1)], [t('ago.now'), t('ago.ago', {age: duration(1)})]);
  });
});
