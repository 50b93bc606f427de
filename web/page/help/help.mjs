import {html} from 'lit';
import {currentLanguage, t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';
import en from './texts-en.mjs';
import nl from './texts-nl.mjs';

/** What can be read in the page itself, in the reader's language. */
export const texts = () => (currentLanguage() === 'en' ? en : nl);

/**
 * The chapter that somebody begins with: that of their first role that has one.
 *
 * @param {string[]} roles
 * @param {Tz.Chapter[]} chapters
 */
export const chapterFor = (roles, chapters) =>
  chapters.find(c => c.roles.some(role => roles.includes(role))) ?? chapters[0];

/** The manual, a chapter for each person; which is open stands in the address, so that it can be sent and left by going back. */
class Help extends PageElement {
  static properties = {app: {attribute: false}};
  #onAddress = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    this.app.address.addEventListener('change', this.#onAddress);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.app.address.removeEventListener('change', this.#onAddress);
  }

  firstUpdated() {
    this.querySelector('dialog')?.showModal();
  }

  close() {
    this.app.address.set({help: undefined});
  }

  tour() {
    this.close();
    this.app.dispatchEvent(new Event('tour'));
  }

  render() {
    const {address, principal} = this.app;
    const {chapters, tours} = texts();
    const shown = chapters.find(c => c.name === address.get('help')) ?? chapterFor(principal.roles, chapters);
    return html`<dialog class="help" aria-labelledby="help-title" @close=${this.close}>
      <header>
        <h2 id="help-title">${t('help.title')}</h2>
        <button class="close" aria-label=${t('panel.close')} @click=${this.close}>✕</button>
      </header>
      <nav aria-label=${t('help.chapters')}>
        ${chapters.map(
          c =>
            html`<button
              aria-current=${c === shown ? 'page' : 'false'}
              @click=${() => address.set({help: c.name}, true)}
            >
              ${c.title}
            </button>`
        )}
      </nav>
      <article tabindex="0" aria-label=${shown.title}>
        <h3>${shown.title}</h3>
        ${shown.parts.map(
          ([what, how]) =>
            html`<section>
              <h4>${what}</h4>
              <p>${how}</p>
            </section>`
        )}
      </article>
      <div class="actions">
        ${tours[this.app.page ?? ''] ? html`<button @click=${this.tour}>${t('help.tour')}</button>` : ''}
        <button class="primary" @click=${this.close}>${t('panel.close')}</button>
      </div>
    </dialog>`;
  }
}
customElements.define('tz-help', Help);
