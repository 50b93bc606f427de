import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {stampOf} from '../../engine/clock.mjs';
import {t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';
import {problemText} from '../../ui/problem-text.mjs';

/** The log-in of a station's chair, made by its municipality: the password is shown once. */
class ChairLogIn extends PageElement {
  static properties = {
    station: {},
    known: {state: true},
    made: {state: true},
    problem: {state: true},
    sure: {state: true}
  };

  constructor() {
    super();
    /** @type {string} */
    this.station;
    /** @type {Tz.ChairLogIn[] | undefined} */
    this.known;
    /** @type {{name: string, password: string} | undefined} */
    this.made;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('station')) return;
    this.known = this.made = this.problem = undefined;
    this.sure = false;
    /** @type {HTMLDetailsElement | null} */
    const details = this.querySelector('details');
    if (details) details.open = false;
  }

  async load() {
    const {station} = this;
    try {
      const {items} = await api.chairLogIns(station);
      if (station === this.station) this.known = items;
    } catch (problem) {
      this.problem = problemText(problem);
    }
  }

  async give() {
    const {station} = this;
    this.problem = undefined;
    try {
      const made = await api.giveChairLogIn(station);
      if (station !== this.station) return;
      this.made = made;
      this.sure = false;
      await this.load();
    } catch (problem) {
      this.problem = problemText(problem);
    }
  }

  render() {
    return html`<details
      class="amend chair-log-in"
      @toggle=${(/** @type {Event & {target: HTMLDetailsElement}} */ e) => e.target.open && this.load()}
    >
      <summary>${t('chairlogin.title')}</summary>
      ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : ''}
      ${this.made
        ? html`<p>${t('chairlogin.made', {name: this.made.name})}</p>
            <output class="made-password">${this.made.password}</output>
            <p class="quiet">${t('chairlogin.once')}</p>`
        : ''}
      ${(this.known ?? []).map(
        k =>
          html`<p>
            <b>${k.name}</b>
            <span class="quiet">${t('chairlogin.since', {time: stampOf(k.changedAt), by: k.changedBy})}</span>
          </p>`
      )}
      ${this.known === undefined ? '' : this.act()}
    </details>`;
  }

  /** A new password ends the chair's sessions, and so needs a confirmation; the first log-in does not. */
  act() {
    if (this.known?.length === 0) return html`<button @click=${() => this.give()}>${t('chairlogin.give')}</button>`;
    return this.sure
      ? html`<p class="notice">${t('chairlogin.ends')}</p>
          <div class="actions">
            <button
              @click=${() => {
                this.sure = false;
              }}
            >
              ${t('ask.cancel')}</button
            ><button class="primary" @click=${() => this.give()}>${t('chairlogin.renew')}</button>
          </div>`
      : html`<button
          @click=${() => {
            this.sure = true;
          }}
        >
          ${t('chairlogin.renew')}
        </button>`;
  }
}
customElements.define('tz-chair-log-in', ChairLogIn);
