import {html} from 'lit';
import {timeOfDay} from '../../engine/clock.mjs';
import {number, t} from '../../i18n/i18n.mjs';

/**
 * The terms of a limit: how many, how near, how loud, from when to when, where, and the measures when it is exceeded.
 *
 * @param {Tz.App} app
 * @param {{terms: Hub.LimitTerms}} limit
 */
export function termsOf(app, {terms}) {
  const facts = [
    terms.minimumDistanceMetres !== undefined && t('limit.distance', {n: number(terms.minimumDistanceMetres)}),
    terms.maximumParticipants !== undefined && t('limit.participants', {n: number(terms.maximumParticipants)}),
    terms.amplifiedSound !== undefined && t(terms.amplifiedSound ? 'limit.sound' : 'limit.noSound'),
    t('limit.access'),
    `${timeOfDay(terms.from)}–${timeOfDay(terms.until)}`
  ];
  return html`<p>${facts.filter(Boolean).join(' · ')}</p>
    <p class="quiet">
      ${terms.polygon
        ? t('limit.area')
        : t('limit.around', {
            names: (terms.stations ?? [])
              .map(id => app.store.stations.get(id)?.name ?? id)
              .slice(0, 4)
              .join(', '),
            n: number(terms.radiusMetres ?? 0)
          })}
    </p>
    ${terms.measures?.length
      ? html`<ul class="measures">
          ${terms.measures.map(m => html`<li><b>${m.who}</b>: ${m.what}</li>`)}
        </ul>`
      : ''}`;
}
