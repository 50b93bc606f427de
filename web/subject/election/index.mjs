// The elections of the day, as the page knows them: what stations say of each is with the stations.

/** @type {Tz.Subject<Hub.Election>} */
const self = {
  lists: {election: 'elections'},
  key: e => `election/${e.id}`,
  entries: () => [],
  elements: async () => {}
};
export default self;
