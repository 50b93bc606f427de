import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {mayApprove, mayNarrate} from '../../engine/rights.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {timeOfDay} from '../../engine/clock.mjs';
import {t} from '../../i18n/i18n.mjs';
import {factLine} from '../narrative/facts.mjs';
import {ask} from '../../ui/ask.mjs';

const OUTCOMES = ['removed', 'restricted', 'labelled', 'no-action', 'no-answer'];

/** @param {Tz.App} app @param {Hub.Response} r @param {string} what @param {object} [body] */
const act = (app, r, what, body) => attempt(app, `did.response-${what}`, () => api.actOnResponse(r.id, what, body));

/**
 * Approves exactly the version on the screen: the hub refuses when it has changed since.
 *
 * @param {Tz.App} app
 * @param {Hub.Response} r
 */
export const approve = (app, r) => act(app, r, 'approvals', {seq: r.seq});

/**
 * The key approves only a response whose end is visible; otherwise it scrolls there.
 *
 * @param {Tz.App} app
 * @param {Hub.Response} r
 */
export function approveSeen(app, r) {
  const card = document.getElementById(`response-${r.id}`);
  const box = card?.getBoundingClientRect();
  if (box && box.top >= 0 && box.bottom <= innerHeight) return approve(app, r);
  card?.scrollIntoView({block: 'end'});
  app.tell(t('response.readFirst'));
  return undefined;
}

/** @param {Tz.App} app @param {Hub.Response} r @param {string} what @param {string} question */
async function withReason(app, r, what, question) {
  const reason = await ask(t(question));
  if (reason) await act(app, r, what, {reason});
}

/**
 * One response: its text, author and approver, and what this person can do with it.
 *
 * @param {Tz.App} app
 * @param {Hub.Response} r
 */
export function responseCard(app, r) {
  const {principal} = app;
  const c = r.content;
  return html`<div id="response-${r.id}" class="response ${r.state} ${r.challenge ? 'challenged' : ''}">
    <p>
      <span class="chip ${r.state}">${t(`responsestate.${r.state}`)}</span> ${c.title ? html`<b>${c.title}</b>` : ''}
      ${c.platform ? html`<b>${c.platform}</b>` : ''} ${c.partners?.length ? c.partners.join(', ') : ''}
    </p>
    ${r.challenge
      ? html`<p class="warning" role="status">
          <b>${t('response.challenged')}</b> ${r.challenge.differences
            .map((/** @type {Tz.Difference} */ d) => `${t(`fact.${d.was.key}`)}: ${d.was.count} → ${d.now.count}`)
            .join(', ')}
        </p>`
      : ''}
    <p class="said">${c.text ?? c.grounds}</p>
    ${r.basis.length
      ? html`<ul class="basis" aria-label=${t('response.cites')}>
          ${r.basis.map(
            f => html`<li>${factLine(f)}${f.at ? html` <span class="quiet">${timeOfDay(f.at)}</span>` : ''}</li>`
          )}
        </ul>`
      : ''}
    <p class="quiet">
      ${t('response.by', {who: r.authors.join(', '), time: timeOfDay(r.proposed.at)})}${r.approved
        ? ` · ${t('response.approvedBy', {who: r.approved.by, time: timeOfDay(r.approved.at)})}`
        : ''}${r.carriedOut
        ? ` · ${t(r.kind === 'rebuttal' ? 'response.publishedAt' : 'response.sentAt', {time: timeOfDay(r.carriedOut.at)})}`
        : ''}${r.rejected ? ` · ${r.rejected.by}: “${r.rejected.reason}”` : ''}${r.withdrawn
        ? ` · ${t('response.withdrawnBecause')} “${r.withdrawn.reason}”`
        : ''}${r.basis.length ? ` · ${t('response.basis', {seq: r.basisSeq})}` : ''}
    </p>
    ${r.outcomes.map(
      o => html`<p>${t(`outcome.${o.decision}`)} <span class="quiet">${timeOfDay(o.at)} ${o.by}</span></p>`
    )}
    <div class="acts">
      ${r.state === 'proposed' && mayApprove(principal) && !r.authors.includes(principal.name)
        ? html`<button class="primary" @click=${() => approve(app, r)}>${t('act.approve')}</button
            ><button @click=${() => withReason(app, r, 'rejections', 'ask.reject')}>${t('act.reject')}</button>`
        : ''}
      ${r.state === 'proposed' && r.authors.includes(principal.name)
        ? html`<span class="quiet">${t('response.waitsForOther')}</span>`
        : ''}
      ${mayNarrate(principal) ? deskActs(app, r) : ''}
    </div>
  </div>`;
}

/** @param {Tz.App} app @param {Hub.Response} r */
function deskActs(app, r) {
  return html`${r.state === 'approved' && r.kind === 'rebuttal' && !r.challenge
    ? html`<button class="primary" @click=${() => act(app, r, 'publications')}>${t('act.publish')}</button>`
    : ''}
  ${r.state === 'approved' && r.kind !== 'rebuttal'
    ? html`<button class="primary" @click=${() => act(app, r, 'dispatches')}>${t('act.sent')}</button>`
    : ''}
  ${r.challenge
    ? html`<button @click=${() => withReason(app, r, 'confirmations', 'ask.uphold')}>${t('act.uphold')}</button>`
    : ''}
  ${['proposed', 'approved', 'published', 'monitoring'].includes(r.state)
    ? html`<button @click=${() => withReason(app, r, 'withdrawals', 'ask.withdraw')}>${t('act.withdraw')}</button>`
    : ''}
  ${r.kind === 'trusted-flag' || r.kind === 'dsa-notice'
    ? html`<a class="button" href="/api/v1/responses/${r.id}/letter" target="_blank" rel="noopener"
        >${t('response.letter')}</a
      >`
    : ''}
  ${r.state === 'sent' && r.kind !== 'partner-notice'
    ? html`<label class="inline"
        >${t('response.outcome')}<select
          @change=${e => e.target.value && act(app, r, 'outcomes', {decision: e.target.value})}
        >
          <option value="">–</option>
          ${OUTCOMES.map(o => html`<option value=${o}>${t(`outcome.${o}`)}</option>`)}
        </select></label
      >`
    : ''}`;
}
