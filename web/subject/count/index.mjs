// Counts of municipalities, as the page shows them.
import {html} from 'lit';
import {entriesFrom} from '../../engine/feed-entries.mjs';
import {marksOf, middlesOf, openOf, severityOfCount} from './selectors.mjs';

/** @param {Hub.Count | undefined} before @param {Hub.Count} count @returns {Tz.News | undefined} */
function news(before, count) {
  const at = count.since;
  const [late] = count.late;
  if (late && !(before?.late ?? []).some(l => l.what === late.what && l.session === late.session))
    return {kind: `count-${late.what}-late`, severity: 'attention', at};
  const file = count.files.at(-1);
  if (file && file.number !== before?.files.at(-1)?.number)
    return {
      kind: openOf(count, 'errors') > 0 ? 'count-file-errors' : 'count-file',
      severity: severityOfCount(count),
      at: file.at,
      by: file.by,
      role: file.role
    };
  const changed = count.sessions.find(s => before?.sessions.find(b => b.number === s.number)?.status !== s.status);
  if (changed)
    return {
      kind: `count-session-${changed.status}`,
      severity: 'info',
      at: changed.since,
      by: changed.by,
      role: changed.role,
      note: changed.place
    };
  if (count.revisions !== (before?.revisions ?? 0)) {
    const figures = count.provisional.at(-1);
    return {
      kind: count.revisions > 1 ? 'count-revised' : 'count-provisional',
      severity: count.revisions > 1 ? 'attention' : 'info',
      at: figures?.at ?? at,
      by: figures?.by,
      role: figures?.role,
      note: figures?.reason
    };
  }
  return undefined;
}

/** @type {Tz.Subject<Hub.Count>} */
const self = {
  lists: {count: 'counts'},
  key: count => `count/${count.id}`,
  entries: (list, before, count) => entriesFrom(self, news, before, count, c => c.municipality?.name ?? c.authority),
  first: store => [...store.counts.values()].flatMap(count => self.entries('counts', undefined, count, store)),
  tabs: [{name: 'counts', order: 55, draw: app => html`<tz-counts .app=${app}></tz-counts>`}],
  panel: {count: app => html`<tz-count .app=${app}></tz-count>`},
  elements: () => import('./elements.mjs'),
  place: (store, count) => {
    const location =
      count.sessions.find(s => s.location && s.status !== 'closed')?.location ??
      middlesOf(store).get(count.municipality?.code);
    return location && {location, zoom: 11};
  },
  label: subject => (subject.label === 'count' ? 'tally.title' : `kind.count-${subject.label}`),
  marks: marksOf
};
export default self;
