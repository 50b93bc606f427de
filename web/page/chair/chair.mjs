import {html} from 'lit';
import {conditionOf} from '../../subject/station/selectors.mjs';
import {timeOfDay} from '../../engine/clock.mjs';
import {Outbox} from '../../engine/outbox.mjs';
import {t} from '../../i18n/i18n.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';
import {problemText} from '../../ui/problem-text.mjs';
import '../../subject/report/compose.mjs';
import '../../subject/station/correction.mjs';
import '../../subject/courier/chair-ballots.mjs';
import '../../subject/station/nearest.mjs';
import '../../subject/station/same-hall.mjs';
import {electionsOf, shortName, valueOf, withValue} from '../../subject/election/by-election.mjs';
import {opensAgain, stationOf, stopList} from '../../subject/station/stops.mjs';
import '../top-bar.mjs';
import '../../ui/toast.mjs';
import {doubt} from './sure.mjs';

/** @type {Record<Hub.Status, Hub.Status[]>} */
const STEPS = {
  expected: ['open'],
  open: ['closed', 'suspended'],
  suspended: ['closed'],
  closed: ['counting'],
  counting: ['counted', 'count-suspended'],
  'count-suspended': [],
  counted: ['on-the-way'],
  'on-the-way': ['arrived'],
  arrived: [],
  'counting-candidates': []
};
/** @type {(keyof Hub.StationReport & keyof Hub.StationState | 'note')[]} */
const FIELDS = ['waitingMinutes', 'votersAdmitted', 'membersPresent', 'ballots', 'note'];
const MISTAKE_MILLIS = 5 * 60_000;
/** How long a button that has just appeared ignores taps. */
const QUESTION_PAUSE_MILLIS = 1_500;
const STEP_PAUSE_MILLIS = 3_000;
/** Until this long before the end, closing stands below what a chair reports all day, away from the thumb. */
const CLOSING_MILLIS = 3_600_000;
const WAITING = [0, 5, 10, 15, 20, 30, 45, 60];

/** One polling station on a phone, for a chair who stands and is interrupted: the next step as a large button, a waiting time in two taps. */
class Chair extends LiveElement {
  static properties = {
    ...LiveElement.properties,
    draft: {state: true},
    receipt: {state: true},
    suspending: {state: true},
    asking: {state: true},
    sent: {state: true},
    resting: {state: true},
    wrong: {state: true}
  };

  constructor() {
    super();
    /** What was typed and not sent. @type {Hub.StationReport} */
    this.draft = {};
    /** @type {{text: string, wrong?: boolean} | undefined} */
    this.receipt;
    /** @type {{report: Hub.StationReport, question: string} | undefined} */
    this.asking;
    /** @type {{report: Hub.StationReport, before: Hub.StationState | undefined, until: number} | undefined} */
    this.sent;
    /** @type {{field: string, words: string} | undefined} */
    this.wrong;
    /** @type {Hub.Status | undefined} */
    this.suspending;
    this.kept = '';
    this.outbox = /** @type {Outbox} */ (/** @type {unknown} */ (undefined));
  }

  connectedCallback() {
    super.connectedCallback();
    const station = this.stationId;
    this.kept = `draft/${station}`;
    this.draft = JSON.parse(localStorage.getItem(this.kept) ?? '{}');
    this.outbox = new Outbox(station);
    this.outbox.addEventListener('change', () => this.requestUpdate());
    this.outbox.addEventListener('sent', e => this.taken(e.detail));
    this.outbox.addEventListener('refused', e => this.refused(e.detail));
    this.app.unsent = {
      count: () => this.outbox.waiting.length + Number(Object.keys(this.draft).length > 0),
      discard: () => {
        this.outbox.empty();
        this.keep({});
      }
    };
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.outbox.close();
  }

  get stationId() {
    return stationOf(this.app.principal, this.app.store.stations);
  }

  get entry() {
    return this.app.store.stations.get(this.stationId);
  }

  get state() {
    return this.app.store.statuses.get(this.stationId);
  }

  /** @param {Tz.Sent<Hub.StationReport, Hub.Receipt>} sent */
  taken({receipt, report, before}) {
    this.receipt = {text: t(receipt.late ? 'chair.late' : 'chair.sent', {time: timeOfDay(this.app.clock.now())})};
    this.sent = {report, before, until: this.app.clock.now() + MISTAKE_MILLIS};
    setTimeout(() => this.requestUpdate(), MISTAKE_MILLIS);
    if (report.status) this.rest(STEP_PAUSE_MILLIS);
  }

