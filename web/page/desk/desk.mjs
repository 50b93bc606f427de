import {html} from 'lit';
import {ofKind, offered} from '../../engine/subjects.mjs';
import {t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';
import {firstUse} from './first-use.mjs';
import {KEYS} from './keys.mjs';
import './feed.mjs';
import '../top-bar.mjs';
import './counters.mjs';
import './course.mjs';
import '../../ui/toast.mjs';
import './map-view.mjs';
import './municipalities.mjs';
import './triage.mjs';
import {turnAt, turnPages, WallKeeper} from './wall.mjs';

/** @type {Tz.Tab[]} */
const OWN_TABS = [
  {name: 'triage', order: 10},
  {name: 'map', order: 20},
  {
    name: 'feed',
    order: 30,
    orderLocal: 35,
    /** @param {Tz.App} app */
    draw: app => html`<tz-feed .app=${app}></tz-feed>`
  },
  {
    name: 'municipalities',
    order: 60,
    /** @param {Tz.App} app */
    for: app => !app.homeMunicipality(),
    /** @param {Tz.App} app */
    draw: app => html`<tz-municipalities .app=${app}></tz-municipalities>`
  },
  {
    name: 'course',
    order: 75,
    /** @param {Tz.App} app */
    draw: app => html`<tz-course .app=${app}></tz-course>`
  },
  {
    name: 'accounts',
    order: 80,
    /** @param {Tz.App} app */
    for: app => app.principal.roles.includes('auditor') && !app.isPast,
    /** @param {Tz.App} app */
    draw: app => {
      app.loadAccounts();
      return html`<div class="accounts-audit"><tz-admin-accounts .app=${app} readonly></tz-admin-accounts></div>`;
    }
  }
];

/**
 * The picture as operators, table members and municipalities see it: what waits at the left, the map, changes at the
 * right, and one opened item.
 */
class Desk extends PageElement {
  static properties = {app: {attribute: false}};
  #onAddress = () => this.requestUpdate();
  /** @param {KeyboardEvent} event */
  #onKey = event => this.key(event);
  #onTick = () => (this.app.address.get('wall') || this.#awaits ? this.requestUpdate() : undefined);
  #keeper = new WallKeeper(Date.now());
  /** Whether what stands in the address was not there when this was drawn: a link is opened before the stations came. */
  #awaits = false;

  updated() {
    if (!this.app.address.get('wall')) return;
    turnPages(this, turnAt(performance.now()));
    this.#keeper.look(Date.now());
  }

  connectedCallback() {
    super.connectedCallback();
    this.app.address.addEventListener('change', this.#onAddress);
    this.app.addEventListener('tick', this.#onTick);
    addEventListener('keydown', this.#onKey);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.app.address.removeEventListener('change', this.#onAddress);
    this.app.removeEventListener('tick', this.#onTick);
    removeEventListener('keydown', this.#onKey);
  }

  get isMunicipality() {
    return this.app.principal.roles.includes('municipality');
  }

  /**
   * On a wall: alternates between the changes of the last quarter of an hour and the places with most problems, since
   * nobody scrolls.
   */
  wall() {
    return turnAt(performance.now()) % 2 === 0 || this.app.homeMunicipality()
      ? html`<tz-feed .app=${this.app} minutes="15"></tz-feed>`
      : html`<tz-municipalities .app=${this.app}></tz-municipalities>`;
  }

  /** The lists at the side, in their order: the desk's own, and what the subjects offer. */
  tabs() {
    const local = Boolean(this.app.homeMunicipality());
    return [...OWN_TABS, ...offered('tabs')]
      .filter(tab => tab.for?.(this.app) ?? true)
      .sort((a, b) => ((local && a.orderLocal) || a.order) - ((local && b.orderLocal) || b.order));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const on = /** @type {Element | null} */ (event.target);
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      on?.matches('input, select, textarea') ||
      localStorage.getItem('keys') === 'off'
    ) {
      if (event.key !== 'Escape') return;
    }
    if (on?.closest?.('dialog')) return;
    /** @type {Record<string, string>} */
    const actions = {
      '/': 'search',
      j: 'next',
      k: 'previous',
      Enter: 'openItem',
      Escape: 'close',
      g: 'search',
      h: 'home',
      '?': 'help',
      a: 'acknowledge',
      v: 'verify',
      m: 'merge',
      d: 'dismiss',
      e: 'escalate',
      x: 'choose',
      s: 'snooze',
      n: 'toNew'
    };
    const action = actions[event.key];
    if (!action || (action === 'openItem' && on?.matches('button, a, summary'))) return;
    if (action !== 'close') event.preventDefault();
    const own = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this))[action];
    if (typeof own === 'function') own.call(this);
    else this.triage?.act(action);
  }

  get triage() {
    return this.querySelector('tz-triage');
  }

  search() {
    this.querySelector('tz-search')?.focusField();
  }

  /** Moves down the list of what waits; when that is empty, down the list of stations. */
  next(by = 1) {
    const {triage} = this;
    if (triage && triage.keys.length > 0 && !this.app.address.get('station')) return triage.move(by);
    const station = this.querySelector('tz-list')?.neighbour(by);
    if (station) this.app.address.set({station});
    else this.app.address.set({tab: 'list'});
  }

  previous() {
    this.next(-1);
  }

  toNew() {
    this.triage?.toNew();
  }

  openItem() {
    this.triage?.open();
  }

  close() {
    this.app.address.set({station: undefined, item: undefined});
  }

  home() {
    this.app.address.set({municipality: undefined, station: undefined, item: undefined, filter: undefined});
  }

  help() {
    /** @type {HTMLDialogElement | null} */ (this.querySelector('dialog.keys'))?.showModal();
  }

  render() {
    const {address} = this.app;
    const tabs = this.tabs();
    const asked = tabs.find(tab => tab.name === address.get('tab'));
    const usual = this.app.homeMunicipality() ? 'list' : 'feed';
    const shown =
      asked && asked.name !== 'triage' && asked.name !== 'map' ? asked : tabs.find(tab => tab.name === usual);
    const tab = asked && asked.name !== 'triage' ? asked.name : usual;
    const narrowTab = asked?.name ?? 'triage';
    const kind = address.get('item')?.split('/')[0] ?? '';
    const open = address.get('station') && this.app.store.stations.has(address.get('station'));
    const scope = address.get('municipality');
    this.#awaits =
      (address.get('station') !== undefined && !open) ||
      (scope !== undefined && !this.app.store.municipalities.has(scope));
    return html`<div
      class="desk ${address.get('wall') ? 'wall' : ''} ${this.app.homeMunicipality() ? 'local' : ''} tab-${narrowTab}"
    >
      <tz-bar .app=${this.app} searchable></tz-bar>
      <tz-counters .app=${this.app}></tz-counters>
      <main id="content">
        <h1 class="for-readers">${t(this.app.homeMunicipality() ? 'page.municipality' : 'page.desk')}</h1>
        <tz-triage .app=${this.app}></tz-triage>
        <div class="map-side"><tz-map .app=${this.app}></tz-map>${firstUse(this.app)}</div>
        <aside class="side">
          <div class="tabs" role="group" aria-label=${t('tab.map')}>
            ${tabs.map(
              ({name}) =>
                html`<button
                  class="tab"
                  data-tab=${name}
                  aria-pressed=${tab === name}
                  data-narrow=${narrowTab === name}
                  @click=${() => address.set({tab: name, station: undefined, item: undefined})}
                >
                  ${t(`tab.${name}`)}
                </button>`
            )}
            ${address.get('municipality') && !this.app.homeMunicipality()
              ? html`<button class="scope" @click=${() => address.set({municipality: undefined, station: undefined})}>
                  ${this.app.store.municipalities.get(address.get('municipality'))?.municipality?.name} ✕
                </button>`
              : ''}
            ${this.isMunicipality ? html`<tz-import .app=${this.app}></tz-import>` : ''}
            ${this.app.isPast ? '' : html`<tz-elections .app=${this.app}></tz-elections>`}
          </div>
          ${address.get('wall') ? this.wall() : shown?.draw?.(this.app)}
        </aside>
        ${open ? ofKind('station')?.panel?.station(this.app) : (ofKind(kind)?.panel?.[kind]?.(this.app) ?? '')}
      </main>
      <tz-toast .app=${this.app}></tz-toast>
      <dialog class="keys" aria-labelledby="keys-title">
        <h2 id="keys-title">${t('keys.title')}</h2>
        <dl>
          ${KEYS.map(
            ([key, what]) =>
              html`<div>
                <dt><kbd>${key}</kbd></dt>
                <dd>${t(`keys.${what}`)}</dd>
              </div>`
          )}
        </dl>
        <div class="actions">
          <button @click=${this.toggleKeys}>
            ${t(localStorage.getItem('keys') === 'off' ? 'keys.on' : 'keys.off')}</button
          ><button
            @click=${e => {
              e.target.closest('dialog')?.close();
              this.app.address.set({help: 'me'});
            }}
          >
            ${t('help.title')}</button
          ><button class="primary" @click=${e => e.target.closest('dialog')?.close()}>${t('panel.close')}</button>
        </div>
      </dialog>
    </div>`;
  }

  toggleKeys() {
    localStorage.setItem('keys', localStorage.getItem('keys') === 'off' ? 'on' : 'off');
    this.requestUpdate();
  }
}
customElements.define('tz-desk', Desk);
