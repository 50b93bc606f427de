import {html} from 'lit';
import {conditionOf} from '../live/changes.mjs';
import {timeOfDay} from '../live/clock.mjs';
import {t} from '../i18n/i18n.mjs';
import {LiveElement} from '../ui/element.mjs';
import {mark} from '../ui/mark.mjs';
import {problemText} from '../ui/problem-text.mjs';
import '../report/compose.mjs';
import '../station/nearest.mjs';
import '../ui/bar.mjs';
import '../ui/told.mjs';
import {Outbox} from './outbox.mjs';

const STEPS = {expected: ['open'], open: ['closed', 'suspended'], suspended: ['closed'], closed: ['counting'], counting: ['counted', 'count-suspended'], 'count-suspended': [], counted: []};
const WAITING = [0, 5, 10, 15, 20, 30, 45, 60];

/** One polling station on a phone, for a chair who stands and is interrupted: the next step as a large button, a waiting time in two taps. */
class Chair extends LiveElement {
  static properties = {...LiveElement.properties, draft: {state: true}, receipt: {state: true}, suspending: {state: true}};

  constructor() {
    super();
    this.draft = {};
  }

  connectedCallback() {
    super.connectedCallback();
    this.outbox = new Outbox(this.app.principal.station);
    this.outbox.addEventListener('change', () => this.requestUpdate());
    this.outbox.addEventListener('sent', e => { this.receipt = {text: t('chair.sent', {time: timeOfDay(e.detail.station.lastReport.at)})}; });
    this.outbox.addEventListener('refused', e => { this.receipt = {text: t('chair.refused', {reason: problemText(e.detail)}), wrong: true}; });
  }

  send(report) {
    this.receipt = undefined;
    this.suspending = false;
    this.draft = {};
    this.querySelectorAll('form').forEach(f => f.reset());
    this.outbox.add({...report, observedAt: new Date(this.app.clock.now()).toISOString()});
  }

  put(field, value) {
    const draft = {...this.draft};
    if (value === undefined || value === '' || draft[field] === value) delete draft[field];
    else draft[field] = value;
    this.draft = draft;
  }

  step(status) {
    if (status === 'suspended' || status === 'count-suspended') this.suspending = status;
    else this.send({status});
  }

  suspend(event) {
    event.preventDefault();
    this.send({status: this.suspending, note: new FormData(event.target).get('note')});
  }

  render() {
    const entry = this.app.store.stations.get(this.app.principal.station);
    const s = this.app.store.statuses.get(this.app.principal.station);
    return html`<div class="chair"><tz-bar .app=${this.app}></tz-bar>
      <main id="content">${entry && s ? this.station(entry, s) : html`<p class="empty">${t('chair.unknown')}</p>`}</main><tz-told .app=${this.app}></tz-told></div>`;
  }

  station(entry, s) {
    const condition = conditionOf(s);
    const voting = s.status === 'open' || s.status === 'suspended';
    const waiting = this.outbox.waiting.length;
    return html`<h1>${entry.name}</h1><p class="quiet">${entry.municipality.name} ${entry.number}</p>
      <p class="now ${condition}">${mark(condition, t(`condition.${condition}`))}<b>${t(`status.${s.status}`)}</b><span class="quiet">${t('panel.since', {time: timeOfDay(s.since)})}</span></p>
      <p class="receipt ${this.receipt?.wrong ? 'error' : ''}" role="status">${waiting > 0 ? t('chair.queued', {count: waiting}) : this.receipt?.text ?? (s.lastReport ? t('chair.last', {time: timeOfDay(s.lastReport.at)}) : '')}</p>
      ${s.resumption ? html`<p class="notice"><b>${t('resume.decided', {time: timeOfDay(s.resumption.at)})}</b> ${s.resumption.location?.address ?? t('resume.here')}${s.resumption.note ? html` <span class="note">“${s.resumption.note}”</span>` : ''}</p>` : s.status.endsWith('suspended') ? html`<p class="notice">${t('chair.suspended')}</p>` : ''}
      ${s.status === 'suspended' ? html`<tz-nearest .app=${this.app} station=${s.id}></tz-nearest>` : ''}
      ${s.status === 'counted' ? html`<p class="notice">${t('chair.done')}</p>` : ''}
      ${this.suspending ? html`<form class="suspend" @submit=${this.suspend}><label>${t('chair.confirmSuspend')}<textarea name="note" rows="3" required maxlength="2000"></textarea></label>
          <div class="actions"><button type="button" @click=${() => { this.suspending = false; }}>${t('chair.cancel')}</button><button class="primary danger">${t(`do.${this.suspending}`)}</button></div></form>`
      : html`<div class="steps">${this.steps(s).map((status, i) => html`<button class="step ${i === 0 && (s.status === 'expected' || !voting) ? 'primary' : ''} ${status}" @click=${() => this.step(status)}>${t(`do.${status}`)}</button>`)}</div>`}
      ${voting ? this.form(s) : ''}
      <p class="happening">${t('chair.happening')} <tz-compose .app=${this.app}></tz-compose></p>`;
  }

  /** The next steps; a suspended session opens again once the mayor's time has come. */
  steps(s) {
    const resumes = s.resumption && Date.parse(s.resumption.at) <= this.app.clock.now();
    return resumes ? [s.status === 'suspended' ? 'open' : 'counting', ...STEPS[s.status]] : STEPS[s.status];
  }

  form(s) {
    const d = this.draft;
    return html`<form class="report" @submit=${e => { e.preventDefault(); this.send(d); }}>
      <fieldset><legend>${t('chair.waiting')}</legend><div class="choices">${WAITING.map(n => html`<button type="button" aria-pressed=${d.waitingMinutes === n} @click=${() => this.put('waitingMinutes', n)}>${n}</button>`)}</div></fieldset>
      <label>${t('chair.voters')}<input type="number" inputmode="numeric" min="0" max="1000000" placeholder=${s.votersAdmitted ?? ''} @input=${e => this.put('votersAdmitted', e.target.value === '' ? undefined : Number(e.target.value))}></label>
      <fieldset><legend>${t('chair.members')}</legend><div class="choices">${[2, 3, 4, 5, 6].map(n => html`<button type="button" aria-pressed=${d.membersPresent === n} @click=${() => this.put('membersPresent', n)}>${n}</button>`)}</div></fieldset>
      <fieldset><legend>${t('chair.ballots')}</legend><div class="choices">${['sufficient', 'low', 'out'].map(b => html`<button type="button" aria-pressed=${d.ballots === b} @click=${() => this.put('ballots', b)}>${t(`ballots.${b}`)}</button>`)}</div></fieldset>
      <label>${t('chair.note')}<textarea rows="2" maxlength="2000" @input=${e => this.put('note', e.target.value.trim())}></textarea></label>
      <label class="tick"><input type="checkbox" @change=${e => this.put('correction', e.target.checked || undefined)}> ${t('chair.correction')}</label>
      <button class="primary send" ?disabled=${Object.keys(d).filter(k => k !== 'correction').length === 0}>${t('chair.send')}</button>
    </form>`;
  }
}
customElements.define('tz-chair', Chair);
