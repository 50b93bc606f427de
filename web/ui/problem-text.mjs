import {statusOf} from '../engine/api.mjs';
import {has, t} from '../i18n/i18n.mjs';

/** @type {Record<string, string>} */
const OF_STATUS = {409: 'problem.409', 403: 'problem.403'};

/**
 * What a field is called on the page; undefined where the page has no word for it. `shifts/0/until` is its last name.
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
 * The hub's words, in the reader's language, behind the field's name as the page has it.
 *
 * @param {Tz.Problem} problem
 */
function detailOf(problem) {
  const [first] = problem.errors ?? [];
  const name = first?.field && fieldName(first.field);
  return name ? `${name}: ${first.message}` : problem.message;
}

/** What a person should read of a problem. @param {unknown} problem */
export function problemText(problem) {
  const status = statusOf(problem);
  if (status === 0) return t('problem.offline');
  return t(OF_STATUS[status ?? ''] ?? 'problem.any', {detail: detailOf(/** @type {Tz.Problem} */ (problem))});
}
