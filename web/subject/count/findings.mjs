// Findings in the panel of a count: their numbers, the remarks on them, and what a later file changed.
import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {timeOfDay} from '../../engine/clock.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';
import {changesOf} from './selectors.mjs';

/** @type {Record<string, string>} */
const SEVERITY = {errors: 'urgent', live: 'attention', warnings: 'attention', protocol: 'attention'};
const MOST_CHANGES = 12;

/**
 * @param {Tz.CountPanel} panel
 * @param {Hub.Count} count
 * @param {Hub.CountFinding} f
 * @param {Tz.CountChange[]} changes
 */
export const findingRow = (panel, count, f, changes) =>
  html`<li class="finding ${f.state}">
    <div>
      ${severityIcon(SEVERITY[f.group], '')} <code>${f.code}</code> ${f.station &&
      panel.app.store.stations.has(f.station)
        ? html`<button class="link" @click=${() => panel.app.address.set({station: f.station, item: undefined})}>
            ${panel.app.store.stations.get(f.station)?.name}
          </button>`
        : html`<b>${f.unit ?? t('tally.total')}</b>`}
      ${f.list ? t('tally.listN', {n: f.list}) : ''} <span class="chip ${f.state}">${t(`tally.state.${f.state}`)}</span>
    </div>
    <p>${t(`finding.${f.code}`)} <span class="numbers">${numbersOf(f)}</span></p>
    ${f.said
      ? html`<p class="note">
          “${f.said.text}”
          <span class="quiet">${timeOfDay(f.said.at)} ${t(`role.${f.said.role}`)} ${f.said.by}</span>
        </p>`
      : ''}
    ${f.correctedBy ? corrected(f, changes) : panel.may ? acts(panel, count, f) : ''}
  </li>`;

/** @param {Hub.CountFinding} f */
const numbersOf = f =>
  Object.entries(f.numbers)
    .map(([name, n]) => `${/^[A-Z]$/.test(name) ? name : t(`tally.number.${name}`)} ${number(n)}`)
    .join(' · ');

/**
 * Shows the finding beside the values of the later file.
 *
 * @param {Hub.CountFinding} f
 * @param {Tz.CountChange[]} changes
 */
function corrected(f, changes) {
  const own = changesOf(f, changes);
  return html`<p class="quiet">${t('tally.correctedBy', {file: f.correctedBy})}</p>
    ${own.length
      ? html`<ul class="changes">
          ${own
            .slice(0, MOST_CHANGES)
            .map(c => html`<li>${c.what}: ${c.before ?? '–'} → <b>${c.after ?? '–'}</b></li>`)}${own.length >
          MOST_CHANGES
            ? html`<li>${t('tally.moreChanges', {n: number(own.length - MOST_CHANGES)})}</li>`
            : ''}
        </ul>`
      : ''}`;
}

/** @param {Tz.CountPanel} panel @param {Hub.Count} count @param {Hub.CountFinding} f */
const acts = (panel, count, f) =>
  html`<span class="row-acts"
    ><button
      @click=${() =>
        panel.withWords('ask.explain', 'did.explained', text => api.explainFinding(count.id, f.id, text ?? ''))}
    >
      ${t('tally.explain')}</button
    >${f.state === 'recount-ordered'
      ? html`<button
          @click=${() =>
            panel.withWords('ask.recounted', 'did.recounted', text =>
              api.recountFinding(count.id, f.id, text ?? '', true)
            )}
        >
          ${t('tally.recounted')}
        </button>`
      : html`<button
          @click=${() =>
            panel.withWords('ask.recount', 'did.recountOrdered', text =>
              api.recountFinding(count.id, f.id, text ?? '', false)
            )}
        >
          ${t('tally.recount')}
        </button>`}</span
  >`;
