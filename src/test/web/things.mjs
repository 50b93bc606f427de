// Entities as the hub sends them: what a test does not say is ordinary.
let number = 0;
const at = '2027-03-17T11:00:00Z';
export const AMSTERDAM = {code: 'GM0363', name: 'Amsterdam'};
export const UTRECHT = {code: 'GM0344', name: 'Utrecht'};

export const entry = (id, more = {}) => ({
  id,
  name: `Station ${id}`,
  number: '1',
  municipality: AMSTERDAM,
  location: {latitude: 52.37, longitude: 4.9},
  opensAt: '2027-03-17T07:30:00+01:00',
  closesAt: '2027-03-17T21:00:00+01:00',
  ...more
});
export const status = (id, more = {}) => ({id, seq: ++number, status: 'open', attention: [], since: at, ...more});
export const report = (more = {}) => ({
  id: `r${++number}`,
  seq: number,
  kind: 'crowd',
  severity: 'attention',
  state: 'new',
  at,
  text: 'druk',
  source: 'public',
  municipality: AMSTERDAM,
  ...more
});
export const incident = (more = {}) => ({
  id: `i${++number}`,
  seq: number,
  kind: 'crowd',
  severity: 'attention',
  state: 'reported',
  openedAt: at,
  since: at,
  stations: [],
  municipality: AMSTERDAM,
  ...more
});
const done = {at, by: 'm', role: 'mayor'};
export const escalation = (more = {}) => ({
  ...(more.state === 'acknowledged' ? {acknowledged: done} : more.state === 'resolved' ? {resolved: done} : {}),
  id: `e${++number}`,
  seq: number,
  state: 'open',
  severity: 'urgent',
  raisedAt: at,
  reason: 'why',
  subject: {kind: 'report', id: 'r', label: 'crowd'},
  addressee: {level: 'triangle', roles: ['mayor', 'police']},
  municipality: AMSTERDAM,
  steps: [{at, by: 'rule', why: 'raised', addressee: {level: 'triangle', roles: ['mayor', 'police']}}],
  ...more
});
export const narrative = (more = {}) => ({
  id: `n${++number}`,
  seq: number,
  state: 'reported',
  kind: 'fraud',
  claim: 'stembiljetten weg',
  at,
  since: at,
  by: 'desk',
  role: 'table-operator',
  about: {municipalities: [AMSTERDAM], stations: []},
  spread: [],
  ...more
});
export const response = (more = {}) => ({
  id: `x${++number}`,
  seq: number,
  narrative: 'n',
  state: 'proposed',
  kind: 'rebuttal',
  authors: ['ann'],
  proposed: {at, by: 'ann', role: 'table-operator'},
  since: at,
  content: {title: 'Wat er is'},
  basis: [],
  outcomes: [],
  municipalities: [AMSTERDAM],
  ...more
});
export const limit = (more = {}) => ({
  id: `l${++number}`,
  seq: number,
  status: 'proposed',
  since: at,
  municipality: AMSTERDAM,
  agreements: [],
  terms: {title: 'School'},
  ...more
});
export const duty = (more = {}) => ({
  id: 'mayor/GM0363',
  seq: ++number,
  role: 'mayor',
  municipality: AMSTERDAM,
  turns: [],
  ...more
});
export const frame = (from, to, more = {}) => ({type: 'changes', from, to, at, ...more});
export const person = (roles, municipalities = ['*'], name = 'somebody') => ({
  name,
  roles: [].concat(roles),
  municipalities
});
