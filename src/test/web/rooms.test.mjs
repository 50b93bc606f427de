import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, normalize} from 'node:path';
import {describe, it} from 'node:test';
import './browser.mjs';
import {labelOf, placeOf} from '../../../web/ui/label.mjs';
import {lists, listsOf, ofKind, offered, register, subjects} from '../../../web/engine/subjects.mjs';
import '../../../web/subject/subjects.mjs';
import {entriesFrom} from '../../../web/engine/feed-entries.mjs';
import {byWeight, weight, worstOf} from '../../../web/engine/severity.mjs';
import {change, empty} from '../../../web/subject/station/counts.mjs';
import {clockThere} from '../../../web/ui/clock-there.mjs';
import nl from '../../../web/i18n/nl.mjs';

const WEB = join(import.meta.dirname, '../../../web');
const modules = readdirSync(WEB, {recursive: true}).filter(file => file.endsWith('.mjs'));
const IMPORT = /(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+\.mjs)'/g;
/** Arrows between modules: [from, to]. */
const arrows = modules.flatMap(from =>
  [...readFileSync(join(WEB, from), 'utf8').matchAll(IMPORT)].map(([, to]) => [
    from,
    normalize(join(dirname(from), to))
  ])
);
const room = module => module.split('/')[0];
/** Which rooms one may look into. */
const BELOW = {
  i18n: [],
  engine: ['i18n'],
  ui: ['engine', 'i18n'],
  map: ['ui', 'engine', 'i18n'],
  subject: ['map', 'ui', 'engine', 'i18n'],
  page: ['subject', 'map', 'ui', 'engine', 'i18n'],
  public: []
};

/** Whether one can come back to where one began by these arrows. */
function circle(edges) {
  const next = new Map();
  for (const edge of edges) next.set(edge[0], [...(next.get(edge[0]) ?? []), edge]);
  const done = new Set();
  const visit = (node, path) => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return undefined;
    done.add(node);
    for (const [, to] of next.get(node) ?? []) {
      const found = visit(to, [...path, node]);
      if (found) return found;
    }
    return undefined;
  };
  return [...next.keys()].map(node => visit(node, [])).find(Boolean);
}

