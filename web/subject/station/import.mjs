import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {dateOf} from '../../engine/clock.mjs';
import {currentLanguage, number, t} from '../../i18n/i18n.mjs';
import {csvOf} from '../../ui/csv.mjs';
import {PageElement} from '../../ui/element.mjs';
import {problemText} from '../../ui/problem-text.mjs';
import {STATION_FILES, isOfElection, typeOf} from './file-type.mjs';
import './import-history.mjs';

const MOST_SHOWN = 200;

/** Imports a file of stations: shows first what it would do, for which day and election, and does it on one further word. */
class Import extends PageElement {
  static properties = {
    busy: {state: true},
    preview: {state: true},
    result: {state: true},
    defined: {state: true},
    problem: {state: true},
    withdraw: {state: true}
  };

  constructor() {
    super();
    /** What the file would change. @type {Hub.ImportResult | undefined} */
    this.preview = undefined;
    /** @type {Hub.ImportResult | undefined} */
    this.result = undefined;
    /** The election that a file defined. @type {Hub.ImportedElection | undefined} */
    this.defined = undefined;
    /** @type {string | undefined} */
    this.problem = undefined;
    this.withdraw = false;
  }

  open() {
    this.again();
    this.querySelector('dialog')?.showModal();
  }

  again() {
    this.preview = this.result = this.problem = this.defined = undefined;
    this.withdraw = false;
  }

  /** @param {() => Promise<void>} act */
  async attempt(act) {
    this.busy = true;
    this.problem = undefined;
    try {
      await act();
    } catch (problem) {
      this.problem = problemText(problem);
    }
    this.busy = false;
  }

  /** @param {Tz.SubmitEvent} event */
  look(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const file = form.get('file');
    return this.attempt(async () => {
      if (await isOfElection(file)) this.defined = await api.importElection(file);
      else this.preview = await api.previewImport(file, typeOf(file.name), form.get('date'));
    });
  }

  confirm() {
    return this.attempt(async () => {
      this.result = await api.confirmImport(this.preview?.preview ?? '', this.withdraw);
      this.querySelector('tz-import-history')?.load();
    });
  }

  download() {
    const rows = [
      ['line', 'column', 'reason', 'row'],
      ...(this.preview?.rejected ?? []).map(r => [r.cell ?? r.line, r.column ?? '', r.reason, ...r.row])
    ];
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['\ufeff', csvOf(rows)], {type: 'text/csv'}));
    link.download = 'rejected.csv';
    link.click();
    URL.revokeObjectURL(link.href);
  }

  render() {
    return html`<button @click=${this.open}>${t('import.button')}</button>
      <dialog class="wide" aria-labelledby="import-title">
        <h2 id="import-title">${t('import.title')}</h2>
        ${this.defined
          ? this.definition(this.defined)
          : this.result
            ? this.done()
            : this.preview
              ? this.shown(this.preview)
              : this.choose()}
        <tz-import-history></tz-import-history>
      </dialog>`;
  }

  choose() {
    return html`<p class="quiet">${t('import.hint')}</p>
      <form @submit=${this.look}>
        <label>${t('import.file')}<input type="file" name="file" accept=${STATION_FILES} required /></label>
        <label>${t('import.date')}<input type="date" name="date" /></label>
        <p class="error" role="alert">${this.problem ?? ''}</p>
        <div class="actions">
          ${this.closing()}<button class="primary" ?disabled=${this.busy}>
            ${t(this.busy ? 'import.busy' : 'import.look')}
          </button>
        </div>
      </form>`;
  }

  /** @param {Hub.ImportResult} p */
  shown(p) {
    const changes = p.rows.filter(r => r.act !== 'withdraw');
    const gone = p.rows.filter(r => r.act === 'withdraw');
    return html`<div role="status">
        <p class="of-day">
          <b>${p.date ? dateOf(Date.parse(`${p.date}T12:00:00Z`), currentLanguage()) : t('import.noDay')}</b>
          ${p.elections.join(' · ')}
        </p>
        <ul class="sums">
          ${sum('add', p.imported)}${sum('change', p.changed - p.moved)}${sum('move', p.moved)}${sum(
            'same',
            p.unchanged
          )}${sum('reject', p.rejected.length)}${sum('withdraw', p.wouldWithdraw.length)}
        </ul>
        ${p.warnings
          .slice(0, 50)
          .map(
            w =>
              html`<p class="quiet">
                ${w.cell ? `${w.cell}, ` : w.line ? `${t('import.line')} ${w.line}, ` : ''}${w.column
                  ? `${w.column}: `
                  : ''}${w.reason}
              </p>`
          )}
      </div>
      ${p.perElection.length ? ofElections(p.perElection) : ''}
      ${changes.length ? table(t('import.changes'), changes) : ''}
      ${gone.length
        ? html`${table(t('import.gone'), gone)}
            <label class="tick"
              ><input
                type="checkbox"
                name="withdraw"
                .checked=${this.withdraw}
                @change=${e => {
                  this.withdraw = e.target.checked;
                }}
              />
              ${t('import.withdraw', {
                count: number(p.wouldWithdraw.length),
                reported: number(gone.filter(r => r.reported).length)
              })}</label
            >`
        : ''}
      ${p.rejected.length
        ? html`<h3>${t('import.rejected')}</h3>
            <div class="table-frame short" tabindex="0">
              <table class="rejected">
                <thead>
                  <tr>
                    <th>${t('import.place')}</th>
                    <th>${t('import.column')}</th>
                    <th>${t('import.reason')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${p.rejected.slice(0, MOST_SHOWN).map(
                    x =>
                      html`<tr>
                        <td class="n">${x.cell ?? x.line}</td>
                        <td>${x.column}</td>
                        <td>${x.reason}</td>
                      </tr>`
                  )}
                </tbody>
              </table>
            </div>
            <button type="button" @click=${this.download}>${t('import.download')}</button>`
        : ''}
      <p class="error" role="alert">${this.problem ?? ''}</p>
      <div class="actions">
        <button type="button" @click=${this.again}>${t('import.other')}</button
        ><button type="button" class="primary" ?disabled=${this.busy} @click=${this.confirm}>
          ${t(this.busy ? 'import.busy' : 'import.submit')}
        </button>
      </div>`;
  }

  /** @param {Hub.ImportedElection} d */
  definition(d) {
    return html`<div role="status">
        <p class="of-day">
          <b>${dateOf(Date.parse(`${d.election.date}T12:00:00Z`), currentLanguage())}</b> ${d.election.id}
        </p>
        <p>
          <b
            >${t(d.changed ? 'import.defined' : 'import.definedAlready', {
              name: d.election.name,
              districts: number(d.election.districts.length),
              lists: number(d.election.lists.length)
            })}</b
          >
        </p>
        ${d.warnings.map(w => html`<p class="quiet">${w.reason}</p>`)}
      </div>
      <div class="actions">
        <button type="button" @click=${this.again}>${t('import.other')}</button>${this.closing()}
      </div>`;
  }

  done() {
    const r = this.result;
    if (!r) return '';
    return html`<div role="status">
        <p><b>${t('import.result', {...r, rejected: r.rejected.length})}</b></p>
        ${r.withdrawn ? html`<p>${t('import.withdrawn', {count: number(r.withdrawn)})}</p>` : ''}
        ${r.wouldWithdraw.length
          ? html`<p class="quiet">${t('import.stays', {count: number(r.wouldWithdraw.length)})}</p>`
          : ''}
      </div>
      <div class="actions">
        <button type="button" @click=${this.again}>${t('import.other')}</button>${this.closing()}
      </div>`;
  }

  closing() {
    return html`<button type="button" @click=${() => this.querySelector('dialog')?.close()}>
      ${t('import.close')}
    </button>`;
  }
}

