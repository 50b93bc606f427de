import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {dateOf, timeOfDay} from '../../engine/clock.mjs';
import {timeIn} from '../../ui/clock-there.mjs';
import {currentLanguage, number, t} from '../../i18n/i18n.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {ask} from '../../ui/ask.mjs';
import {ItemPanel} from '../../ui/item-panel.mjs';
import {problemText} from '../../ui/problem-text.mjs';
import {fileCard} from './files.mjs';
import {findingRow} from './findings.mjs';
import {objectionForm, objectionRow} from './objections.mjs';
import {papers, reAdd} from './papers.mjs';
import {allOpen, byNeed, firstOfEach, mayCount, openOf, severityOfCount, stageOf, stationsOf} from './selectors.mjs';
import {sessionForm, sessionRow} from './sessions.mjs';

/**
 * The count of an election in a municipality: its progress, files, findings and objections. @extends
 * {ItemPanel<Hub.Count>}
 */
export class CountPanel extends ItemPanel {
  static properties = {
    ...ItemPanel.properties,
    findings: {state: true},
    objections: {state: true},
    kept: {state: true},
    changes: {state: true},
    form: {state: true},
    refused: {state: true},
    all: {state: true}
  };

  kind = 'count';

  constructor() {
    super();
    /** @type {Hub.CountFinding[] | undefined} */
    this.findings;
    /** @type {Hub.CountObjection[] | undefined} */
    this.objections;
    /** @type {Tz.CountChange[] | undefined} */
    this.changes;
    /** @type {Hub.OfficialReports | undefined} */
    this.kept;
    /** Which form is open. @type {string | undefined} */
    this.form;
    /** @type {Tz.RefusedForm | undefined} */
    this.refused;
    /** @type {boolean | undefined} */
    this.all;
  }

  opened() {
    this.findings = this.objections = this.changes = this.kept = undefined;
    this.form = this.refused = this.all = undefined;
  }

  /** @param {string} kind @param {string} id */
  async load(kind, id) {
    super.load(kind, id);
    const count = this.item.entity;
    if (!count) return;
    const latest = count.files.at(-1);
    try {
      const [findings, objections, changes, kept] = await Promise.all([
        count.files.length ? api.countFindings(id) : {items: []},
        count.objections ? api.countObjections(id) : {items: []},
        latest?.replaces ? api.countChanges(latest.id) : {items: []},
        count.reports || this.may ? api.officialReports(id) : undefined
      ]);
      if (id !== this.item.id) return;
      this.findings = findings.items.sort(byNeed);
      this.objections = objections.items;
      this.changes = changes.items;
      this.kept = kept;
    } catch (problem) {
      this.problem = problemText(problem);
    }
  }

  /**
   * Runs the action of a form; the input stays when it is refused.
   *
   * @param {Tz.SubmitEvent} event
   * @param {string} done
   * @param {(form: FormData) => Promise<unknown>} what
   */
  async submit(event, done, what) {
    event.preventDefault();
    this.refused = undefined;
    const form = event.target;
    try {
      const answer = await what(new FormData(form));
      this.app.tell(t(done, {time: timeOfDay(this.app.clock.now())}));
      form.reset();
      this.form = undefined;
      return answer;
    } catch (problem) {
      this.refused = {text: problemText(problem), code: /** @type {Tz.Problem} */ (problem).code};
      return undefined;
    }
  }

  /** @param {string} done @param {() => Promise<unknown>} what */
  do(done, what) {
    return attempt(this.app, done, what);
  }

  /** @param {string} question @param {string} done @param {(words: string | undefined) => Promise<unknown>} what */
  async withWords(question, done, what, optional = false) {
    const words = await ask(t(question), {optional});
    if (words !== undefined) await this.do(done, () => what(words || undefined));
  }

  /** @param {string} form */
  toggle(form) {
    this.refused = undefined;
    this.form = this.form === form ? undefined : form;
  }

  get may() {
    return mayCount(this.app.principal, this.item.entity?.municipality?.code);
  }

  render() {
    const count = this.item.entity;
    if (!count) return '';
    const stations = stationsOf(this.app.store, count.municipality?.code);
    return this.frame(
      severityOfCount(count),
      html`${t('tally.title')} ${count.municipality?.name ?? count.authority}`,
      html`${count.electionName ?? count.election} ${count.method ? html` · ${t(`tally.method.${count.method}`)}` : ''}`,
      html`<p>
          <span class="chip"
            >${t(`tally.stage.${stageOf(count)}`, {n: number(openOf(count, 'errors') || allOpen(count))})}</span
          >
        </p>
        ${count.late.map(
          l =>
            html`<p class="notice strong">
              ${t(`kind.count-${l.what}-late`)} ${l.session ? t('tally.sessionN', {n: l.session}) : ''}
              <span class="quiet">${t('panel.since', {time: timeIn(l.since, count.municipality?.code)})}</span>
            </p>`
        )}
        <dl>
          ${this.fact('tally.stations', stations.total ? t('tally.stationsText', {...mapped(stations)}) : undefined)}
          ${this.fact('tally.expectedBy', count.expectedBy && timeIn(count.expectedBy, count.municipality?.code))}
        </dl>
        ${this.found(count)} ${this.sessions(count)} ${this.files(count)} ${this.provisional(count)}
        ${this.objected(count)} ${papers(this, count, this.kept)} ${reAdd(this, count)}`,
      'wide'
    );
  }

