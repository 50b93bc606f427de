import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {describe, it} from 'node:test';
import en from '../../../web/i18n/en.mjs';
import nl from '../../../web/i18n/nl.mjs';

const WEB = new URL('../../../web/', import.meta.url);
const sources = readdirSync(WEB, {recursive: true})
  .filter(name => /\.m?js$/.test(name) && !/i18n.(nl|en)\.mjs$/.test(name))
  .map(name => readFileSync(new URL(name, WEB), 'utf8'))
  .join('\n');
/** `kind.${…}`, or `counts(…, 'escalation.state')`: what a key begins with whose end is only known when the page runs. */
const beginnings = [
  ...[...sources.matchAll(/`(\w+\.[\w.-]*)\$\{/g)].map(found => found[1]),
  ...[...sources.matchAll(/counts\([^)]*, '([\w.-]+)'\)/g)].map(found => `${found[1]}.`)
];
const names = text => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(found => found[1]))].sort();

describe('the texts of the page', () => {
  it('are there in both languages', () => {
    assert.deepEqual(Object.keys(en).sort(), Object.keys(nl).sort());
  });
  it('name the same in both', () => {
    for (const [key, text] of Object.entries(nl)) assert.deepEqual(names(en[key]), names(text), key);
  });
  it('are not empty, but for the reason of what needs none', () => {
    for (const [key, text] of Object.entries(nl).filter(([key]) => key !== 'reason.none')) {
      assert.ok(text.trim(), key);
      assert.ok(en[key].trim(), key);
    }
  });
  it('are there when they are asked for', () => {
    const asked = [...sources.matchAll(/\bt\(\s*'([^']+)'/g)].map(found => found[1]);
    assert.ok(asked.length > 300, `only ${asked.length} were found`);
    assert.deepEqual(
      asked.filter(key => !(key in nl)),
      []
    );
  });
  it('are all used', () => {
    const unused = Object.keys(nl).filter(
      key => !new RegExp(`['"\`]${key}['"\`]`).test(sources) && !beginnings.some(begin => key.startsWith(begin))
    );
    assert.deepEqual(unused, []);
  });
});
