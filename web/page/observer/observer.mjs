import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {timeOfDay} from '../../engine/clock.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {holds} from '../../subject/accreditation/selectors.mjs';
import {CHECKLIST, wordsOf} from '../../subject/visit/selectors.mjs';
import {ask} from '../../ui/ask.mjs';
import {choose} from '../../ui/choose.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {problemText} from '../../ui/problem-text.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';
import '../top-bar.mjs';
import '../../ui/toast.mjs';
import {Drafts} from './drafts.mjs';
import {notTaken} from './not-taken.mjs';
import {MOST, numberOf} from './numbers.mjs';
import {StationNow} from './station-now.mjs';
import {ownVisits, TO_COME, underWay, VisitBox} from './visit-box.mjs';

const SEVERITIES = ['info', 'attention', 'urgent'];
/** Which part of the checklist a phase of the day begins with. @type {Record<string, keyof typeof CHECKLIST>} */
const PART_OF = {
  before: 'opening',
  opening: 'opening',
  voting: 'voting',
  rush: 'voting',
  closing: 'closing',
  counting: 'counting',
  after: 'counting'
};

/**
 * The page of an observer on a phone: choose a station, report the arrival, go through the checklist, note
 * observations.
 */
class ObserverPage extends LiveElement {
  static properties = {
    ...LiveElement.properties,
    found: {state: true},
    searchProblem: {state: true},
    said: {state: true},
    phase: {state: true},
    wrong: {state: true}
  };
  every = 500;
  box = /** @type {VisitBox} */ (/** @type {unknown} */ (undefined));
  /** What was typed and not sent. */
  drafts = /** @type {Drafts} */ (/** @type {unknown} */ (undefined));
  now = new StationNow();
  #onTick = () => this.look();

  constructor() {
    super();
    /** Invalid numbers, as they were typed, by station and question. @type {Record<string, string>} */
    this.wrong = {};
    /** @type {string | undefined} */
    this.searchProblem;
    /** @type {{text: string, wrong?: boolean} | undefined} */
    this.said;
    /** @type {{items: Hub.Station[], more: boolean} | undefined} */
    this.found;
    /** The part of the checklist that was chosen. @type {keyof typeof CHECKLIST | undefined} */
    this.phase;
  }

