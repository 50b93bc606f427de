// The one place that speaks HTTP to the hub. A problem is thrown as a Problem, with the server's words and its fields.

export class Problem extends Error {
  /** @param {number} status 0 when there is no connection @param {Partial<Hub.Problem>} details RFC 9457 */
  constructor(status, details) {
    super(details.detail ?? details.title ?? String(status));
    this.status = status;
    this.errors = details.errors ?? [];
    this.allowed = details.allowed ?? [];
    this.code = details.code;
  }
}

/** While the page is being left, requests must still arrive. */
let leaving = false;
addEventListener('pagehide', () => {
  leaving = true;
});
addEventListener('pageshow', () => {
  leaving = false;
});

const BASE = '/api/v1';
/** Longer than the hub tries to reach its database; a request that takes longer was sent over a broken connection. */
const PATIENCE_MILLIS = 30_000;

/**
 * The HTTP status of a caught error: 0 without a connection, undefined for an error of the page itself. @param
 * {unknown} problem
 */
export const statusOf = problem => /** @type {Partial<Problem>} */ (problem).status;

/**
 * @param {string} method
 * @param {string} path
 * @param {{json?: unknown, body?: BodyInit, type?: string, key?: string, patience?: number, file?: boolean, timed?: boolean}} [what]
 *   is sent, how long it may take, and whether a file is expected, or the clock of the day beside the answer
 * @returns {Promise<any>} the answer's JSON, or its bytes, or undefined when it has no body; each function below says what it is
 */
export async function call(method, path, {json, body, type, key, patience = PATIENCE_MILLIS, file, timed} = {}) {
  /** @type {Record<string, string>} */
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
  // a network with its own log-in page answers every request with that page: it is not the hub's answer
  if (response.ok && /html/.test(response.headers.get('Content-Type') ?? '')) throw new Problem(0, {title: 'offline'});
  if (response.ok && file) return response.blob();
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(response.status, answer);
  const clock = timed && response.headers.get('Day-Clock');
  return clock ? {...answer, clock: JSON.parse(clock)} : answer;
}

/** @returns {Promise<Tz.Principal>} */
export const currentSession = () => call('GET', '/sessions/current', {patience: 5_000});
/** @param {string} username @param {string} password @returns {Promise<Hub.Session>} */
export const logIn = (username, password) => call('POST', '/sessions', {json: {username, password}});
/** @returns {Promise<{items: Tz.Node[]}>} */
export const nodes = () => call('GET', '/nodes', {patience: 10_000});
/** @returns {Promise<Hub.Settings>} */
export const settings = () => call('GET', '/settings', {patience: 10_000});
/** @returns {Promise<Hub.Storage>} */
export const storage = () => call('GET', '/storage', {patience: 20_000});
/** @param {{q?: string, role?: string, limit?: number, after?: string}} asked @returns {Promise<Hub.Accounts>} */
export const accounts = asked => call('GET', `/accounts?${query(asked)}`);
/** @param {Hub.NewAccount} account @returns {Promise<Hub.Account>} */
export const addAccount = account => call('POST', '/accounts', {json: account});
/** @param {string} account @param {Hub.AccountTerms} terms @returns {Promise<Hub.Account>} */
export const changeAccount = (account, terms) => call('PUT', `/accounts/${id(account)}`, {json: terms});
/** @param {string} account */
export const removeAccount = account => call('DELETE', `/accounts/${id(account)}`);
/** @param {string} account @param {string} [password] @returns {Promise<{password?: string}>} */
export const resetPassword = (account, password) =>
  call('POST', `/accounts/${id(account)}/passwords`, {json: {password}});
/** @param {string} account @returns {Promise<{items: Hub.AccountChange[], next?: number}>} */
export const accountChanges = account => call('GET', `/accounts/${id(account)}/changes`);
/** @param {string} account */
export const endSessions = account => call('DELETE', `/accounts/${encodeURIComponent(account)}/sessions`);
/** @param {Tz.ListAsShown} list @returns {Promise<Blob>} .xlsx */
export const spreadsheet = list => call('POST', '/spreadsheets', {json: list, file: true});
/** For an unattended screen. */
export const renewSession = () => call('POST', '/sessions/current/renewals');
/**
 * Identifies the version of the page; undefined when the hub does not give one. @returns {Promise<string | undefined>}
 */
export const pageVersion = () =>
  fetch('/', {method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MILLIS)}).then(r =>
    r.ok ? (r.headers.get('ETag') ?? undefined) : undefined
  );
