import {html} from 'lit';
import {t} from '../../i18n/i18n.mjs';

/**
 * What comes next on a hub that knows no stations yet, for who looks at it.
 *
 * @param {Tz.Principal} principal
 * @returns {string[]} keys of texts
 */
export function stepsFor({roles}) {
  if (roles.includes('municipality')) return ['import', 'accounts', 'limits', 'rehearse'];
  if (roles.includes('table-operator')) return ['wait', 'duty', 'keys', 'rehearse'];
  return ['wait'];
}

/** An empty hub says what to do, in the place where the map will show it. @param {Tz.App} app */
export const firstUse = app =>
  app.store.stations.size > 0
    ? ''
    : html`<section class="first-use" aria-labelledby="first-use-title">
        <h2 id="first-use-title">${t('first.title')}</h2>
        <ol>
          ${stepsFor(app.principal).map(step => html`<li>${t(`first.${step}`)}</li>`)}
        </ol>
      </section>`;
