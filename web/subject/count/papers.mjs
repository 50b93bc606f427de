// Checks without the hub, in the panel of a count: stored official reports, and lists that are added up again by hand.
import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {momentOn, timeOfDay} from '../../engine/clock.mjs';
import {number, t} from '../../i18n/i18n.mjs';

const MOST_MISSING = 12;

/**
 * Official reports: how many are stored, which stations lack one, and which are no longer where they were published.
 *
 * @param {Tz.CountPanel} panel
 * @param {Hub.Count} count
 * @param {Hub.OfficialReports | undefined} kept
 */
export function papers(panel, count, kept) {
  const missing = kept?.missing ?? [];
  /** @param {string} id */
  const name = id => panel.app.store.stations.get(id)?.name ?? id;
  return html`<h3>${t('tally.reports')} <span class="quiet">${number(count.reports)}</span></h3>
    ${count.reports
      ? html`<p>
            ${missing.length
              ? html`${t('tally.missing', {n: number(missing.length)})}
                  <span class="quiet"
                    >${missing.slice(0, MOST_MISSING).map(name).join(', ')}${missing.length > MOST_MISSING
                      ? ' …'
                      : ''}</span
                  >`
              : t('tally.noneMissing')}
          </p>
          ${stamping(kept?.stamping)}
          <ul class="plain">
            ${(kept?.items ?? []).map(
              r =>
                html`<li>
                  <a href="/api/v1/counts/${count.id}/reports/${r.sha256}">${r.title ?? r.sha256.slice(0, 8)}</a>
                  ${r.station ? name(r.station) : ''}
                  ${r.goneSince
                    ? html`<b class="strong">${t('tally.goneSince', {time: timeOfDay(r.goneSince)})}</b>`
                    : ''}
                  ${stamped(panel, count, r)}
                  ${panel.may && r.url
                    ? html`<button
                        class="link"
                        @click=${() =>
                          panel.do(r.goneSince ? 'did.found' : 'did.gone', () =>
                            api.seekOfficialReport(count.id, r.sha256, Boolean(r.goneSince))
                          )}
                      >
                        ${t(r.goneSince ? 'tally.isThere' : 'tally.isGone')}
                      </button>`
                    : ''}
                </li>`
            )}
          </ul>`
      : html`<p class="quiet">${t('tally.noReports')}</p>`}
    ${panel.may
      ? html`<button
            class="chip-button"
            aria-expanded=${panel.form === 'report'}
            @click=${() => panel.toggle('report')}
          >
            ${t('tally.keep')}
          </button>
          ${panel.form === 'report' ? reportForm(panel, count, kept?.fetchedFrom ?? []) : ''}`
      : ''}`;
}

/**
 * The time stamp of a report, with the service's answer for checking it.
 *
 * @param {Tz.CountPanel} panel
 * @param {Hub.Count} count
 * @param {Hub.OfficialReports['items'][number]} r
 */
const stamped = (panel, count, r) =>
  r.stamp
    ? html`<a class="quiet" href="/api/v1/public/counts/${count.id}/stamps/${r.sha256}.tsr"
        >${t('tally.stamped', {time: panel.moment(r.stamp.at), by: r.stamp.by})}</a
      >`
    : '';

/**
 * Whether the time-stamp service works; a failure needs no immediate action.
 *
 * @param {Hub.OfficialReports['stamping'] | undefined} state
 */
const stamping = state =>
  state?.failingSince
    ? html`<p class="quiet">
        ${t('tally.notStamped', {
          service: state.service,
          time: timeOfDay(state.failingSince),
          why: t(`tally.stampFailure.${state.failure}`)
        })}
      </p>`
    : '';

/**
 * Sends a file with the address where it was published; or only the address, from which the hub fetches it.
 *
 * @param {Hub.Count} count
 * @param {FormData} form
 */
const keepReport = (count, form) => {
  const file = form.get('file');
  const url = form.get('url').trim() || undefined;
  const about = {station: form.get('station') || undefined, title: form.get('title').trim() || undefined};
  return file.size || !url ? api.archiveReport(count.id, file, {...about, url}) : api.fetchReport(count.id, url, about);
};

