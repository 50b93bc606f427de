import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {timeOfDay} from '../../engine/clock.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {ask} from '../../ui/ask.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {ItemPanel} from '../../ui/item-panel.mjs';
import {problemText} from '../../ui/problem-text.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';
import {answerOf} from '../escalation/card.mjs';
import {
  beginningOf,
  CHECKLIST,
  correctionOf,
  escalationsOf,
  isAmiss,
  mayReact,
  severityOfVisit,
  stageOf
} from './selectors.mjs';

/** An answer in words. @param {string} answer */
export const answerText = answer => (/^\d+$/.test(answer) ? number(Number(answer)) : t(`answer.${answer}`));

/**
 * A visit: the observer, findings and reactions, contradictions by others, the checklist. @extends
 * {ItemPanel<Hub.Visit>}
 */
class VisitPanel extends ItemPanel {
  static properties = {
    ...ItemPanel.properties,
    reacting: {state: true},
    refused: {state: true},
    whole: {state: true}
  };
  kind = 'visit';

  constructor() {
    super();
    /** Number of the finding that is being answered. @type {number | undefined} */
    this.reacting;
    /** @type {string | undefined} */
    this.refused;
    /** Long texts that are unfolded. @type {string[]} */
    this.whole = [];
  }

  opened() {
    this.reacting = this.refused = undefined;
    this.whole = [];
  }

  render() {
    const visit = this.item.entity;
    if (!visit) return '';
    const {observer, place} = visit;
    return this.frame(
      severityOfVisit(visit),
      place.name,
      html`${place.municipality.name} ·
        <button class="link" @click=${() => this.app.address.set({station: place.station, item: undefined})}>
          ${t('visit.station')}
        </button>`,
      html`<p class="visit-stage"><span class="chip">${t(`visit.stage.${stageOf(visit)}`)}</span></p>
        ${escalationsOf(this.app.store, visit).map(e => this.escalation(e))}
        <dl>
          ${this.fact('visit.organisation', html`<bdi>${observer.organisation}</bdi>`)}
          ${this.fact('visit.number', html`<bdi>${observer.number}</bdi>`)}
          ${this.fact('accreditation.account', html`<bdi>${observer.account}</bdi>`)}
          ${this.fact('visit.appointed', observer.appointed ? t('visit.appointedText') : undefined)}
          ${this.fact('visit.arrived', timeOfDay(visit.arrivedAt))}
          ${this.fact('visit.left', visit.leftAt && timeOfDay(visit.leftAt))}
        </dl>
        ${mayReact(this.app.principal, place.municipality.code)
          ? html`<div class="acts"><button @click=${() => this.escalate(visit)}>${t('act.escalate')}</button></div>`
          : ''}
        ${this.disagreements(visit)} ${this.findings(visit)} ${this.answers(visit)}`
    );
  }

  /** An escalation of the visit: its addressee, or who resolved it. @param {Hub.Escalation} e */
  escalation(e) {
    const open = () => this.app.address.set({item: `escalation/${e.id}`});
    const {resolved} = e;
    return html`<p class="notice">
      <button class="link" @click=${open}>${t('visit.escalation')}</button>
      ${resolved
        ? html`${t('visit.escalationResolved', {
            time: timeOfDay(resolved.at),
            by: resolved.role ? `${resolved.by} (${t(`role.${resolved.role}`)})` : 'Tafelzicht'
          })}${resolved.note ? html`: <span class="note" dir="auto">“${resolved.note}”</span>` : ''}`
        : answerOf(this.app, e)}
    </p>`;
  }

  /** A person's text: a long one is folded until it is opened. @param {string} key @param {string} text */
  words(key, text) {
    const beginning = this.whole.includes(key) ? undefined : beginningOf(text);
    return html`<span class="note" dir="auto">“${beginning ? `${beginning}…` : `${text}”`}</span> ${beginning
        ? html`<button
            class="link"
            @click=${() => {
              this.whole = [...this.whole, key];
            }}
          >
            ${t('visit.readOn')}
          </button>`
        : ''}`;
  }

  /** Both sides, each with its time, without saying who is right. @param {Hub.Visit} visit */
  disagreements(visit) {
    if (visit.disagreements.length === 0) return '';
    return html`<h3>${t('visit.disagreements')}</h3>
      <ul class="plain disagreements">
        ${visit.disagreements.map(d => {
          const correction = correctionOf(visit, d);
          return html`<li>
            <b>${t(`question.${d.question}`)}</b>
            ${correction
              ? html`<p>
                  <span class="chip">${t('visit.corrected')}</span>
                  ${t('visit.correctedTo', {answer: answerText(correction.answer), time: timeOfDay(correction.at)})}
                </p>`
              : ''}
            <dl>
              <div>
                <dt><bdi>${visit.observer.organisation}</bdi> <time>${timeOfDay(d.at)}</time></dt>
                <dd>${answerText(d.answer)}</dd>
              </div>
              <div>
                <dt>
                  <bdi>${d.visit ? d.organisation : t('visit.stationSaid')}</bdi> <time>${timeOfDay(d.theirsAt)}</time>
                </dt>
                <dd>${answerText(d.theirs)}</dd>
              </div>
            </dl>
          </li>`;
        })}
      </ul>`;
  }

