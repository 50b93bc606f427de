import assert from 'node:assert/strict';
import {beforeEach, describe, it} from 'node:test';
import {draw, hub, settle} from './browser.mjs';
import {Connection} from '../../../web/engine/connection.mjs';
import {DayClock} from '../../../web/engine/clock.mjs';
import {Store} from '../../../web/engine/store.mjs';
import {entry, frame, status} from './things.mjs';

let sockets;
class Socket {
  constructor(url) {
    this.url = new URL(url);
    this.closed = false;
    sockets.push(this);
  }
  close() {
    this.closed = true;
  }
  says(message) {
    this.onmessage({data: JSON.stringify(message)});
  }
  ends(code) {
    this.onclose({code});
  }
}
globalThis.WebSocket = Socket;
const HELLO = {
  type: 'hello',
  viewer: {name: 'me'},
  journal: 'j',
  clock: {at: '2027-03-17T12:00:00Z', speed: 1, exercise: false}
};
const TIMED = {'Day-Clock': JSON.stringify(HELLO.clock)};
const PICTURE = {seq: 10, journal: 'j', stations: [entry('a')], statuses: [status('a')]};

let asked;
let answers;
let connection;
let states;
let ended;
const begin = async () => {
  await connection.start();
  return sockets.at(-1);
};
const later = async (t, millis) => {
  for (let passed = 0; passed < millis; passed += 250) {
    t.mock.timers.tick(250);
    await settle();
  }
};

