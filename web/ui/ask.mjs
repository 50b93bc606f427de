import {html, render} from 'lit';
import {t} from '../i18n/i18n.mjs';

/**
 * Asks for a short text, such as a reason.
 *
 * @param {string} title
 * @param {{optional?: boolean, submit?: string, kept?: string}} [how] `kept`: under which name words stay on this phone
 * when the person thinks better of it, for the next time
 * @returns {Promise<string|undefined>} the words, or undefined when the person thought better of it
 */
export function ask(title, {optional = false, submit = 'ask.ok', kept} = {}) {
  const dialog = document.createElement('dialog');
  dialog.className = 'ask';
  dialog.setAttribute('aria-label', title);
  document.body.append(dialog);
  return new Promise(resolve => {
    /** @param {string | undefined} words */
    const done = words => {
      dialog.close();
      dialog.remove();
      resolve(words);
    };
    render(
      html`<form
        method="dialog"
        @submit=${(/** @type {Tz.SubmitEvent} */ e) => {
          e.preventDefault();
          if (kept) localStorage.removeItem(kept);
          done(new FormData(e.target).get('words').trim());
        }}
      >
        <label
          >${title}<textarea
            name="words"
            rows="3"
            maxlength="2000"
            ?required=${!optional}
            .value=${(kept && localStorage.getItem(kept)) ?? ''}
            @input=${(/** @type {Tz.DomEvent} */ e) => kept && localStorage.setItem(kept, e.target.value)}
          ></textarea>
        </label>
        <div class="actions">
          <button type="button" @click=${() => done(undefined)}>${t('ask.cancel')}</button
          ><button class="primary">${t(submit)}</button>
        </div>
      </form>`,
      dialog
    );
    dialog.addEventListener('cancel', () => done(undefined));
    dialog.querySelector('textarea')?.addEventListener('keydown', e => {
      if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) dialog.querySelector('form')?.requestSubmit();
    });
    dialog.showModal();
  });
}