describe('the rooms of the page', () => {
  it('are all there is, beside the module that begins', () =>
    assert.deepEqual([...new Set(modules.filter(m => m.includes('/')).map(room))].sort(), Object.keys(BELOW).sort()));

  it('know each other one way: no engine and no element knows a subject, no subject a page', () => {
    const wrong = arrows.filter(
      ([from, to]) => from.includes('/') && room(from) !== room(to) && !BELOW[room(from)].includes(room(to))
    );
    assert.deepEqual(wrong, []);
  });

  it('name only what is there', () =>
    assert.deepEqual(
      arrows.filter(([, to]) => !modules.includes(to)),
      []
    ));

  it('have subjects that know each other in no circle', () => {
    const between = arrows
      .filter(([from, to]) => from.startsWith('subject/') && to.startsWith('subject/'))
      .map(([from, to]) => [from.split('/')[1], to.split('/')[1]])
      .filter(([from, to]) => from !== to && !from.endsWith('.mjs'));
    assert.equal(circle(between), undefined);
    assert.equal(circle([...between, ['station', 'duty']]).length, 4);
  });

  it('have subjects that nobody but the one list registers', () => {
    const index = arrows.filter(([, to]) => /^subject\/[^/]+\/index\.mjs$/.test(to));
    assert.deepEqual([...new Set(index.map(([from]) => from))], ['subject/subjects.mjs']);
    const folders = new Set(modules.filter(m => /^subject\/[^/]+\//.test(m)).map(m => m.split('/')[1]));
    assert.equal(index.length, folders.size);
  });
});

describe('what the page is about', () => {
  it('has a list for each kind, and no list twice', () => {
    assert.deepEqual(listsOf('station'), ['stations', 'statuses']);
    assert.deepEqual(listsOf('overflow'), ['overflows']);
    assert.deepEqual(listsOf('nothing'), []);
    assert.equal(new Set(lists()).size, lists().length);
  });

  it('refuses two subjects that claim one kind or one list, and keeps what it had', () => {
    const own = subjects();
    const kept = [...own];
    assert.throws(() => register([{lists: {a: 'as'}}, {lists: {a: 'others'}}]), /two subjects claim a/);
    assert.throws(() => register([{lists: {a: 'as'}}, {lists: {b: 'as'}}]), /two subjects claim as/);
    register(kept);
    assert.equal(ofKind('station').lists.station.length, 2);
  });

  it('gives each tab a name that has a text, and a place of its own', () => {
    const tabs = offered('tabs');
    assert.ok(tabs.length >= 4);
    for (const tab of tabs) assert.ok(nl[`tab.${tab.name}`], tab.name);
    assert.equal(new Set(tabs.map(tab => tab.order)).size, tabs.length);
  });

  it('calls what an escalation is about as its subject does', () => {
    assert.equal(labelOf({kind: 'station', label: 'suspended'}), nl['kind.suspended']);
    assert.equal(
      labelOf({kind: 'station', label: 'open'}, 'ballots-run-out PS2027'),
      nl['kind.ballots-run-out'],
      'what is wrong, not that the station is open'
    );
    assert.equal(labelOf({kind: 'incident', label: 'demonstration'}), nl['reportkind.demonstration']);
    assert.equal(labelOf({kind: 'response', label: 'rebuttal'}), nl['kind.response-challenged']);
    assert.equal(placeOf({stations: new Map()}, {}), nl['place.none']);
  });

  it('has words of its own for all that a mail has words for', () => {
    const texts = new Set(Object.values(nl));
    const kinds = ['count', 'narrative', 'report', 'response', 'station', 'visit', 'courier'];
    for (const kind of kinds) {
      const mail = new URL(`../../main/resources/nl/tafelzicht/subject/${kind}/mail.properties`, import.meta.url);
      const labels = [...readFileSync(mail, 'utf8').matchAll(/^label\.([\w-]+)=/gm)].map(found => found[1]);
      assert.ok(labels.length > 0, kind);
      for (const label of labels) assert.ok(texts.has(labelOf({kind, label})), `${kind}: ${label}`);
    }
  });
});

describe('what subjects have in common', () => {
  it('an entry names what is opened, and says nothing where there is nothing to say', () => {
    const subject = {key: e => `thing/${e.id}`};
    assert.deepEqual(
      entriesFrom(subject, () => undefined, undefined, {id: 'a'}),
      []
    );
    const [entry] = entriesFrom(subject, () => ({kind: 'x', severity: 'info'}), undefined, {
      id: 'a',
      seq: 3,
      kind: 'k'
    });
    assert.deepEqual(
      [entry.key, entry.item, entry.name, entry.label, entry.kind, entry.times],
      ['a/3', 'thing/a', '', 'k', 'x', 1]
    );
  });

  it('the heavier comes first, then the newer', () => {
    const order = [
      {severity: 'info', seq: 9},
      {severity: 'critical', seq: 1},
      {severity: 'critical', seq: 2}
    ].sort(byWeight);
    assert.deepEqual(
      order.map(e => e.seq),
      [2, 1, 9]
    );
    assert.equal(worstOf(['attention', 'urgent', 'info']), 'urgent');
    assert.equal(worstOf([]), 'info');
    assert.equal(weight('critical'), 3);
  });

  it('counts take a station in and out again, and ignore one of which nobody said how it is', () => {
    const store = {stations: new Map(), statuses: new Map(), ...empty()};
    change(store, 'a', 1);
    assert.equal(store.total.stations, 0);
    store.stations.set('a', {municipality: {code: 'GM0363', name: 'Amsterdam'}, eligibleVoters: 1000});
    store.statuses.set('a', {id: 'a', status: 'count-suspended', attention: ['count-suspended'], votersAdmitted: 10});
    change(store, 'a', 1);
    const {stations, suspended, urgent, eligible, admitted} = store.municipalities.get('GM0363');
    assert.deepEqual([stations, suspended, urgent, eligible, admitted], [1, 1, 1, 1000, 10]);
    change(store, 'a', -1);
    assert.deepEqual([store.total.stations, store.total.suspended, store.total.eligible], [0, 0, 0]);
  });

  it('a clock is shown where it is another time, and nowhere else', () => {
    const noon = {clock: {now: () => Date.parse('2027-03-17T12:00:00Z')}};
    assert.equal(String(clockThere(noon, 'GM0363')), '');
    assert.match(String(clockThere(noon, 'GM9001')), /08:00/);
  });
});
