import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {dateOf, stampOf, timeOfDay} from '../../engine/clock.mjs';
import {currentLanguage, number, t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';
import {listFiles} from '../../ui/list-files.mjs';
import {problemText} from '../../ui/problem-text.mjs';
import './account-form.mjs';
import {ROLES} from './terms.mjs';

/** @param {string} at */
const moment = at => `${dateOf(Date.parse(at), currentLanguage())} ${timeOfDay(at)}`;

/** The accounts of the hub's own log-in: found, added, changed, and ended. */
class Accounts extends PageElement {
  static properties = {
    app: {attribute: false},
    readonly: {type: Boolean},
    found: {state: true},
    told: {state: true},
    problem: {state: true},
    changes: {state: true}
  };
  asked = '';

  constructor() {
    super();
    /** @type {Hub.Accounts} */
    this.found;
    /** For readers who may not change accounts. @type {boolean} */
    this.readonly;
    /** By the account's name. @type {Record<string, Hub.AccountChange[]>} */
    this.changes = {};
  }

  /** Not when it is connected: an element that is defined after it was drawn has no application yet. */
  firstUpdated() {
    this.look();
  }

  /** What is looked for, as it stands in the address. */
  get question() {
    const {address} = this.app;
    const role = address.get('role') ?? '';
    return {q: address.get('account') ?? '', role: /** @type {readonly string[]} */ (ROLES).includes(role) ? role : ''};
  }

  /** @param {string} [after] the name behind which the list goes on */
  async look(after) {
    const {question} = this;
    const asked = (this.asked = JSON.stringify(question));
    try {
      const page = await api.accounts({...question, after});
      if (asked !== this.asked) return; // another search was started meanwhile
      this.found = after ? {...page, items: [...this.found.items, ...page.items]} : page;
      this.problem = undefined;
    } catch (problem) {
      if (api.statusOf(problem) === 401) location.reload();
      this.problem = problemText(problem);
    }
  }

  /** @param {Tz.SubmitEvent} event */
  search(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    this.app.address.set({account: form.get('q').trim() || undefined, role: form.get('role') || undefined}, true);
    this.look();
  }

  get form() {
    return /** @type {HTMLElementTagNameMap['tz-account-form']} */ (this.querySelector('tz-account-form'));
  }

  /**
   * Does something irreversible, after a second question.
   *
   * @param {string} act
   * @param {string} name
   * @param {(name: string) => Promise<unknown>} what
   */
  async sure(act, name, what) {
    if (!confirm(t(`admin.accounts.sure.${act}`, {name}))) return;
    try {
      await what(name);
      this.done(act, name);
    } catch (problem) {
      this.told = undefined;
      this.problem = problemText(problem);
    }
  }

  /** @param {string} act @param {string} name */
  done(act, name) {
    this.problem = undefined;
    this.told = t(`admin.accounts.done.${act}`, {name});
    if (this.changes[name]) this.showChanges(name);
    this.look();
  }

  /** @param {string} name */
  async showChanges(name) {
    try {
      this.changes = {...this.changes, [name]: (await api.accountChanges(name)).items};
    } catch (problem) {
      this.problem = problemText(problem);
    }
  }

  /** @param {Tz.SubmitEvent} event */
  async endSessions(event) {
    event.preventDefault();
    const form = event.target;
    const name = new FormData(form).get('name').trim();
    if (!name) return;
    await this.sure('sessions', name, api.endSessions);
    if (!this.problem) form.reset();
  }

  render() {
    return html`<p class="quiet">${t(this.readonly ? 'admin.accounts.lead.audit' : 'admin.accounts.lead')}</p>
      ${this.found?.demoAccounts ? html`<p class="notice">${t('admin.accounts.demo')}</p>` : ''}
      ${this.found?.issuer
        ? html`<p class="notice">${t('admin.accounts.issuer', {issuer: this.found.issuer})}</p>`
        : ''}
      <form class="account-search" role="search" @submit=${this.search}>
        <label
          >${t('admin.accounts.search')}<input
            name="q"
            type="search"
            maxlength="100"
            autocapitalize="none"
            .value=${this.question.q}
        /></label>
        <label
          >${t('field.role')}<select
            name="role"
            @change=${e => /** @type {HTMLFormElement} */ (e.target.form).requestSubmit()}
          >
            <option value="">${t('admin.accounts.anyRole')}</option>
            ${ROLES.map(
              role => html`<option value=${role} ?selected=${role === this.question.role}>${t(`role.${role}`)}</option>`
            )}
          </select></label
        >
        <button>${t('search.label')}</button>
        ${this.readonly
          ? ''
          : html`<button type="button" class="primary" @click=${() => this.form.add()}>
              ${t('admin.accounts.add')}
            </button>`}
      </form>
      ${this.problem ? html`<p class="warning" role="alert">${this.problem}</p>` : ''}
      <p role="status" class="account-told">${this.told ?? ''}</p>
      ${this.found ? this.list() : html`<p aria-busy="true">${t('app.loading')}</p>`}
      ${this.readonly ? '' : this.acts()}`;
  }

  acts() {
    return html`<section class="admin-sessions">
        <h2>${t('admin.sessions')}</h2>
        <p class="quiet">${t('admin.sessions.lead')}</p>
        <form @submit=${this.endSessions}>
          <label
            >${t('admin.sessions.whose')}<input
              name="name"
              required
              maxlength="200"
              autocapitalize="none"
              autocomplete="off"
              spellcheck="false" /></label
          ><button class="primary danger">${t('admin.sessions.end')}</button>
        </form>
      </section>
      <tz-account-form
        @done=${e => this.done(e.detail.act, e.detail.name)}
        .me=${this.app.principal.name}
      ></tz-account-form>`;
  }

  list() {
    const {items, total, next} = this.found;
    return html`<p class="quiet">
        ${t(total === 1 ? 'admin.accounts.one' : 'admin.accounts.many', {n: number(total)})}
      </p>
      ${listFiles(
        text => {
          this.problem = text;
        },
        () => this.asShown()
      )}
      <ul class="accounts">
        ${items.map(account => this.account(account))}
      </ul>
      ${next ? html`<button class="more" @click=${() => this.look(next)}>${t('admin.accounts.more')}</button>` : ''}`;
  }

  /** The accounts loaded so far; more are loaded on request. @returns {Tz.ListAsShown} */
  asShown() {
    return {
      title: t('admin.tab.accounts'),
      columns: ['account', 'roles', 'municipality', 'station', 'clearance', 'organisation', 'changed', 'by'].map(c =>
        t(`file.${c}`)
      ),
      rows: this.found.items.map(a => [
        a.name,
        a.roles.map(role => t(`role.${role}`)).join(', '),
        a.municipalities.join(', '),
        a.station,
        a.clearance,
        a.organisation,
        stampOf(a.changedAt),
        a.changedBy
      ])
    };
  }

  /** @param {Hub.Account} account */
  account(account) {
    const {name} = account;
    const where = [...account.municipalities.map(code => (code === '*' ? t('admin.accounts.everywhere') : code))];
    if (account.station) where.push(account.station);
    /** @param {string} key @param {() => void} what */
    const act = (key, what, kind = '') =>
      html`<button class=${kind} aria-label=${`${t(key)}: ${name}`} @click=${what}>${t(key)}</button>`;
    return html`<li>
      <div class="account-who">
        <strong>${name}</strong>
        ${name === this.app.principal.name ? html`<span class="quiet">${t('admin.accounts.you')}</span>` : ''}
        <span>${account.roles.map(role => t(`role.${role}`)).join(', ')}</span>
      </div>
      <div class="account-what">
        <span>${where.slice(0, 6).join(', ')}${where.length > 6 ? ` +${where.length - 6}` : ''}</span>
        <span class="quiet">${[account.clearance, account.organisation].filter(Boolean).join(' · ')}</span>
        <details
          @toggle=${(/** @type {Event & {target: HTMLDetailsElement}} */ e) => e.target.open && this.showChanges(name)}
        >
          <summary>
            ${account.changedAt
              ? t('admin.accounts.changed', {time: moment(account.changedAt), by: account.changedBy})
              : t('admin.accounts.changes')}
          </summary>
          <ol>
            ${(this.changes[name] ?? []).map(change => html`<li>${this.change(change)}</li>`)}
          </ol>
        </details>
      </div>
      ${this.readonly
        ? ''
        : html`<div class="account-acts">
            ${act('admin.accounts.change', () => this.form.change(account))}
            ${act('admin.accounts.reset', () => this.form.reset(name))}
            ${act('admin.accounts.end', () => this.sure('sessions', name, api.endSessions))}
            ${act('admin.accounts.remove', () => this.sure('remove', name, api.removeAccount), 'danger')}
          </div>`}
    </li>`;
  }

  /** @param {Hub.AccountChange} change */
  change({at, by, change, password, roles}) {
    const what = t(`admin.accounts.history.${change === 'changed' && password ? 'password' : change}`);
    return `${moment(at)}: ${what}, ${by} (${roles.map(role => t(`role.${role}`)).join(', ')})`;
  }
}
customElements.define('tz-admin-accounts', Accounts);
