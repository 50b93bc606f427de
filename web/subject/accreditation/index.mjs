// Who may observe where, as the page knows it.
import {entriesFrom} from '../../engine/feed-entries.mjs';

const news = (before, a) => {
  if (a.withdrawal && !before?.withdrawal) return {kind: 'accreditation-withdrawn', ...said(a.withdrawal)};
  return before ? undefined : {kind: 'accreditation-given', ...said(a)};
};
const said = ({at, by, role, reason}) => ({severity: 'info', at, by, role, note: reason});

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
