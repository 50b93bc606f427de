import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {t} from '../../i18n/i18n.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {PageElement} from '../../ui/element.mjs';

/** A note of the municipality on one station, shown in its panel and in the feed. */
class StationNote extends PageElement {
  static properties = {app: {attribute: false}, station: {}};

  constructor() {
    super();
    /** @type {string} */
    this.station;
  }

  /** @param {Tz.SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const form = event.target;
    const note = new FormData(form).get('note').trim();
    if (!note) return;
    if (await attempt(this.app, 'did.noted', () => api.report(this.station, {note}, crypto.randomUUID()))) form.reset();
  }

  render() {
    return html`<form class="station-note" @submit=${this.submit}>
      <label
        >${t('station.note')}<input name="note" required maxlength="2000" placeholder=${t('station.note.example')}
      /></label>
      <button>${t('station.note.send')}</button>
    </form>`;
  }
}
customElements.define('tz-station-note', StationNote);
