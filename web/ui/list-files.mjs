// Any list as a file for a spreadsheet: what is shown, in its order and in the reader's words.
import {html} from 'lit';
import * as api from '../engine/api.mjs';
import {t} from '../i18n/i18n.mjs';
import {saveCsv, saveFile} from './csv.mjs';
import {problemText} from './problem-text.mjs';

/**
 * The name of a list's file.
 *
 * @param {string} title
 * @param {string} ending
 */
export const fileName = (title, ending) =>
  `tafelzicht-${title
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}.${ending}`;

/**
 * Two buttons that save a list.
 *
 * @param {(text: string, wrong: boolean) => void} tell shows the result, where that is needed
 * @param {() => Tz.ListAsShown} list called when a button is pressed
 */
export const listFiles = (tell, list) =>
  html`<span class="list-files" role="group" aria-label=${t('list.files')}>
    <button type="button" @click=${() => saveAsCsv(list())}>${t('list.csv')}</button
    ><button type="button" @click=${() => saveAsSpreadsheet(tell, list())}>${t('list.excel')}</button>
  </span>`;

/** @param {Tz.ListAsShown} list */
const saveAsCsv = ({title, columns, rows}) =>
  saveCsv(
    fileName(title, 'csv'),
    [columns, ...rows].map(row => row.map(cell => cell ?? ''))
  );

/** @param {(text: string, wrong: boolean) => void} tell @param {Tz.ListAsShown} list */
async function saveAsSpreadsheet(tell, list) {
  try {
    saveFile(fileName(list.title, 'xlsx'), await api.spreadsheet(list));
  } catch (problem) {
    tell(problemText(problem), true);
  }
}