/** @param {string} act @param {number} count */
const sum = (act, count) =>
  html`<li class=${act} data-none=${count === 0}><b>${number(count)}</b> ${t(`import.sum.${act}`)}</li>`;

/** What changes for each election that the file names. @param {Hub.ImportResult['perElection']} elections */
const ofElections = elections =>
  html`<div class="table-frame" tabindex="0">
    <table class="per-election">
      <caption>
        ${t('import.for')}
      </caption>
      <thead>
        <tr>
          <th>${t('import.election')}</th>
          ${Object.keys(SUMS).map(act => html`<th class="n">${t(`import.sum.${act}`)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${elections.map(
          e =>
            html`<tr>
              <th scope="row">${e.name} <span class="quiet">${e.election}</span></th>
              ${Object.values(SUMS).map(field => html`<td class="n">${number(e[field])}</td>`)}
            </tr>`
        )}
      </tbody>
    </table>
  </div>`;

/** @type {Record<string, 'added' | 'changed' | 'moved' | 'unchanged' | 'rejected' | 'withdrawn'>} */
const SUMS = {
  add: 'added',
  change: 'changed',
  move: 'moved',
  same: 'unchanged',
  reject: 'rejected',
  withdraw: 'withdrawn'
};

/** @param {string} title @param {Hub.ImportResult['rows']} rows */
const table = (title, rows) =>
  html`<h3>${title}</h3>
    <div class="table-frame short" tabindex="0">
      <table>
        <tbody>
          ${rows.slice(0, MOST_SHOWN).map(
            r =>
              html`<tr>
                <td>${t(`import.act.${r.act}`)}</td>
                <td>${r.id}</td>
                <td>${r.name}</td>
                <td>
                  ${r.act === 'withdraw' && r.fields.includes('elections')
                    ? t('import.withdrawnOf', {elections: (r.elections ?? []).join(', ')})
                    : ''}
                  ${r.act === 'withdraw'
                    ? r.reported
                      ? html`<b>${t('import.hasReported')}</b>`
                      : ''
                    : r.fields.map(f => t(`import.field.${f}`)).join(', ')}
                </td>
              </tr>`
          )}
        </tbody>
      </table>
    </div>
    ${rows.length > MOST_SHOWN
      ? html`<p class="quiet">${t('import.more', {count: number(rows.length - MOST_SHOWN)})}</p>`
      : ''}`;

customElements.define('tz-import', Import);
