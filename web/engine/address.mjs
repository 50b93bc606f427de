// The view's address: what is filtered, chosen and opened stands in the address bar, so that a view can be sent to somebody else.

const KEYS = [
  'filter',
  'municipality',
  'district',
  'station',
  'item',
  'tab',
  'wall',
  'at',
  'q',
  'sort',
  'help',
  'least',
  'kind',
  // of the reports above the limit: the kind that is shown, or all, and the words that are looked for
  'above',
  'words',
  // of the observers' tab: its list, what is looked for in each, and the state of visits
  'observers',
  'visits',
  'stage',
  'accredited',
  // accounts that are looked for, and of which role
  'account',
  'role',
  // the narratives that are over, the file of stations, and the elections
  'over',
  'import',
  'elections'
];

export class Address extends EventTarget {
  constructor() {
    super();
    addEventListener('popstate', () => this.dispatchEvent(new Event('change')));
    const linked = this.get('escalation'); // as a notification writes it
    if (linked) history.replaceState(undefined, '', `?item=escalation/${linked}`);
  }

  /** @param {string} key */
  get(key) {
    return new URLSearchParams(location.search).get(key) ?? undefined;
  }

  /**
   * Changes some of it; undefined takes a key away; `replace` leaves no step in the browser's history. One thing is
   * open at a time: a station, or a report, incident or escalation.
   *
   * @param {{[key: string]: string | undefined}} changes
   */
  set(changes, replace = false) {
    if (changes.item) changes = {...changes, station: undefined};
    else if (changes.station) changes = {...changes, item: undefined};
    const url = new URL(location.href);
    for (const key of KEYS)
      if (key in changes)
        changes[key] === undefined ? url.searchParams.delete(key) : url.searchParams.set(key, changes[key]);
    if (url.href === location.href) return;
    replace ? history.replaceState(undefined, '', url) : history.pushState(undefined, '', url);
    this.dispatchEvent(new Event('change'));
  }
}
