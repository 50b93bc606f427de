import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {app} from './browser.mjs';
import {Store} from '../../../web/engine/store.mjs';
import {ofKind, ofList} from '../../../web/engine/subjects.mjs';
import '../../../web/subject/incident/panel.mjs';
import {situationItem} from '../../../web/ui/item-timeline.mjs';
import {entry, escalation, incident, report} from './things.mjs';

const operator = {name: 'o', roles: ['table-operator'], municipalities: ['*']};

describe('an incident', () => {
  it('without a place of its own is at its first station', () => {
    const store = {stations: new Map([['a', entry('a')]])};
    const place = ofKind('incident').place(store, incident({stations: ['a']}));
    assert.deepEqual(place.location, entry('a').location);
    assert.equal(ofKind('incident').place(store, incident()), undefined);
  });

  it('shows a report that left the picture and was asked for', () => {
    const store = new Store();
    store.remember('report', [report({id: 'long-over', text: 'lang geleden'})]);
    const panel = new globalThis.elements['tz-incident']();
    panel.app = app(store, operator);
    assert.match(String(panel.report('long-over', false)), /lang geleden/);
  });
});

describe('what happened to an incident and a session', () => {
  const said = (type, status) =>
    String(situationItem({type, status, at: '2027-03-17T12:00:00Z', by: 'a', role: 'table-operator'}));

  it('is told in the words of whose it is', () => {
    assert.match(said('incident-opened', 'verified'), /bevestigd/);
    assert.match(said('incident-opened', 'reported'), /gemeld/);
    assert.match(said('count-session-changed', 'adjourned'), /verdaagd/);
    assert.match(said('status-reported', 'suspended'), /geschorst/);
  });
});

describe('an escalation in the feed', () => {
  const roleOf = e => ofList('escalations').entries('escalations', undefined, e, {stations: new Map()})[0].role;

  it('is of the role of who raised it', () => {
    assert.equal(roleOf(escalation({role: 'table-operator'})), 'table-operator');
  });

  it('that went further is not of the role of who raised it', () => {
    const {steps} = escalation();
    const further = {...steps[0], why: 'handed-over'};
    assert.equal(roleOf(escalation({role: 'table-operator', steps: [...steps, further]})), undefined);
  });

  it('that the hub resolved is of nobody', () => {
    const resolved = {at: '2027-03-17T12:00:00Z', by: 'hub'};
    assert.equal(roleOf(escalation({role: 'table-operator', state: 'resolved', resolved})), undefined);
  });
});
