import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';
import {problemText} from '../../ui/problem-text.mjs';
import {accountOf, CLEARANCES, errorsOf, ROLES, termsOf} from './terms.mjs';

/** @typedef {'add' | 'change' | 'reset' | undefined} Act undefined while nothing is asked */

/**
 * A dialog with which an account is added, changed, or given another password. What is wrong is said beside its field,
 * and what was typed stays. A password that the hub made is shown here, once. Tells `done` with what was done to whom.
 */
class AccountForm extends PageElement {
  static properties = {
    me: {},
    act: {state: true},
    account: {state: true},
    wrong: {state: true},
    problem: {state: true},
    made: {state: true},
    busy: {state: true}
  };

  constructor() {
    super();
    /** @type {string} */
    this.me;
    /** @type {Act} */
    this.act;
    /** For a reset of a password only the name is set. @type {Partial<Hub.Account> & {name: string}} */
    this.account;
    /** By the form's field. @type {Record<string, string>} */
    this.wrong;
    /** @type {string | undefined} */
    this.problem;
    /** @type {{name: string, password: string} | undefined} */
    this.made;
    /** @type {boolean} */
    this.busy;
  }

  add() {
    this.#open('add', {name: '', roles: [], municipalities: [], clearance: 'GREEN'});
  }

  /** @param {Hub.Account} account */
  change(account) {
    this.#open('change', account);
  }

  /** @param {string} name */
  reset(name) {
    this.#open('reset', {name});
  }

  /** @param {Act} act @param {Partial<Hub.Account> & {name: string}} account */
  async #open(act, account) {
    Object.assign(this, {act, account, wrong: {}, problem: undefined, made: undefined, busy: false});
    await this.updateComplete;
    /** @type {HTMLDialogElement} */ (this.querySelector('dialog')).showModal();
  }

  close() {
    /** @type {HTMLDialogElement} */ (this.querySelector('dialog')).close();
  }

  /** However it was closed, nothing of it remains in the page. */
  closed() {
    this.act = undefined;
    this.made = undefined;
  }

  /** @param {Tz.SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const {act} = this;
    this.busy = true;
    try {
      const name = act === 'add' ? form.get('name').trim() : this.account.name;
      const {password} = (await this.#send(act, name, form)) ?? {};
      this.#tell(act, name);
      if (password) this.made = {name, password};
      else this.close();
    } catch (problem) {
      if (api.statusOf(problem) === 401) location.reload();
      this.wrong = errorsOf(problem);
      this.problem = Object.keys(this.wrong).length ? t('admin.accounts.mend') : problemText(problem);
      await this.updateComplete;
      /** @type {HTMLElement | null} */ (this.querySelector('[aria-invalid="true"], fieldset.wrong input'))?.focus();
    }
    this.busy = false;
  }

  /**
   * @param {Act} act
   * @param {string} name
   * @param {FormData} form
   * @returns {Promise<{password?: string} | undefined>}
   */
  #send(act, name, form) {
    if (act === 'add') return api.addAccount(accountOf(form));
    if (act === 'change') return api.changeAccount(name, termsOf(form)).then(() => undefined);
    return api.resetPassword(name, form.get('password') || undefined);
  }

  /** @param {Act} act @param {string} name */
  #tell(act, name) {
    this.dispatchEvent(new CustomEvent('done', {detail: {act, name}}));
  }

  render() {
    return html`<dialog class="account" aria-labelledby="account-title" @close=${this.closed}>
      ${this.act
        ? html`<h2 id="account-title">${t(`admin.accounts.title.${this.act}`, {name: this.account.name})}</h2>
            ${this.made ? this.madePassword() : this.form()}`
        : ''}
    </dialog>`;
  }

  madePassword() {
    const {name, password} = /** @type {{name: string, password: string}} */ (this.made);
    return html`<p>${t('admin.accounts.made', {name})}</p>
      <output class="made-password">${password}</output>
      <p class="quiet">${t('admin.accounts.made.once')}</p>
      <div class="actions">
        <button @click=${() => navigator.clipboard?.writeText(password)}>${t('admin.accounts.copy')}</button
        ><button class="primary" autofocus @click=${this.close}>${t('admin.accounts.ready')}</button>
      </div>`;
  }

  form() {
    return html`<form @submit=${this.submit} novalidate>
      ${this.problem ? html`<p class="warning" role="alert">${this.problem}</p>` : ''}
      ${this.act === 'add' ? this.field('name', '') : ''} ${this.act === 'reset' ? '' : this.terms()}
      ${this.act === 'change' ? '' : this.password()}
      ${this.act === 'add' ? '' : html`<p class="quiet">${t('admin.accounts.ends')}</p>`}
      <div class="actions">
        <button type="button" @click=${this.close}>${t('ask.cancel')}</button
        ><button class="primary" ?disabled=${this.busy}>${t(`admin.accounts.do.${this.act}`)}</button>
      </div>
    </form>`;
  }

  /** @param {string} field */
  error(field) {
    return html`<span class="error" id=${`wrong-${field}`}
      >${this.wrong[field] ? `${t(`field.${field}`)}: ${this.wrong[field]}` : ''}</span
    >`;
  }

  /** @param {string} name @param {string} value @param {{hint?: string}} [more] */
  field(name, value, {hint} = {}) {
    return html`<label
      >${t(`field.${name}`)}${hint ? html` <span class="quiet">${hint}</span>` : ''}<input
        name=${name}
        value=${value}
        maxlength="3000"
        autocapitalize="none"
        autocomplete="off"
        spellcheck="false"
        aria-invalid=${this.wrong[name] ? 'true' : 'false'}
        aria-describedby=${`wrong-${name}`}
      />
      ${this.error(name)}</label
    >`;
  }

  terms() {
    const {roles, municipalities, station, clearance, organisation} = /** @type {Hub.Account} */ (this.account);
    return html`<fieldset class="roles ${this.wrong.roles ? 'wrong' : ''}" aria-describedby="wrong-roles">
        <legend>${t('field.roles')}</legend>
        ${ROLES.map(
          role =>
            html`<label class="tick"
              ><input type="checkbox" name="roles" value=${role} ?checked=${roles.includes(role)} />${t(
                `role.${role}`
              )}</label
            >`
        )}
        ${this.error('roles')}
      </fieldset>
      <div class="pairs">
        ${this.field('municipalities', municipalities.join(', '), {hint: t('admin.accounts.hint.municipalities')})}
        ${this.field('station', station ?? '', {hint: t('admin.accounts.hint.station')})}
        <label
          >${t('field.clearance')}<select name="clearance" aria-describedby="wrong-clearance">
            ${CLEARANCES.map(one => html`<option value=${one} ?selected=${one === clearance}>${one}</option>`)}
          </select>
          ${this.error('clearance')}</label
        >
        ${this.field('organisation', organisation ?? '')}
      </div>`;
  }

  password() {
    const own = this.act === 'reset' && this.account.name === this.me;
    return html`<label
      >${t('field.password')}
      <span class="quiet">${t(own ? 'admin.accounts.hint.ownPassword' : 'admin.accounts.hint.password')}</span
      ><input
        name="password"
        type="password"
        maxlength="200"
        autocomplete="new-password"
        aria-invalid=${this.wrong.password ? 'true' : 'false'}
        aria-describedby="wrong-password"
      />
      ${this.error('password')}</label
    >`;
  }
}
customElements.define('tz-account-form', AccountForm);
