import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {dateOf} from '../../engine/clock.mjs';
import {currentLanguage, number, t} from '../../i18n/i18n.mjs';
import {csvOf} from '../../ui/csv.mjs';
import {PageElement} from '../../ui/element.mjs';
import {problemText} from '../../ui/problem-text.mjs';
import {STATION_FILES, isOfElection, typeOf} from './file-type.mjs';
import {shortName} from '../election/by-election.mjs';
import './import-rows.mjs';
import './import-history.mjs';

const MOST_SHOWN = 200;
/** @typedef {Hub.ImportResult['rows'][number]} Planned */

/**
 * What the hub is asked to do: everything where all was chosen, else the rows by their ids.
 *
 * @param {Hub.ImportResult} preview
 * @param {Set<string>} chosen
 */
export function approvalOf({rows, rowsLeftOut}, chosen) {
  const gone = rows.filter(r => r.act === 'withdraw');
  const withdraw = gone.some(r => chosen.has(r.id));
  const isAll = rows.every(r => chosen.has(r.id) || (!withdraw && r.act === 'withdraw'));
  return {withdraw, rows: isAll || rowsLeftOut > 0 ? undefined : [...chosen]};
}

/** How many rows that are. @param {Hub.ImportResult} preview @param {Set<string>} chosen */
const approvedOf = (preview, chosen) =>
  preview.rowsLeftOut > 0
    ? preview.imported + preview.changed + (approvalOf(preview, chosen).withdraw ? preview.wouldWithdraw.length : 0)
    : chosen.size;

/** Imports a file of stations: shows first what it would do, for which day and election, and does it on one further word. */
class Import extends PageElement {
  static properties = {
    app: {attribute: false},
    sources: {state: true},
    published: {state: true},
    busy: {state: true},
    preview: {state: true},
    result: {state: true},
    defined: {state: true},
    problem: {state: true},
    chosen: {state: true}
  };

  constructor() {
    super();
    /** Hosts from which the hub fetches files itself. @type {string[]} */
    this.sources = [];
    /** Whether an address is given instead of a file. */
    this.published = false;
    /** What the file would change. @type {Hub.ImportResult | undefined} */
    this.preview = undefined;
    /** @type {Hub.ImportResult | undefined} */
    this.result = undefined;
    /** The election that a file defined. @type {Hub.ImportedElection | undefined} */
    this.defined = undefined;
    /** @type {string | undefined} */
    this.problem = undefined;
    /** Ids of the rows that are approved. @type {Set<string>} */
    this.chosen = new Set();
  }

  #onAddress = () => this.follow();