  /**
   * Puts a refused input back into the form, with the reason beside its field.
   *
   * @param {Tz.NotTaken<Hub.StationReport>} refused
   */
  refused({problem, report}) {
    const {status, observedAt, ...fields} = report;
    this.keep({...fields, ...this.draft});
    const field = problem.errors[0]?.field;
    const [of, election] = (field ?? '').split('/');
    const known = /** @type {Record<string, any>} */ (this.state ?? {})[of]; // any: values have several types
    const isExplained = problem.errors[0]?.code?.startsWith('voters-fall') ?? of !== 'votersAdmitted';
    const words =
      status === undefined && /** @type {string[]} */ (FIELDS).includes(of) && isExplained
        ? t(`wrong.${of}`, {before: valueOf(known, election) ?? ''})
        : problemText(problem);
    this.receipt = {text: t('chair.refused', {reason: words}), wrong: true};
    this.wrong = {field, words};
  }

  /** Keeps the next button from appearing under a thumb that is still tapping. @param {number} millis */
  rest(millis) {
    this.resting = true;
    clearTimeout(this.rested);
    this.rested = setTimeout(() => {
      this.resting = false;
    }, millis);
  }

  /** Asks for confirmation where there is doubt. @param {Hub.StationReport} report */
  propose(report) {
    const question =
      this.entry && doubt(report, this.entry, this.app.clock.now(), id => this.called(id, this.entry?.elections));
    if (!question) {
      if (!report.status) this.keep({});
      this.send(report);
      return;
    }
    this.asking = {report, question};
    this.rest(QUESTION_PAUSE_MILLIS);
  }

  /** @param {Hub.StationReport} report */
  send(report) {
    const before = this.state;
    this.receipt = this.wrong = this.asking = this.sent = undefined;
    this.suspending = undefined;
    if (report.status) this.rest(STEP_PAUSE_MILLIS);
    this.outbox.add({...report, observedAt: new Date(this.app.clock.now()).toISOString()}, before);
  }

  /** @param {Tz.SubmitEvent} event */
  sendDraft(event) {
    event.preventDefault();
    const report = {...this.draft};
    if (report.note !== undefined) report.note = report.note.trim();
    if (report.note === '') delete report.note;
    this.propose(report);
  }

  /** @param {Hub.StationReport} draft */
  keep(draft) {
    this.draft = draft;
    localStorage.setItem(this.kept, JSON.stringify(draft));
  }

  /**
   * Sets a field of the draft; the same choice again clears it. @param {keyof Hub.StationReport} field @param {unknown}
   * value
   */
  choose(field, value) {
    this.type(field, this.draft[field] === value ? undefined : value);
  }

  /** @param {keyof Hub.StationReport} field @param {unknown} value */
  type(field, value) {
    /** @type {Record<string, unknown>} */
    const draft = {...this.draft};
    if (value === undefined || value === '') delete draft[field];
    else draft[field] = value;
    this.keep(draft);
  }

  /** Sets what is typed of one of several elections. @param {keyof Hub.StationReport} field @param {string} election @param {unknown} value */
  typeOf(field, election, value) {
    this.type(field, withValue(this.draft[field], election, value));
  }

  /** @param {string} id @param {string[]} [beside] */
  called(id, beside) {
    return shortName(this.app.store, id, beside);
  }

  /** @param {Hub.Status} status */
  step(status) {
    if (status === 'suspended' || status === 'count-suspended') this.suspending = status;
    else this.propose({status});
  }

  /** @param {Tz.SubmitEvent} event */
  suspend(event) {
    event.preventDefault();
    this.send({status: this.suspending, note: new FormData(event.target).get('note')});
  }

  /** The correction of what was just sent; undefined when a chair may not make it, or nothing was known before. */
  takingBack() {
    if (!this.sent || this.app.clock.now() > this.sent.until || this.sent.report.correction) return undefined;
    const {report, before} = this.sent;
    /** @type {Record<string, unknown>} */
    const back = {};
    if (report.status && before?.status && before.status !== report.status) {
      if (report.status.endsWith('suspended')) return undefined;
      back.status = before.status;
    }
    for (const field of FIELDS)
      if (
        field !== 'note' &&
        report[field] !== undefined &&
        before?.[field] !== undefined &&
        before[field] !== report[field]
      )
        back[field] = before[field];
    return Object.keys(back).length ? {...back, correction: true, note: t('chair.mistakeNote')} : undefined;
  }

  render() {
    const {entry, state: s} = this;
    return html`<div class="chair">
      <tz-bar .app=${this.app} live></tz-bar>
      <main id="content">
        ${entry && s ? this.station(entry, s) : html`<p class="empty">${t('chair.unknown')}</p>`}
      </main>
      <tz-toast .app=${this.app}></tz-toast>
    </div>`;
  }

