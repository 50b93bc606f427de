// The one place that speaks HTTP to the hub. A problem is thrown as a Problem, with the server's words and its fields.

export class Problem extends Error {
  /** @param {number} status 0 when there is no connection @param {object} details RFC 9457 */
  constructor(status, details) {
    super(details.detail ?? details.title ?? String(status));
    this.status = status;
    this.errors = details.errors ?? [];
    this.allowed = details.allowed ?? [];
  }
}

const BASE = '/api/v1';

/** @returns {Promise<any>} the answer's JSON, or undefined when it has no body */
export async function call(method, path, {json, body, type, key} = {}) {
  const headers = {};
  if (json !== undefined) headers['Content-Type'] = 'application/json';
  if (type) headers['Content-Type'] = type;
  if (key) headers['Idempotency-Key'] = key;
  let response;
  try {
    response = await fetch(BASE + path, {method, headers, body: json !== undefined ? JSON.stringify(json) : body, credentials: 'same-origin', cache: 'no-cache'});
  } catch {
    throw new Problem(0, {title: 'offline'});
  }
  if (response.status === 204) return undefined;
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(response.status, answer);
  return answer;
}

export const currentSession = () => call('GET', '/sessions/current');
export const logIn = (username, password) => call('POST', '/sessions', {json: {username, password}});
export const logOut = () => call('DELETE', '/sessions/current');
export const picture = () => call('GET', '/picture');
export const timeline = (id, after) => call('GET', `/stations/${encodeURIComponent(id)}/timeline?limit=40${after ? `&after=${after}` : ''}`);
export const report = (id, report, key = crypto.randomUUID()) => call('POST', `/stations/${encodeURIComponent(id)}/reports`, {json: report, key});
export const importStations = (file, type, date) => call('POST', `/stations/imports${date ? `?date=${date}` : ''}`, {body: file, type});
