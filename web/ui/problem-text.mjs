import {t} from '../i18n/i18n.mjs';

/** What a person should read of a problem. */
export function problemText(problem) {
  if (problem.status === 0) return t('problem.offline');
  return t({409: 'problem.409', 403: 'problem.403'}[problem.status] ?? 'problem.any', {detail: problem.message});
}
