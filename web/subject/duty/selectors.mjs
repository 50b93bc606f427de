// Who is on duty, and their open work. Pure.
import {isOver} from '../incident/selectors.mjs';

/**
 * The person on duty, by the clock of the day; the hub has computed the turns.
 *
 * @param {Hub.Duty} duty
 * @param {number} now
 */
export function onDuty(duty, now) {
  const turn = turnOf(duty, now);
  return turn?.name ?? turn?.account;
}

/** @param {Hub.Duty} duty @param {number} now */
const turnOf = (duty, now) =>
  duty.turns.find(x => Date.parse(x.from) <= now && (!x.until || now < Date.parse(x.until)));

/**
 * The open work of the person on duty, which the next one takes over: acknowledged escalations, and incidents assigned
 * to that person.
 *
 * @param {Tz.Store} store
 * @param {Hub.Duty | undefined} duty
 * @param {number} now
 * @returns {{escalation?: Hub.Escalation, incident?: Hub.Incident}[]}
 */
export function inHand(store, duty, now) {
  const account = duty && turnOf(duty, now)?.account;
  if (!account) return [];
  /** @param {{municipality?: Hub.Municipality}} x */
  const isHere = x => !duty.municipality || x.municipality?.code === duty.municipality.code;
  return [
    ...[...store.escalations.values()]
      .filter(
        e =>
          e.state === 'acknowledged' &&
          e.acknowledged?.by === account &&
          e.acknowledged?.role === duty.role &&
          isHere(e)
      )
      .map(escalation => ({escalation})),
    ...[...store.incidents.values()]
      .filter(i => i.assignee === account && !isOver(i) && isHere(i))
      .map(incident => ({incident}))
  ];
}
