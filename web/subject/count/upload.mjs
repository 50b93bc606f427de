import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';
import {problemText} from '../../ui/problem-text.mjs';

/** Imports a count file, and shows what was found in it. */
class CountUpload extends PageElement {
  static properties = {
    app: {attribute: false},
    busy: {state: true},
    result: {state: true},
    problem: {state: true}
  };

  open() {
    this.result = this.problem = undefined;
    this.querySelector('dialog')?.showModal();
  }

  /** @param {Tz.SubmitEvent} event */
  async bring(event) {
    event.preventDefault();
    this.busy = true;
    this.problem = undefined;
    try {
      this.result = await api.importCount(new FormData(event.target).get('file'));
    } catch (problem) {
      this.problem = problemText(problem);
    }
    this.busy = false;
  }

  show() {
    this.querySelector('dialog')?.close();
    this.app.address.set({item: `count/${this.result?.id.split('.')[0]}`, station: undefined});
  }

  render() {
    return html`<button class="primary" @click=${this.open}>${t('tally.bring')}</button>
      <dialog aria-labelledby="bring-title">
        <h2 id="bring-title">${t('tally.bring')}</h2>
        ${this.result ? this.found(this.result) : this.form()}
      </dialog>`;
  }

  form() {
    return html`<p class="quiet">${t('tally.bringHint')}</p>
      <form @submit=${this.bring}>
        <label>${t('import.file')}<input type="file" name="file" accept=".xml,application/xml" required /></label>
        <p class="error" role="alert">${this.problem ?? ''}</p>
        <div class="actions">
          <button type="button" @click=${() => this.querySelector('dialog')?.close()}>${t('import.close')}</button
          ><button class="primary" ?disabled=${this.busy}>${t(this.busy ? 'import.busy' : 'tally.bring')}</button>
        </div>
      </form>`;
  }

  /** @param {Hub.CountImport} r */
  found(r) {
    return html`<div role="status">
        <p>
          <b>${t('tally.brought', {units: number(r.units), election: r.election})}</b> ${r.replaces
            ? t('tally.replaced')
            : ''}
        </p>
        <ul class="sums">
          ${Object.entries(r.findings).map(
            ([group, n]) =>
              html`<li class=${group} data-none=${n === 0}><b>${number(n)}</b> ${t(`tally.group.${group}`)}</li>`
          )}
        </ul>
        ${r.warnings.map(w => html`<p class="quiet">${w.reason}</p>`)}
      </div>
      <div class="actions">
        <button
          type="button"
          @click=${() => {
            this.result = undefined;
          }}
        >
          ${t('import.other')}</button
        ><button type="button" class="primary" @click=${this.show}>${t('tally.show')}</button>
      </div>`;
  }
}
customElements.define('tz-count-upload', CountUpload);
