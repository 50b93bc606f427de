import {html} from 'lit';
import {t} from '../../i18n/i18n.mjs';

/** The first steps, by role; for a person with several roles those of the first. @type {[string, string[]][]} */
const STEPS = [
  ['municipality', ['import', 'chairs', 'limits', 'rehearse']],
  ['table-operator', ['wait', 'duty', 'keys', 'rehearse']],
  ['table-member', ['wait', 'approve', 'rehearse']],
  ['mayor', ['ask', 'limits', 'mail']],
  ['police', ['ask', 'limits', 'mail']],
  ['prosecutor', ['ask', 'limits', 'mail']],
  ['auditor', ['wait', 'audit']]
];

/**
 * The first steps on a hub without stations, for this person.
 *
 * @param {Tz.Principal} principal
 * @returns {string[]} keys of texts
 */
export const stepsFor = ({roles}) => STEPS.find(([role]) => roles.includes(role))?.[1] ?? ['wait'];

/** An empty hub says what to do, in the place of the map. @param {Tz.App} app */
export const firstUse = app =>
  app.store.stations.size > 0
    ? ''
    : html`<section class="first-use" aria-labelledby="first-use-title">
        <h2 id="first-use-title">${t('first.title')}</h2>
        <ol>
          ${stepsFor(app.principal).map(step => html`<li>${t(`first.${step}`)}</li>`)}
        </ol>
        <div class="actions">
          <button @click=${() => app.dispatchEvent(new Event('tour'))}>${t('help.tour')}</button
          ><button @click=${() => app.address.set({help: 'me'})}>${t('help.title')}</button>
        </div>
      </section>`;
