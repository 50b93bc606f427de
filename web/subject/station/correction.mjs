import {html} from 'lit';
import {t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';

const STATUSES = [
  'expected',
  'open',
  'suspended',
  'closed',
  'counting',
  'count-suspended',
  'counted',
  'on-the-way',
  'arrived',
  'counting-candidates'
];

/**
 * The form to correct the status of a station, with a reason. Emits `correct` with the report, which the page around it
 * sends.
 */
class Correction extends PageElement {
  static properties = {status: {}};

  constructor() {
    super();
    /** @type {Hub.Status} */
    this.status;
  }

  /** @param {Tz.SubmitEvent} event */
  submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    this.dispatchEvent(
      new CustomEvent('correct', {
        detail: {status: form.get('status'), correction: true, note: form.get('reason').trim()}
      })
    );
  }

  /** Called when the hub has accepted it. */
  done() {
    this.querySelector('form')?.reset();
    /** @type {HTMLDetailsElement} */ (this.querySelector('details')).open = false;
  }

  render() {
    return html`<details class="correct">
      <summary>${t('correct.title')}</summary>
      <form @submit=${this.submit}>
        <label
          >${t('correct.status')}<select name="status" required>
            <option value="">${t('correct.choose')}</option>
            ${STATUSES.filter(s => s !== this.status).map(s => html`<option value=${s}>${t(`status.${s}`)}</option>`)}
          </select></label
        >
        <label>${t('correct.why')}<textarea name="reason" rows="2" required maxlength="2000"></textarea></label>
        <button class="primary">${t('correct.send')}</button>
      </form>
    </details>`;
  }
}
customElements.define('tz-correction', Correction);
