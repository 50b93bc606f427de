import {html} from 'lit';
import {shortName} from '../election/by-election.mjs';
import * as api from '../../engine/api.mjs';
import {dateOf, stampOf, timeOfDay} from '../../engine/clock.mjs';
import {currentLanguage, t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';
import {listFiles} from '../../ui/list-files.mjs';
import {problemText} from '../../ui/problem-text.mjs';

/** Which files were imported, by whom; each can be undone at any time, with a reason, as far as nobody has said something newer. */
class ImportHistory extends PageElement {
  static properties = {
    app: {attribute: false},
    items: {state: true},
    undoing: {state: true},
    undone: {state: true},
    problem: {state: true}
  };

  constructor() {
    super();
    /** @type {Hub.Import[] | undefined} */
    this.items;
    /** @type {{kept: {station: string, reason: string}[], [count: string]: unknown} | undefined} */
    this.undone;
  }

  async load() {
    try {
      this.items = (await api.imports()).items;
    } catch (problem) {
      this.problem = problemText(problem);
    }
  }

  /** @param {Tz.SubmitEvent} event @param {string} id */
  async undo(event, id) {
    event.preventDefault();
    const reason = new FormData(event.target).get('reason').trim();
    if (!reason) return;
    this.problem = undefined;
    try {
      this.undone = await api.reverseImport(id, reason);
      this.undoing = undefined;
      await this.load();
    } catch (problem) {
      this.problem = problemText(problem);
    }
  }

  render() {
    return html`<details
      class="history"
      @toggle=${(/** @type {Event & {target: HTMLDetailsElement}} */ e) => {
        if (e.target.open) this.load();
      }}
    >
      <summary>${t('imports.title')}</summary>
      ${this.undone
        ? html`<p role="status"><b>${t('import.undone', {...this.undone, kept: this.undone.kept.length})}</b></p>
            ${this.undone.kept.slice(0, 20).map(k => html`<p class="quiet">${k.station}: ${k.reason}</p>`)}`
        : ''}
      <p class="error" role="alert">${this.problem ?? ''}</p>
      <ol class="imports">
        ${(this.items ?? []).map(i => this.item(i))}
      </ol>
      ${this.items?.length
        ? listFiles(
            text => {
              this.problem = text;
            },
            () => this.asShown()
          )
        : ''}
      ${this.items?.length === 0 ? html`<p class="empty">${t('imports.none')}</p>` : ''}
    </details>`;
  }

  /** @returns {Tz.ListAsShown} */
  asShown() {
    return {
      title: t('imports.title'),
      columns: ['time', 'by', 'elections', 'imported', 'withdrawn', 'fingerprint'].map(c => t(`file.${c}`)),
      rows: (this.items ?? []).map(i => [
        stampOf(i.at),
        i.by,
        (i.elections ?? []).join(', '),
        i.imported,
        i.withdrawn,
        i.sha256
      ])
    };
  }

  /** @param {Hub.Import} i */
  item(i) {
    return html`<li>
      <p>
        <b>${dateOf(Date.parse(i.at), currentLanguage())} ${timeOfDay(i.at)}</b> ${i.by}${i.elections
          ? html` · ${i.elections.map(id => shortName(this.app.store, id, i.elections)).join(' · ')}`
          : ''}
      </p>
      <p>
        ${i.imported === undefined ? t('imports.unfinished') : t('import.result', i)}${i.withdrawn
          ? `, ${t('import.withdrawn', {count: i.withdrawn})}`
          : ''} <span class="quiet fingerprint" title=${i.sha256}>${i.sha256.slice(0, 12)}</span>
      </p>
      ${i.url
        ? html`<p class="quiet fetched">
            ${t('imports.fetched', {time: i.fetchedAt ? timeOfDay(i.fetchedAt) : ''})} <span>${i.url}</span>
          </p>`
        : ''}
      ${i.reversals.map(
        r =>
          html`<p class="notice">
            ${t('imports.reversed', {by: r.by, time: timeOfDay(r.at)})} <span class="note">“${r.reason}”</span>
          </p>`
      )}
      ${this.undoing === i.id
        ? html`<form @submit=${(/** @type {Tz.SubmitEvent} */ e) => this.undo(e, i.id)}>
            <label>${t('import.undo.reason')}<input name="reason" required maxlength="2000" /></label>
            <div class="actions">
              <button
                type="button"
                @click=${() => {
                  this.undoing = undefined;
                }}
              >
                ${t('ask.cancel')}</button
              ><button class="danger">${t('import.undo.do')}</button>
            </div>
          </form>`
        : html`<button
            type="button"
            @click=${() => {
              this.undoing = i.id;
              this.undone = undefined;
            }}
          >
            ${t('import.undo')}
          </button>`}
    </li>`;
  }
}
customElements.define('tz-import-history', ImportHistory);
