// Who may observe where. Pure.

/** Whether it lets its observer in somewhere at a moment. @param {Hub.Accreditation} a @param {number} now */
export const holds = (a, now) => !a.withdrawal && Date.parse(a.terms.from) <= now && now < Date.parse(a.terms.until);

/**
 * What holds first, then what will; what is over last. By organisation.
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
