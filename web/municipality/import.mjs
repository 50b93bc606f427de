import {html} from 'lit';
import * as api from '../api.mjs';
import {t} from '../i18n/i18n.mjs';
import {PageElement} from '../ui/element.mjs';
import {problemText} from '../ui/problem-text.mjs';

/** Imports a file of stations; shows what was refused, in a table that can be taken away. */
class Import extends PageElement {
  static properties = {busy: {state: true}, result: {state: true}, problem: {state: true}, undone: {state: true}};

  open() {
    this.result = this.problem = this.undone = undefined;
    this.querySelector('dialog').showModal();
  }

  async submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const file = form.get('file');
    this.busy = true;
    this.result = this.problem = this.undone = undefined;
    try {
      this.result = await api.importStations(file, /\.csv$/i.test(file.name) ? 'text/csv' : 'application/xml', form.get('date'));
    } catch (problem) {
      this.problem = problemText(problem);
    }
    this.busy = false;
  }

  /** A wrong file: everything as it was, as far as nobody said something newer. */
  async undo() {
    const reason = this.querySelector('[name=undo-reason]').value.trim();
    if (!reason) return;
    this.busy = true;
    this.problem = undefined;
    try {
      this.undone = await api.reverseImport(this.result.id, reason);
    } catch (problem) {
      this.problem = problemText(problem);
    }
    this.busy = false;
  }

  download() {
    const quote = text => `"${String(text).replaceAll('"', '""')}"`;
    const rows = [['line', 'column', 'reason', 'row'], ...this.result.rejected.map(r => [r.line, r.column, r.reason, ...r.row])];
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([rows.map(r => r.map(quote).join(',')).join('\r\n')], {type: 'text/csv'}));
    link.download = 'rejected.csv';
    link.click();
    URL.revokeObjectURL(link.href);
  }

  render() {
    const r = this.result;
    return html`<button @click=${this.open}>${t('import.button')}</button>
      <dialog aria-labelledby="import-title">
        <h2 id="import-title">${t('import.title')}</h2>
        <p class="quiet">${t('import.hint')}</p>
        <form @submit=${this.submit}>
          <label>${t('import.file')}<input type="file" name="file" accept=".xml,.csv,text/csv,application/xml" required></label>
          <label>${t('import.date')}<input type="date" name="date"></label>
          <p class="error" role="alert">${this.problem ?? ''}</p>
          ${r ? html`<div role="status"><p><b>${t('import.result', {...r, rejected: r.rejected.length})}</b></p>${r.warnings.slice(0, 50).map(w => html`<p class="quiet">${w.line ? `${t('import.line')} ${w.line}, ` : ''}${w.column ? `${w.column}: ` : ''}${w.reason}</p>`)}
            ${r.rejected.length ? html`<div class="table-frame short" tabindex="0"><table><thead><tr><th>${t('import.line')}</th><th>${t('import.column')}</th><th>${t('import.reason')}</th></tr></thead>
              <tbody>${r.rejected.slice(0, 200).map(x => html`<tr><td class="n">${x.line}</td><td>${x.column}</td><td>${x.reason}</td></tr>`)}</tbody></table></div>
              <button type="button" @click=${this.download}>${t('import.download')}</button>` : ''}
            ${this.undone ? html`<p><b>${t('import.undone', {...this.undone, kept: this.undone.kept.length})}</b></p>${this.undone.kept.slice(0, 20).map(k => html`<p class="quiet">${k.station}: ${k.reason}</p>`)}`
              : r.imported + r.changed > 0 ? html`<details class="undo"><summary>${t('import.undo')}</summary><label>${t('import.undo.reason')}<input name="undo-reason" maxlength="2000"></label><button type="button" ?disabled=${this.busy} @click=${this.undo}>${t('import.undo.do')}</button></details>` : ''}</div>` : ''}
          <div class="actions"><button type="button" @click=${() => this.querySelector('dialog').close()}>${t('import.close')}</button><button class="primary" ?disabled=${this.busy}>${t(this.busy ? 'import.busy' : 'import.submit')}</button></div>
        </form>
      </dialog>`;
  }
}
customElements.define('tz-import', Import);