  connectedCallback() {
    super.connectedCallback();
    this.app?.address.addEventListener('change', this.#onAddress);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.app?.address.removeEventListener('change', this.#onAddress);
  }

  firstUpdated() {
    this.follow();
  }

  /** Open while the address says so, so that it has a link, and back closes it. */
  follow() {
    const dialog = this.querySelector('dialog');
    const wanted = this.app?.address.get('import') !== undefined;
    if (!dialog || dialog.open === wanted) return;
    if (wanted) {
      this.again();
      dialog.showModal();
      this.attempt(async () => {
        this.sources = (await api.importSources()).hosts;
      });
    } else dialog.close();
  }

  open() {
    this.app.address.set({import: '1'});
  }

  again() {
    this.preview = this.result = this.problem = this.defined = undefined;
    this.chosen = new Set();
    this.published = false;
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
    const url = form.get('url')?.trim();
    return this.attempt(async () => {
      if (!url && (await isOfElection(file))) {
        this.defined = await api.importElection(file);
        return;
      }
      this.preview = url
        ? await api.previewPublished(url, form.get('date'))
        : await api.previewImport(file, typeOf(file.name), form.get('date'));
      this.chosen = new Set(this.preview.rows.filter(r => r.act !== 'withdraw').map(r => r.id));
    });
  }

  confirm() {
    return this.attempt(async () => {
      if (!this.preview) return;
      const {withdraw, rows} = approvalOf(this.preview, this.chosen);
      this.result = await api.confirmImport(this.preview.preview ?? '', withdraw, rows);
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
      <dialog
        class="wide"
        aria-labelledby="import-title"
        @close=${() => this.app.address.set({import: undefined}, true)}
      >
        <h2 id="import-title">${t('import.title')}</h2>
        ${this.defined
          ? this.definition(this.defined)
          : this.result
            ? this.done()
            : this.preview
              ? this.shown(this.preview)
              : this.choose()}
        <tz-import-history .app=${this.app}></tz-import-history>
      </dialog>`;
  }

  choose() {
    return html`<p class="quiet">${t('import.hint')}</p>
      <form @submit=${this.look}>
        <label
          >${t('import.file')}<input type="file" name="file" accept=${STATION_FILES} ?required=${!this.published}
        /></label>
        ${this.sources.length
          ? html`<label
              >${t('import.url')} <span class="quiet">${t('import.urlHint', {hosts: this.sources.join(', ')})}</span
              ><input
                type="url"
                name="url"
                maxlength="1000"
                placeholder="https://"
                @input=${(/** @type {Tz.DomEvent} */ e) => {
                  this.published = e.target.value.trim() !== '';
                }}
            /></label>`
          : ''}
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
          ${p.elections.map(id => this.nameOf(id)).join(' · ')}
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
      ${changes.length ? this.table(t('import.changes'), changes, p) : ''}
      ${gone.length
        ? html`${this.table(t('import.gone'), gone, p)} ${p.rowsLeftOut ? this.withdrawAll(p, gone) : ''}`
        : ''}
      ${p.rowsLeftOut ? html`<p class="quiet">${t('import.allOrNone', {count: number(p.rowsLeftOut)})}</p>` : ''}
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
                        <td class="n" data-label=${t('import.place')}>${x.cell ?? x.line}</td>
                        <td data-label=${t('import.column')}>${x.column}</td>
                        <td data-label=${t('import.reason')}>${x.reason}</td>
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
        ><button type="button" class="primary" ?disabled=${this.busy || this.chosen.size === 0} @click=${this.confirm}>
          ${t(this.busy ? 'import.busy' : 'import.approve', {count: number(approvedOf(p, this.chosen))})}
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

  /** What the file leaves out, all at once. @param {Hub.ImportResult} p @param {Planned[]} gone */
  withdrawAll(p, gone) {
    return html`<label class="tick"
      ><input
        type="checkbox"
        name="withdraw"
        .checked=${gone.every(r => this.chosen.has(r.id))}
        @change=${(/** @type {Tz.DomEvent} */ e) => this.pick(gone, e.target.checked)}
      />
      ${t('import.withdraw', {
        count: number(p.wouldWithdraw.length),
        reported: number(gone.filter(r => r.reported).length)
      })}</label
    >`;
  }

  /** @param {Planned[]} rows @param {boolean} on */
  pick(rows, on) {
    const chosen = new Set(this.chosen);
    for (const {id} of rows) on ? chosen.add(id) : chosen.delete(id);
    this.chosen = chosen;
  }

  /** @param {string} title @param {Planned[]} rows @param {Hub.ImportResult} p */
  table(title, rows, p) {
    return html`<tz-import-rows
      .heading=${title}
      .rows=${rows}
      .chosen=${this.chosen}
      .nameOf=${(/** @type {string} */ id) => this.nameOf(id)}
      ?fixed=${p.rowsLeftOut > 0}
      @pick=${(/** @type {CustomEvent<{rows: Planned[], on: boolean}>} */ e) => this.pick(e.detail.rows, e.detail.on)}
    ></tz-import-rows>`;
  }

  /** As the file or the hub calls an election; its id where neither does. @param {string} id */
  nameOf(id) {
    return this.preview?.perElection.find(e => e.election === id)?.name ?? shortName(this.app.store, id);
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
              ${Object.entries(SUMS).map(
                ([act, field]) => html`<td class="n" data-label=${t(`import.sum.${act}`)}>${number(e[field])}</td>`
              )}
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

customElements.define('tz-import', Import);
