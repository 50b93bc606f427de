import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {timeWithSeconds} from '../../engine/clock.mjs';
import {t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';
import {problemText} from '../../ui/problem-text.mjs';

const STATUSES = ['open', 'suspended', 'closed', 'counting', 'count-suspended', 'counted'];
const AT_ONCE = 6;

/** Sets the status of many stations: select, act, confirm. Says of each that was refused, why. */
class Bulk extends PageElement {
  static properties = {
    app: {attribute: false},
    selected: {attribute: false},
    busy: {state: true},
    result: {state: true}
  };

  async apply(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const report = {status: form.get('status')};
    if (form.get('note')) report.note = form.get('note');
    this.busy = true;
    const rest = [...this.selected];
    const failed = [];
    let ok = 0;
    const worker = async () => {
      for (let id = rest.pop(); id; id = rest.pop()) {
        try {
          await api.report(id, report);
          ok++;
        } catch (problem) {
          failed.push({id, why: problemText(problem)});
        }
      }
    };
    await Promise.all(Array.from({length: AT_ONCE}, worker));
    this.busy = false;
    this.result = {ok, failed, at: this.app.clock.now()};
    this.dispatchEvent(new Event('done'));
  }

  render() {
    const count = this.selected?.size ?? 0;
    return html`${count > 0
      ? html`<form class="bulk" @submit=${this.apply}>
          <b>${t('bulk.selected', {count})}</b>
          <label
            >${t('bulk.set')}
            <select name="status">
              ${STATUSES.map(s => html`<option value=${s}>${t(`status.${s}`)}</option>`)}
            </select></label
          >
          <label>${t('bulk.note')} <input name="note" maxlength="2000" /></label>
          <button class="primary" ?disabled=${this.busy}>${t('bulk.apply')}</button>
        </form>`
      : ''}
    ${this.result
      ? html`<div class="result" role="status">
          <p>${t('bulk.done', {ok: this.result.ok, time: timeWithSeconds(this.result.at)})}</p>
          ${this.result.failed.length
            ? html`<p class="error">${t('bulk.failed', {failed: this.result.failed.length})}</p>
                <ul>
                  ${this.result.failed.map(f => html`<li>${f.id}: ${f.why}</li>`)}
                </ul>`
            : ''}
        </div>`
      : ''}`;
  }
}
customElements.define('tz-bulk', Bulk);
