import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {after, before, describe, it} from 'node:test';
import './browser.mjs';

const form = {
  elements: {key: {value: 'k-1'}, text: {value: ' ruzie \r\nbij de deur '}, proof: {}},
  action: '/melden',
  sent: 0,
  requestSubmit() {
    this.sent++;
  }
};
const shown = {'by-itself': {hidden: true}, busy: {dataset: {seconds: '3600'}}};
let number = 0;
const waits = [];
const load = () => import(`../../../web/public/queue.mjs?${++number}`);

describe('a report when it is busy', () => {
  const {querySelector, getElementById} = document;
  before(() => {
    document.querySelector = () => form;
    document.getElementById = id => shown[id];
  });
  after(() => Object.assign(document, {querySelector, getElementById}));
  it('does a work that the hub can check, and is sent with it by itself', async t => {
    t.mock.method(globalThis, 'setTimeout', (what, millis) => waits.push(millis));
    await load();
    assert.equal(shown['by-itself'].hidden, false);
    assert.ok(waits[0] > 3_500_000 && waits[0] <= 3_600_000, 'at the latest when its turn comes');
    while (!form.sent) await new Promise(setImmediate);
    const [minute, nonce] = form.elements.proof.value.split(':');
    assert.ok(Math.abs(Date.now() / 60_000 - minute) < 2);
    const hash = createHash('sha256').update(`k-1 ${minute} ${nonce} ruzie \nbij de deur`).digest();
    assert.deepEqual([hash[0], hash[1]], [0, 0]);
    assert.equal(form.action, '/melden#worked');
  });
  it('waits for its turn, where the work was done before', async t => {
    t.mock.method(globalThis, 'setTimeout', (what, millis) => waits.push([millis, what]));
    location.href = 'https://hub.example/melden#worked';
    shown.busy.dataset.seconds = '0';
    form.sent = 0;
    await load();
    const [millis, what] = waits.at(-1);
    assert.equal(millis, 1_000, 'a second at the least');
    for (let i = 0; i < 50; i++) await new Promise(setImmediate);
    assert.equal(form.sent, 0);
    what();
    assert.equal(form.sent, 1);
  });
});
