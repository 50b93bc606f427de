// The one place that speaks HTTP to the hub. A problem is thrown as a Problem, with the server's words and its fields.

export class Problem extends Error {
  /** @param {number} status 0 when there is no connection @param {object} details RFC 9457 */
  constructor(status, details) {
    super(details.detail ?? details.title ?? String(status));
    this.status = status;
    this.errors = details.errors ?? [];
    this.allowed = details.allowed ?? [];
    this.code = details.code;
  }
}

/** What is sent while the page goes away is still to arrive. */
let leaving = false;
addEventListener('pagehide', () => {
  leaving = true;
});
addEventListener('pageshow', () => {
  leaving = false;
});

const BASE = '/api/v1';
/** Longer than the hub tries to reach its database; what takes longer went into a line that is cut. */
const PATIENCE_MILLIS = 30_000;

/** @returns {Promise<any>} the answer's JSON, or undefined when it has no body */
export async function call(method, path, {json, body, type, key, patience = PATIENCE_MILLIS} = {}) {
  const headers = {'Accept-Language': document.documentElement.lang};
  if (json !== undefined) headers['Content-Type'] = 'application/json';
  if (type) headers['Content-Type'] = type;
  if (key) headers['Idempotency-Key'] = key;
  let response;
  try {
    response = await fetch(BASE + path, {
      method,
      headers,
      body: json !== undefined ? JSON.stringify(json) : body,
      credentials: 'same-origin',
      cache: 'no-cache',
      keepalive: leaving,
      signal: AbortSignal.timeout(patience)
    });
  } catch {
    throw new Problem(0, {title: 'offline'});
  }
  if (response.status === 204) return undefined;
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(response.status, answer);
  return answer;
}

export const currentSession = () => call('GET', '/sessions/current', {patience: 5_000});
export const logIn = (username, password) => call('POST', '/sessions', {json: {username, password}});
export const nodes = () => call('GET', '/nodes', {patience: 10_000});
export const endSessions = account => call('DELETE', `/accounts/${encodeURIComponent(account)}/sessions`);
export const logOut = () => call('DELETE', '/sessions/current');
export const picture = at => call('GET', `/picture${at === undefined ? '' : `?at=${encodeURIComponent(at)}`}`);
export const replay = (from, to, frames) =>
  call('GET', `/picture/replay?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}&frames=${frames}`);
export const timeline = (id, after) =>
  call('GET', `/stations/${encodeURIComponent(id)}/timeline?related=true&limit=40${after ? `&after=${after}` : ''}`);
export const report = (id, report, key = crypto.randomUUID()) =>
  call('POST', `/stations/${encodeURIComponent(id)}/reports`, {json: report, key});
export const reverseImport = (id, reason) =>
  call('POST', `/stations/imports/${encodeURIComponent(id)}/reversals`, {json: {reason}, patience: 300_000});
export const previewImport = (file, type, date) =>
  call('POST', `/stations/imports?preview=true${date ? `&date=${date}` : ''}`, {body: file, type, patience: 300_000});
export const confirmImport = (preview, withdraw) =>
  call('POST', `/stations/imports/${encodeURIComponent(preview)}/confirmations`, {json: {withdraw}, patience: 300_000});
export const imports = () => call('GET', '/stations/imports');

const key = () => ({key: crypto.randomUUID()});
const post = (path, json) => call('POST', path, {json, ...key()});
const id = encodeURIComponent;

const query = what =>
  new URLSearchParams(Object.entries(what).filter(([, value]) => value !== undefined && value !== '')).toString();
export const reports = asked => call('GET', `/reports?${query(asked)}`);
export const reportById = report => call('GET', `/reports/${id(report)}`);
export const pickUpReport = report => post(`/reports/${id(report)}/pickups`, {});
export const submitReport = report => post('/reports', report);
export const readReport = report => call('POST', `/reports/${id(report)}/readings`, {json: {}});
export const nearDuplicates = report => call('GET', `/reports/${id(report)}/near-duplicates`);
export const reporterContact = report => call('GET', `/reports/${id(report)}/contact`);
export const recategorise = (report, change) => call('PATCH', `/reports/${id(report)}`, {json: change, ...key()});
export const dismissReport = (report, reason) => post(`/reports/${id(report)}/dismissals`, {reason});
export const restoreReport = (report, reason) => post(`/reports/${id(report)}/restorations`, {reason});
export const openIncident = incident => post('/incidents', incident);
export const amendIncident = (incident, change) =>
  call('PATCH', `/incidents/${id(incident)}`, {json: change, ...key()});
export const mergeInto = (incident, what) => post(`/incidents/${id(incident)}/merges`, what);
export const split = (incident, what) => post(`/incidents/${id(incident)}/splits`, what);
export const commentIncident = (incident, text) => post(`/incidents/${id(incident)}/comments`, {text});
export const escalate = escalation => post('/escalations', escalation);
export const acknowledge = (escalation, note) =>
  post(`/escalations/${id(escalation)}/acknowledgements`, note ? {note} : {});
