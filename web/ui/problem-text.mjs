import {has, t} from '../i18n/i18n.mjs';

/** What a field is called on the page; undefined where the page has no word for it. `shifts/0/until` is its last name. */
function fieldName(path) {
  const name = path
    .split('/')
    .filter(part => !/^\d+$/.test(part))
    .at(-1);
  return has(`field.${name}`) ? t(`field.${name}`) : undefined;
}

/** The hub's words, in the reader's language, behind the field's name as the page has it. */
function detailOf(problem) {
  const [first] = problem.errors ?? [];
  const name = first?.field && fieldName(first.field);
  return name ? `${name}: ${first.message}` : problem.message;
}

/** What a person should read of a problem. */
export function problemText(problem) {
  if (problem.status === 0) return t('problem.offline');
  return t({409: 'problem.409', 403: 'problem.403'}[problem.status] ?? 'problem.any', {detail: detailOf(problem)});
}
