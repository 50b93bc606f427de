// Whom escalations are addressed to, and their order. Pure.
import {inScope, isOf} from '../../engine/rights.mjs';
import {weight} from '../../engine/severity.mjs';
import {onDuty} from '../duty/selectors.mjs';

/**
 * Whether the escalation is addressed to this person.
 *
 * @param {Tz.Principal} principal
 * @param {Hub.Escalation} e
 */
export const isFor = (principal, e) =>
  e.addressee.roles.some(role => principal.roles.includes(role)) &&
  (e.addressee.level === 'table' || isOf(principal, e.municipality?.code));

/**
 * Unresolved escalations: those that wait for this person first, by deadline; then those that wait for others; then
 * acknowledged ones.
 *
 * @param {Tz.Store} store
 * @param {Tz.Principal} principal
 * @param {string} [code]
 */
export function escalationsFor(store, principal, code) {
  /** @param {Hub.Escalation} e */
  const rank = e => (e.state === 'acknowledged' ? 2 : isFor(principal, e) ? 0 : 1);
  return [...store.escalations.values()]
    .filter(e => e.state !== 'resolved' && inScope(e, code))
    .sort(
      (a, b) =>
        rank(a) - rank(b) ||
        weight(b.severity) - weight(a.severity) ||
        Date.parse(a.deadline ?? a.raisedAt) - Date.parse(b.deadline ?? b.raisedAt)
    );
}

/** How many wait for this person: the number in the title. @param {Tz.Store} store @param {Tz.Principal} principal */
export const waitingFor = (store, principal) =>
  [...store.escalations.values()].filter(e => e.state === 'open' && isFor(principal, e));

/**
 * Whether nobody is on duty in the addressed role of an open escalation; undefined when this viewer does not see that
 * roster.
 *
 * @param {Tz.App} app
 * @param {Hub.Escalation} e
 */
export function isWithNobody(app, e) {
  const {level, roles} = e.addressee;
  if (e.state !== 'open' || (level === 'table' && app.homeMunicipality())) return undefined;
  const place = level === 'table' ? 'NL' : e.municipality?.code;
  return !roles.some(role => {
    const duty = app.store.duties.get(`${role}/${place}`);
    return duty && onDuty(duty, app.clock.now());
  });
}

/**
 * One escalation for each thing: that which somebody took on, otherwise the newest.
 *
 * @param {Hub.Escalation[]} escalations
 */
export function onePerSubject(escalations) {
  /** @type {Map<string, Hub.Escalation>} */
  const of = new Map();
  for (const e of escalations) {
    const key = `${e.subject.kind}/${e.subject.id}`;
    const before = of.get(key);
    if (!before || isTaken(e) > isTaken(before) || (isTaken(e) === isTaken(before) && e.raisedAt > before.raisedAt))
      of.set(key, e);
  }
  return [...of.values()];
}
/** @param {Hub.Escalation} e */
const isTaken = e => Number(e.state === 'acknowledged');