  /** @param {Hub.Visit} visit */
  async escalate(visit) {
    const reason = await ask(t('ask.escalateVisit'));
    if (reason)
      await attempt(this.app, 'did.escalated', () =>
        api.escalate({subject: {kind: 'visit', id: visit.id}, level: 'triangle', severity: 'attention', reason})
      );
  }

  /** @param {Hub.Visit} visit */
  findings(visit) {
    if (visit.findings.length === 0) return '';
    return html`<h3>${t('visit.findings')} <span class="quiet">${number(visit.findings.length)}</span></h3>
      <ul class="plain">
        ${visit.findings.toReversed().map(f => this.finding(visit, f))}
      </ul>`;
  }

  /** @param {Hub.Visit} visit @param {Hub.Visit['findings'][number]} f */
  finding(visit, f) {
    const open = this.reacting === f.number;
    return html`<li class="objection">
      ${severityIcon(f.severity, t(`severity.${f.severity}`))} <time>${timeOfDay(f.at)}</time> ${f.kind === 'hindrance'
        ? html`<b>${t('visit.hindrance')}</b>`
        : ''}
      ${this.words(`finding/${f.number}`, f.text)}
      ${f.reaction
        ? html`<p>
            ${t(`role.${f.reaction.role}`)} <time>${timeOfDay(f.reaction.at)}</time>:
            ${this.words(`reaction/${f.number}/${f.reaction.at}`, f.reaction.text)}
          </p>`
        : ''}
      ${mayReact(this.app.principal, visit.place.municipality.code)
        ? html`<div class="acts">
              <button
                aria-expanded=${open}
                @click=${() => {
                  this.refused = undefined;
                  this.reacting = open ? undefined : f.number;
                }}
              >
                ${t('visit.react')}
              </button>
            </div>
            ${open ? this.form(visit, f) : ''}`
        : ''}
    </li>`;
  }

  /** @param {Hub.Visit} visit @param {Hub.Visit['findings'][number]} f */
  form(visit, f) {
    return html`<form class="stacked" @submit=${(/** @type {Tz.SubmitEvent} */ e) => this.react(e, visit, f)}>
      <label>${t('visit.reaction')}<textarea name="text" rows="2" maxlength="2000" required></textarea></label>
      <p class="error" role="alert">${this.refused ?? ''}</p>
      <button class="primary">${t('visit.react')}</button>
    </form>`;
  }

  /** @param {Tz.SubmitEvent} event @param {Hub.Visit} visit @param {Hub.Visit['findings'][number]} f */
  async react(event, visit, f) {
    event.preventDefault();
    const text = new FormData(event.target).get('text').trim();
    try {
      await api.reactToFinding(visit.id, f.number, text);
      this.app.tell(t('did.reacted', {time: timeOfDay(this.app.clock.now())}));
      this.reacting = undefined;
    } catch (problem) {
      this.refused = problemText(problem);
    }
  }

  /** @param {Hub.Visit} visit */
  answers(visit) {
    if (visit.answers.length === 0) return '';
    const given = new Map(visit.answers.map(a => [a.question, a]));
    /** @param {string} q */
    const answerTo = q => given.get(q)?.answer ?? '';
    return html`<h3>${t('visit.checklist')} <span class="quiet">${number(visit.answers.length)}</span></h3>
      ${Object.entries(CHECKLIST)
        .filter(([, questions]) => questions.some(q => given.has(q)))
        .map(
          ([phase, questions]) =>
            html`<h4>${t(`checklist.${phase}`)}</h4>
              <dl class="checklist">
                ${questions
                  .filter(q => given.has(q))
                  .map(
                    q =>
                      html`<div>
                        <dt>${t(`question.${q}`)}</dt>
                        <dd class=${isAmiss(answerTo(q)) ? 'strong' : ''}>
                          ${answerText(answerTo(q))}
                          <time class="quiet">${timeOfDay(given.get(q)?.at ?? '')}</time>
                        </dd>
                      </div>`
                  )}
              </dl>`
        )}`;
  }
}
customElements.define('tz-visit', VisitPanel);
