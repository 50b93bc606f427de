import {html} from 'lit';
import {timeThere} from '../engine/clock.mjs';
import {t} from '../i18n/i18n.mjs';

/** What clocks there show now, where that is something else. @param {Tz.App} app @param {string | undefined} code */
export function clockThere(app, code) {
  const there = timeThere(code, app.clock.now());
  return there ? html` <span class="quiet there">${t('clock.there', {time: there})}</span>` : '';
}
