import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {momentOn, stampOf} from '../../engine/clock.mjs';
import {timeIn} from '../../ui/clock-there.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {listFiles} from '../../ui/list-files.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';
import {allOpen, mayBring, mayCount, nextSession, openOf, rowsOf, severityOfCount} from './selectors.mjs';
import './upload.mjs';

const MOST_ROWS = 400;

/** The progress of each municipality's count of each election: the most urgent first. */
class Counts extends LiveElement {
  static properties = {...LiveElement.properties, announcing: {state: true}};
  every = 1000;

  render() {
    const {store, principal} = this.app;
    const code = this.app.scope();
    const rows = rowsOf(store, code);
    return html`<section class="counts-list" aria-label=${t('tally.title')}>
      <div class="acts">
        ${mayBring(principal) ? html`<tz-count-upload .app=${this.app}></tz-count-upload>` : ''}
        ${code && mayCount(principal, code)
          ? html`<button
              @click=${() => {
                this.announcing = !this.announcing;
              }}
            >
              ${t('tally.announce')}
            </button>`
          : ''}
      </div>
      ${this.announcing && code ? this.form(code) : ''}
      ${rows.length === 0
        ? html`<p class="empty">${t('tally.none')}</p>`
        : html`<div class="table-frame" tabindex="0">
            <table class="tallies">
              <thead>
                <tr>
                  <th>${t('tab.municipalities')}</th>
                  <th>${t('tally.stage')}</th>
                </tr>
              </thead>
              <tbody>
                ${rows.slice(0, MOST_ROWS).map(row => this.row(row))}
              </tbody>
            </table>
            ${listFiles(
              (text, wrong) => this.app.tell(text, wrong),
              () => this.asShown(rows)
            )}
          </div>`}
    </section>`;
  }

  /** @param {Tz.CountRow[]} rows @returns {Tz.ListAsShown} */
  asShown(rows) {
    return {
      title: t('tally.title'),
      columns: ['municipality', 'election', 'stations', 'counted', 'suspended', 'status', 'errors', 'session'].map(c =>
        t(`file.${c}`)
      ),
      rows: rows.map(({count, municipality, stations, stage}) => [
        municipality?.name ?? count?.authority,
        count?.election,
        stations.total,
        stations.counted,
        stations.suspended,
        count
          ? t(`tally.stage.${stage}`, {n: number(openOf(count, 'errors') || allOpen(count))})
          : t('tally.stage.nothing'),
        count && openOf(count, 'errors'),
        stampOf(count && nextSession(count)?.at)
      ])
    };
  }

  /** @param {Tz.CountRow} row */
  row({count, municipality, stations, stage}) {
    const name = municipality?.name ?? count?.authority;
    const session = count && nextSession(count);
    return html`<tr aria-selected=${this.app.address.get('item') === `count/${count?.id}`}>
      <td>
        ${count
          ? html`<button
                class="link"
                @click=${() => this.app.address.set({item: `count/${count.id}`, station: undefined})}
              >
                ${name}</button
              ><br /><span class="quiet"
                >${count.election}${count.method ? ` · ${t(`tally.method.${count.method}`)}` : ''}</span
              >`
          : html`${name}`}
      </td>
      <td>
        ${stations.total
          ? html`<meter min="0" max=${stations.total} value=${stations.counted} aria-hidden="true"></meter> ${t(
                'tally.countedOf',
                {counted: number(stations.counted), total: number(stations.total)}
              )}
              ${stations.suspended ? html`<b class="strong">${t('tally.suspended', {n: stations.suspended})}</b>` : ''}
              ${stations.onTheWay ? t('tally.onTheWay', {n: number(stations.onTheWay)}) : ''}`
          : ''}
        <br />
        ${count
          ? html`${severityIcon(severityOfCount(count), '')}
            ${t(`tally.stage.${stage}`, {n: number(openOf(count, 'errors') || allOpen(count))})}
            ${session
              ? html`<br /><span class="quiet"
                    >${t(`tally.session.${session.status}`)} ${timeIn(session.at, municipality?.code)},
                    ${session.place}</span
                  >`
              : ''}`
          : html`<span class="quiet">${t('tally.stage.nothing')}</span>`}
      </td>
    </tr>`;
  }

  /** @param {string} code */
  form(code) {
    return html`<form class="stacked" @submit=${(/** @type {Tz.SubmitEvent} */ e) => this.announce(e, code)}>
      <label
        >${t('tally.election')}<input
          name="election"
          required
          maxlength="60"
          pattern="[A-Za-z0-9][A-Za-z0-9_\\-]*"
          placeholder="PS2027"
      /></label>
      <label
        >${t('tally.method')}<select name="method">
          <option value="">${t('tally.method.unknown')}</option>
          <option value="decentral">${t('tally.method.decentral')}</option>
          <option value="central">${t('tally.method.central')}</option>
        </select></label
      >
      <fieldset>
        <legend>${t('tally.expectedBy')}</legend>
        <input type="date" name="date" aria-label=${t('tally.date')} /><input
          type="time"
          name="time"
          aria-label=${t('tally.time')}
        />
      </fieldset>
      <button class="primary">${t('tally.announce')}</button>
    </form>`;
  }

  /** @param {Tz.SubmitEvent} event @param {string} code */
  async announce(event, code) {
    event.preventDefault();
    const form = new FormData(event.target);
    /** @type {Hub.NewCount} */
    const given = {election: form.get('election').trim()};
    if (form.get('method')) given.method = form.get('method');
    if (form.get('date') && form.get('time')) given.expectedBy = momentOn(form.get('date'), form.get('time'));
    const done = await attempt(this.app, 'did.announced', () => api.announceCount(code, given));
    if (!done) return;
    this.announcing = false;
    this.app.address.set({item: `count/${done.count.id}`});
  }
}
customElements.define('tz-counts', Counts);
