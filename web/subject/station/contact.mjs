import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {dateOf} from '../../engine/clock.mjs';
import {currentLanguage, t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';
import {problemText} from '../../ui/problem-text.mjs';

/** How the municipality of a station can be reached: asked only when somebody wants it, since it may name a person. */
class MunicipalityContact extends PageElement {
  static properties = {code: {}, contact: {state: true}, problem: {state: true}};

  constructor() {
    super();
    /** @type {string} */
    this.code;
    /** @type {Hub.MunicipalityContact | undefined} */
    this.contact;
    /** @type {string | undefined} */
    this.problem;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('code')) this.contact = this.problem = undefined;
  }

  /** @param {() => Promise<void>} act */
  async attempt(act) {
    this.problem = undefined;
    try {
      await act();
    } catch (problem) {
      this.problem = api.statusOf(problem) === 404 ? t('contact.none') : problemText(problem);
    }
  }

  /** @param {Event & {target: HTMLDetailsElement}} event */
  opened({target}) {
    if (!target.open) return;
    this.attempt(async () => {
      this.contact = await api.municipalityContact(this.code);
    });
  }

  erase() {
    return this.attempt(async () => {
      await api.eraseMunicipalityContact(this.code);
      this.contact = undefined;
      this.problem = t('contact.none');
    });
  }

  render() {
    return html`<details class="contact" @toggle=${this.opened}>
      <summary>${t('contact.title')}</summary>
      ${this.contact
        ? html`<p class="note">${this.contact.contact}</p>
            <p class="quiet">
              ${t('contact.by', {by: this.contact.by, time: dateOf(Date.parse(this.contact.at), currentLanguage())})}
            </p>
            <button type="button" @click=${this.erase}>${t('contact.erase')}</button>`
        : html`<p class="quiet" role="status">${this.problem ?? ''}</p>`}
    </details>`;
  }
}
customElements.define('tz-municipality-contact', MunicipalityContact);