  connectedCallback() {
    super.connectedCallback();
    const {name} = this.app.principal;
    this.box = new VisitBox(name);
    this.drafts = new Drafts(name, visit => this.box.idOf(visit));
    this.app.addEventListener('tick', this.#onTick);
    this.app.unsent = {
      count: () => this.box.waiting.length + this.box.refusals.all().length + this.drafts.others().length,
      discard: () => {
        this.box.empty();
        this.drafts.empty();
        for (const key of Object.keys(localStorage))
          if (key.startsWith(this.wordsFor(''))) localStorage.removeItem(key);
      }
    };
    this.box.addEventListener('change', () => this.requestUpdate());
    this.box.addEventListener('sent', () => {
      this.said = {text: t('chair.sent', {time: timeOfDay(this.app.clock.now())})};
    });
    this.box.addEventListener('refused', e => this.refused(e.detail));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.app.removeEventListener('tick', this.#onTick);
    this.box.close();
  }

  async look() {
    const {visit} = this;
    if (await this.now.look(visit?.id.startsWith(TO_COME) ? undefined : visit?.id)) this.requestUpdate();
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

  /** @param {Hub.Visit} visit @param {{severity: string, text?: string}} draft */
  keep(visit, draft) {
    this.drafts.keep(visit, draft);
    this.requestUpdate();
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
    this.searchProblem = undefined;
    try {
      const all = await Promise.all(this.accreditations.map(a => api.stationsOfAccreditation(a.id, text)));
      const items = [...new Map(all.flatMap(f => f.items).map(s => [s.id, s])).values()];
      this.found = {items, more: all.some(f => f.more)};
    } catch (problem) {
      this.searchProblem = problemText(problem);
    }
  }

  /** @param {Hub.Station} station @param {string} [hindered] */
  arrive(station, hindered) {
    const place = {station: station.id, name: station.name, municipality: station.municipality};
    this.found = this.phase = undefined;
    const json = hindered === undefined ? {} : {hindered};
    this.send({path: `/stations/${station.id}/visits`, json, place});
  }

  /** @param {Hub.Station} station */
  async notLetIn(station) {
    const words = await ask(t('visit.askHindered'), {kept: this.wordsFor(station.id)});
    if (words) this.arrive(station, words);
  }

  /** The key under which a text stays on this phone when a question is put aside. @param {string} what */
  wordsFor(what) {
    return `words/visits/${this.app.principal.name}/${what}`;
  }

  get accreditations() {
    const {store, principal, clock} = this.app;
    return [...store.accreditations.values()].filter(a => a.terms.account === principal.name && holds(a, clock.now()));
  }

  render() {
    const {visit} = this;
    const waiting = this.box.waiting.length;
    return html`<div class="chair observer">
      <tz-bar .app=${this.app} live></tz-bar>
      <main id="content">
        ${visit ? this.present(visit) : this.choosing()}
        <p class="receipt ${this.said?.wrong ? 'error' : ''}" role="status">
          ${waiting > 0 ? t('visit.queued', {count: waiting}) : (this.said?.text ?? '')}
        </p>
        ${notTaken(this.box.refusals.all(), {
          again: key => this.box.again(key),
          copy: text => this.copy(text),
          discard: key => this.discard(key)
        })}
        ${this.leftOver(visit)} ${visit ? this.atStation(visit) : this.earlier()}
      </main>
      <tz-toast .app=${this.app}></tz-toast>
    </div>`;
  }

  /** @param {string} text */
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.app.tell(t('visit.copied'));
    } catch {
      this.app.tell(t('visit.notCopied'), true);
    }
  }

  /** @param {string} key */
  async discard(key) {
    if (await choose(t('visit.askDiscard'), {discard: t('visit.discard')})) this.box.discard(key);
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
            ${this.searchProblem ? html`<p class="error" role="alert">${this.searchProblem}</p>` : ''}
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
      </p>
      ${this.now.render()}`;
  }

  /** @param {Hub.Visit} visit */
  atStation(visit) {
    const hindered = visit.status === 'hindered';
    return html`<div class="steps">
        ${hindered
          ? html`<button class="step primary" @click=${() => this.step('admissions')}>${t('visit.admit')}</button>`
          : html`<button class="step suspended" @click=${() => this.hinder(visit)}>${t('visit.hinder')}</button>`}
      </div>
      ${this.checklist(visit)} ${this.noting(visit)}
      <button class="step" @click=${this.leave}>${t('visit.leave')}</button>`;
  }

  /** @param {Hub.Visit} visit */
  async hinder(visit) {
    const text = await ask(t('visit.askHindered'), {kept: this.wordsFor(visit.place.station)});
    if (text) this.step('hindrances', {text}, visit);
  }

  async leave() {
    const {visit} = this;
    const way = await choose(t('visit.askLeave'), {leave: t('visit.leave')}, t('visit.addLater'));
    if (way) this.step('departures', {}, visit);
  }

  /** The part of the checklist that is shown: the one that was chosen, or that of the day. */
  get partShown() {
    const {app} = this;
    return this.phase ?? PART_OF[this.now.phase(app.clock.now()) ?? app.phase()] ?? 'voting';
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
              aria-pressed=${this.partShown === phase}
              @click=${() => {
                this.phase = /** @type {keyof typeof CHECKLIST} */ (phase);
              }}
            >
              ${t(`checklist.${phase}`)}
              <small>${questions.filter(q => given.has(q)).length}/${questions.length}</small>
            </button>`
        )}
      </div>
      ${CHECKLIST[this.partShown].map(q => this.question(visit, q, given.get(q)))}
    </section>`;
  }

  /** @param {Hub.Visit} visit @param {string} question @param {string | undefined} answer */
  question(visit, question, answer) {
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
      : this.numberField(visit, question, answer);
  }

  /** @param {Hub.Visit} visit @param {string} question @param {string | undefined} answer */
  numberField(visit, question, answer) {
    const typed = this.wrong[`${visit.place.station}/${question}`];
    return html`<div>
      <label
        >${t(`question.${question}`)}<input
          type="text"
          inputmode="numeric"
          autocomplete="off"
          maxlength="12"
          aria-invalid=${typed === undefined ? 'false' : 'true'}
          aria-describedby="flaw-${question}"
          .value=${typed ?? answer ?? ''}
          @change=${e => this.typed(visit, question, e.target, answer)}
      /></label>
      <span id="flaw-${question}" class="error" role="alert"
        >${typed === undefined ? '' : t('visit.wrongNumber', {most: MOST})}</span
      >
    </div>`;
  }

  /**
   * An invalid number is not sent, and stays as it was typed; an empty field withdraws nothing.
   *
   * @param {Hub.Visit} visit
   * @param {string} question
   * @param {{value: string}} field
   * @param {string} [before]
   */
  typed(visit, question, field, before) {
    const name = `${visit.place.station}/${question}`;
    const {[name]: earlier, ...wrong} = this.wrong;
    const answer = numberOf(field.value);
    if (answer !== undefined) this.answer(question, answer, before);
    else if (field.value.trim()) wrong[name] = field.value;
    field.value = answer ?? (field.value.trim() || (before ?? ''));
    this.wrong = wrong;
  }

  /** @param {string} question @param {string} answer @param {string} [before] */
  answer(question, answer, before) {
    if (answer !== before) this.step('answers', {answers: [{question, answer}]});
  }

  /** @param {Hub.Visit} visit */
  noting(visit) {
    const draft = this.drafts.of(visit.id);
    return html`<form class="report" @submit=${(/** @type {Tz.SubmitEvent} */ e) => this.note(e, visit)}>
        <h2>${t('visit.note')}</h2>
        <div class="choices" role="group" aria-label=${t('visit.severity')}>
          ${SEVERITIES.map(
            severity =>
              html`<button
                type="button"
                aria-pressed=${draft.severity === severity}
                @click=${() => this.keep(visit, {...draft, severity})}
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
            @input=${e => this.keep(visit, {...draft, text: e.target.value})}
          ></textarea
          ><span class="quiet">${t('visit.noPersons')}</span></label
        >
        <button class="primary">${t('visit.send')}</button>
      </form>
      ${this.findings(visit)}`;
  }

  /** @param {Tz.SubmitEvent} event @param {Hub.Visit} visit */
  note(event, visit) {
    event.preventDefault();
    const {severity, text = ''} = this.drafts.of(visit.id);
    if (!text.trim()) return;
    this.step('findings', {text: text.trim(), severity}, visit);
    this.keep(visit, {severity: 'info'});
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

  /** Visits that are over: their reactions, and a way to add what was forgotten. */
  earlier() {
    const own = this.own
      .filter(v => v.status === 'left')
      .sort((a, b) => Date.parse(b.arrivedAt) - Date.parse(a.arrivedAt));
    if (own.length === 0) return '';
    return html`<h2>${t('visit.earlier')} <span class="quiet">${number(own.length)}</span></h2>
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
    const text = await ask(t('visit.what'), {kept: this.wordsFor(visit.id)});
    if (text) this.step('findings', {text, severity: 'info'}, visit);
  }

  /**
   * Text typed at another visit and not sent: it can only be sent to that station. @param {Hub.Visit} [visit] under way
   */
  leftOver(visit) {
    return this.drafts.others(visit?.id).map(draft => {
      const to = draft.place ? {id: this.box.idOf(draft.key), place: draft.place} : visit;
      return html`<div class="notice">
        <b>${draft.place?.name ?? ''}</b> ${t('visit.leftOver')} <span class="note">“${draft.text}”</span>
        <div class="actions">
          <button @click=${() => this.let(draft)}>${t('visit.discard')}</button>${to
            ? html`<button class="primary" @click=${() => this.sendTo(to, draft)}>
                ${t('visit.sendTo', {station: to.place.name})}
              </button>`
            : ''}
        </div>
      </div>`;
    });
  }

  /** @param {Tz.VisitDraft} draft */
  let(draft) {
    this.drafts.drop(draft.key);
    this.requestUpdate();
  }

  /** @param {{id: string, place: Tz.VisitPlace}} to @param {Tz.VisitDraft} draft */
  sendTo(to, {key, text = '', severity}) {
    this.send({path: `/visits/${to.id}/findings`, json: {text: text.trim(), severity}, of: to.place});
    this.drafts.drop(key);
    this.requestUpdate();
  }
}
customElements.define('tz-observer', ObserverPage);
