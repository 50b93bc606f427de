// What somebody enters of an election, and what the hub finds wrong in it. Pure.

/** The kinds of elections, as the Electoral Council's files name them. */
export const CATEGORIES = ['PS', 'AB', 'GR', 'ER', 'TK', 'EK', 'EP', 'BC', 'GC', 'NR', 'PR', 'LR', 'IR'];

/** The years in which an election can be, as the hub has them. */
export const FIRST_DAY = '2000-01-01';
export const LAST_DAY = '2100-12-31';

/** The fields of the form, in their order. */
export const FIELDS = ['category', 'date', 'domain', 'name', 'id', 'districts'];

/**
 * The id that the files of such an election have: `PS2027_Gelderland`, and `TK2027` where the whole country votes.
 *
 * @param {{category: string, date: string, domain: string}} of
 */
export function usualId({category, date, domain}) {
  const area = domain.trim().replace(/[^\p{L}\p{N}.-]+/gu, '_');
  return category && date ? `${category}${date.slice(0, 4)}${area ? `_${area}` : ''}`.slice(0, 60) : '';
}

/**
 * Districts, one a line: their number, and what they are called.
 *
 * @param {string} text
 * @returns {{number: string, name: string}[]}
 */
export const districtsOf = text =>
  text
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
    .map(line => {
      const [number, ...words] = line.split(/\s+/);
      return {number, name: words.join(' ') || number};
    });

/** @param {{number: string, name: string}[]} districts */
export const textOf = districts =>
  districts.map(({number, name}) => (name === number ? number : `${number} ${name}`)).join('\n');

/**
 * What the hub is told.
 *
 * @param {FormData} form
 * @returns {Hub.NewElection}
 */
export const electionOf = form => ({
  name: form.get('name').trim(),
  category: form.get('category'),
  date: form.get('date'),
  domain: form.get('domain').trim() || undefined,
  districts: districtsOf(form.get('districts'))
});

/**
 * What is wrong, by the form's field; of several in one field the first. `districts/0/name` is of `districts`.
 *
 * @param {{errors?: {field?: string, message: string}[]}} problem
 * @returns {Record<string, string>}
 */
export function wrongIn(problem) {
  /** @type {Record<string, string>} */
  const wrong = {};
  for (const {field, message} of problem.errors ?? []) {
    const name = field?.split('/')[0] ?? '';
    if (FIELDS.includes(name)) wrong[name] ??= message;
  }
  return wrong;
}

/**
 * Whether this person may define it: the operator of the election table each, a municipality what nobody has defined.
 *
 * @param {string[]} roles
 * @param {{source: string}} [election] undefined for a new one
 */
export const mayDefine = (roles, election) =>
  roles.includes('table-operator') || (roles.includes('municipality') && (!election || election.source === 'mention'));

/**
 * Those that fit what somebody types, the last day first.
 *
 * @param {Iterable<Hub.Election>} elections
 * @param {string} text
 */
export const found = (elections, text) =>
  [...elections]
    .filter(e => `${e.id} ${e.name} ${e.date}`.toLowerCase().includes(text.trim().toLowerCase()))
    .sort((a, b) => b.date.localeCompare(a.date) || a.name.localeCompare(b.name, 'nl'));