describe('the connection', () => {
  beforeEach(t => {
    t.mock.timers.enable({apis: ['setTimeout', 'setInterval', 'Date'], now: 1_000_000});
    t.mock.method(Math, 'random', () => 0.5);
    sockets = [];
    answers = {'/picture': [200, PICTURE], '/sessions/current': [200, {}]};
    asked = hub(({path}) => {
      const answer = answers[path] ?? answers[path.split('?')[0]];
      if (answer === 'offline') throw new TypeError('fetch failed');
      return answer;
    });
    connection = new Connection(new Store(), new DayClock());
    states = [];
    ended = [];
    connection.addEventListener('state', () => states.push(connection.state));
    connection.addEventListener('ended', e => ended.push(e.detail));
  });

  it('asks for the picture, then for what followed it in that journal', async () => {
    const socket = await begin();
    assert.equal(socket.url.protocol, 'wss:');
    assert.deepEqual(
      [socket.url.pathname, socket.url.searchParams.get('since'), socket.url.searchParams.get('journal')],
      ['/api/v1/live', '10', 'j']
    );
    assert.equal(connection.state, 'connecting');
  });

  it('shows a part first, and asks for the whole when that is drawn, before it follows what changes', async t => {
    answers['/picture?first=true'] = [
      200,
      {
        ...PICTURE,
        seq: 8,
        part: true,
        figures: {stations: [{municipality: entry('a').municipality, counts: {stations: 3, open: 2}}]}
      },
      'application/json',
      TIMED
    ];
    answers['/picture'] = [200, {...PICTURE, statuses: [status('a'), status('b')], stations: [entry('a'), entry('b')]}];
    let drawn;
    await connection.start(new Promise(resolve => (drawn = resolve)));
    await later(t, 1_000);
    draw();
    await later(t, 1_000);
    assert.deepEqual(
      [connection.store.part, connection.store.total.stations, connection.store.total.open, sockets.length],
      [true, 3, 2, 0]
    );
    assert.equal(asked.length, 1);
    drawn();
    await settle();
    draw();
    await later(t, 500);
    assert.deepEqual(
      [connection.store.part, connection.store.total.stations, sockets.length, connection.store.position],
      [false, 2, 1, 10]
    );
    assert.deepEqual(
      asked.map(({path}) => path),
      ['/picture?first=true', '/picture']
    );
  });

  it('knows the clock of the day with the first view, so that nothing is told by the clock of this machine', async () => {
    answers['/picture?first=true'] = [200, {...PICTURE, part: true}, 'application/json', TIMED];
    assert.equal(connection.clock.known, false);
    await connection.start(new Promise(() => undefined));
    assert.equal(connection.clock.known, true);
    assert.equal(Math.round(connection.clock.now() / 60_000), Date.parse(HELLO.clock.at) / 60_000);
  });

  it('asks a node that tells the time in its greeting only for the whole at once, which is drawn after that', async t => {
    answers['/picture?first=true'] = [200, {...PICTURE, part: true}];
    answers['/picture'] = [200, PICTURE];
    await connection.start(new Promise(() => undefined));
    await settle();
    draw();
    await later(t, 500);
    assert.deepEqual([connection.clock.known, sockets.length], [false, 1]);
    sockets[0].says(HELLO);
    assert.equal(connection.clock.known, true);
  });

  it('asks a node that knows no first view for the whole', async () => {
    answers['/picture?first=true'] = [400, {}];
    await begin();
    assert.deepEqual([connection.store.part, connection.store.stations.size, sockets.length], [false, 1, 1]);
  });

  it('asks again for the rest when that did not come, and shows the part meanwhile', async t => {
    answers['/picture?first=true'] = [200, {...PICTURE, part: true}];
    answers['/picture'] = [503, {}];
    await connection.start();
    await settle();
    draw();
    await later(t, 250);
    assert.deepEqual([connection.store.part, sockets.length], [true, 0]);
    answers['/picture'] = [200, PICTURE];
    await later(t, 2_000);
    assert.deepEqual([connection.store.part, sockets.length], [false, 1]);
  });

  it('says that it is live once the hub was heard, not before', async () => {
    const socket = await begin();
    assert.deepEqual(states, []);
    socket.says(HELLO);
    assert.deepEqual(states, ['live']);
    assert.equal(connection.store.viewer.name, 'me');
    assert.ok(connection.clock.known);
  });

  it('takes what changed, and goes on from there', async () => {
    const socket = await begin();
    socket.says(frame(10, 11, {statuses: [status('a', {status: 'closed'})]}));
    socket.says({type: 'heartbeat', seq: 15, at: '2027-03-17T12:00:05Z'});
    assert.deepEqual([connection.store.total.closed, connection.store.position], [1, 15]);
    socket.says({type: 'heartbeat', seq: 3, at: '2027-03-17T12:00:06Z'});
    assert.equal(connection.store.position, 15);
  });

  it('after a gap asks again from what it has, on a connection of its own', async () => {
    const socket = await begin();
    socket.says(frame(12, 13, {statuses: [status('a', {status: 'closed'})]}));
    assert.ok(socket.closed);
    assert.equal(sockets.length, 2);
    assert.equal(sockets[1].url.searchParams.get('since'), '10');
    socket.says(frame(10, 14, {statuses: [status('a', {status: 'closed'})]}));
    assert.equal(connection.store.position, 10, 'what the old one still says is not listened to');
  });

  it('forgets all when the hub says so', async () => {
    const socket = await begin();
    socket.says({type: 'reset'});
    assert.deepEqual([connection.store.stations.size, connection.store.position], [0, 0]);
  });

  it('says that it is not live when nothing was heard for twelve seconds, and not before', async t => {
    const socket = await begin();
    socket.says(HELLO);
    await later(t, 12_000);
    assert.deepEqual(states, ['live']);
    await later(t, 1_000);
    assert.deepEqual(states, ['live', 'offline']);
    assert.ok(connection.age > 12);
  });

  it('is live for as long as heartbeats come', async t => {
    const socket = await begin();
    socket.says(HELLO);
    for (let i = 0; i < 10; i++) {
      await later(t, 5_000);
      socket.says({type: 'heartbeat', seq: 10, at: '2027-03-17T12:00:00Z'});
    }
    assert.deepEqual(states, ['live']);
  });

  it('gives up a line that is silent, and opens another from where it was', async t => {
    const socket = await begin();
    socket.says(HELLO);
    await later(t, 14_000);
    assert.ok(socket.closed);
    await later(t, 1_000);
    assert.equal(sockets.length, 2);
    sockets[1].says(HELLO);
    assert.deepEqual(states, ['live', 'offline', 'live']);
  });

  it('comes back after a cut, and sooner when the hub only stops for another', async t => {
    const socket = await begin();
    socket.says(HELLO);
    socket.ends(1001);
    await later(t, 250);
    assert.equal(sockets.length, 2);
    sockets[1].says(HELLO);
    sockets[1].ends(1006);
    await later(t, 250);
    assert.equal(sockets.length, 2);
    await later(t, 500);
    assert.equal(sockets.length, 3);
  });

  it('waits longer each time, and never more than seven and a half seconds', async t => {
    answers['/sessions/current'] = 'offline';
    const socket = await begin();
    socket.says(HELLO);
    socket.ends(1006);
    await later(t, 60_000);
    const tries = asked.filter(a => a.path === '/sessions/current').length;
    assert.ok(tries >= 10 && tries <= 20, `${tries} tries in a minute`);
    answers['/sessions/current'] = [200, {}];
    await later(t, 7_500);
    assert.equal(sockets.length, 2);
  });

  it('tries again when there is no picture yet', async t => {
    answers['/picture'] = [503, {}];
    await connection.start();
    assert.equal(sockets.length, 0);
    answers['/picture'] = [200, PICTURE];
    await later(t, 1_000);
    assert.equal(sockets.length, 1);
  });

  for (const [status, why] of [
    [401, 'session'],
    [403, 'nothing']
  ])
    it(`ends when the picture is refused with ${status}`, async t => {
      answers['/picture'] = [status, {}];
      await connection.start();
      await later(t, 20_000);
      assert.deepEqual([ended, sockets.length, asked.length], [[why], 0, 1]);
    });

  for (const [code, why] of [
    [4401, 'session'],
    [4403, 'rights']
  ])
    it(`ends when the hub closes it with ${code}`, async t => {
      (await begin()).ends(code);
      await later(t, 60_000);
      assert.deepEqual([ended, sockets.length], [[why], 1]);
    });

  it('ends when a refused handshake turns out to be an ended session', async t => {
    answers['/sessions/current'] = [401, {}];
    (await begin()).ends(1006);
    await later(t, 2_000);
    assert.deepEqual([ended, sockets.length], [['session'], 1]);
  });

  it('says that there is no place, asks again after half a minute, and no sooner', async t => {
    (await begin()).ends(4429);
    assert.deepEqual([connection.full, states], [true, ['offline']]);
    await later(t, 29_000);
    assert.equal(sockets.length, 1);
    await later(t, 2_000);
    assert.equal(sockets.length, 2);
    sockets[1].says(HELLO);
    assert.deepEqual([connection.full, connection.state], [false, 'live']);
  });

  it('does nothing more once it was stopped', async t => {
    const socket = await begin();
    connection.stop();
    socket.ends(1006);
    await later(t, 30_000);
    assert.deepEqual([socket.closed, sockets.length, ended], [true, 1, []]);
  });
});
