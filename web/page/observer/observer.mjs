import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {timeOfDay} from '../../engine/clock.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {holds} from '../../subject/accreditation/selectors.mjs';
import {CHECKLIST, wordsOf} from '../../subject/visit/selectors.mjs';
import {ask} from '../../ui/ask.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {problemText} from '../../ui/problem-text.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';
import '../top-bar.mjs';
import '../../ui/toast.mjs';
import {ownVisits, underWay, VisitBox} from './visit-box.mjs';

const SEVERITIES = ['info', 'attention', 'urgent'];

/** An observer on a phone: choose a station, say that one is there, go through the checklist, note what is seen. */
class ObserverPage extends LiveElement {
  static properties = {
    ...LiveElement.properties,
    found: {state: true},
    said: {state: true},
    phase: {state: true},
    draft: {state: true}
  };
  every = 500;
  kept = '';
  box = /** @type {VisitBox} */ (/** @type {unknown} */ (undefined));

  constructor() {
    super();
    /** What was typed and not sent. @type {{severity: string, text?: string}} */
    this.draft = {severity: 'info'};
    /** @type {{text: string, wrong?: boolean} | undefined} */
    this.said;
    /** @type {{items: Hub.Station[], more: boolean} | undefined} */
    this.found;
    /** @type {keyof typeof CHECKLIST} */
    this.phase = 'voting';
  }

  connectedCallback() {
    super.connectedCallback();
    const {name} = this.app.principal;
    this.kept = `draft/visit/${name}`;
    this.draft = JSON.parse(localStorage.getItem(this.kept) ?? '{"severity":"info"}');
    this.phase = 'voting';
    this.box = new VisitBox(name);
    this.box.addEventListener('change', () => this.requestUpdate());
    this.box.addEventListener('sent', () => {
      this.said = {text: t('chair.sent', {time: timeOfDay(this.app.clock.now())})};
    });
    this.box.addEventListener('refused', e => this.refused(e.detail));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.box.close();
  }

  /** All visits of this observer, as this phone knows them. */
  get own() {
    return ownVisits(this.box.newest(this.app.store.visits), this.app.principal.name, this.box.waiting);
  }

  get visit() {
    return underWay(this.own);
  }

  /** @param {Tz.NotTaken<Tz.VisitStep>} refused */
  refused({problem}) {
    this.said = {text: t('chair.refused', {reason: problemText(problem)}), wrong: true};
  }

  /** @param {{severity: string, text?: string}} draft */
  keep(draft) {
    this.draft = draft;
    localStorage.setItem(this.kept, JSON.stringify(draft));
  }

  /** @param {Tz.VisitStep} step */
  send({json, ...step}) {
    this.said = undefined;
    const observedAt = new Date(this.app.clock.now()).toISOString();
    this.box.add({...step, json: {...json, observedAt}});
  }

  /** @param {string} step @param {object} [json] @param {Hub.Visit} [visit] */
  step(step, json = {}, visit = this.visit) {
    if (visit) this.send({path: `/visits/${visit.id}/${step}`, json, of: visit.place});
  }

  /** @param {Tz.SubmitEvent} event */
  async search(event) {
    event.preventDefault();
    const text = new FormData(event.target).get('text').trim();
    if (!text) return;
    try {
      const all = await Promise.all(this.accreditations.map(a => api.stationsOfAccreditation(a.id, text)));
      const items = [...new Map(all.flatMap(f => f.items).map(s => [s.id, s])).values()];
      this.found = {items, more: all.some(f => f.more)};
    } catch (problem) {
      this.said = {text: problemText(problem), wrong: true};
    }
  }

  /** @param {Hub.Station} station @param {string} [hindered] */
  arrive(station, hindered) {
    const place = {station: station.id, name: station.name, municipality: station.municipality};
    this.found = undefined;
    const json = hindered === undefined ? {} : {hindered};
    this.send({path: `/stations/${station.id}/visits`, json, place});
  }

  /** @param {Hub.Station} station */
  async notLetIn(station) {
    const words = await ask(t('visit.askHindered'));
    if (words) this.arrive(station, words);
  }

  get accreditations() {
    const {store, principal, clock} = this.app;
    return [...store.accreditations.values()].filter(a => a.terms.account === principal.name && holds(a, clock.now()));
  }

