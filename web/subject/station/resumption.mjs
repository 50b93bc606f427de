import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {momentOf, timeOfDay} from '../../engine/clock.mjs';
import {t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';
import {withUndo} from '../../ui/undo.mjs';
import '../../map/pick-map.mjs';

const ROUND_MILLIS = 5 * 60_000;

/** The mayor's decision on a suspended session: when and where it resumes (Kieswet J 38). */
class Resumption extends PageElement {
  static properties = {
    app: {attribute: false},
    station: {},
    elsewhere: {state: true},
    point: {state: true},
    form: {state: true},
    taken: {state: true},
    problem: {state: true}
  };

  constructor() {
    super();
    /** @type {string} */
    this.station;
    /** Where it resumes. @type {Hub.Point | undefined} */
    this.point;
    /** When it resumes, while that can be undone. @type {number | undefined} */
    this.taken;
  }

  /** @param {Tz.SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    if (this.elsewhere && !this.point) {
      this.problem = t('resume.pickFirst');
      return;
    }
    /** @type {Hub.Resumption} */
    const decision = {resumesAt: momentOf(form.get('time'), this.app.clock.now())};
    if (this.elsewhere && this.point) decision.location = {...this.point, address: form.get('address').trim()};
    if (form.get('note')?.trim()) decision.note = form.get('note').trim();
    this.problem = undefined;
    if (await this.decide(decision)) this.elsewhere = this.point = this.form = undefined;
  }

  /** The hub also counts it as the acknowledgement of the escalation. @param {Hub.Resumption} decision */
  decide(decision) {
    return attempt(this.app, 'did.decided', () => api.decideResumption(this.station, decision));
  }

  /** Half an hour from now, on a round time. */
  get soon() {
    return Math.ceil((this.app.clock.now() + 30 * 60_000) / ROUND_MILLIS) * ROUND_MILLIS;
  }

  /** With one tap, which can be undone for some seconds. @param {number} at */
  here(at) {
    this.taken = at;
    const back = () => {
      this.taken = undefined;
    };
    withUndo(
      this.app,
      t('resume.undoText', {time: timeOfDay(at)}),
      () => this.decide({resumesAt: new Date(at).toISOString()}).finally(back),
      back
    );
  }

  render() {
    if (this.taken)
      return html`<p class="quiet" role="status">${t('resume.undoText', {time: timeOfDay(this.taken)})}</p>`;
    if (!this.form) {
      const soon = this.soon;
      return html`<div class="resumption quick">
        <p>${t('needs.suspensionAsk')}</p>
        <button class="primary" @click=${() => this.here(soon)}>${t('resume.hereAt', {time: timeOfDay(soon)})}</button
        ><button
          class="other"
          @click=${() => {
            this.form = true;
          }}
        >
          ${t('resume.other')}
        </button>
      </div>`;
    }
    const entry = this.app.store.stations.get(this.station);
    return html`<form class="resumption" @submit=${this.submit}>
      <h3>${t('resume.title')}</h3>
      <p class="quiet">${t('panel.resumeHint')}</p>
      <label
        >${t('resume.when')}<input
          type="time"
          name="time"
          required
          .defaultValue=${timeOfDay(this.app.clock.now() + 30 * 60_000)}
      /></label>
      <fieldset class="segments">
        <legend>${t('resume.where')}</legend>
        <button
          type="button"
          aria-pressed=${!this.elsewhere}
          @click=${() => {
            this.elsewhere = false;
          }}
        >
          ${t('resume.here')}</button
        ><button
          type="button"
          aria-pressed=${Boolean(this.elsewhere)}
          @click=${() => {
            this.elsewhere = true;
          }}
        >
          ${t('resume.elsewhere')}
        </button>
      </fieldset>
      ${this.elsewhere
        ? html`<label>${t('resume.address')}<input name="address" required maxlength="200" /></label>
            <tz-pick-map
              .app=${this.app}
              what="point"
              code=${entry?.municipality.code}
              .near=${entry?.location}
              @picked=${e => {
                this.point = e.detail[0];
              }}
            ></tz-pick-map>`
        : ''}
      <label>${t('resume.note')}<input name="note" maxlength="2000" /></label>
      ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : ''}
      <button class="primary">${t('resume.decide')}</button>
    </form>`;
  }
}
customElements.define('tz-resumption', Resumption);
