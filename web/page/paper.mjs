// Any view on paper: what it is, of when, for whom; in ink on white, with the map at the size of the sheet.
import {html} from 'lit';
import {dateOf, timeWithSeconds} from '../engine/clock.mjs';
import {currentLanguage, number, t} from '../i18n/i18n.mjs';

/** Titles of tabs that differ from the usual key. @type {Record<string, string>} */
const OWN = {triage: 'triage.title'};

/**
 * The title of a view: its list, place and filters.
 *
 * @param {Tz.App} app
 */
export function titleOf(app) {
  const {address, store} = app;
  const tab = address.get('tab');
  const code = app.scope();
  const filter = address.get('filter');
  return [
    t('paper.title'),
    code && (store.municipalities.get(code)?.municipality?.name ?? code),
    tab && t(OWN[tab] ?? `tab.${tab}`),
    filter && t(`count.${filter}`)
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The heading on paper: the time of the data, and for whom they were printed. @param {Tz.App} app */
export function printHead(app) {
  const {clock, principal, exercise, store} = app;
  const code = app.scope();
  const counts = (code && store.municipalities.get(code)) || store.total;
  return html`<div class="print-head">
    <p class="print-title">${exercise ? html`<b>${t('app.exercise')}</b> · ` : ''}${titleOf(app)}</p>
    <p>
      ${clock.known ? `${dateOf(clock.now(), currentLanguage())} ${timeWithSeconds(clock.now())}` : ''} ·
      ${t('paper.for', {name: principal.name})} ·
      ${t('paper.numbers', {
        open: number(counts.open),
        total: number(counts.stations),
        suspended: number(counts.suspended)
      })}
      · Tafelzicht #${store.position}
    </p>
  </div>`;
}

/** Adapts colours and the size of the map to paper, and back to the screen. @param {Tz.App} app */
export function followPaper(app) {
  const root = document.documentElement;
  /** @type {string | undefined} */
  let theme;
  const begin = () => {
    if (theme !== undefined) return;
    theme = root.dataset.theme ?? 'dark';
    root.dataset.theme = 'light';
    root.classList.add('printing');
    app.dispatchEvent(new Event('theme'));
  };
  const end = () => {
    if (theme === undefined) return;
    root.dataset.theme = theme;
    root.classList.remove('printing');
    theme = undefined;
    app.dispatchEvent(new Event('theme'));
  };
  addEventListener('beforeprint', begin);
  addEventListener('afterprint', end);
  matchMedia('print').addEventListener('change', ({matches}) => (matches ? begin() : end()));
}