export const logOut = () => call('DELETE', '/sessions/current');
/** @param {string} [at] @returns {Promise<Tz.TimedPicture>} */
export const picture = at =>
  call('GET', `/picture${at === undefined ? '' : `?at=${encodeURIComponent(at)}`}`, {timed: true});
/** The first view: a part of the picture, when that is large. @returns {Promise<Tz.TimedPicture>} */
export const firstPicture = () => call('GET', '/picture?first=true', {timed: true});
/** @param {string} from @param {string} to @param {number} frames @returns {Promise<{frames: Tz.Frame[]}>} */
export const replay = (from, to, frames) =>
  call('GET', `/picture/replay?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}&frames=${frames}`);
/** @param {string} id @param {number} [after] @returns {Promise<{items: Tz.Happened[], next?: number}>} */
export const timeline = (id, after) =>
  call('GET', `/stations/${encodeURIComponent(id)}/timeline?related=true&limit=40${after ? `&after=${after}` : ''}`);
/** @param {string} id */
/** @param {string} id @param {object} report @param {string} [key] @returns {Promise<Hub.Receipt>} */
export const report = (id, report, key = crypto.randomUUID()) =>
  call('POST', `/stations/${encodeURIComponent(id)}/reports`, {json: report, key});
/** @param {string} station @returns {Promise<{items: Tz.ChairLogIn[]}>} */
export const chairLogIns = station => call('GET', `/stations/${encodeURIComponent(station)}/log-ins`);
/** @param {string} station @returns {Promise<{name: string, password: string}>} */
export const giveChairLogIn = station => call('POST', `/stations/${encodeURIComponent(station)}/log-ins`, {json: {}});
/** @param {string} id @param {string} reason */
export const reverseImport = (id, reason) =>
  call('POST', `/stations/imports/${encodeURIComponent(id)}/reversals`, {json: {reason}, patience: 300_000});
/** @param {File} file @param {string} type @param {string} [date] @returns {Promise<Hub.ImportResult>} */
export const previewImport = (file, type, date) =>
  call('POST', `/stations/imports?preview=true${date ? `&date=${date}` : ''}`, {body: file, type, patience: 300_000});
/** What the hub fetches from where it is published. @param {string} url @param {string} [date] @returns {Promise<Hub.ImportResult>} */
export const previewPublished = (url, date) =>
  call('POST', `/stations/imports?preview=true${date ? `&date=${date}` : ''}`, {json: {url}, patience: 300_000});
/** @param {string} code @returns {Promise<Hub.MunicipalityContact>} */
export const municipalityContact = code => call('GET', `/municipalities/${id(code)}/contact`);
/** @param {string} code */
export const eraseMunicipalityContact = code => call('DELETE', `/municipalities/${id(code)}/contact`);
/** @returns {Promise<{hosts: string[]}>} */
export const importSources = () => call('GET', '/stations/imports/sources');
/** @param {string} election @param {Hub.NewElection} definition @returns {Promise<Hub.Election>} */
export const enterElection = (election, definition) => call('PUT', `/elections/${id(election)}`, {json: definition});
/**
 * @param {string} preview
 * @param {boolean} withdraw
 * @param {string[]} [rows] ids of those that are approved; all where it is not given
 * @returns {Promise<Hub.ImportResult>}
 */
export const confirmImport = (preview, withdraw, rows) =>
  call('POST', `/stations/imports/${encodeURIComponent(preview)}/confirmations`, {
    json: {withdraw, rows},
    patience: 300_000
  });
/** @param {File} file of an election: EML 110a or 230b @returns {Promise<Hub.ImportedElection>} */
export const importElection = file =>
  call('POST', '/elections/imports', {body: file, type: 'application/xml', patience: 300_000});
/** @param {string} station @returns {Promise<{items: Hub.Station[]}>} */
export const sameHall = station => call('GET', `/stations/${id(station)}/same-hall`);
/** @returns {Promise<{items: Hub.Import[]}>} */
export const imports = () => call('GET', '/stations/imports');

const key = () => ({key: crypto.randomUUID()});
/** @param {string} path @param {object} json */
const post = (path, json) => call('POST', path, {json, ...key()});
const id = encodeURIComponent;

/** @param {object} what */
const query = what =>
  new URLSearchParams(Object.entries(what).filter(([, value]) => value !== undefined && value !== '')).toString();
