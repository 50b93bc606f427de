// Accreditations of observers, as the page shows them.
import {entriesFrom} from '../../engine/feed-entries.mjs';

/** @param {Hub.Accreditation | undefined} before @param {Hub.Accreditation} a @returns {Tz.News | undefined} */
const news = (before, a) => {
  if (a.withdrawal && !before?.withdrawal) return {kind: 'accreditation-withdrawn', ...said(a.withdrawal)};
  return before ? undefined : {kind: 'accreditation-given', ...said(a)};
};
/** @param {{by: string, role: string, at: string, reason?: string}} what */
const said = ({at, by, role, reason}) => ({severity: 'info', at, by, role, note: reason});

/** @type {Tz.Subject<Hub.Accreditation>} */
const self = {
  lists: {accreditation: 'accreditations'},
  key: a => `accreditation/${a.id}`,
  entries: (list, before, a) =>
    entriesFrom(self, news, before, a, a => `${a.terms.organisation} ${a.terms.number}`).map(entry => ({
      ...entry,
      item: undefined,
      municipality: a.terms.municipalities[0]
    })),
  elements: () => import('./elements.mjs')
};
export default self;
