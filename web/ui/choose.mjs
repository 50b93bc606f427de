import {html, render} from 'lit';
import {t} from '../i18n/i18n.mjs';

/**
 * Asks the person to choose.
 *
 * @param {string} question
 * @param {{[way: string]: string}} ways their texts; the last one is what most want
 * @param {string} [more] what is good to know
 * @returns {Promise<string|undefined>} the way; undefined when the person thought better of it
 */
export function choose(question, ways, more = '') {
  const dialog = document.createElement('dialog');
  dialog.className = 'ask choose';
  dialog.setAttribute('aria-label', question);
  document.body.append(dialog);
  return new Promise(resolve => {
    /** @param {string} [way] */
    const done = way => {
      dialog.close();
      dialog.remove();
      resolve(way);
    };
    const names = Object.keys(ways);
    render(
      html`<p><b>${question}</b></p>
        <p>${more}</p>
        <div class="actions">
          <button type="button" @click=${() => done()}>${t('ask.cancel')}</button>
          ${names.map(
            (way, i) =>
              html`<button type="button" class=${i === names.length - 1 ? 'primary' : ''} @click=${() => done(way)}>
                ${ways[way]}
              </button>`
          )}
        </div>`,
      dialog
    );
    dialog.addEventListener('cancel', () => done());
    dialog.showModal();
  });
}
