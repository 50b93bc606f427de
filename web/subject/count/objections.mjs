// Objections in the panel of a count: what was said and answered, without personal data.
import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {momentOn, timeOfDay} from '../../engine/clock.mjs';
import {t} from '../../i18n/i18n.mjs';

const OCCASIONS = ['voting', 'count', 'session'];

/** @param {Tz.CountPanel} panel @param {Hub.Count} count @param {Hub.CountObjection} o */
export const objectionRow = (panel, count, o) =>
  html`<li class="objection">
    <b>${o.number}</b> <time>${timeOfDay(o.at)}</time> ${t(`tally.occasion.${o.occasion}`)}
    ${o.station ? (panel.app.store.stations.get(o.station)?.name ?? o.station) : ''}
    <span class="note">“${o.text}”</span>
    ${o.reaction
      ? html`<p>${t('tally.reaction')}: <span class="note">“${o.reaction.text}”</span></p>`
      : panel.may
        ? html`<button
              class="link"
              aria-expanded=${panel.form === `reaction-${o.number}`}
              @click=${() => panel.toggle(`reaction-${o.number}`)}
            >
              ${t('tally.react')}
            </button>
            ${panel.form === `reaction-${o.number}` ? reactionForm(panel, count, o) : ''}`
        : html`<p class="quiet">${t('tally.noReaction')}</p>`}
  </li>`;

/** @param {Tz.CountPanel} panel @param {Hub.Count} count @param {Hub.CountObjection} o */
const reactionForm = (panel, count, o) =>
  html`<form
    class="stacked"
    @submit=${(/** @type {Tz.SubmitEvent} */ e) =>
      panel.submit(e, 'did.reacted', form =>
        api.answerObjection(count.id, o.number, {
          text: form.get('text').trim(),
          ...(form.get('confirmed') ? {confirmed: true} : {})
        })
      )}
  >
    <label>${t('tally.reaction')}<textarea name="text" rows="2" maxlength="4000" required></textarea></label>
    ${sure(panel)} ${panel.refusal()}<button class="primary">${t('tally.react')}</button>
  </form>`;

/** @param {Tz.CountPanel} panel */
const sure = panel =>
  panel.refused?.code === 'seems-personal'
    ? html`<label class="tick"><input type="checkbox" name="confirmed" />${t('tally.isNotPersonal')}</label>`
    : '';

/**
 * Text that seems to contain personal data needs a confirmation: a tick that it does not.
 *
 * @param {Tz.CountPanel} panel
 * @param {Hub.Count} count
 */
export const objectionForm = (panel, count) =>
  html`<form
    class="stacked"
    @submit=${(/** @type {Tz.SubmitEvent} */ e) => panel.submit(e, 'did.objected', form => send(panel, count, form))}
  >
    <label
      >${t('tally.occasion')}<select name="occasion">
        ${OCCASIONS.map(o => html`<option value=${o}>${t(`tally.occasion.${o}`)}</option>`)}
      </select></label
    >
    <label
      >${t('tally.station')}<select name="station">
        <option value="">${t('tally.noStation')}</option>
        ${[...panel.app.store.stations.values()]
          .filter(s => s.municipality.code === count.municipality?.code)
          .sort((a, b) => a.number - b.number)
          .map(s => html`<option value=${s.id}>${s.number} ${s.name}</option>`)}
      </select></label
    >
    <label>${t('tally.date')}<input type="date" name="date" required /></label>
    <label>${t('tally.time')}<input type="time" name="time" required /></label>
    <label
      >${t('tally.text')}<textarea name="text" rows="3" maxlength="4000" required></textarea
      ><span class="quiet">${t('tally.noPersons')}</span></label
    >
    ${sure(panel)} ${panel.refusal()}<button class="primary">${t('tally.object')}</button>
  </form>`;

/** @param {Tz.CountPanel} panel @param {Hub.Count} count @param {FormData} form */
const send = (panel, count, form) =>
  api.noteObjection(count.id, {
    occasion: form.get('occasion'),
    at: momentOn(form.get('date'), form.get('time')),
    text: form.get('text').trim(),
    ...(form.get('station') ? {station: form.get('station')} : {}),
    ...(form.get('confirmed') ? {confirmed: true} : {})
  });
