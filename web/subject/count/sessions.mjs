// Sessions of the municipal electoral committee in the panel of a count.
import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {momentOn} from '../../engine/clock.mjs';
import {t} from '../../i18n/i18n.mjs';

/** The next possible steps, by the status of a session. */
/** @type {Record<string, Hub.CountSessionChange['status'][]>} */
const NEXT = {planned: ['open'], open: ['adjourned', 'closed'], adjourned: ['open', 'closed'], closed: ['open']};

/** @param {Tz.CountPanel} panel @param {Hub.Count} count @param {Hub.Count['sessions'][number]} s */
export const sessionRow = (panel, count, s) =>
  html`<li class="session ${s.status}">
    <b>${t('tally.sessionN', {n: s.number})}</b> <span class="chip">${t(`tally.session.${s.status}`)}</span>
    ${panel.moment(s.at)}, ${s.place} ${s.isPublic ? '' : html`<b>${t('tally.full')}</b>`}
    ${s.note ? html`<span class="note">“${s.note}”</span>` : ''}
    ${panel.may
      ? html`<span class="row-acts"
          >${NEXT[s.status].map(
            status => html`<button @click=${() => change(panel, count, s, status)}>${t(`tally.to.${status}`)}</button>`
          )}</span
        >`
      : ''}
  </li>`;

/**
 * Opening takes one tap; ending needs a reason.
 *
 * @param {Tz.CountPanel} panel
 * @param {Hub.Count} count
 * @param {Hub.Count['sessions'][number]} session
 * @param {Hub.CountSessionChange['status']} status
 */
function change(panel, count, session, status) {
  /** @param {string} [note] */
  const act = note => api.changeCountSession(count.id, session.number, note ? {status, note} : {status});
  return status === 'open' && session.status !== 'closed'
    ? panel.do(`did.session.${status}`, () => act())
    : panel.withWords('ask.note', `did.session.${status}`, act, true);
}

/** @param {Tz.CountPanel} panel @param {Hub.Count} count */
export const sessionForm = (panel, count) =>
  html`<form
    class="stacked"
    @submit=${(/** @type {Tz.SubmitEvent} */ e) =>
      panel.submit(e, 'did.sessionPlanned', form =>
        api.planCountSession(count.id, {
          at: momentOn(form.get('date'), form.get('time')),
          place: form.get('place').trim(),
          isPublic: form.get('isPublic') === 'on'
        })
      )}
  >
    <label>${t('tally.date')}<input type="date" name="date" required /></label>
    <label>${t('tally.time')}<input type="time" name="time" required /></label>
    <label>${t('tally.place')}<input name="place" required maxlength="300" /></label>
    <label class="tick"><input type="checkbox" name="isPublic" checked />${t('tally.public')}</label>
    ${panel.refusal()}<button class="primary">${t('tally.plan')}</button>
  </form>`;