  render() {
    const {visit} = this;
    const waiting = this.box.waiting.length;
    return html`<div class="chair observer">
      <tz-bar .app=${this.app}></tz-bar>
      <main id="content">
        ${visit ? this.present(visit) : this.choosing()}
        <p class="receipt ${this.said?.wrong ? 'error' : ''}" role="status">
          ${waiting > 0 ? t('visit.queued', {count: waiting}) : (this.said?.text ?? '')}
        </p>
        ${visit ? this.atStation(visit) : this.earlier()}
      </main>
      <tz-toast .app=${this.app}></tz-toast>
    </div>`;
  }

  choosing() {
    const {accreditations} = this;
    return html`<h1>${t('visit.where')}</h1>
      ${accreditations.length === 0
        ? html`<p class="notice">${t('visit.noAccreditation')}</p>`
        : html`<p class="quiet">
              ${accreditations.map(
                ({terms}) =>
                  html`${terms.organisation} ${terms.number}:
                  ${terms.municipalities.map(m => m.name).join(', ') || t('accreditation.country')} `
              )}
            </p>
            <form class="find" role="search" @submit=${this.search}>
              <label>${t('visit.find')}<input name="text" type="search" required maxlength="100" /></label>
              <button>${t('visit.search')}</button>
            </form>
            ${this.found ? this.results() : ''}`}`;
  }

  results() {
    if (!this.found) return '';
    const {items, more} = this.found;
    if (items.length === 0) return html`<p class="empty">${t('visit.notFound')}</p>`;
    return html`<ul class="plain found">
        ${items.map(
          s =>
            html`<li>
              <b>${s.name}</b>
              <span class="quiet"
                >${s.municipality.name} ${s.number}${s.location.address ? ` · ${s.location.address}` : ''}</span
              >
              <div class="actions">
                <button @click=${() => this.notLetIn(s)}>${t('visit.notLetIn')}</button
                ><button class="primary" @click=${() => this.arrive(s)}>${t('visit.arrive')}</button>
              </div>
            </li>`
        )}
      </ul>
      ${more ? html`<p class="quiet">${t('visit.moreFound')}</p>` : ''}`;
  }

  /** @param {Hub.Visit} visit */
  present(visit) {
    const hindered = visit.status === 'hindered';
    const condition = hindered ? 'urgent' : 'normal';
    return html`<h1>${visit.place.name}</h1>
      <p class="quiet">${visit.place.municipality.name} · ${visit.place.station}</p>
      <p class="now ${condition}">
        ${severityIcon(hindered ? 'urgent' : 'info', '')}<b>${t(`visit.stage.${visit.status}`)}</b
        ><span class="quiet">${t('panel.since', {time: timeOfDay(visit.since)})}</span>
      </p>`;
  }

  /** @param {Hub.Visit} visit */
  atStation(visit) {
    const hindered = visit.status === 'hindered';
    return html`<div class="steps">
        ${hindered
          ? html`<button class="step primary" @click=${() => this.step('admissions')}>${t('visit.admit')}</button>`
          : html`<button class="step suspended" @click=${this.hinder}>${t('visit.hinder')}</button>`}
      </div>
      ${this.checklist(visit)} ${this.noting(visit)}
      <button class="step" @click=${() => this.step('departures')}>${t('visit.leave')}</button>`;
  }

  async hinder() {
    const text = await ask(t('visit.askHindered'));
    if (text) this.step('hindrances', {text});
  }

  /** @param {Hub.Visit} visit */
  checklist(visit) {
    const given = new Map(visit.answers.map(a => [a.question, a.answer]));
    return html`<section class="report" aria-labelledby="checklist">
      <h2 id="checklist">${t('visit.checklist')}</h2>
      <div class="choices phases" role="group" aria-label=${t('visit.phase')}>
        ${Object.entries(CHECKLIST).map(
          ([phase, questions]) =>
            html`<button
              aria-pressed=${this.phase === phase}
              @click=${() => {
                this.phase = /** @type {keyof typeof CHECKLIST} */ (phase);
              }}
            >
              ${t(`checklist.${phase}`)}
              <small>${questions.filter(q => given.has(q)).length}/${questions.length}</small>
            </button>`
        )}
      </div>
      ${CHECKLIST[this.phase].map(q => this.question(q, given.get(q)))}
    </section>`;
  }

