import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {currentLanguage, setLanguage, t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';
import './accounts.mjs';
import './nodes.mjs';
import './settings.mjs';
import './storage.mjs';

const TABS = ['nodes', 'accounts', 'settings', 'storage'];

/** The page for administrators, who see no content. Each of its parts has an address. */
class Admin extends PageElement {
  static properties = {app: {attribute: false}, exercise: {state: true}};
  #onAddress = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    this.app.address.addEventListener('change', this.#onAddress);
    this.lookForSign();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.app.address.removeEventListener('change', this.#onAddress);
  }

  /** Whether this is an exercise, which other pages are told with the clock of the day. */
  async lookForSign() {
    try {
      this.exercise = (await api.settings()).exercise;
    } catch {
      this.exercise = undefined; // another part of the page shows the error
    }
  }

  get tab() {
    const asked = this.app.address.get('tab') ?? '';
    return TABS.includes(asked) ? asked : TABS[0];
  }

  render() {
    return html`<div class="admin">
      <header class="bar">
        <span class="brand"><img src="/icon.svg" alt="" width="26" height="26" />Tafelzicht</span>
        ${this.exercise ? html`<strong class="exercise">${t('app.exercise')}</strong>` : ''}
        <span class="space"></span>
        <span class="who">${this.app.principal.name}</span>
        <button @click=${() => this.app.toggleTheme()}>
          ${t(document.documentElement.dataset.theme === 'light' ? 'theme.dark' : 'theme.light')}
        </button>
        <button
          lang=${currentLanguage() === 'nl' ? 'en' : 'nl'}
          @click=${() => setLanguage(currentLanguage() === 'nl' ? 'en' : 'nl')}
        >
          ${t('language.other')}
        </button>
        <button @click=${() => this.app.address.set({help: 'admin'})}>${t('help.title')}</button>
        <button @click=${() => this.app.logOut()}>${t('logout')}</button>
      </header>
      <main id="content">
        <h1>${t('admin.title')}</h1>
        <nav class="admin-tabs" aria-label=${t('admin.parts')}>
          ${TABS.map(
            tab =>
              html`<button
                aria-current=${this.tab === tab ? 'page' : 'false'}
                @click=${() => this.app.address.set({tab})}
              >
                ${t(`admin.tab.${tab}`)}
              </button>`
          )}
        </nav>
        ${this.chosen()}
      </main>
    </div>`;
  }

  chosen() {
    switch (this.tab) {
      case 'accounts':
        return html`<tz-admin-accounts .app=${this.app}></tz-admin-accounts>`;
      case 'settings':
        return html`<tz-admin-settings></tz-admin-settings>`;
      case 'storage':
        return html`<tz-admin-storage></tz-admin-storage>`;
      default:
        return html`<tz-admin-nodes></tz-admin-nodes>`;
    }
  }
}
customElements.define('tz-admin', Admin);
