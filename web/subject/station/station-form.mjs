import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {t} from '../../i18n/i18n.mjs';
import {electionsOf, shortName, valueOf, withValue} from '../election/by-election.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {PageElement} from '../../ui/element.mjs';

const STATUSES = [
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

/** The form with which the municipality reports for a station whose chair can't: empty fields stay unchanged. */
class StationForm extends PageElement {
  static properties = {app: {attribute: false}, station: {}, lower: {state: true}};

  constructor() {
    super();
    /** @type {string} */
    this.station;
  }

  /** @param {Tz.SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const form = event.target;
    const given = Object.fromEntries([...new FormData(form)].map(([key, value]) => [key, String(value).trim()]));
    /** @type {Record<string, unknown>} */
    const report = {};
    if (given.status) report.status = given.status;
    if (given.waitingMinutes !== '') report.waitingMinutes = Number(given.waitingMinutes);
    if (given.votersAdmitted) report.votersAdmitted = Number(given.votersAdmitted);
    for (const id of this.elections)
      if (given[`votersAdmitted/${id}`])
        report.votersAdmitted = withValue(report.votersAdmitted, id, Number(given[`votersAdmitted/${id}`]));
    if (given.note) report.note = given.note;
    if (this.lower) report.correction = true;
    if (Object.keys(report).length === 0) return;
    if (await attempt(this.app, 'did.reported', () => api.report(this.station, report, crypto.randomUUID()))) {
      form.reset();
      this.lower = false;
      /** @type {HTMLDetailsElement} */ (this.querySelector('details')).open = false;
    }
  }

  /** When they are several. */
  get elections() {
    return electionsOf(this.app.store.stations.get(this.station));
  }

  /** A lower number of voters is a correction, which needs a reason. */
  watch() {
    const known = this.app.store.statuses.get(this.station)?.votersAdmitted;
    const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll('input[name^=votersAdmitted]'));
    this.lower = [...inputs].some(
      input => input.value !== '' && Number(input.value) < (valueOf(known, input.name.split('/')[1]) ?? 0)
    );
  }

  /** @param {string} label @param {string} [election] */
  voters(label, election) {
    return html`<label
      >${label}<input
        name=${election ? `votersAdmitted/${election}` : 'votersAdmitted'}
        type="number"
        min="0"
        max="100000"
        inputmode="numeric"
        @input=${this.watch}
    /></label>`;
  }

  render() {
    return html`<details class="amend station-form">
      <summary>${t('station.report')}</summary>
      <form @submit=${this.submit}>
        <div class="pair">
          <label
            >${t('list.status')}<select name="status">
              <option value="">${t('station.unchanged')}</option>
              ${STATUSES.map(s => html`<option value=${s}>${t(`status.${s}`)}</option>`)}
            </select></label
          >
          <label
            >${t('panel.waiting')}<input name="waitingMinutes" type="number" min="0" max="600" inputmode="numeric"
          /></label>
          ${this.elections.length
            ? this.elections.map(id =>
                this.voters(`${t('panel.voters')}, ${shortName(this.app.store, id, this.elections)}`, id)
              )
            : this.voters(t('panel.voters'))}
        </div>
        ${this.lower ? html`<p class="notice" role="status">${t('station.lower')}</p>` : ''}
        <label>${t('bulk.note')}<input name="note" maxlength="2000" ?required=${this.lower} /></label>
        <button class="primary">${t('station.send')}</button>
      </form>
    </details>`;
  }
}
customElements.define('tz-station-form', StationForm);
