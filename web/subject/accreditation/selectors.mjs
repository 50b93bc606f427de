// Who may observe where. Pure.
import {says} from '../../engine/words.mjs';

/**
 * Accreditations valid in a municipality, including those for the whole country.
 *
 * @param {Tz.Store} store
 * @param {string | undefined} code of the municipality that is looked at
 */
export const accreditationsIn = (store, code) =>
  [...store.accreditations.values()].filter(
    ({terms}) => !code || terms.municipalities.length === 0 || terms.municipalities.some(m => m.code === code)
  );

/**
 * Whether it matches a search by organisation, badge, account, municipality or station.
 *
 * @param {Hub.Accreditation} accreditation
 * @param {string} typed
 */
export const isMeant = ({terms}, typed) =>
  says(typed, [
    terms.organisation,
    terms.number,
    terms.account,
    ...terms.municipalities.map(m => m.name),
    ...terms.stations
  ]);

/** Whether it is valid at a moment. @param {Hub.Accreditation} a @param {number} now */
export const holds = (a, now) => !a.withdrawal && Date.parse(a.terms.from) <= now && now < Date.parse(a.terms.until);

/**
 * Valid ones first, then future ones, then past ones. By organisation.
 *
 * @param {Iterable<Hub.Accreditation>} accreditations
 * @param {number} now
 */
export const inOrder = (accreditations, now) =>
  [...accreditations].sort(
    (a, b) =>
      rank(a, now) - rank(b, now) || a.terms.organisation.localeCompare(b.terms.organisation, 'nl') || b.seq - a.seq
  );
/** @param {Hub.Accreditation} a @param {number} now */
const rank = (a, now) => (holds(a, now) ? 0 : !a.withdrawal && Date.parse(a.terms.from) > now ? 1 : 2);

/** @param {Hub.Accreditation} a @param {number} now @returns {'withdrawn'|'over'|'to-come'|'holds'} */
export const stateOf = (a, now) =>
  a.withdrawal ? 'withdrawn' : now >= Date.parse(a.terms.until) ? 'over' : holds(a, now) ? 'holds' : 'to-come';

/**
 * May give and withdraw accreditations for a place; without one, for the whole country.
 *
 * @param {Tz.Principal} principal
 * @param {string} [code]
 */
export const mayAccredit = (principal, code) =>
  principal.roles.some(role => role.startsWith('table-')) ||
  (code !== undefined &&
    principal.roles.some(role => role === 'municipality' || role === 'mayor') &&
    (principal.municipalities.includes('*') || principal.municipalities.includes(code)));
