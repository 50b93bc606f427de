import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';

export const KINDS = [
  'crowd',
  'demonstration',
  'unrest',
  'access-blocked',
  'threat',
  'violence',
  'technical',
  'supplies',
  'accessibility',
  'foreign-interference',
  'proxy-canvassing',
  'vote-buying',
  'doxing',
  'candidate-intimidation',
  'covert-gift',
  'counting-irregularity',
  'observer-hindered',
  'count-error',
  'other'
];

/** The form for a report by a person who was called, or who is there. */
class Compose extends PageElement {
  static properties = {app: {attribute: false}, kind: {state: true}};

  constructor() {
    super();
    this.kind = 'demonstration';
  }

  get dialog() {
    return this.querySelector('dialog');
  }

  /** @param {Tz.SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    /** @type {Hub.NewReport} */
    const report = {
      kind: form.get('kind'),
      text: form.get('text').trim(),
      severity: form.get('severity'),
      source: form.get('source') ?? 'on-site',
      observedAt: new Date(this.app.clock.now()).toISOString()
    };
    const place = form.get('place')?.trim();
    if (place) {
      const station =
        this.app.store.stations.get(place) ??
        [...this.app.store.stations.values()].find(s => s.name.toLowerCase() === place.toLowerCase());
      if (station) report.station = station.id;
      else report.placeText = place;
    }
    const municipality = this.app.scope();
    if (this.app.principal.station) report.station = this.app.principal.station;
    if (!report.station && municipality) report.municipality = municipality;
    for (const field of /** @type {const} */ (['headCount', 'distanceMetres']))
      if (form.get(field)) report[field] = Number(form.get(field));
    for (const field of /** @type {const} */ (['accessBlocked', 'amplifiedSound']))
      if (form.get(field)) report[field] = form.get(field) === 'yes';
    if (report.kind === 'covert-gift' && form.get('amount'))
      report.gift = {
        donorCountry: form.get('donorCountry').toUpperCase(),
        amount: Number(form.get('amount')),
        date: form.get('date'),
        ...(form.get('dutchVoter') ? {dutchVoter: true} : {}),
        ...(form.get('givenThisYear') ? {givenThisYear: Number(form.get('givenThisYear'))} : {})
      };
    const sent = await attempt(this.app, 'did.reported', () => api.submitReport(report));
    if (!sent) return;
    this.dialog?.close();
    event.target.reset();
    this.app.address.set({item: `report/${sent.id}`});
  }

  /** @param {string} name */
  yesNo(name) {
    return html`<label
      >${t(`report.${name}`)}<select name=${name}>
        <option value="">${t('report.unknown')}</option>
        <option value="yes">${t('yes')}</option>
        <option value="no">${t('no')}</option>
      </select></label
    >`;
  }

  render() {
    const {store, address, principal} = this.app;
    const roles = principal.roles;
    if (!roles.some(r => r !== 'auditor' && r !== 'admin')) return '';
    const scope = this.app.scope();
    const near = scope ? [...store.stations.values()].filter(s => s.municipality.code === scope) : [];
    const gathering = ['demonstration', 'unrest', 'crowd', 'access-blocked'].includes(this.kind);
    return html`<button class="compose" @click=${() => this.dialog?.showModal()}>${t('report.compose')}</button>
      <dialog aria-labelledby="compose-title">
        <h2 id="compose-title">${t('report.compose')}</h2>
        <form @submit=${this.submit}>
          <label
            >${t('report.kind')}<select
              name="kind"
              @change=${e => {
                this.kind = e.target.value;
              }}
            >
              ${KINDS.map(k => html`<option value=${k} ?selected=${k === this.kind}>${t(`reportkind.${k}`)}</option>`)}
            </select></label
          >
          <label>${t('report.text')}<textarea name="text" rows="3" maxlength="4000" required></textarea></label>
          ${principal.station
            ? ''
            : html`<label
                >${t('report.place')}<input
                  name="place"
                  list="compose-places"
                  maxlength="300"
                  .value=${store.stations.get(address.get('station'))?.id ?? ''}
              /></label>`}
          <datalist id="compose-places">
            ${near.slice(0, 400).map(s => html`<option value=${s.id}>${s.name}</option>`)}
          </datalist>
          <div class="pair">
            <label
              >${t('report.severity')}<select name="severity">
                ${['info', 'attention', 'urgent', 'critical'].map(
                  s => html`<option value=${s} ?selected=${s === 'attention'}>${t(`severity.${s}`)}</option>`
                )}
              </select></label
            >
            ${principal.station
              ? ''
              : html`<label
                  >${t('report.source')}<select name="source">
                    ${['on-site', 'phone', 'partner'].map(s => html`<option value=${s}>${t(`source.${s}`)}</option>`)}
                  </select></label
                >`}
          </div>
          ${gathering
            ? html`<div class="pair">
                  <label
                    >${t('report.headCount')}<input
                      type="number"
                      name="headCount"
                      min="0"
                      max="1000000"
                      inputmode="numeric" /></label
                  ><label
                    >${t('report.distanceMetres')}<input
                      type="number"
                      name="distanceMetres"
                      min="0"
                      max="100000"
                      inputmode="numeric"
                  /></label>
                </div>
                <div class="pair">${this.yesNo('accessBlocked')}${this.yesNo('amplifiedSound')}</div>`
            : ''}
          ${this.kind === 'covert-gift'
            ? html`<div class="pair">
                  <label
                    >${t('gift.country')}<input
                      name="donorCountry"
                      pattern="[A-Za-z]{2}"
                      maxlength="2"
                      value="NL"
                      required /></label
                  ><label
                    >${t('gift.amount')}<input type="number" name="amount" min="0.01" step="0.01" required /></label
                  ><label>${t('gift.date')}<input type="date" name="date" required /></label>
                </div>
                <div class="pair">
                  <label
                    >${t('gift.givenThisYear')}<input
                      type="number"
                      name="givenThisYear"
                      min="0.01"
                      step="0.01" /></label
                  ><label class="tick"><input type="checkbox" name="dutchVoter" /> ${t('gift.dutchVoter')}</label>
                </div>`
            : ''}
          <div class="actions">
            <button type="button" @click=${() => this.dialog?.close()}>${t('ask.cancel')}</button
            ><button class="primary">${t('report.send')}</button>
          </div>
        </form>
      </dialog>`;
  }
}
customElements.define('tz-compose', Compose);
