import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {app} from './browser.mjs';
import * as rights from '../../../web/engine/rights.mjs';
import {marksOf} from '../../../web/page/desk/marks.mjs';
import * as dutiesOf from '../../../web/subject/duty/selectors.mjs';
import * as escalationsOf from '../../../web/subject/escalation/selectors.mjs';
import * as incidentsOf from '../../../web/subject/incident/selectors.mjs';
import * as narrativesOf from '../../../web/subject/narrative/selectors.mjs';
import * as reportsOf from '../../../web/subject/report/selectors.mjs';
import * as responsesOf from '../../../web/subject/response/selectors.mjs';
import * as limitsOf from '../../../web/subject/tolerance/selectors.mjs';
import {Store} from '../../../web/engine/store.mjs';
import {
  AMSTERDAM,
  UTRECHT,
  duty,
  entry,
  escalation,
  incident,
  limit,
  narrative,
  person,
  report,
  response
} from './things.mjs';

const NOW = Date.parse('2027-03-17T12:00:00Z');
const at = minutes => new Date(NOW + minutes * 60_000).toISOString();
const store = lists => {
  const one = new Store();
  one.load({seq: 1, ...lists});
  return one;
};
const mayor = person('mayor', ['GM0363']);
const operator = person('table-operator');
const town = person('municipality', ['GM0363']);

describe('whom an escalation is with', () => {
  const e = escalation();
  for (const [who, is] of [
    [mayor, true],
    [person('police', ['GM0363']), true],
    [person('prosecutor', ['GM0363']), false],
    [person('mayor', ['GM0344']), false],
    [operator, false],
    [person('mayor', ['*']), true]
  ]) {
    it(`${who.roles} of ${who.municipalities}: ${is}`, () => assert.equal(escalationsOf.isFor(who, e), is));
  }
  it('at the table it is with its roles, wherever it is', () => {
    const up = escalation({addressee: {level: 'table', roles: ['table-operator']}});
    assert.deepEqual(
      [
        escalationsOf.isFor(operator, up),
        escalationsOf.isFor(person('table-operator', ['GM0344']), up),
        escalationsOf.isFor(mayor, up)
      ],
      [true, true, false]
    );
  });
  it('without a place it is with nobody of a place', () =>
    assert.equal(escalationsOf.isFor(mayor, escalation({municipality: undefined})), false));
});

describe('who may do what', () => {
  const table = [
    [operator, true, true, false, true, false, true],
    [person('table-member'), false, true, false, true, true, true],
    [town, true, true, false, false, false, true],
    [mayor, false, true, true, false, false, true],
    [person('police', ['GM0344']), false, false, true, false, false, true],
    [person('auditor'), false, false, false, false, false, false],
    [person('admin'), false, false, false, false, false, false],
    [person('station-chair', ['GM0363']), false, false, false, false, false, false]
  ];
  for (const [who, triage, escalate, agree, narrate, approve, alert] of table)
    it(`${who.roles} of ${who.municipalities}`, () => {
      assert.deepEqual(
        [
          rights.mayTriage(who, 'GM0363'),
          rights.mayEscalate(who, 'GM0363'),
          Boolean(rights.mayAgree(who)),
          rights.mayNarrate(who),
          rights.mayApprove(who),
          rights.mayAlert(who)
        ],
        [triage, escalate, agree, narrate, approve, alert]
      );
    });
  it('a municipality judges nothing of another, nor what has no place', () =>
    assert.deepEqual([rights.mayTriage(town, 'GM0344'), rights.mayTriage(town, undefined)], [false, false]));
  it('levels', () =>
    assert.deepEqual(
      ['municipality', 'mayor', 'police', 'prosecutor', 'table-operator', 'table-member', 'auditor'].map(
        rights.levelOf
      ),
      ['municipality', 'triangle', 'triangle', 'triangle', 'table', 'table', undefined]
    ));
});

