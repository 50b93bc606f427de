import {html} from 'lit';
import * as api from '../engine/api.mjs';
import {t} from '../i18n/i18n.mjs';
import {PageElement} from '../ui/element.mjs';

const DEMO = [
  ['operator', 'demo.operator'],
  ['municipality-GM0344', 'demo.municipality'],
  ['chair-GM0344-12', 'demo.chair'],
  ['mayor-GM0344', 'demo.mayor'],
  ['police-GM0344', 'demo.police'],
  ['bzk', 'demo.bzk'],
  ['partner-nieuwscheckers', 'demo.partner'],
  ['observer-odihr', 'demo.observer']
];

/** @type {Record<string, string>} */
const OF_STATUS = {401: 'login.wrong', 429: 'login.later', 0: 'login.offline'};

/** Who are you? Tells `done` who logged in. */
class Login extends PageElement {
  static properties = {message: {}, busy: {state: true}, demo: {type: Boolean}, issuer: {}};

  constructor() {
    super();
    /** @type {string | undefined} */
    this.issuer;
    /** @type {boolean} */
    this.demo;
  }

  /** @param {Tz.SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    await this.logIn(form.get('name').trim(), form.get('password'));
  }

  /** @param {string} name @param {string} password */
  async logIn(name, password) {
    this.busy = true;
    this.message = undefined;
    try {
      const {principal} = await api.logIn(name, password);
      this.dispatchEvent(new CustomEvent('done', {detail: principal}));
    } catch (problem) {
      this.message = t(OF_STATUS[api.statusOf(problem) ?? ''] ?? 'login.wrong');
      this.querySelector('input')?.focus();
    }
    this.busy = false;
  }

  render() {
    return html`<main class="login" id="content">
      <div class="login-card">
        <h1><img src="/icon.svg" alt="" width="40" height="40" />Tafelzicht</h1>
        <p class="quiet">${t('app.tagline')}</p>
        ${this.issuer
          ? html`<p class="error" role="alert">${this.message ?? ''}</p>
              <a class="button primary" href="/login">${t('login.issuer', {issuer: this.issuer})}</a>
              <details class="own-account">
                <summary>${t('login.own')}</summary>
                ${this.form()}
              </details>`
          : this.form()}
        ${this.demo
          ? html`<section class="demo-accounts">
              <p>${t('login.demo')}</p>
              ${DEMO.map(
                ([name, label]) =>
                  html`<button ?disabled=${this.busy} @click=${() => this.logIn(name, 'demo')}>
                    ${t(label)} <span class="quiet">${name}</span>
                  </button>`
              )}
            </section>`
          : ''}
      </div>
    </main>`;
  }

  form() {
    return html`<form @submit=${this.submit}>
      <label
        >${t('login.name')}<input name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required
      /></label>
      <label
        >${t('login.password')}<input name="password" type="password" autocomplete="current-password" required
      /></label>
      ${this.issuer ? '' : html`<p class="error" role="alert">${this.message ?? ''}</p>`}
      <button class=${this.issuer ? '' : 'primary'} ?disabled=${this.busy}>${t('login.submit')}</button>
    </form>`;
  }
}
customElements.define('tz-login', Login);
