// Narratives, as the page shows them.
import {html} from 'lit';
import {entriesFrom} from '../../engine/feed-entries.mjs';
import {placeName} from '../station/selectors.mjs';
import {locationOfNarrative, openNarratives, severityOfNarrative} from './selectors.mjs';

/** @param {Hub.Narrative | undefined} before @param {Hub.Narrative} n @returns {Tz.News | undefined} */
const news = (before, n) => {
  if (!before)
    return {
      kind: 'narrative-reported',
      severity: 'attention',
      at: n.at,
      by: n.by,
      role: n.role,
      note: n.claim,
      unverified: true
    };
  if (before.standing !== n.standing && n.standing)
    return {
      kind: `narrative-${n.standing}`,
      severity: n.standing === 'confirmed' ? 'urgent' : 'info',
      at: n.at,
      note: n.claim
    };
  return before.state === n.state
    ? undefined
    : {kind: `narrative-${n.state}`, severity: 'info', at: n.since, note: n.claim};
};

/** @type {Tz.Subject<Hub.Narrative>} */
const self = {
  lists: {narrative: 'narratives'},
  key: n => `narrative/${n.id}`,
  entries: (list, before, e, store) =>
    list === 'narratives' ? entriesFrom(self, news, before, e, e => placeName(store, e)) : [],
  first: store => [...store.narratives.values()].flatMap(e => self.entries('narratives', undefined, e, store)),
  panel: {narrative: app => html`<tz-narrative .app=${app}></tz-narrative>`},
  elements: () => import('./elements.mjs'),
  tabs: [{name: 'narratives', order: 40, draw: app => html`<tz-narratives .app=${app}></tz-narratives>`}],
  place: (store, n) => {
    const location = locationOfNarrative(store, n);
    return location && {location, zoom: 11};
  },
  label: subject => `narrativekind.${subject.label}`,
  marks: store =>
    openNarratives(store).flatMap(n => {
      const at = locationOfNarrative(store, n);
      return at
        ? {
            key: self.key(n),
            at,
            severity: severityOfNarrative(n),
            verified: false,
            label: `narrativekind.${n.kind}`,
            rumour: true,
            since: n.since
          }
        : [];
    })
};
export default self;