describe('the order of escalations', () => {
  it('what waits for me, by severity and deadline; what waits for others; what somebody has; nothing that is resolved', () => {
    const all = [
      escalation({id: 'had', state: 'acknowledged', severity: 'critical'}),
      escalation({id: 'done', state: 'resolved'}),
      escalation({id: 'others', severity: 'critical', addressee: {level: 'table', roles: ['table-operator']}}),
      escalation({id: 'later', deadline: at(9)}),
      escalation({id: 'sooner', deadline: at(2)}),
      escalation({id: 'critical', severity: 'critical', deadline: at(30)})
    ];
    const one = store({escalations: all});
    assert.deepEqual(
      escalationsOf.escalationsFor(one, mayor).map(e => e.id),
      ['critical', 'sooner', 'later', 'others', 'had']
    );
    assert.deepEqual(
      escalationsOf
        .waitingFor(one, mayor)
        .map(e => e.id)
        .sort(),
      ['critical', 'later', 'sooner']
    );
    assert.deepEqual(escalationsOf.escalationsFor(one, mayor, 'GM0344'), []);
  });
});

describe('several escalations of one thing', () => {
  const one = (id, subject, state, raisedAt) => ({id, subject: {kind: 'report', id: subject}, state, raisedAt});
  it('are one: that which somebody took on, otherwise the newest', () => {
    const all = [
      one('a', 'x', 'open', '2027-03-17T10:00:00Z'),
      one('b', 'x', 'acknowledged', '2027-03-17T09:00:00Z'),
      one('c', 'x', 'open', '2027-03-17T11:00:00Z'),
      one('d', 'y', 'open', '2027-03-17T09:00:00Z'),
      one('e', 'y', 'open', '2027-03-17T10:00:00Z')
    ];
    for (const order of [all, all.toReversed()])
      assert.deepEqual(
        escalationsOf
          .onePerSubject(order)
          .map(e => e.id)
          .sort(),
        ['b', 'e']
      );
  });
});

describe('reports that wait', () => {
  it('are together by kind and place, the worst and newest first; what is beyond a limit apart and last', () => {
    const all = [
      report({id: 'a', at: at(-30)}),
      report({id: 'b', at: at(-10), severity: 'urgent'}),
      report({id: 'c', kind: 'violence', severity: 'critical', at: at(-60)}),
      report({id: 'd', municipality: UTRECHT, at: at(-5)}),
      report({id: 'over', overLimit: true, severity: 'critical'}),
      report({id: 'old', state: 'dismissed'}),
      report({id: 'part', state: 'in-incident'})
    ];
    const groups = reportsOf.reportGroups(store({reports: all}));
    assert.deepEqual(
      groups.map(g => [g.key, g.severity, g.newest.id, g.reports.length]),
      [
        ['violence/GM0363', 'critical', 'c', 1],
        ['crowd/GM0363', 'urgent', 'b', 2],
        ['crowd/GM0344', 'attention', 'd', 1],
        ['over/crowd/GM0363', 'critical', 'over', 1]
      ]
    );
    assert.deepEqual(
      reportsOf.reportGroups(store({reports: all}), 'GM0344').map(g => g.key),
      ['crowd/GM0344']
    );
  });
  it('of a station are its own group, and one that breaks a limit marks it', () => {
    const groups = reportsOf.reportGroups(
      store({
        reports: [
          report({station: 'x', verdict: {outcome: 'breached'}}),
          report({station: 'x', verdict: {outcome: 'within'}}),
          report({municipality: undefined})
        ]
      })
    );
    assert.deepEqual(groups.map(g => [g.key, g.breached]).sort(), [
      ['crowd/-', false],
      ['crowd/x', true]
    ]);
  });
  it('are counted where they wait in a table', () => {
    const one = store({
      overflows: [
        {id: 'GM0363', waiting: 3, urgent: 1},
        {id: 'GM0344', waiting: 4, urgent: 0}
      ]
    });
    assert.deepEqual(
      [reportsOf.overflowIn(one), reportsOf.overflowIn(one, 'GM0344'), reportsOf.overflowIn(one, 'GM0599')],
      [
        {waiting: 7, urgent: 1},
        {waiting: 4, urgent: 0},
        {waiting: 0, urgent: 0}
      ]
    );
  });
});

