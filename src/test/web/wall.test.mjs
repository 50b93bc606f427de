import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import './browser.mjs';
import {pageOf, turnAt, turnPages, TURN_MILLIS, WallKeeper} from '../../../web/page/desk/wall.mjs';
import {chapterFor} from '../../../web/page/help/help.mjs';
import en from '../../../web/page/help/texts-en.mjs';
import nl from '../../../web/page/help/texts-nl.mjs';
import {beside} from '../../../web/page/help/tour.mjs';
import {along, labelOf, namedOf, overlap} from '../../../web/map/named.mjs';

const HOUR = 3_600_000;

/** A hub that counts what it is asked; `page` is the version of the page it serves. */
function hubOf(page) {
  const seen = {renewals: 0, looks: 0, page, away: false};
  globalThis.fetch = async url => {
    if (seen.away) throw new TypeError('no connection');
    if (url === '/') {
      seen.looks++;
      return {ok: true, headers: new Headers({ETag: seen.page})};
    }
    seen.renewals++;
    return {status: 201, ok: true, headers: new Headers({'Content-Type': 'application/json'}), json: async () => ({})};
  };
  return seen;
}

describe('a screen on the wall', () => {
  it('keeps its session for days, and begins anew once a day', async () => {
    const seen = hubOf('"1"');
    let reloads = 0;
    let keeper = new WallKeeper(0, () => reloads++);
    for (let second = 0; second < 5 * 24 * 3600; second += 60) {
      await keeper.look(second * 1000);
      if (reloads > Math.floor(second / 86_400) - 1 && second % 86_400 === 0 && second > 0)
        keeper = new WallKeeper(second * 1000, () => reloads++); // as the page that was loaded again
    }
    assert.ok(seen.renewals >= 5 * 23 && seen.renewals <= 5 * 24, `${seen.renewals} renewals`);
    assert.equal(reloads, 4);
  });

  it('begins anew when the hub has another page, and not while the hub is away', async () => {
    const seen = hubOf('"1"');
    let reloads = 0;
    const keeper = new WallKeeper(0, () => reloads++);
    await keeper.look(HOUR);
    assert.equal(reloads, 0);
    seen.page = '"2"';
    await keeper.look(HOUR + 60_000);
    assert.equal(reloads, 0, 'it looks once an hour');
    await keeper.look(2 * HOUR);
    assert.equal(reloads, 1);
    seen.away = true;
    await keeper.look(40 * HOUR);
    assert.equal(reloads, 1);
  });

  it('turns the pages of what does not fit, and says which it shows', () => {
    assert.deepEqual(pageOf(5, 900, 300), {page: 2, pages: 3});
    assert.deepEqual(pageOf(5, 300, 300), {page: 0, pages: 1});
    assert.deepEqual(pageOf(5, 0, 0), {page: 0, pages: 1});
    assert.equal(turnAt(3 * TURN_MILLIS + 1), 3);
    const head = {dataset: {}};
    const list = of => ({
      scrollWidth: 900,
      clientWidth: 300,
      scrollLeft: 0,
      matches: selector => selector === of,
      parentElement: {querySelector: () => head}
    });
    const [situations, entries] = [list('.situations > ul'), list('.entries')];
    turnPages({querySelectorAll: () => [situations, entries]}, 1);
    assert.equal(situations.scrollLeft, 300);
    assert.equal(entries.scrollLeft, 0, 'what is new stays in sight');
    assert.equal(head.dataset.pages, '2/3');
  });

  it('names the gravest, where their words do not touch', () => {
    const marks = [
      {severity: 'urgent', x: 0, y: 0},
      {severity: 'urgent', x: 10, y: 10},
      {severity: 'critical', x: 400, y: 0},
      {severity: 'attention', x: 800, y: 0}
    ];
    assert.deepEqual(
      namedOf(marks, m => m),
      [marks[0], marks[2]]
    );
    const many = Array.from({length: 30}, (_, i) => ({severity: 'urgent', x: i * 1000, y: 0}));
    assert.equal(namedOf(many, m => m).length, 7);
  });
  it('does not write one label over the other, however long they are', () => {
    const utrecht = labelOf({x: 640, y: 487}, 'Utrecht 6', 1000);
    const hague = labelOf({x: 527, y: 490}, "'s-Gravenhage 3", 1000);
    assert.ok(hague.to > utrecht.from && overlap(hague, utrecht) && overlap(utrecht, hague));
    assert.ok(!overlap(labelOf({x: 500, y: 490}, 'Ede 3', 1000), utrecht), 'a short one beside it');
    assert.ok(!overlap({...hague, y: utrecht.y + 22}, utrecht), 'the next line');
  });
  it('writes to the left where the map ends', () => {
    const emmen = labelOf({x: 950, y: 350}, 'Emmen 3', 1000);
    assert.ok(emmen.left && emmen.to < 950 && emmen.moved < 0);
    assert.ok(!labelOf({x: 900, y: 350}, 'Emmen 3', 1000).left);
    assert.ok(along(emmen).every(({x}) => x > emmen.from && x < emmen.to + 10));
    assert.equal(along(emmen).length, 4);
  });
});

describe('the manual in the page', () => {
  const shape = ({chapters, tours}) => [
    chapters.map(c => [c.name, c.roles, c.parts.length]),
    Object.entries(tours).map(([page, steps]) => [page, steps.map(([at]) => at)])
  ];
  it('says the same in both languages', () => assert.deepEqual(shape(en), shape(nl)));
  it('has words for each part', () => {
    for (const {chapters, tours} of [nl, en])
      for (const text of [...chapters.flatMap(c => [c.title, ...c.parts.flat()]), ...Object.values(tours).flat(2)])
        assert.ok(text.trim());
  });
  it('begins with the chapter of who reads it', () => {
    assert.equal(chapterFor(['police'], nl.chapters).name, 'triangle');
    assert.equal(chapterFor(['nobody'], nl.chapters), nl.chapters[0]);
  });
  it('has a chapter for each role that can log in', () => {
    const roles = nl.chapters.flatMap(c => c.roles);
    for (const role of ['station-chair', 'municipality', 'mayor', 'police', 'prosecutor', 'table-operator'])
      assert.ok(roles.includes(role), role);
    for (const role of ['table-member', 'observer', 'partner', 'auditor', 'admin'])
      assert.ok(roles.includes(role), role);
  });
  it('keeps the words of the tour on the screen', () => {
    const screen = {width: 390, height: 800};
    const words = {width: 300, height: 150};
    assert.deepEqual(beside({left: 20, top: 0, bottom: 100}, words, screen), {left: 20, top: 112});
    assert.deepEqual(beside({left: 380, top: 700, bottom: 790}, words, screen), {left: 78, top: 538});
    const whole = beside({left: 0, top: 10, bottom: 799}, words, screen);
    assert.ok(whole.left >= 12 && whole.top + words.height <= screen.height);
  });
});