  /** @param {Hub.StationEntry} entry @param {Hub.StationState} s */
  station(entry, s) {
    const condition = conditionOf(s);
    const voting = s.status === 'open' || s.status === 'suspended';
    const steps = this.steps(s);
    const early = s.status === 'open' && Date.parse(entry.closesAt) - this.app.clock.now() > CLOSING_MILLIS;
    /** @type {Hub.Status[]} */
    const later = early ? steps.filter(status => status === 'closed') : [];
    const waiting = this.outbox.waiting.length;
    const back = waiting === 0 ? this.takingBack() : undefined;
    return html`<h1>${entry.name}</h1>
      <p class="quiet">${entry.municipality.name} ${entry.number}</p>
      <p class="now ${condition}">
        ${severityIcon(condition, t(`condition.${condition}`))}<b>${t(`status.${s.status}`)}</b
        ><span class="quiet">${t('panel.since', {time: timeOfDay(s.since)})}</span>
      </p>
      <p class="receipt ${this.receipt?.wrong ? 'error' : ''}" role="status">
        ${waiting > 0
          ? t('chair.queued', {count: waiting})
          : (this.receipt?.text ?? (s.lastReport ? t('chair.last', {time: timeOfDay(s.lastReport.at)}) : ''))}
      </p>
      ${back ? html`<p class="mistake"><button @click=${() => this.send(back)}>${t('chair.mistake')}</button></p>` : ''}
      ${s.resumption
        ? html`<p class="notice">
            <b>${t('resume.decided', {time: timeOfDay(s.resumption.at)})}</b> ${s.resumption.location?.address ??
            t('resume.here')}${s.resumption.note ? html` <span class="note">“${s.resumption.note}”</span>` : ''}
          </p>`
        : s.status.endsWith('suspended')
          ? html`<p class="notice">${t('chair.suspended')}</p>`
          : ''}
      <tz-same-hall .app=${this.app} station=${s.id} asks></tz-same-hall>
      ${s.status === 'suspended' ? html`<tz-nearest .app=${this.app} station=${s.id}></tz-nearest>` : ''}
      ${stopList(entry, this.app.clock.now())}
      ${s.status === 'counted' ? html`<p class="notice">${t('chair.done')}</p>` : ''}
      ${this.suspending
        ? html`<form class="suspend" @submit=${this.suspend}>
            <label
              >${t('chair.confirmSuspend')}<textarea name="note" rows="3" required maxlength="2000"></textarea>
            </label>
            <div class="actions">
              <button
                type="button"
                @click=${() => {
                  this.suspending = undefined;
                }}
              >
                ${t('chair.cancel')}</button
              ><button class="primary danger">${t(`do.${this.suspending}`)}</button>
            </div>
          </form>`
        : this.stepButtons(
            steps.filter(status => !later.includes(status)),
            s
          )}
      ${voting
        ? html`<tz-chair-ballots
            .app=${this.app}
            station=${s.id}
            @counted=${(/** @type {CustomEvent<Hub.StationReport>} */ e) => this.send(e.detail)}
          ></tz-chair-ballots>`
        : ''}
      ${voting ? this.form(s) : ''}${this.stepButtons(later, s)}
      ${s.status === 'expected'
        ? ''
        : html`<tz-correction
            status=${s.status}
            @correct=${(/** @type {Tz.Correction} */ e) => {
              this.send(e.detail);
              e.target.done();
            }}
          ></tz-correction>`}
      <p class="happening">${t('chair.happening')} <tz-compose .app=${this.app}></tz-compose></p>`;
  }

  /**
   * The next steps; a suspended session opens again once the mayor's time has come.
   *
   * @param {Hub.StationState} s
   * @returns {Hub.Status[]}
   */
  steps(s) {
    if (s.status === 'closed' && this.entry && opensAgain(this.entry, s.since)) return ['open'];
    const resumes = s.resumption && Date.parse(s.resumption.at) <= this.app.clock.now();
    return resumes ? [s.status === 'suspended' ? 'open' : 'counting', ...STEPS[s.status]] : STEPS[s.status];
  }

  /**
   * A button for each of these steps, or the question that follows one of them, in its place.
   *
   * @param {Hub.Status[]} steps
   * @param {Hub.StationState} s
   */
  stepButtons(steps, s) {
    if (steps.length === 0) return '';
    const asked = this.asking?.report.status;
    if (asked && steps.includes(asked)) return this.question();
    const voting = s.status === 'open' || s.status === 'suspended';
    return html`<div class="steps">
      ${steps.map(
        (status, i) =>
          html`<button
            class="step ${i === 0 && !voting ? 'primary' : ''} ${status}"
            ?disabled=${this.resting}
            @click=${() => this.step(status)}
          >
            ${t(`do.${status}`)}
          </button>`
      )}
    </div>`;
  }

  /** The cancel button is under the thumb; the other button ignores taps at first. */
  question() {
    return html`<div class="sure" role="alertdialog" aria-labelledby="sure">
      <p id="sure">${this.asking?.question}</p>
      <button
        type="button"
        class="step primary no"
        @click=${() => {
          this.asking = undefined;
        }}
      >
        ${t('sure.no')}
      </button>
      <button type="button" class="danger yes" ?disabled=${this.resting} @click=${() => this.confirm()}>
        ${t('sure.yes')}
      </button>
    </div>`;
  }