describe('incidents, limits and claims', () => {
  it('incidents under way, the heaviest first', () => {
    const one = store({
      incidents: [
        incident({id: 'a', severity: 'attention'}),
        incident({id: 'b', severity: 'critical'}),
        incident({id: 'c', state: 'closed'}),
        incident({id: 'd', state: 'dismissed'}),
        incident({id: 'e', municipality: UTRECHT})
      ]
    });
    assert.deepEqual(
      incidentsOf.activeIncidents(one, 'GM0363').map(i => i.id),
      ['b', 'a']
    );
    assert.equal(incidentsOf.activeIncidents(one).length, 3);
  });
  it('limits in force before proposed before withdrawn', () => {
    const one = store({
      toleranceLimits: [
        limit({id: 'w', status: 'withdrawn'}),
        limit({id: 'p'}),
        limit({id: 'f', status: 'in-force'}),
        limit({id: 'u', municipality: UTRECHT})
      ]
    });
    assert.deepEqual(
      limitsOf.limitsOf(one, 'GM0363').map(l => l.id),
      ['f', 'p', 'w']
    );
    assert.equal(limitsOf.limitsOf(one).length, 4);
  });
  it('claims that nobody assessed first, then the heaviest; closed ones not', () => {
    const one = store({
      narratives: [
        narrative({id: 'closed', state: 'closed'}),
        narrative({id: 'calm', state: 'assessed', standing: 'contradicted'}),
        narrative({id: 'true', state: 'assessed', standing: 'confirmed'}),
        narrative({id: 'new'}),
        narrative({id: 'far', about: {municipalities: [UTRECHT], stations: []}})
      ]
    });
    assert.deepEqual(
      narrativesOf.openNarratives(one, 'GM0363').map(n => n.id),
      ['new', 'true', 'calm']
    );
    assert.equal(narrativesOf.openNarratives(one).length, 4);
  });
  it('what a claim is about: its municipality, or that of its stations', () => {
    assert.ok(narrativesOf.isAbout(narrative({about: {municipalities: [], stations: ['GM0363-1']}}), 'GM0363'));
    assert.ok(!narrativesOf.isAbout(narrative({about: {municipalities: [], stations: ['GM0363-1']}}), 'GM036'));
    assert.ok(narrativesOf.isAbout(narrative(), undefined));
  });
  it('how heavy a claim is', () =>
    assert.deepEqual(
      ['confirmed', 'contradicted', 'mixed', undefined].map(standing => narrativesOf.severityOfNarrative({standing})),
      ['urgent', 'info', 'attention', 'attention']
    ));
  it('its responses, the newest first; those of others not', () => {
    const one = store({
      responses: [
        response({id: 'a', proposed: {at: at(-5)}}),
        response({id: 'b', proposed: {at: at(-1)}}),
        response({id: 'c', narrative: 'other'})
      ]
    });
    assert.deepEqual(
      narrativesOf.responsesTo(one, 'n').map(r => r.id),
      ['b', 'a']
    );
  });
  it('what somebody else drafted waits for a member, oldest first; never for its author', () => {
    const one = store({
      responses: [
        response({id: 'new', proposed: {at: at(-1)}}),
        response({id: 'old', proposed: {at: at(-9)}}),
        response({id: 'mine', authors: ['ann', 'somebody']}),
        response({id: 'done', state: 'approved'}),
        response({id: 'far', municipalities: [UTRECHT]})
      ]
    });
    assert.deepEqual(
      responsesOf.waitingForApproval(one, person('table-member'), 'GM0363').map(r => r.id),
      ['old', 'new']
    );
    assert.deepEqual(responsesOf.waitingForApproval(one, operator), []);
  });
});

