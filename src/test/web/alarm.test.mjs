import assert from 'node:assert/strict';
import {beforeEach, describe, it} from 'node:test';
import {app, draw, settle} from './browser.mjs';
import {Alarm} from '../../../web/page/alarm.mjs';
import {Store} from '../../../web/engine/store.mjs';
import {escalation, frame, person} from './things.mjs';

let store;
let alarm;
let tones;
globalThis.AudioContext = class {
  state = 'suspended';
  currentTime = 0;
  resume = async () => {
    this.state = 'running';
  };
  suspend = async () => {
    this.state = 'suspended';
  };
  createOscillator = () => ({frequency: {}, connect: to => to, start: () => tones++, stop() {}});
  createGain = () => ({gain: {setValueAtTime() {}, exponentialRampToValueAtTime() {}}, connect: to => to});
};
const comes = e => store.apply(frame(store.position, store.position + 1, {escalations: [e]}));

describe('the alarm', () => {
  beforeEach(async () => {
    localStorage.clear();
    tones = 0;
    store = new Store();
    store.load({seq: 1});
    alarm = new Alarm(app(store, person('mayor', ['GM0363'])));
    alarm.toggle();
    await settle();
    assert.deepEqual([alarm.isOn, alarm.isReady, tones], [true, true, 2], 'switched on, it plays itself');
    tones = 0;
  });

  for (const [severity, sound] of [
    ['info', 0],
    ['attention', 0],
    ['urgent', 2],
    ['critical', 3]
  ])
    it(`plays ${sound} tones for what is ${severity}`, () => {
      comes(escalation({severity}));
      assert.equal(tones, sound);
    });
  it('plays nothing of what is with others', () => {
    comes(escalation({severity: 'critical', addressee: {level: 'table', roles: ['table-operator']}}));
    comes(escalation({severity: 'critical', municipality: {code: 'GM0344'}}));
    assert.equal(tones, 0);
  });
  it('plays once', () => {
    const e = escalation();
    comes(e);
    comes({...e, comments: [1]});
    comes({...e, state: 'acknowledged', acknowledged: {at: e.raisedAt}});
    assert.equal(tones, 2);
  });
  it('plays again when it comes up to this level, or is opened again', () => {
    const mine = escalation();
    const theirs = {...mine, addressee: {level: 'municipality', roles: ['municipality']}};
    comes(theirs);
    comes(mine);
    assert.equal(tones, 2);
    comes({...mine, state: 'acknowledged', acknowledged: {at: mine.raisedAt}});
    comes(mine);
    assert.equal(tones, 4);
  });
  it('is silent when it is off, and stays off', async () => {
    alarm.toggle();
    await settle();
    comes(escalation());
    assert.deepEqual([alarm.isOn, tones, localStorage.getItem('sound')], [false, 0, 'off']);
  });
  it('says when it was on, and the browser wants to be touched first', () => {
    const again = new Alarm(app(store, person('mayor', ['GM0363'])));
    assert.deepEqual([again.isOn, again.isReady], [true, false]);
  });
  it('counts in the title what waits, from urgent on', () => {
    comes(escalation());
    comes(escalation({severity: 'attention'}));
    comes(escalation({state: 'acknowledged'}));
    draw();
    assert.equal(document.title, '(1) Tafelzicht');
    store.clear();
    draw();
    assert.equal(document.title, 'Tafelzicht');
  });
});