  confirm() {
    if (!this.asking) return;
    const {report} = this.asking;
    if (!report.status) this.keep({});
    this.send(report);
  }

  /** @param {string} field */
  flaw(field) {
    return this.wrong?.field === field ? html`<span class="error" role="alert">${this.wrong.words}</span>` : '';
  }

  /** @param {Hub.StationState} s */
  voters(s) {
    return html`<label
      >${t('chair.voters')}<input
        type="number"
        name="votersAdmitted"
        inputmode="numeric"
        min="0"
        max="1000000"
        placeholder=${s.votersAdmitted ?? ''}
        .value=${String(this.draft.votersAdmitted ?? '')}
        @input=${e => this.type('votersAdmitted', e.target.value === '' ? undefined : Number(e.target.value))}
      />${this.flaw('votersAdmitted')}</label
    >`;
  }

  /** One field for each election, beside each other. @param {string[]} several @param {Hub.StationState} s */
  votersOf(several, s) {
    return html`<fieldset class="of-elections">
      <legend>${t('chair.voters')}</legend>
      <div class="pair">
        ${several.map(
          id =>
            html`<label
              >${this.called(id, several)}<input
                type="number"
                name=${`votersAdmitted/${id}`}
                inputmode="numeric"
                min="0"
                max="1000000"
                placeholder=${valueOf(s.votersAdmitted, id) ?? ''}
                .value=${String(valueOf(this.draft.votersAdmitted, id) ?? '')}
                @input=${e =>
                  this.typeOf('votersAdmitted', id, e.target.value === '' ? undefined : Number(e.target.value))}
              />${this.flaw(`votersAdmitted/${id}`)}</label
            >`
        )}
      </div>
      ${this.flaw('votersAdmitted')}
    </fieldset>`;
  }

  /** @param {string} legend @param {(b: string) => boolean} is @param {(b: string) => void} choose */
  ballots(legend, is, choose) {
    return html`<fieldset>
      <legend>${legend}</legend>
      <div class="choices">
        ${['sufficient', 'low', 'out'].map(
          b => html`<button type="button" aria-pressed=${is(b)} @click=${() => choose(b)}>${t(`ballots.${b}`)}</button>`
        )}
      </div>
    </fieldset>`;
  }

  /** @param {Hub.StationState} s */
  form(s) {
    const d = this.draft;
    const several = electionsOf(this.entry);
    return html`<form class="report" @submit=${this.sendDraft}>
      <fieldset>
        <legend>${t('chair.waiting')}</legend>
        <div class="choices">
          ${WAITING.map(
            n =>
              html`<button
                type="button"
                aria-pressed=${d.waitingMinutes === n}
                @click=${() => this.choose('waitingMinutes', n)}
              >
                ${n}
              </button>`
          )}
        </div>
      </fieldset>
      ${several.length ? this.votersOf(several, s) : this.voters(s)}
      <fieldset>
        <legend>${t('chair.members')}</legend>
        <div class="choices">
          ${[2, 3, 4, 5, 6].map(
            n =>
              html`<button
                type="button"
                aria-pressed=${d.membersPresent === n}
                @click=${() => this.choose('membersPresent', n)}
              >
                ${n}
              </button>`
          )}
        </div>
      </fieldset>
      ${several.length
        ? several.map(id =>
            this.ballots(
              t('chair.ballotsOf', {election: this.called(id, several)}),
              b => valueOf(/** @type {any} */ (d.ballots), id) === b, // any: a word, or an object
              b => this.typeOf('ballots', id, valueOf(/** @type {any} */ (d.ballots), id) === b ? undefined : b)
            )
          )
        : this.ballots(
            t('chair.ballots'),
            b => d.ballots === b,
            b => this.choose('ballots', b)
          )}
      <label
        >${t('chair.note')}<textarea
          name="words"
          rows="2"
          maxlength="2000"
          .value=${d.note ?? ''}
          @input=${e => this.type('note', e.target.value)}
        ></textarea
        >${this.flaw('note')}</label
      >
      <label class="tick"
        ><input
          type="checkbox"
          name="correction"
          .checked=${Boolean(d.correction)}
          @change=${e => this.type('correction', e.target.checked || undefined)}
        />
        ${t('chair.correction')}</label
      >
      ${this.asking && !this.asking.report.status
        ? this.question()
        : html`<button class="primary send" ?disabled=${Object.keys(d).filter(k => k !== 'correction').length === 0}>
            ${t('chair.send')}
          </button>`}
    </form>`;
  }
}
customElements.define('tz-chair', Chair);
