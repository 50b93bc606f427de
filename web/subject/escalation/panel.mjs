import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {acknowledge} from '../../ui/escalating.mjs';
import {levelOf, mayEscalate} from '../../engine/rights.mjs';
import {isFor} from './selectors.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {timeOfDay} from '../../engine/clock.mjs';
import {t} from '../../i18n/i18n.mjs';
import {ask} from '../../ui/ask.mjs';
import {ItemPanel} from '../../ui/item-panel.mjs';
import {answerOf, reasonOf} from './card.mjs';
import {labelOf, placeOf} from '../../ui/label.mjs';

/** One escalation: why, to whom, until when, and the possible answers. @extends {ItemPanel<Hub.Escalation>} */
class EscalationPanel extends ItemPanel {
  kind = 'escalation';

  /** @param {string} question @param {string} done @param {(words: string) => Promise<unknown>} send */
  async words(question, done, send) {
    const words = await ask(t(question));
    if (words) await attempt(this.app, done, () => send(words));
  }

  /** @param {Tz.SubmitEvent} event */
  async handOver(event) {
    const [level, role] = event.target.value.split('/');
    event.target.value = '';
    const note = await ask(t('ask.handOver'), {optional: true});
    if (note !== undefined)
      await attempt(this.app, 'did.handedOver', () =>
        api.handOver(this.item.id, {level, ...(role ? {role} : {}), ...(note ? {note} : {})})
      );
  }

  render() {
    const e = this.item.entity;
    if (!e) return '';
    const {principal} = this.app;
    const mine = isFor(principal, e);
    const inCharge = mine || principal.roles.some(role => levelOf(role) === 'table');
    const to = ['municipality', 'triangle', 'triangle/mayor', 'triangle/police', 'triangle/prosecutor', 'table'].filter(
      x => e.municipality || x === 'table'
    );
    return this.frame(
      e.severity,
      labelOf(e.subject, e.rule),
      placeOf(this.app.store, e),
      html` <p class="state">
          ${answerOf(this.app, e)}${e.subject.verified === false
            ? html`<span class="chip unverified">${t('unverified')}</span>`
            : ''}
        </p>
        <p class="said" dir="auto">${this.said(e)}</p>
        ${e.measures?.length
          ? html`<h3>${t('limit.measures')}</h3>
              <ul class="measures">
                ${e.measures.map(m => html`<li><b>${m.who}</b>: ${m.what}</li>`)}
              </ul>`
          : ''}
        ${e.acknowledged?.note
          ? html`<p class="notice">“${e.acknowledged.note}” <span class="quiet">${e.acknowledged.by}</span></p>`
          : ''}
        ${e.resolved
          ? html`<p class="notice">
              ${t('escalation.resolved', {time: timeOfDay(e.resolved.at)})}: “${e.resolved.note}”
            </p>`
          : ''}
        <div class="acts">
          ${mine && e.state === 'open'
            ? html`<button class="primary" @click=${() => acknowledge(this.app, e.id)}>
                ${t('act.acknowledge')} <kbd>a</kbd>
              </button>`
            : ''}
          ${inCharge && e.state !== 'resolved' && mayEscalate(principal, e.municipality?.code)
            ? html`<button
                  @click=${() => this.words('ask.resolve', 'did.resolved', reason => api.resolve(e.id, reason))}
                >
                  ${t('act.resolve')}
                </button>
                <label class="inline"
                  >${t('act.handOver')}<select @change=${this.handOver}>
                    <option value="">–</option>
                    ${to.map(
                      x =>
                        html`<option value=${x}>
                          ${t(x.includes('/') ? `role.${x.split('/')[1]}` : `level.${x}`)}
                        </option>`
                    )}
                  </select></label
                >`
            : ''}
          ${mayEscalate(principal, e.municipality?.code)
            ? html`<button
                @click=${() => this.words('ask.comment', 'did.commented', text => api.commentEscalation(e.id, text))}
              >
                ${t('act.comment')}
              </button>`
            : ''}
          ${this.subject(e)}
        </div>
        <ol class="steps-taken">
          ${e.steps.map(
            s =>
              html`<li>
                <time>${timeOfDay(s.at)}</time> ${t(`step.${s.why}`)}
                ${s.addressee.roles.length === 1 ? t(`role.${s.addressee.roles[0]}`) : t(`level.${s.addressee.level}`)}
              </li>`
          )}
        </ol>`
    );
  }

  /**
   * The reason; of a long text of an observer only the beginning, since the visit shows all of it. @param
   * {Hub.Escalation} e
   */
  said(e) {
    const reason = reasonOf(this.app.store, e);
    const isLong = e.subject.kind === 'visit' && this.app.store.visits.has(e.subject.id) && reason.length > 400;
    return isLong ? `${reason.slice(0, reason.lastIndexOf(' ', 300) + 1 || 300)}…` : reason;
  }

  /** @param {Hub.Escalation} e */
  subject(e) {
    const {kind, id} = e.subject;
    if (kind === 'station')
      return html`<button @click=${() => this.app.address.set({station: id})}>${t('report.toStation')}</button>`;
    if (kind === 'response' || kind === 'narrative')
      return html`<button
        @click=${() =>
          this.app.address.set({
            item: `narrative/${kind === 'narrative' ? id : this.app.store.responses.get(id)?.narrative}`
          })}
      >
        ${t('escalation.toNarrative')}
      </button>`;
    if (kind === 'visit')
      return this.app.store.visits.has(id)
        ? html`<button @click=${() => this.app.address.set({item: `visit/${id}`})}>${t('escalation.toVisit')}</button>`
        : '';
    const known = (kind === 'report' ? this.app.store.reports : this.app.store.incidents).has(id);
    return known
      ? html`<button @click=${() => this.app.address.set({item: `${kind}/${id}`})}>
          ${t(kind === 'report' ? 'escalation.toReport' : 'report.toIncident')}
        </button>`
      : '';
  }
}
customElements.define('tz-escalation', EscalationPanel);