/** @param {Tz.CountPanel} panel @param {Hub.Count} count @param {string[]} fetchedFrom */
const reportForm = (panel, count, fetchedFrom) =>
  html`<form
    class="stacked"
    @submit=${(/** @type {Tz.SubmitEvent} */ e) => panel.submit(e, 'did.kept', form => keepReport(count, form))}
  >
    <label>${t('import.file')}<input type="file" name="file" accept=".pdf,application/pdf" required /></label>
    <label
      >${t('tally.station')}<select name="station">
        <option value="">${t('tally.ofMunicipality')}</option>
        ${[...panel.app.store.stations.values()]
          .filter(s => s.municipality.code === count.municipality?.code)
          .sort((a, b) => a.number - b.number)
          .map(s => html`<option value=${s.id}>${s.number} ${s.name}</option>`)}
      </select></label
    >
    <label>${t('tally.reportTitle')}<input name="title" maxlength="300" placeholder="N 10-1" /></label>
    <label
      >${t('tally.url')}<input
        type="url"
        name="url"
        maxlength="1000"
        @input=${(/** @type {Event & {target: Tz.Field}} */ e) =>
          (e.target.form.elements.file.required = !fetchedFrom.length || !e.target.value.trim())}
    /></label>
    ${fetchedFrom.length ? html`<p class="quiet">${t('tally.fetchedFrom', {hosts: fetchedFrom.join(', ')})}</p>` : ''}
    ${panel.refusal()}<button class="primary">${t('tally.keep')}</button>
  </form>`;

/**
 * Three lists, drawn with a seed that nobody could know before. @param {Tz.CountPanel} panel @param {Hub.Count} count
 */
export function reAdd(panel, count) {
  const r = count.reAdd;
  if (!r && (!panel.may || count.files.length === 0)) return '';
  return html`<h3>${t('tally.reAdd')}</h3>
    ${r
      ? r.seed
        ? html`<ul class="plain">
              ${r.lists.map(d => drawn(panel, count, d))}
            </ul>
            <p class="quiet">${t('tally.seed')} <code>${r.seed}</code></p>`
        : html`<p>${t('tally.reAddAt', {time: panel.moment(r.hour)})}</p>
            ${panel.may
              ? html`<button @click=${() => panel.do('did.drawn', () => api.drawReAdd(count.id))}>
                  ${t('tally.draw')}
                </button>`
              : ''}`
      : html`<button class="chip-button" aria-expanded=${panel.form === 'readd'} @click=${() => panel.toggle('readd')}>
            ${t('tally.announceReAdd')}
          </button>
          ${panel.form === 'readd' ? announceForm(panel, count) : ''}`}`;
}

/** @param {Tz.CountPanel} panel @param {Hub.Count} count @param {NonNullable<Hub.Count['reAdd']>['lists'][number]} d */
const drawn = (panel, count, d) =>
  html`<li>
    <b>${t('tally.listN', {n: d.list})}</b>
    ${d.difference === undefined
      ? panel.may
        ? html`<form
            class="row-acts"
            @submit=${(/** @type {Tz.SubmitEvent} */ e) =>
              panel.submit(e, 'did.added', form => api.recordReAdd(count.id, d.list, {sum: Number(form.get('sum'))}))}
          >
            <label>${t('tally.sum')}<input type="number" name="sum" min="0" required /></label
            ><button>${t('tally.compare')}</button>
          </form>`
        : t('tally.notAdded')
      : html`${t(d.difference === 0 ? 'tally.same' : 'tally.difference', {n: number(d.difference)})}
          <span class="quiet">${timeOfDay(d.at)} ${d.by}</span>`}
  </li>`;

/** @param {Tz.CountPanel} panel @param {Hub.Count} count */
const announceForm = (panel, count) =>
  html`<form
    class="stacked"
    @submit=${(/** @type {Tz.SubmitEvent} */ e) =>
      panel.submit(e, 'did.announced', form =>
        api.announceReAdd(count.id, momentOn(form.get('date'), form.get('time')))
      )}
  >
    <p class="quiet">${t('tally.reAddHint')}</p>
    <label>${t('tally.date')}<input type="date" name="date" required /></label>
    <label>${t('tally.time')}<input type="time" name="time" required /></label>
    ${panel.refusal()}<button class="primary">${t('tally.announceReAdd')}</button>
  </form>`;
