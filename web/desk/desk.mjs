import {html} from 'lit';
import {t} from '../i18n/i18n.mjs';
import {PageElement} from '../ui/element.mjs';
import {KEYS} from './keys.mjs';
import '../feed/feed.mjs';
import '../map/map-view.mjs';
import '../municipality/bulk.mjs';
import '../duty/roster.mjs';
import '../escalation/panel.mjs';
import '../incident/panel.mjs';
import '../narrative/list.mjs';
import '../narrative/panel.mjs';
import '../municipality/import.mjs';
import '../report/panel.mjs';
import '../tolerance/limits.mjs';
import '../ui/bar.mjs';
import '../ui/counters.mjs';
import '../ui/panel.mjs';
import '../ui/told.mjs';
import './municipalities.mjs';
import './station-list.mjs';
import './triage.mjs';

/** The picture as operators, table members and municipalities see it: what waits at the left, the map, what changes at the right, and one thing opened. */
class Desk extends PageElement {
  static properties = {app: {attribute: false}, selected: {state: true}};
  #onAddress = () => this.requestUpdate();
  #onKey = event => this.key(event);

  connectedCallback() {
    super.connectedCallback();
    this.app.address.addEventListener('change', this.#onAddress);
    addEventListener('keydown', this.#onKey);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.app.address.removeEventListener('change', this.#onAddress);
    removeEventListener('keydown', this.#onKey);
  }

  get isMunicipality() {
    return this.app.principal.roles.includes('municipality');
  }

  tabs() {
    const local = this.app.homeMunicipality();
    return local
      ? ['triage', 'map', 'list', 'feed', 'narratives', 'limits', 'duty']
      : ['triage', 'map', 'feed', 'narratives', 'list', 'municipalities', 'limits', 'duty'];
  }

  key(event) {
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.target.matches('input, select, textarea') ||
      localStorage.getItem('keys') === 'off'
    ) {
      if (event.key !== 'Escape') return;
    }
    if (event.target.closest?.('dialog')) return;
    const action = {
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
      e: 'escalate'
    }[event.key];
    if (!action || (action === 'openItem' && event.target.matches('button, a, summary'))) return;
    if (action !== 'close') event.preventDefault();
    if (this[action]) this[action]();
    else this.triage?.act(action);
  }

  get triage() {
    return this.querySelector('tz-triage');
  }

  search() {
    this.querySelector('tz-search')?.focusField();
  }

  /** Down what waits; where nothing does, down the list of stations. */
  next(by = 1) {
    if (this.triage?.keys.length > 0 && !this.app.address.get('station')) return this.triage.move(by);
    const station = this.querySelector('tz-list')?.neighbour(by);
    if (station) this.app.address.set({station});
    else this.app.address.set({tab: 'list'});
  }

  previous() {
    this.next(-1);
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
    this.querySelector('dialog.keys').showModal();
  }

  render() {
    const {address} = this.app;
    const tabs = this.tabs();
    const tab =
      tabs.includes(address.get('tab')) && address.get('tab') !== 'triage'
        ? address.get('tab')
        : this.app.homeMunicipality()
          ? 'list'
          : 'feed';
    const narrowTab = tabs.includes(address.get('tab')) ? address.get('tab') : 'triage';
    const kind = address.get('item')?.split('/')[0];
    const open = address.get('station') && this.app.store.stations.has(address.get('station'));
    return html`<div
      class="desk ${address.get('wall') ? 'wall' : ''} ${this.app.homeMunicipality() ? 'local' : ''} tab-${narrowTab}"
    >
      <tz-bar .app=${this.app} searchable></tz-bar>
      <tz-counters .app=${this.app}></tz-counters>
      <main id="content">
        <tz-triage .app=${this.app}></tz-triage>
        <tz-map .app=${this.app}></tz-map>
        <aside class="side">
          <div class="tabs" role="group" aria-label=${t('tab.map')}>
            ${tabs.map(
              name =>
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
            ${this.isMunicipality ? html`<tz-import></tz-import>` : ''}
          </div>
          ${tab === 'list'
            ? html`<tz-bulk
                  .app=${this.app}
                  .selected=${this.selected}
                  @done=${() => this.querySelector('tz-list').clearSelection()}
                ></tz-bulk>
                <tz-list
                  .app=${this.app}
                  ?selectable=${this.isMunicipality}
                  @selection=${e => {
                    this.selected = new Set(e.detail);
                  }}
                ></tz-list>`
            : tab === 'narratives'
              ? html`<tz-narratives .app=${this.app}></tz-narratives>`
              : tab === 'limits'
                ? html`<tz-limits .app=${this.app}></tz-limits>`
                : tab === 'duty'
                  ? html`<tz-roster .app=${this.app}></tz-roster>`
                  : tab === 'municipalities'
                    ? html`<tz-municipalities .app=${this.app}></tz-municipalities>`
                    : html`<tz-feed .app=${this.app}></tz-feed>`}
        </aside>
        ${open
          ? html`<tz-panel .app=${this.app}></tz-panel>`
          : kind === 'report'
            ? html`<tz-report .app=${this.app}></tz-report>`
            : kind === 'incident'
              ? html`<tz-incident .app=${this.app}></tz-incident>`
              : kind === 'escalation'
                ? html`<tz-escalation .app=${this.app}></tz-escalation>`
                : kind === 'narrative'
                  ? html`<tz-narrative .app=${this.app}></tz-narrative>`
                  : ''}
      </main>
      <tz-told .app=${this.app}></tz-told>
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
          ><button class="primary" @click=${e => e.target.closest('dialog').close()}>${t('panel.close')}</button>
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
