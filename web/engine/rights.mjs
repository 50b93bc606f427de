// What somebody may do on the page, by roles and places; the hub decides again. Pure.

const LEVEL_OF = {
  municipality: 'municipality',
  mayor: 'triangle',
  police: 'triangle',
  prosecutor: 'triangle',
  'table-operator': 'table',
  'table-member': 'table'
};
export const levelOf = role => LEVEL_OF[role];

export const isOf = (principal, code) =>
  principal.municipalities.includes('*') || (code !== undefined && principal.municipalities.includes(code));

/** May judge reports and incidents of this place. */
export const mayTriage = (principal, code) =>
  principal.roles.includes('table-operator') || (principal.roles.includes('municipality') && isOf(principal, code));
export const mayEscalate = (principal, code) =>
  principal.roles.some(role => role.startsWith('table-')) ||
  principal.roles.some(role => LEVEL_OF[role] && isOf(principal, code));
export const mayAgree = principal => principal.roles.find(role => LEVEL_OF[role] === 'triangle');

/** May draft answers to claims, and read the whole desk. */
export const mayNarrate = principal => principal.roles.some(role => role.startsWith('table-'));
export const mayApprove = principal => principal.roles.includes('table-member');
export const mayAlert = principal =>
  principal.roles.some(role => !['auditor', 'admin', 'station-chair'].includes(role));

/** Whether it is in the municipality that is looked at, if one is. */
export const inScope = (entity, code) => !code || entity.municipality?.code === code;