  /** @param {string} question @param {string | undefined} answer */
  question(question, answer) {
    const words = wordsOf(question);
    return words
      ? html`<fieldset>
          <legend>${t(`question.${question}`)}</legend>
          <div class="choices">
            ${words.map(
              word =>
                html`<button
                  type="button"
                  aria-pressed=${answer === word}
                  @click=${() => this.answer(question, word, answer)}
                >
                  ${t(`answer.${word}`)}
                </button>`
            )}
          </div>
        </fieldset>`
      : html`<label
          >${t(`question.${question}`)}<input
            type="number"
            inputmode="numeric"
            min="0"
            max="5000"
            step="1"
            .value=${answer ?? ''}
            @change=${e => e.target.value !== '' && this.answer(question, String(Number(e.target.value)), answer)}
        /></label>`;
  }

  /** @param {string} question @param {string} answer @param {string} [before] */
  answer(question, answer, before) {
    if (answer !== before) this.step('answers', {answers: [{question, answer}]});
  }

  /** @param {Hub.Visit} visit */
  noting(visit) {
    const {draft} = this;
    return html`<form class="report" @submit=${this.note}>
        <h2>${t('visit.note')}</h2>
        <div class="choices" role="group" aria-label=${t('visit.severity')}>
          ${SEVERITIES.map(
            severity =>
              html`<button
                type="button"
                aria-pressed=${draft.severity === severity}
                @click=${() => this.keep({...draft, severity})}
              >
                ${t(`visit.severity.${severity}`)}
              </button>`
          )}
        </div>
        <label
          >${t('visit.what')}<textarea
            name="text"
            rows="3"
            maxlength="2000"
            required
            .value=${draft.text ?? ''}
            @input=${e => this.keep({...draft, text: e.target.value})}
          ></textarea
          ><span class="quiet">${t('visit.noPersons')}</span></label
        >
        <button class="primary">${t('visit.send')}</button>
      </form>
      ${this.findings(visit)}`;
  }

  /** @param {Tz.SubmitEvent} event */
  note(event) {
    event.preventDefault();
    const text = (this.draft.text ?? '').trim();
    if (!text) return;
    const {severity} = this.draft;
    this.keep({severity: 'info'});
    this.step('findings', {text, severity});
  }

  /** @param {Hub.Visit} visit */
  findings(visit) {
    if (visit.findings.length === 0) return '';
    return html`<h2>${t('visit.findings')}</h2>
      <ul class="plain">
        ${visit.findings.toReversed().map(
          f =>
            html`<li class="objection">
              <time>${timeOfDay(f.at)}</time> ${f.kind === 'hindrance' ? html`<b>${t('visit.hindrance')}</b>` : ''}
              <span class="note">“${f.text}”</span>
              ${f.reaction
                ? html`<p>${t(`role.${f.reaction.role}`)}: <span class="note">“${f.reaction.text}”</span></p>`
                : ''}
            </li>`
        )}
      </ul>`;
  }

  /** Visits that are over: what was answered to them, and what was forgotten can still be noted. */
  earlier() {
    const own = this.own
      .filter(v => v.status === 'left')
      .sort((a, b) => Date.parse(b.arrivedAt) - Date.parse(a.arrivedAt));
    if (own.length === 0) return this.draft.text ? this.leftOver() : '';
    return html`${this.draft.text ? this.leftOver() : ''}
      <h2>${t('visit.earlier')} <span class="quiet">${number(own.length)}</span></h2>
      ${own.map(
        v =>
          html`<details>
            <summary>
              ${v.place.name}
              <span class="quiet">${timeOfDay(v.arrivedAt)}–${v.leftAt ? timeOfDay(v.leftAt) : ''}</span>
            </summary>
            ${this.findings(v)}
            <button class="link" @click=${() => this.addTo(v)}>${t('visit.add')}</button>
          </details>`
      )}`;
  }

  /** @param {Hub.Visit} visit */
  async addTo(visit) {
    const text = await ask(t('visit.what'));
    if (text) this.step('findings', {text, severity: 'info'}, visit);
  }

  /** Words that could not be sent are still there. */
  leftOver() {
    return html`<p class="notice">${t('visit.leftOver')} <span class="note">“${this.draft.text}”</span></p>`;
  }
}
customElements.define('tz-observer', ObserverPage);