/** @param {object} asked of where and when @returns {Promise<Hub.Turnout>} */
export const turnout = asked => call('GET', `/turnout?${query(asked)}`);
/** @param {object} asked @returns {Promise<{items: Hub.Report[], next?: number}>} */
export const reports = asked => call('GET', `/reports?${query(asked)}`);
/** @param {string} report @returns {Promise<Hub.Report>} */
export const reportById = report => call('GET', `/reports/${id(report)}`);
/** @param {string} report */
export const pickUpReport = report => post(`/reports/${id(report)}/pickups`, {});
/** @param {Hub.NewReport} report @returns {Promise<Hub.ReportReceipt>} */
export const submitReport = report => post('/reports', report);
/** @param {string} report */
export const readReport = report => call('POST', `/reports/${id(report)}/readings`, {json: {}});
/** @param {string} report @returns {Promise<{items: Hub.Report[]}>} */
export const nearDuplicates = report => call('GET', `/reports/${id(report)}/near-duplicates`);
/** @param {string} report */
export const reporterContact = report => call('GET', `/reports/${id(report)}/contact`);
/** @param {string} report @param {Hub.ReportChange} change @returns {Promise<Hub.ReportReceipt>} */
export const recategorise = (report, change) => call('PATCH', `/reports/${id(report)}`, {json: change, ...key()});
/** @param {string} report @param {string} reason */
export const dismissReport = (report, reason) => post(`/reports/${id(report)}/dismissals`, {reason});
/** @param {string} report @param {string} reason */
export const restoreReport = (report, reason) => post(`/reports/${id(report)}/restorations`, {reason});
/** @param {Hub.NewIncident} incident @returns {Promise<Hub.IncidentReceipt>} */
export const openIncident = incident => post('/incidents', incident);
/** @param {string} incident @param {Hub.IncidentChange} change @returns {Promise<Hub.IncidentReceipt>} */
export const amendIncident = (incident, change) =>
  call('PATCH', `/incidents/${id(incident)}`, {json: change, ...key()});
/** @param {string} incident @param {Hub.Merge} what @returns {Promise<Hub.IncidentReceipt>} */
export const mergeInto = (incident, what) => post(`/incidents/${id(incident)}/merges`, what);
/** @param {string} incident @param {Hub.Split} what @returns {Promise<Hub.IncidentReceipt>} */
export const split = (incident, what) => post(`/incidents/${id(incident)}/splits`, what);
/** @param {string} incident @param {string} text */
export const commentIncident = (incident, text) => post(`/incidents/${id(incident)}/comments`, {text});
/** @param {Hub.NewEscalation} escalation @returns {Promise<Hub.EscalationReceipt>} */
export const escalate = escalation => post('/escalations', escalation);
/** @param {string} escalation @param {string} [note] */
export const acknowledge = (escalation, note) =>
  post(`/escalations/${id(escalation)}/acknowledgements`, note ? {note} : {});
/** @param {string} escalation @param {Hub.HandOver} to @returns {Promise<Hub.EscalationReceipt>} */
export const handOver = (escalation, to) => post(`/escalations/${id(escalation)}/hand-overs`, to);
/** @param {string} escalation @param {string} text */
export const commentEscalation = (escalation, text) => post(`/escalations/${id(escalation)}/comments`, {text});
/** @param {string} escalation @param {string} reason */
export const resolve = (escalation, reason) => post(`/escalations/${id(escalation)}/resolutions`, {reason});
/** @param {string} kind @param {string} item @returns {Promise<{items: Tz.Happened[]}>} */
export const itemTimeline = (kind, item) => call('GET', `/${kind}s/${id(item)}/timeline?limit=60`);
/** @param {string} station @param {Hub.Resumption} decision */
export const decideResumption = (station, decision) => post(`/stations/${id(station)}/resumptions`, decision);
/** @param {string} station @returns {Promise<{items: Tz.Nearest[]}>} */
export const nearestOpen = station => call('GET', `/stations/${id(station)}/nearest-open`);
/** @param {string} code */
const limits = code => `/municipalities/${id(code)}/tolerance-limits`;
/** @param {string} code @param {Hub.LimitTerms} terms @returns {Promise<Hub.ToleranceLimitReceipt>} */
export const proposeLimit = (code, terms) => post(limits(code), terms);
/**
 * @param {string} code
 * @param {string} limit
 * @param {Hub.LimitChange} terms
 * @returns {Promise<Hub.ToleranceLimitReceipt>}
 */
export const changeLimit = (code, limit, terms) => call('PUT', `${limits(code)}/${id(limit)}`, {json: terms, ...key()});
/** @param {string} code @param {string} limit @param {number} revision */
export const agreeLimit = (code, limit, revision) => post(`${limits(code)}/${id(limit)}/agreements`, {revision});
/** @param {string} code @param {string} limit @param {string} reason */
export const withdrawLimit = (code, limit, reason) => post(`${limits(code)}/${id(limit)}/withdrawals`, {reason});
/** @param {string} role @param {string} place @param {Hub.DutyPlan['shifts']} shifts */
export const planDuty = (role, place, shifts) => call('PUT', `/duties/${role}/${place}`, {json: {shifts}});
/** @param {string} role @param {string} place @returns {Promise<string[]>} */
export const candidates = (role, place) =>
  call('GET', `/duties/${role}/${place}/candidates`).then((/** @type {{items: {account: string}[]}} */ answer) =>
    answer.items.map(i => i.account)
  );