describe('what is on the map', () => {
  const here = {latitude: 52, longitude: 5};
  it('what is not over and has a place, the heaviest when there are many; a claim in the middle of its stations', () => {
    const one = store({
      stations: [
        entry('GM0363-1', {location: {latitude: 52, longitude: 4}}),
        entry('GM0363-2', {location: {latitude: 54, longitude: 6}}),
        entry('GM0363-3', {location: {}})
      ],
      incidents: [
        incident({id: 'i', location: here, state: 'verified', severity: 'critical'}),
        incident({location: here, state: 'closed'}),
        incident({})
      ],
      reports: [
        report({id: 'r', location: here}),
        report({location: here, overLimit: true}),
        report({location: here, state: 'dismissed'}),
        report({})
      ],
      narratives: [
        narrative({id: 'n', standing: 'confirmed'}),
        narrative({about: {municipalities: [UTRECHT], stations: []}})
      ]
    });
    assert.deepEqual(
      marksOf(one, 0).map(m => [m.key, m.verified, m.at.latitude]),
      [
        ['incident/i', true, 52],
        ['narrative/n', false, 53],
        ['report/r', false, 52]
      ]
    );
    assert.deepEqual(
      marksOf(one, 0, 1).map(m => m.key),
      ['incident/i']
    );
  });
  it('a claim about a station is there, and one about nowhere is nowhere', () => {
    const one = store({stations: [entry('GM0363-1', {location: here})]});
    assert.equal(
      narrativesOf.locationOfNarrative(one, narrative({about: {municipalities: [], stations: ['GM0363-1']}})),
      here
    );
    assert.equal(
      narrativesOf.locationOfNarrative(one, narrative({about: {municipalities: [], stations: []}})),
      undefined
    );
  });
});

describe('who is on duty', () => {
  const d = duty({
    turns: [
      {account: 'first', name: 'Mw. De Vries', from: at(-60), until: at(0)},
      {account: 'second', from: at(0)}
    ]
  });
  it('is whoever’s turn it is, to the moment', () =>
    assert.deepEqual(
      [dutiesOf.onDuty(d, NOW - 1), dutiesOf.onDuty(d, NOW), dutiesOf.onDuty(d, NOW - 3_600_001)],
      ['Mw. De Vries', 'second', undefined]
    ));
  it('has in hand what was acknowledged there, and open incidents', () => {
    const one = store({
      escalations: [
        escalation({id: 'mine', state: 'acknowledged', acknowledged: {by: 'second', role: 'mayor'}}),
        escalation({id: 'otherRole', state: 'acknowledged', acknowledged: {by: 'second', role: 'police'}}),
        escalation({
          id: 'otherPlace',
          municipality: UTRECHT,
          state: 'acknowledged',
          acknowledged: {by: 'second', role: 'mayor'}
        }),
        escalation({id: 'open'})
      ],
      incidents: [
        incident({id: 'i', assignee: 'second'}),
        incident({id: 'closed', assignee: 'second', state: 'closed'}),
        incident({id: 'other', assignee: 'first'})
      ]
    });
    assert.deepEqual(
      dutiesOf.inHand(one, d, NOW).map(x => (x.escalation ?? x.incident).id),
      ['mine', 'i']
    );
    assert.deepEqual([dutiesOf.inHand(one, undefined, NOW), dutiesOf.inHand(one, duty(), NOW)], [[], []]);
  });
  it('is nobody, where no role of an open escalation has anybody', () => {
    const nobody = (e, duties, who = operator) => escalationsOf.isWithNobody(app(store({duties}), who), e);
    assert.equal(nobody(escalation(), [d]), false);
    assert.equal(nobody(escalation(), []), true);
    assert.equal(nobody(escalation({addressee: {level: 'triangle', roles: ['police']}}), [d]), true);
    assert.equal(nobody(escalation({state: 'acknowledged'}), []), undefined);
    assert.equal(nobody(escalation({addressee: {level: 'table', roles: ['table-operator']}}), [], mayor), undefined);
    assert.equal(
      nobody(escalation({addressee: {level: 'table', roles: ['table-operator']}}), [
        duty({id: 'table-operator/NL', turns: [{account: 'x', from: at(-1)}]})
      ]),
      false
    );
  });
});
