import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {mayAlert} from '../../engine/rights.mjs';
import {t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';
import {problemText} from '../../ui/problem-text.mjs';

export const KINDS = ['safety-scare', 'suppression', 'process-fairness', 'result-doubt', 'smear', 'doxing'];
/** @type {Hub.Assertion[]} */
export const ASSERTIONS = [
  'all-closed',
  'some-closed',
  'violence',
  'access-blocked',
  'unrest',
  'long-waits',
  'no-ballots',
  'count-irregular',
  'result-changed',
  'more-votes-than-voters',
  'counted-in-secret',
  'counted-by-machines',
  'counted-without-observers'
];
export const MARKINGS = ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED'];

/** The form for an alert about a claim that spreads. */
class Alert extends PageElement {
  static properties = {app: {attribute: false}, marking: {state: true}, problem: {state: true}};

  constructor() {
    super();
    /** @type {Hub.Marking} */
    this.marking = 'GREEN';
  }

  get dialog() {
    return this.querySelector('dialog');
  }

  /** @param {Tz.SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    /** @param {string} name */
    const words = name => form.get(name)?.trim() || undefined;
    /** @type {Hub.NewNarrative} */
    const alert = {
      claim: words('claim'),
      kind: form.get('kind'),
      language: form.get('language'),
      assertions: form.getAll('assertion'),
      marking: this.marking
    };
    const town = words('municipality');
    const home = this.app.homeMunicipality();
    if (town) {
      const found = [...this.app.store.municipalities.values()]
        .map(c => c.municipality)
        .find(m => m && (m.code === town || m.name.toLowerCase() === town.toLowerCase()));
      if (!found && !/^GM\d{4}$/.test(town)) {
        this.problem = t('narrative.unknownTown', {town});
        return;
      }
      alert.about = {municipalities: [found?.code ?? town]};
    } else if (home) alert.about = {municipalities: [home]};
    const named = words('recipients');
    if (named)
      alert.recipients = named
        .split(',')
        .map((/** @type {string} */ n) => n.trim())
        .filter(Boolean);
    try {
      const attachments = [];
      for (const file of form.getAll('pictures'))
        if (file.size > 0) attachments.push((await api.putAttachment(file)).sha256);
      if (words('platform'))
        alert.sightings = [
          {
            platform: words('platform'),
            url: words('url'),
            archivedText: words('archivedText'),
            ...(attachments.length ? {attachments} : {})
          }
        ];
      const sent = await api.submitNarrative(alert);
      this.app.tell(t('did.alerted'));
      this.problem = undefined;
      this.dialog?.close();
      event.target.reset();
      this.app.address.set({item: `narrative/${sent.id}`});
    } catch (problem) {
      this.problem = problemText(problem);
    }
  }

  render() {
    if (!mayAlert(this.app.principal)) return '';
    const home = this.app.homeMunicipality();
    return html`<button class="compose" @click=${() => this.dialog?.showModal()}>${t('narrative.compose')}</button>
      <dialog class="narrative-editor" aria-labelledby="alert-title">
        <h2 id="alert-title">${t('narrative.compose')}</h2>
        <form @submit=${this.submit}>
          <label
            >${t('narrative.claim')}<textarea name="claim" rows="2" maxlength="4000" required></textarea
            ><span class="hint">${t('narrative.claimHint')}</span></label
          >
          <div class="pair">
            <label
              >${t('narrative.kind')}<select name="kind">
                ${KINDS.map(k => html`<option value=${k}>${t(`narrativekind.${k}`)}</option>`)}
              </select></label
            >
            <label
              >${t('narrative.language')}<select name="language">
                <option value="nl">Nederlands</option>
                <option value="en">English</option>
                <option value="de">Deutsch</option>
                <option value="fr">Français</option>
                <option value="tr">Türkçe</option>
                <option value="ar">العربية</option>
                <option value="ru">Русский</option>
              </select></label
            >
            ${home
              ? ''
              : html`<label
                    >${t('narrative.municipality')}<input
                      name="municipality"
                      list="alert-towns"
                      maxlength="80" /></label
                  ><datalist id="alert-towns">
                    ${[...this.app.store.municipalities.values()]
                      .filter(c => c.municipality)
                      .map(c => html`<option value=${c.municipality?.name}></option>`)}
                  </datalist>`}
          </div>
          <fieldset>
            <legend>${t('narrative.asserts')}</legend>
            <div class="ticks">
              ${ASSERTIONS.map(
                a =>
                  html`<label class="tick"
                    ><input type="checkbox" name="assertion" value=${a} /> ${t(`assertion.${a}`)}</label
                  >`
              )}
            </div>
          </fieldset>
          <div class="pair">
            <label>${t('narrative.platform')}<input name="platform" maxlength="100" list="alert-platforms" /></label
            ><label>${t('narrative.url')}<input name="url" type="url" maxlength="2000" /></label>
          </div>
          <datalist id="alert-platforms">
            ${['Facebook', 'Instagram', 'YouTube', 'TikTok', 'X', 'Telegram', 'WhatsApp'].map(
              p => html`<option value=${p}></option>`
            )}
          </datalist>
          <label>${t('narrative.archived')}<textarea name="archivedText" rows="2" maxlength="20000"></textarea></label>
          <label
            >${t('narrative.pictures')}<input
              type="file"
              name="pictures"
              multiple
              accept="image/png,image/jpeg,image/webp,application/pdf"
          /></label>
          <div class="pair">
            <label
              >${t('narrative.marking')}<select
                @change=${e => {
                  this.marking = /** @type {Hub.Marking} */ (e.target.value);
                }}
              >
                ${MARKINGS.map(m => html`<option value=${m} ?selected=${m === this.marking}>TLP:${m}</option>`)}
              </select></label
            >
            ${this.marking === 'RED' || this.marking === 'AMBER+STRICT'
              ? html`<label
                  >${t(this.marking === 'RED' ? 'narrative.people' : 'narrative.organisations')}<input
                    name="recipients"
                    maxlength="500"
                    ?required=${this.marking === 'RED'}
                /></label>`
              : ''}
          </div>
          ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : ''}
          <div class="actions">
            <button type="button" @click=${() => this.dialog?.close()}>${t('ask.cancel')}</button
            ><button class="primary">${t('report.send')}</button>
          </div>
        </form>
      </dialog>`;
  }
}
customElements.define('tz-alert', Alert);