/** @param {string} role @param {string} place @param {string} to @param {string} [note] */
export const handOverDuty = (role, place, to, note) =>
  post(`/duties/${role}/${place}/hand-overs`, note ? {to, note} : {to});
/** @returns {Promise<{email?: string}>} */
export const notificationAddress = () => call('GET', '/notification-address');
/** @param {string} email */
export const keepAddress = email => call('PUT', '/notification-address', {json: {email}});
export const forgetAddress = () => call('DELETE', '/notification-address');

/** @param {Hub.NewNarrative} narrative @returns {Promise<Hub.NarrativeReceipt>} */
export const submitNarrative = narrative => post('/narratives', narrative);
/** @param {string} narrative @param {Hub.NarrativeChange} change @returns {Promise<Hub.NarrativeReceipt>} */
export const amendNarrative = (narrative, change) =>
  call('PATCH', `/narratives/${id(narrative)}`, {json: change, ...key()});
/** @param {string} narrative @param {number} [at] @returns {Promise<Hub.Facts>} */
export const factsOf = (narrative, at) =>
  call('GET', `/narratives/${id(narrative)}/facts${at === undefined ? '' : `?at=${at}`}`);
/** @param {string} narrative @returns {Promise<{items: {narrative: Hub.Narrative, likeness: number}[]}>} */
export const similarNarratives = narrative => call('GET', `/narratives/${id(narrative)}/similar`);
/** @param {string} narrative @param {string[]} narratives */
export const mergeNarratives = (narrative, narratives) => post(`/narratives/${id(narrative)}/merges`, {narratives});
/** @param {string} narrative @param {Hub.NewSighting} sighting */
export const sightNarrative = (narrative, sighting) => post(`/narratives/${id(narrative)}/sightings`, sighting);
/** @param {string} narrative @param {Hub.NewObservation} observation */
export const observeNarrative = (narrative, observation) =>
  post(`/narratives/${id(narrative)}/observations`, observation);
/** @param {string} narrative @param {string} text */
export const commentNarrative = (narrative, text) => post(`/narratives/${id(narrative)}/comments`, {text});
/** @param {string} narrative @param {string} sha */
export const archivedText = (narrative, sha) => call('GET', `/narratives/${id(narrative)}/archived-texts/${sha}`);
/** @param {File} file @returns {Promise<Hub.Attachment>} */
export const putAttachment = file => call('POST', '/attachments', {body: file, type: file.type});
/** @returns {Promise<{items: {id: string, name: string}[]}>} */
export const techniques = () => call('GET', '/techniques');
/** @returns {Promise<{items: Tz.Platform[]}>} */
export const platforms = () => call('GET', '/platforms');
/** @param {string} narrative @param {Hub.NewResponse} response @returns {Promise<Hub.ResponseReceipt>} */
export const proposeResponse = (narrative, response) => post(`/narratives/${id(narrative)}/responses`, response);
/**
 * @param {string} response
 * @param {string} act approvals, rejections, publications, dispatches, outcomes, withdrawals, confirmations, revisions
 * @param {object} [body]
 */
export const actOnResponse = (response, act, body = {}) => post(`/responses/${id(response)}/${act}`, body);

/** @param {Hub.NewAccreditation} terms @returns {Promise<Hub.AccreditationReceipt>} */
export const giveAccreditation = terms => post('/accreditations', terms);
/** @param {string} accreditation @param {string} reason */
export const withdrawAccreditation = (accreditation, reason) =>
  post(`/accreditations/${id(accreditation)}/withdrawals`, {reason});
/** @param {string} accreditation @param {string} text */
export const stationsOfAccreditation = (accreditation, text) =>
  call('GET', `/accreditations/${id(accreditation)}/stations?${query({text})}`);
/** @param {string} visit */
export const visitedStation = visit => call('GET', `/visits/${id(visit)}/station`);
/** @param {string} path @param {object} json @param {string} key @returns {Promise<Hub.VisitReceipt>} */
export const visitStep = (path, json, key) => call('POST', path, {json, key});
/** @param {string} visit @param {number} finding @param {string} text */
export const reactToFinding = (visit, finding, text) =>
  post(`/visits/${id(visit)}/findings/${finding}/reactions`, {text});