  /** @param {Hub.Count} count */
  provisional(count) {
    if (count.provisional.length === 0 && !this.may) return '';
    return html`<h3>${t('tally.provisional')}</h3>
      ${count.provisional.length === 0
        ? html`<p class="quiet">${t('tally.noProvisional')}</p>`
        : html`<ol class="plain">
            ${count.provisional.toReversed().map(
              p =>
                html`<li>
                  <time>${timeIn(p.at, count.municipality?.code)}</time> ${t(
                    p.extrapolated ? 'tally.figuresExtrapolated' : 'tally.figures',
                    {
                      stations: number(p.stations),
                      of: number(p.of)
                    }
                  )} <span class="quiet">${p.where}</span> ${p.reason
                    ? html`<span class="note">“${p.reason}”</span>`
                    : ''}
                </li>`
            )}
          </ol>`}
      ${this.may
        ? html`<button
              class="chip-button"
              aria-expanded=${this.form === 'figures'}
              @click=${() => this.toggle('figures')}
            >
              ${t('tally.publish')}
            </button>
            ${this.form === 'figures' ? this.figuresForm(count) : ''}`
        : ''}`;
  }

  /** @param {Hub.Count} count */
  figuresForm(count) {
    return html`<form
      class="stacked"
      @submit=${(/** @type {Tz.SubmitEvent} */ e) =>
        this.submit(e, 'did.published', form =>
          api.publishProvisional(count.id, {
            where: form.get('where').trim(),
            stations: Number(form.get('stations')),
            of: Number(form.get('of')),
            extrapolated: form.get('extrapolated') === 'on',
            reason: form.get('reason').trim() || undefined
          })
        )}
    >
      <label>${t('tally.where')}<input name="where" required maxlength="500" /></label>
      <label>${t('tally.restOn')}<input type="number" name="stations" min="0" required /></label>
      <label
        >${t('tally.ofAll')}<input
          type="number"
          name="of"
          min="1"
          required
          .defaultValue=${String(stationsOf(this.app.store, count.municipality?.code).total || '')}
      /></label>
      <label class="tick"><input type="checkbox" name="extrapolated" />${t('tally.extrapolated')}</label>
      <label>${t('tally.reason')}<input name="reason" maxlength="2000" ?required=${count.revisions > 0} /></label>
      ${this.refusal()}<button class="primary">${t('tally.publish')}</button>
    </form>`;
  }

  refusal() {
    return html`<p class="error" role="alert">${this.refused?.text ?? ''}</p>`;
  }

  /** @param {Hub.Count} count */
  sessions(count) {
    return html`<h3>${t('tally.sessions')}</h3>
      ${count.sessions.length === 0
        ? html`<p class="quiet">${t('tally.noSessions')}</p>`
        : html`<ul class="plain">
            ${count.sessions.map(session => sessionRow(this, count, session))}
          </ul>`}
      ${this.may
        ? html`<button
              class="chip-button"
              aria-expanded=${this.form === 'session'}
              @click=${() => this.toggle('session')}
            >
              ${t('tally.plan')}
            </button>
            ${this.form === 'session' ? sessionForm(this, count) : ''}`
        : ''}`;
  }

  /** @param {Hub.Count} count */
  files(count) {
    return count.files.length === 0
      ? ''
      : html`<h3>${t('tally.files')}</h3>
          ${count.files.toReversed().map(file => fileCard(this, count, file))}`;
  }

  /** @param {Hub.Count} count */
  found(count) {
    if (count.files.length === 0) return '';
    const all = this.findings;
    if (!all)
      return html`<h3>${t('tally.findings')}</h3>
        <p class="quiet">${t('panel.loading')}</p>`;
    const shown = this.all ? all : firstOfEach(all);
    return html`<h3>${t('tally.findings')} <span class="quiet">${number(all.length)}</span></h3>
      ${all.length === 0
        ? html`<p class="quiet">${t('tally.noFindings')}</p>`
        : html`<ul class="count-findings">
            ${shown.map(f => findingRow(this, count, f, this.changes ?? []))}
          </ul>`}
      ${shown.length < all.length
        ? html`<button
            class="link"
            @click=${() => {
              this.all = true;
            }}
          >
            ${t('tally.showAll', {n: number(all.length - shown.length)})}
          </button>`
        : ''}`;
  }

  /** @param {Hub.Count} count */
  objected(count) {
    return html`<h3>${t('tally.objections')} <span class="quiet">${number(count.objections)}</span></h3>
      ${count.objections
        ? html`<p>
              <a href="/api/v1/counts/${count.id}/objections" target="_blank" rel="noopener">${t('tally.annex')}</a>
            </p>
            <ul class="plain">
              ${(this.objections ?? []).map(o => objectionRow(this, count, o))}
            </ul>`
        : ''}
      ${this.may
        ? html`<button
              class="chip-button"
              aria-expanded=${this.form === 'objection'}
              @click=${() => this.toggle('objection')}
            >
              ${t('tally.object')}
            </button>
            ${this.form === 'objection' ? objectionForm(this, count) : ''}`
        : ''}`;
  }

  /** 19 March, 09:00. @param {string} at */
  moment(at) {
    return `${dateOf(Date.parse(at), currentLanguage())} ${timeIn(at, this.item.entity?.municipality?.code)}`;
  }
}

/** @param {Record<string, number>} stations */
const mapped = stations => Object.fromEntries(Object.entries(stations).map(([key, n]) => [key, number(n)]));
customElements.define('tz-count', CountPanel);
