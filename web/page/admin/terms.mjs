// What somebody typed about an account, and what the hub said of it.

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

const said = (form, field) => (form.get(field) ?? '').trim();

/** What an account is to be, from the form's data; what was left empty is left out. */
export function termsOf(form) {
  const terms = {
    roles: form.getAll('roles'),
    municipalities: said(form, 'municipalities')
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map(code => code.toUpperCase()),
    clearance: said(form, 'clearance') || 'GREEN'
  };
  for (const field of ['station', 'organisation']) if (said(form, field)) terms[field] = said(form, field);
  return terms;
}

/** The same with its name, and a password when one was chosen; a space at its ends is part of it. */
export function accountOf(form) {
  const account = {name: said(form, 'name'), ...termsOf(form)};
  if (form.get('password')) account.password = form.get('password');
  return account;
}

/** @returns {Record<string, string>} what is wrong, by the field of the form that it is about */
export function errorsOf(problem) {
  const wrong = {};
  for (const {field, message} of problem.errors ?? []) {
    const name = field.split('/')[0];
    wrong[name] = wrong[name] ? `${wrong[name]}; ${message}` : message;
  }
  return wrong;
}
