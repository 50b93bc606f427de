import assert from 'node:assert/strict';
import {beforeEach, describe, it} from 'node:test';
import {app, hub, settle} from './browser.mjs';
import '../../../web/page/desk/course.mjs';
import '../../../web/page/desk/feed.mjs';
import '../../../web/page/desk/municipalities.mjs';
import '../../../web/page/desk/triage.mjs';
import '../../../web/subject/narrative/list.mjs';
import '../../../web/subject/station/list.mjs';
import '../../../web/subject/visit/list.mjs';
import * as api from '../../../web/engine/api.mjs';
import {stampOf} from '../../../web/engine/clock.mjs';
import {PlaceTrend, Trend} from '../../../web/engine/trend.mjs';
import {Store} from '../../../web/engine/store.mjs';
import {inTens} from '../../../web/page/desk/course.mjs';
import {bars, perMinute} from '../../../web/ui/bars.mjs';
import {fileName} from '../../../web/ui/list-files.mjs';
import {AMSTERDAM, entry, escalation, narrative, person, report, status} from './things.mjs';

const MINUTE = 60_000;
const NOON = Date.parse('2027-03-17T11:00:00Z');
const operator = person('table-operator');
let where;
const element = name => {
  const one = Object.assign(new globalThis.elements[name](), {app: where});
  one.willUpdate?.(new Map());
  return one;
};
beforeEach(() => {
  const store = new Store();
  store.load({
    seq: 1,
    stations: [entry('GM0363-1', {name: '=De Brug'})],
    statuses: [
      status('GM0363-1', {
        attention: ['long-waiting'],
        waitingMinutes: 40,
        votersAdmitted: 12,
        lastReport: {id: 'x', at: '2027-03-17T10:58:00Z', by: 'c', role: 'station-chair'}
      })
    ],
    reports: [report({text: 'te druk', station: 'GM0363-1'})],
    escalations: [escalation({deadline: '2027-03-17T11:10:00Z', municipality: AMSTERDAM})],
    narratives: [narrative({claim: 'alles dicht', kind: 'safety-scare', about: {municipalities: [], subjects: []}})]
  });
  where = app(store, operator);
});

describe('a list as somebody saves it', () => {
  const lists = {
    'tz-list': e => e.asShown(e.states()),
    'tz-municipalities': e => e.asShown([...where.store.municipalities.values()], ['attention', 'open']),
    'tz-feed': e => e.asShown(e.entries(Infinity)),
    'tz-narratives': e => e.asShown([...where.store.narratives.values()])
  };
  for (const [name, asShown] of Object.entries(lists))
    it(`${name} has a title, a heading for each column, words and no keys`, () => {
      const one = element(name);
      const {title, columns, rows} = asShown(one);
      assert.ok(title && columns.length > 2);
      assert.ok(rows.length > 0, 'there is something in it');
      for (const row of rows) assert.ok(row.length <= columns.length);
      const all = [title, ...columns, ...rows.flat()].filter(cell => typeof cell === 'string');
      assert.deepEqual(
        all.filter(cell => /^[a-z]+([.-][a-zA-Z]+)+$/.test(cell) && !cell.startsWith('GM')),
        []
      );
    });

  it('says of a station what the page shows, with times that sort', () => {
    const [row] = lists['tz-list'](element('tz-list')).rows;
    assert.deepEqual(row.slice(0, 3), ['GM0363-1', '=De Brug', 'Amsterdam']);
    assert.deepEqual(row.slice(-3), [40, 12, '2027-03-17 11:58']);
    assert.equal(stampOf(undefined), undefined);
  });

  it('has situations and reports of the desk', () => {
    const triage = element('tz-triage');
    assert.equal(triage.situationsAsShown().rows.length, 1);
    assert.equal(triage.situationsAsShown().rows[0].at(-1), '2027-03-17 12:10');
    assert.equal(triage.reportsAsShown().rows[0][4], 'te druk');
  });

  it('is asked of the hub as a spreadsheet, and called by its title', async () => {
    const asked = hub(() => [200, {}]);
    globalThis.fetch = (inner => async (url, options) => ({...(await inner(url, options)), blob: async () => 'file'}))(
      globalThis.fetch
    );
    const list = {title: 'Café', columns: ['a'], rows: [[1]]};
    assert.equal(await api.spreadsheet(list), 'file');
    await settle();
    assert.deepEqual([asked[0].method, asked[0].path, asked[0].body], ['POST', '/spreadsheets', list]);
    assert.equal(fileName('Café: De "Brug"', 'xlsx'), 'tafelzicht-cafe-de-brug.xlsx');
  });
});

describe('numbers through time', () => {
  it('counts reports by the minute, and in tens beside', () => {
    const counts = perMinute(
      ['2027-03-17T10:59:59Z', '2027-03-17T11:00:10Z', '2027-03-17T11:00:20Z', '2027-03-17T09:00:00Z'],
      NOON + 30_000,
      20
    );
    assert.deepEqual(counts.slice(-2), [1, 2]);
    assert.equal(Object.keys(counts).length, 20, 'what is older is not counted');
    assert.equal(
      counts.reduce((a, b) => a + b),
      3
    );
    assert.deepEqual(
      inTens(counts, NOON).map(row => row.count),
      [0, 3]
    );
    assert.equal(String(bars([0, 0])), '');
    assert.equal(String(bars([1, 2])).match(/<rect/g).length, 2);
  });

  it('remembers an hour of each place, and no more places than there may be', () => {
    const places = new PlaceTrend();
    for (let i = 0; i < 100; i++) places.sample(i * MINUTE, [['a', i]]);
    places.sample(99 * MINUTE + 1, [['a', -1]]);
    assert.equal(places.line('a').length, 60);
    assert.equal(places.line('a').at(-1), 99);
    places.sample(
      200 * MINUTE,
      Array.from({length: 2000}, (_, i) => [`p${i}`, i])
    );
    assert.deepEqual(places.line('p1999'), []);
    assert.deepEqual(places.line(undefined), []);
  });

  it('goes on after a reload, of the same journal and of this day', () => {
    const storage = {kept: null, getItem: () => storage.kept, setItem: (key, value) => (storage.kept = value)};
    const before = new Trend();
    before.sample(NOON, {open: 1});
    assert.equal(before.sample(NOON + 1, {open: 9}), false);
    before.keep('j', storage);
    const after = new Trend();
    after.restore('another', NOON + MINUTE, storage);
    assert.equal(after.samples().length, 0);
    after.restore('j', NOON - MINUTE, storage);
    assert.equal(after.samples().length, 0);
    after.restore('j', NOON + MINUTE, storage);
    assert.deepEqual(after.line('open'), [1]);
    storage.kept = '{';
    new Trend().restore('j', NOON, storage);
  });
});
