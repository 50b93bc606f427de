import {html} from 'lit';
import {responsesTo, severityOfNarrative} from './selectors.mjs';
import {duration, t} from '../../i18n/i18n.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';
import {sparkline} from '../../ui/sparkline.mjs';
import {spreadLine} from './spread.mjs';

/** How a claim compares with the facts, in a word and a sign. @param {string | undefined} standing */
export const standingChip = standing =>
  standing
    ? html`<span class="chip standing ${standing}"
        >${{contradicted: '✗', confirmed: '!', undecided: '?'}[standing]} ${t(`standing.${standing}`)}</span
      >`
    : '';

/** @param {Hub.Narrative} n */
export const placeOfNarrative = n =>
  [...n.about.municipalities.map(m => m.name), ...n.about.subjects].slice(0, 4).join(', ') || t('narrative.everywhere');

/** A claim in a list. Quoted, since it is what people say. @param {Tz.App} app @param {Hub.Narrative} n */
export function narrativeRow(app, n, current = false) {
  const responses = responsesTo(app.store, n.id);
  const challenged = responses.some(r => r.challenge);
  const severity = challenged ? 'urgent' : severityOfNarrative(n);
  return html`<li>
    <button
      class="row narrative ${severity}"
      data-current=${current}
      @click=${() => app.address.set({item: `narrative/${n.id}`})}
    >
      ${severityIcon(severity, t(`severity.${severity}`))}<span class="what"
        ><b class="quote" lang=${n.language} dir="auto">“${n.claim.slice(0, 140)}”</b>
        <span class="where">${placeOfNarrative(n)} · ${t(`narrativekind.${n.kind}`)}</span
        ><span class="chips"
          >${standingChip(n.standing)}<span class="chip">${t(`narrative.${n.state}`)}</span>${challenged
            ? html`<span class="chip breached">${t('response.challenged')}</span>`
            : responses.some(r => r.state === 'proposed')
              ? html`<span class="chip near">${t('response.waits')}</span>`
              : ''}</span
        ></span
      >
      <span class="when"
        ><span class="quiet">${duration(app.clock.minutesSince(n.at))}</span>${sparkline(spreadLine(n))}</span
      >
    </button>
  </li>`;
}
