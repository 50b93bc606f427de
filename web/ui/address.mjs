// The view's address: what is filtered, chosen and opened stands in the address bar, so that a view can be sent to somebody else.

const KEYS = ['filter', 'municipality', 'station', 'tab', 'wall'];

export class Address extends EventTarget {
  constructor() {
    super();
    addEventListener('popstate', () => this.dispatchEvent(new Event('change')));
  }

  get(key) {
    return new URLSearchParams(location.search).get(key) ?? undefined;
  }

  /** Changes some of it; undefined takes a key away. */
  set(changes) {
    const url = new URL(location.href);
    for (const key of KEYS) if (key in changes) changes[key] === undefined ? url.searchParams.delete(key) : url.searchParams.set(key, changes[key]);
    if (url.href === location.href) return;
    history.pushState(undefined, '', url);
    this.dispatchEvent(new Event('change'));
  }
}