/** @param {{municipality?: string, station?: string}} asked @returns {Promise<Hub.BallotList>} */
export const ballots = asked => call('GET', `/ballots?${query(asked)}`, {patience: 10_000});
/** @param {Hub.NewCourier} courier @returns {Promise<Hub.CourierReceipt>} */
export const requestCourier = courier => post('/couriers', courier);
/** @param {string} courier @returns {Promise<Hub.CourierReceipt>} */
export const courierLeft = courier => post(`/couriers/${id(courier)}/departures`, {});
/** @param {string} courier @returns {Promise<Hub.CourierReceipt>} */
export const courierArrived = courier => post(`/couriers/${id(courier)}/arrivals`, {});
/** @param {string} courier @param {string} reason @returns {Promise<Hub.CourierReceipt>} */
export const cancelCourier = (courier, reason) => post(`/couriers/${id(courier)}/cancellations`, {reason});

/** @param {File} file @returns {Promise<Hub.CountImport>} */
export const importCount = file =>
  call('POST', '/counts/imports', {body: file, type: 'application/xml', patience: 300_000});
/** @param {string} count @returns {Promise<{items: Hub.CountFinding[]}>} */
export const countFindings = count => call('GET', `/counts/${id(count)}/findings`);
/** @param {string} file @returns {Promise<Hub.CountChanges>} */
export const countChanges = file => call('GET', `/counts/${id(file)}/changes`);
/** @param {string} count @returns {Promise<{items: Hub.CountObjection[]}>} */
export const countObjections = count => call('GET', `/counts/${id(count)}/objections`);
/** @param {string} code @param {Hub.NewCount} count @returns {Promise<Hub.CountReceipt>} */
export const announceCount = (code, count) => post(`/municipalities/${id(code)}/counts`, count);
/** @param {string} count @param {Hub.NewCountSession} session */
export const planCountSession = (count, session) => post(`/counts/${id(count)}/sessions`, session);
/** @param {string} count @param {number} session @param {Hub.CountSessionChange} change */
export const changeCountSession = (count, session, change) =>
  post(`/counts/${id(count)}/sessions/${session}/changes`, change);
/** @param {string} count @param {Hub.NewProvisional} figures */
export const publishProvisional = (count, figures) => post(`/counts/${id(count)}/provisional-figures`, figures);
/** @param {string} count @param {number} finding @param {string} text */
export const explainFinding = (count, finding, text) =>
  post(`/counts/${id(count)}/findings/${finding}/explanations`, {text});
/** @param {string} count @param {number} finding @param {string} text @param {boolean} done */
export const recountFinding = (count, finding, text, done) =>
  post(`/counts/${id(count)}/findings/${finding}/recounts`, {text, done});
/** @param {string} file @param {Hub.NewFingerprintCheck} check @returns {Promise<Hub.FingerprintCheck>} */
export const checkFingerprint = (file, check) => post(`/counts/${id(file)}/fingerprint-checks`, check);
/** @param {string} count @param {Hub.NewObjection} objection */
export const noteObjection = (count, objection) => post(`/counts/${id(count)}/objections`, objection);
/** @param {string} count @param {number} objection @param {Hub.NewReaction} reaction */
export const answerObjection = (count, objection, reaction) =>
  post(`/counts/${id(count)}/objections/${objection}/reactions`, reaction);
/** @param {string} count @returns {Promise<Hub.OfficialReports>} */
export const officialReports = count => call('GET', `/counts/${id(count)}/reports`);
/** @param {string} count @param {File} file @param {object} about */
export const archiveReport = (count, file, about) =>
  call('POST', `/counts/${id(count)}/reports?${query(about)}`, {
    body: file,
    type: 'application/pdf',
    patience: 300_000,
    ...key()
  });
/** @param {string} count @param {string} url @param {object} about */
export const fetchReport = (count, url, about) =>
  call('POST', `/counts/${id(count)}/reports?${query(about)}`, {json: {url}, patience: 90_000, ...key()});
/** @param {string} count @param {string} sha @param {boolean} found */
export const seekOfficialReport = (count, sha, found) => post(`/counts/${id(count)}/reports/${sha}/checks`, {found});
/** @param {string} count @param {string} hour */
export const announceReAdd = (count, hour) => post(`/counts/${id(count)}/re-add`, {hour});
/** @param {string} count */
export const drawReAdd = count => post(`/counts/${id(count)}/re-add/draws`, {});
/** @param {string} count @param {number} list @param {Hub.ReAddSum} sum */
export const recordReAdd = (count, list, sum) => post(`/counts/${id(count)}/re-add/lists/${list}`, sum);
