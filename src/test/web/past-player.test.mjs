import assert from 'node:assert/strict';
import {beforeEach, describe, it} from 'node:test';
import {draw, hub, settle} from './browser.mjs';
import {PastClock, Player} from '../../../web/engine/player.mjs';
import {Store} from '../../../web/engine/store.mjs';
import {entry, frame, status} from './things.mjs';

const NINE = Date.parse('2027-03-17T09:00:00Z');
const MINUTE = 60_000;
const time = at => new Date(at).toISOString();
let store;
let player;
let asked;
let replayed;
let pictures;

/** Draws until nothing is left to draw. */
const play = async (times = 400) => {
  for (let i = 0; i < times; i++) {
    await settle();
    draw();
  }
};

describe('looking back', () => {
  beforeEach(() => {
    store = new Store();
    player = new Player(store, new PastClock({now: () => NINE + 600 * MINUTE, exercise: true}));
    replayed = [];
    pictures = () => [200, {seq: 10, stations: [entry('a')], statuses: [status('a', {status: 'expected'})]}];
    asked = hub(request =>
      request.path.startsWith('/picture/replay') ? [200, {frames: replayed.shift() ?? []}] : pictures(request)
    );
  });

  it('shows the picture of a moment, with the clock at it', async () => {
    await player.show(NINE);
    assert.deepEqual(
      [asked[0].path, player.moment, store.total.expected, player.clock.exercise, player.playing],
      [`/picture?at=${encodeURIComponent(time(NINE))}`, NINE, 1, true, false]
    );
    assert.equal(player.clock.minutesSince(time(NINE - 5 * MINUTE)), 5);
    assert.equal(player.clock.minutesSince(time(NINE + 5 * MINUTE)), 0);
  });

  it('shows of several moments that are asked for at once the last', async () => {
    const answers = [];
    pictures = () => new Promise(resolve => answers.push(resolve));
    const first = player.show(NINE);
    const second = player.show(NINE + MINUTE);
    answers[1]([200, {seq: 20, stations: [entry('b')], statuses: [status('b')]}]);
    await second;
    answers[0]([200, {seq: 10, stations: [entry('a')], statuses: [status('a')]}]);
    await first;
    assert.deepEqual([store.position, store.stations.has('b'), player.moment], [20, true, NINE + MINUTE]);
  });

  it('plays frame after frame, with what is gone, to the end, and shows the end', async () => {
    await player.show(NINE);
    replayed = [
      [
        {...frame(10, 11, {statuses: [status('a')]}), at: time(NINE + MINUTE)},
        {...frame(11, 12, {gone: [{kind: 'station', id: 'a'}]}), at: time(NINE + 2 * MINUTE)}
      ]
    ];
    const seen = [];
    player.addEventListener('change', () =>
      seen.push([player.moment - NINE, store.total.open, store.stations.size].join())
    );
    player.play(NINE + 2 * MINUTE);
    await settle();
    assert.equal(player.playing, true);
    await play();
    assert.ok(seen.includes(`${MINUTE},1,1`), String(seen));
    assert.ok(seen.includes(`${2 * MINUTE},0,0`), String(seen));
    assert.equal(player.playing, false);
    assert.deepEqual(
      asked.map(a => a.path.split('?')[0]),
      ['/picture', '/picture', '/picture/replay', '/picture']
    );
  });

  it('asks for the next window while this one plays', async () => {
    await player.show(NINE);
    replayed = [
      Array.from({length: 120}, (_, i) => ({
        ...frame(10 + i, 11 + i, {statuses: [status('a')]}),
        at: time(NINE + (i + 1) * MINUTE)
      })),
      []
    ];
    player.play(NINE + 200 * MINUTE);
    await play(10);
    const windows = asked
      .filter(a => a.path.startsWith('/picture/replay'))
      .map(a => new URLSearchParams(a.path.split('?')[1]));
    assert.deepEqual(
      windows.map(w => [w.get('from'), w.get('to'), w.get('frames')]),
      [
        [time(NINE), time(NINE + 120 * MINUTE), '120'],
        [time(NINE + 120 * MINUTE), time(NINE + 200 * MINUTE), '80']
      ]
    );
  });

  it('stands still when it is paused', async () => {
    await player.show(NINE);
    replayed = [
      Array.from({length: 50}, (_, i) => ({
        ...frame(10 + i, 11 + i, {statuses: [status('a')]}),
        at: time(NINE + (i + 1) * MINUTE)
      }))
    ];
    player.play(NINE + 50 * MINUTE);
    await play(10);
    player.pause();
    const at = player.moment;
    await play();
    assert.ok(at > NINE && at < NINE + 50 * MINUTE);
    assert.deepEqual([player.moment, player.playing], [at, false]);
  });

  it('plays once, however often it is asked to', async () => {
    await player.show(NINE);
    player.play(NINE + MINUTE);
    player.play(NINE + MINUTE);
    await settle();
    assert.equal(asked.filter(a => a.path.startsWith('/picture/replay')).length, 1);
  });
});