export const handOver = (escalation, to) => post(`/escalations/${id(escalation)}/hand-overs`, to);
export const commentEscalation = (escalation, text) => post(`/escalations/${id(escalation)}/comments`, {text});
export const resolve = (escalation, reason) => post(`/escalations/${id(escalation)}/resolutions`, {reason});
export const itemTimeline = (kind, item) => call('GET', `/${kind}s/${id(item)}/timeline?limit=60`);
export const decideResumption = (station, decision) => post(`/stations/${id(station)}/resumptions`, decision);
export const nearestOpen = station => call('GET', `/stations/${id(station)}/nearest-open`);
const limits = code => `/municipalities/${id(code)}/tolerance-limits`;
export const proposeLimit = (code, terms) => post(limits(code), terms);
export const changeLimit = (code, limit, terms) => call('PUT', `${limits(code)}/${id(limit)}`, {json: terms, ...key()});
export const agreeLimit = (code, limit, revision) => post(`${limits(code)}/${id(limit)}/agreements`, {revision});
export const withdrawLimit = (code, limit, reason) => post(`${limits(code)}/${id(limit)}/withdrawals`, {reason});
export const planDuty = (role, place, shifts) => call('PUT', `/duties/${role}/${place}`, {json: {shifts}});
export const candidates = (role, place) =>
  call('GET', `/duties/${role}/${place}/candidates`).then(answer => answer.items.map(i => i.account));
export const handOverDuty = (role, place, to, note) =>
  post(`/duties/${role}/${place}/hand-overs`, note ? {to, note} : {to});
export const notificationAddress = () => call('GET', '/notification-address');
export const keepAddress = email => call('PUT', '/notification-address', {json: {email}});
export const forgetAddress = () => call('DELETE', '/notification-address');

export const submitNarrative = narrative => post('/narratives', narrative);
export const amendNarrative = (narrative, change) =>
  call('PATCH', `/narratives/${id(narrative)}`, {json: change, ...key()});
export const factsOf = (narrative, at) =>
  call('GET', `/narratives/${id(narrative)}/facts${at === undefined ? '' : `?at=${at}`}`);
export const similarNarratives = narrative => call('GET', `/narratives/${id(narrative)}/similar`);
export const mergeNarratives = (narrative, narratives) => post(`/narratives/${id(narrative)}/merges`, {narratives});
export const sightNarrative = (narrative, sighting) => post(`/narratives/${id(narrative)}/sightings`, sighting);
export const observeNarrative = (narrative, observation) =>
  post(`/narratives/${id(narrative)}/observations`, observation);
export const commentNarrative = (narrative, text) => post(`/narratives/${id(narrative)}/comments`, {text});
export const archivedText = (narrative, sha) => call('GET', `/narratives/${id(narrative)}/archived-texts/${sha}`);
export const putAttachment = file => call('POST', '/attachments', {body: file, type: file.type});
export const techniques = () => call('GET', '/techniques');
export const platforms = () => call('GET', '/platforms');
export const proposeResponse = (narrative, response) => post(`/narratives/${id(narrative)}/responses`, response);
/** @param act approvals, rejections, publications, dispatches, outcomes, withdrawals, confirmations, revisions */
export const actOnResponse = (response, act, body = {}) => post(`/responses/${id(response)}/${act}`, body);

export const giveAccreditation = terms => post('/accreditations', terms);
export const withdrawAccreditation = (accreditation, reason) =>
  post(`/accreditations/${id(accreditation)}/withdrawals`, {reason});
export const stationsOfAccreditation = (accreditation, text) =>
  call('GET', `/accreditations/${id(accreditation)}/stations?${query({text})}`);
export const visitedStation = visit => call('GET', `/visits/${id(visit)}/station`);
export const visitStep = (path, json, key) => call('POST', path, {json, key});
export const reactToFinding = (visit, finding, text) =>
  post(`/visits/${id(visit)}/findings/${finding}/reactions`, {text});

export const importCount = file =>
  call('POST', '/counts/imports', {body: file, type: 'application/xml', patience: 300_000});
export const countFindings = count => call('GET', `/counts/${id(count)}/findings`);
export const countChanges = file => call('GET', `/counts/${id(file)}/changes`);
export const countObjections = count => call('GET', `/counts/${id(count)}/objections`);
export const announceCount = (code, count) => post(`/municipalities/${id(code)}/counts`, count);
export const planCountSession = (count, session) => post(`/counts/${id(count)}/sessions`, session);
export const changeCountSession = (count, session, change) =>
  post(`/counts/${id(count)}/sessions/${session}/changes`, change);
export const publishProvisional = (count, figures) => post(`/counts/${id(count)}/provisional-figures`, figures);
export const explainFinding = (count, finding, text) =>
  post(`/counts/${id(count)}/findings/${finding}/explanations`, {text});
export const recountFinding = (count, finding, text, done) =>
  post(`/counts/${id(count)}/findings/${finding}/recounts`, {text, done});
export const checkFingerprint = (file, check) => post(`/counts/${id(file)}/fingerprint-checks`, check);
export const noteObjection = (count, objection) => post(`/counts/${id(count)}/objections`, objection);
export const answerObjection = (count, objection, reaction) =>
  post(`/counts/${id(count)}/objections/${objection}/reactions`, reaction);
export const officialReports = count => call('GET', `/counts/${id(count)}/reports`);
export const archiveReport = (count, file, about) =>
  call('POST', `/counts/${id(count)}/reports?${query(about)}`, {
    body: file,
    type: 'application/pdf',
    patience: 300_000,
    ...key()
  });
export const fetchReport = (count, url, about) =>
  call('POST', `/counts/${id(count)}/reports?${query(about)}`, {json: {url}, patience: 90_000, ...key()});
export const seekOfficialReport = (count, sha, found) => post(`/counts/${id(count)}/reports/${sha}/checks`, {found});
export const announceReAdd = (count, hour) => post(`/counts/${id(count)}/re-add`, {hour});
export const drawReAdd = count => post(`/counts/${id(count)}/re-add/draws`, {});
export const recordReAdd = (count, list, sum) => post(`/counts/${id(count)}/re-add/lists/${list}`, sum);
