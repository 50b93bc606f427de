// What a person may do on the page, by roles and places; the hub checks it again. Pure.

/** @type {Record<string, Hub.Level>} */
const LEVEL_OF = {
  municipality: 'municipality',
  mayor: 'triangle',
  police: 'triangle',
  prosecutor: 'triangle',
  'table-operator': 'table',
  'table-member': 'table'
};
/** @param {string} role */
export const levelOf = role => LEVEL_OF[role];

/** @param {Tz.Principal} principal @param {string} [code] */
export const isOf = (principal, code) =>
  principal.municipalities.includes('*') || (code !== undefined && principal.municipalities.includes(code));

/** May judge reports and incidents of this place. @param {Tz.Principal} principal @param {string} [code] */
export const mayTriage = (principal, code) =>
  principal.roles.includes('table-operator') || (principal.roles.includes('municipality') && isOf(principal, code));
/** @param {Tz.Principal} principal @param {string} [code] */
export const mayEscalate = (principal, code) =>
  principal.roles.some(role => role.startsWith('table-')) ||
  principal.roles.some(role => LEVEL_OF[role] && isOf(principal, code));
/** @param {Tz.Principal} principal */
export const mayAgree = principal => principal.roles.find(role => LEVEL_OF[role] === 'triangle');

/** May draft answers to claims, and read the whole desk. @param {Tz.Principal} principal */
export const mayNarrate = principal => principal.roles.some(role => role.startsWith('table-'));
/** @param {Tz.Principal} principal */
export const mayApprove = principal => principal.roles.includes('table-member');
/** @param {Tz.Principal} principal */
export const mayAlert = principal =>
  principal.roles.some(role => !['auditor', 'admin', 'station-chair'].includes(role));

/**
 * Whether it is in the chosen municipality, if there is one.
 *
 * @param {{municipality?: Hub.Municipality}} entity
 * @param {string} [code]
 */
export const inScope = (entity, code) => !code || entity.municipality?.code === code;
