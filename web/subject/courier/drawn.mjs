// Texts about ballots, the same in all places.
import {html} from 'lit';
import {timeOfDay} from '../../engine/clock.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {shortName} from '../election/by-election.mjs';
import {isShort, kilometres} from './selectors.mjs';

/** When they run out, with the margin. @param {Hub.BallotExpectation} e */
export const runsOut = e =>
  e.left === 0
    ? html`<b class="due">${t('stock.out')}</b>`
    : isShort(e)
      ? html`<b class=${e.isDue ? 'due' : ''}
          >${t('stock.runsOut', {time: timeOfDay(e.runsOutAt ?? ''), margin: number(e.marginMinutes ?? 0)})}</b
        >`
      : html`<span class="quiet">${t('stock.enough')}</span>`;

/** The name of the election, where there are several. @param {Tz.Store} store @param {{election?: string}} e */
export const electionOf = (store, e) =>
  e.election
    ? html`<span class="chip"><bdi>${shortName(store, e.election, [...store.elections.keys()])}</bdi></span>`
    : '';

/** A station that can spare some. @param {Hub.BallotExpectation['nearby'][number]} near */
export const nearWords = near =>
  [
    t('stock.canGive', {number: near.number, name: near.name, count: number(near.surplus)}),
    near.metres === undefined ? '' : t('stock.away', {km: number(kilometres(near.metres) ?? 0)})
  ]
    .filter(Boolean)
    .join(' · ');

/** @param {Hub.Courier} courier */
export const wayOf = ({trip}) =>
  html`<bdi>${trip.from ? `${trip.from.number} ${trip.from.name}` : t('courier.stock')}</bdi> →
    <bdi>${trip.to.number} ${trip.to.name}</bdi>`;
