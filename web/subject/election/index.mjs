// The elections of the day, as the page shows them; the values that stations report for each are with the stations.

/** @type {Tz.Subject<Hub.Election>} */
const self = {
  lists: {election: 'elections'},
  key: e => `election/${e.id}`,
  entries: () => [],
  elements: () => import('./elements.mjs')
};
export default self;
