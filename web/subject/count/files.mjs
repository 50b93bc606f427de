// Count files in the panel of a count: their headings, fingerprints and tables.
import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {timeOfDay} from '../../engine/clock.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {groupsOf} from './selectors.mjs';

const TABLES = ['a', 'b', 'c'];

/** @param {Tz.CountPanel} panel @param {Hub.Count} count @param {Hub.Count['files'][number]} file */
export const fileCard = (panel, count, file) =>
  html`<section class="count-file ${file === count.files.at(-1) ? 'newest' : ''}" aria-label=${file.id}>
    <h4>
      ${t('tally.fileN', {n: file.number, kind: file.head.kind})}
      ${file.head.phase ? html`<span class="chip">${t(`tally.phase.${file.head.phase}`)}</span>` : ''}
      <span class="quiet">${timeOfDay(file.at)} ${t(`role.${file.role}`)} ${file.by}</span>
    </h4>
    <p>
      ${t('tally.fileText', {units: number(file.head.units), lists: number(file.head.lists.length)})}
      ${Object.entries(file.found)
        .filter(([, n]) => n > 0)
        .map(([group, n]) => html`<span class="chip ${group}">${number(n)} ${t(`tally.group.${group}`)}</span> `)}
    </p>
    ${file.head.notStated.length
      ? html`<p class="quiet">${t('tally.notStated')}: ${file.head.notStated.join(', ')}</p>`
      : ''}
    ${file.leftOut ? html`<p class="notice">${t('tally.leftOut', {n: number(file.leftOut)})}</p>` : ''}
    ${fingerprint(panel, count, file)}
    <p>
      ${t('tally.tables')}
      ${TABLES.map(
        table =>
          html`<a href="/api/v1/counts/${file.id}/protocol/${table}.csv" download>${t(`tally.table.${table}`)}</a> `
      )}
    </p>
  </section>`;

/**
 * Fourteen groups are shown; the person with the paper report types the other two.
 *
 * @param {Tz.CountPanel} panel
 * @param {Hub.Count} count
 * @param {Hub.Count['files'][number]} file
 */
function fingerprint(panel, count, file) {
  const last = file.checks.at(-1);
  const groups = groupsOf(file.head.fingerprint);
  const shown = html`<code class="fingerprint" aria-label=${t('tally.fingerprint')}
    >${groups.map(group =>
      group
        ? html`<span>${group}</span> `
        : html`<input
            form="check-${file.id}"
            name="group"
            size="4"
            maxlength="4"
            required
            autocomplete="off"
            aria-label=${t('tally.group4')}
            ?disabled=${!panel.may}
          /> `
    )}</code
  >`;
  return html`<form id="check-${file.id}" @submit=${(/** @type {Tz.SubmitEvent} */ e) => check(panel, e, file)}>
    <p>${t('tally.fingerprint')} ${shown}</p>
    ${panel.may
      ? html`<label>${t('tally.paper')}<input name="paper" maxlength="300" placeholder="Na 31-2" /></label
          ><button>${t('tally.check')}</button>`
      : ''}
    ${last
      ? html`<p class=${last.matches ? 'done' : 'error'} role="status">
          ${t(last.matches ? 'tally.matches' : 'tally.differs', {
            time: timeOfDay(last.at),
            by: last.by,
            paper: last.paper ?? t('tally.somePaper')
          })}
        </p>`
      : html`<p class="quiet">${t('tally.unchecked')}</p>`}
  </form>`;
}

/** @param {Tz.CountPanel} panel @param {Tz.SubmitEvent} event @param {Hub.Count['files'][number]} file */
function check(panel, event, file) {
  event.preventDefault();
  const form = new FormData(event.target);
  const paper = form.get('paper').trim();
  return panel.do('did.checked', () =>
    api.checkFingerprint(file.id, {
      groups: form.getAll('group'),
      positions: groupsOf(file.head.fingerprint).flatMap((group, i) => (group ? [] : [i])),
      ...(paper ? {paper} : {})
    })
  );
}
