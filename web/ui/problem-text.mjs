import {statusOf} from '../engine/api.mjs';
import {has, t} from '../i18n/i18n.mjs';

/** @type {Record<string, string>} */
const OF_STATUS = {409: 'problem.409', 403: 'problem.403'};

/**
 * The name of a field on the page; undefined when the page has none. `shifts/0/until` is its last name.
 *
 * @param {string} path
 */
function fieldName(path) {
  const name = path
    .split('/')
    .filter(part => !/^\d+$/.test(part))
    .at(-1);
  return has(`field.${name}`) ? t(`field.${name}`) : undefined;
}

/**
 * The hub's message, in the reader's language, after the name of the field on the page.
 *
 * @param {Tz.Problem} problem
 */
function detailOf(problem) {
  const [first] = problem.errors ?? [];
  const name = first?.field && fieldName(first.field);
  return name ? `${name}: ${first.message}` : problem.message;
}

/** The text of a problem for people. @param {unknown} problem */
export function problemText(problem) {
  const status = statusOf(problem);
  if (status === 0) return t('problem.offline');
  return t(OF_STATUS[status ?? ''] ?? 'problem.any', {detail: detailOf(/** @type {Tz.Problem} */ (problem))});
}
