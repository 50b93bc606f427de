// What was typed in the form of an account, and the hub's answer.

/** @type {Hub.RoleWord[]} */
export const ROLES = [
  'table-operator',
  'table-member',
  'mayor',
  'police',
  'prosecutor',
  'municipality',
  'station-chair',
  'observer',
  'partner',
  'auditor',
  'admin'
];
export const CLEARANCES = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'];

/** @param {FormData} form @param {string} field @returns {string} */
const said = (form, field) => (form.get(field) ?? '').trim();

/** The requested account, from the form's data; empty fields are left out. @param {FormData} form */
export function termsOf(form) {
  /** @type {Hub.AccountTerms} */
  const terms = {
    roles: form.getAll('roles'),
    municipalities: said(form, 'municipalities')
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map(code => code.toUpperCase()),
    clearance: /** @type {Hub.AccountTerms['clearance']} */ (said(form, 'clearance') || 'GREEN')
  };
  for (const field of /** @type {const} */ (['station', 'organisation']))
    if (said(form, field)) terms[field] = said(form, field);
  return terms;
}

/**
 * The same with its name, and a password when one was chosen; a space at its ends is part of it.
 *
 * @param {FormData} form
 */
export function accountOf(form) {
  /** @type {Hub.NewAccount} */
  const account = {name: said(form, 'name'), ...termsOf(form)};
  if (form.get('password')) account.password = form.get('password');
  return account;
}

/**
 * @param {unknown} problem
 * @returns {Record<string, string>} what is wrong, by the field of the form that it is about
 */
export function errorsOf(problem) {
  /** @type {Record<string, string>} */
  const wrong = {};
  for (const {field, message} of /** @type {Partial<Tz.Problem>} */ (problem).errors ?? []) {
    const name = field.split('/')[0];
    wrong[name] = wrong[name] ? `${wrong[name]}; ${message}` : message;
  }
  return wrong;
}
