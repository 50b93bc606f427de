import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {dateOf, momentOn, stampOf, timeOfDay} from '../../engine/clock.mjs';
import {currentLanguage, number, t} from '../../i18n/i18n.mjs';
import {ask} from '../../ui/ask.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {listFiles} from '../../ui/list-files.mjs';
import {problemText} from '../../ui/problem-text.mjs';
import {accreditationsIn, inOrder, isMeant, mayAccredit, stateOf} from './selectors.mjs';

/** Rows that are drawn until somebody asks for more. */
const ROWS = 100;
/** @param {string} at */
const moment = at => `${dateOf(Date.parse(at), currentLanguage())} ${timeOfDay(at)}`;

/** Accreditations: valid ones first; with forms to give and withdraw one. */
class Accreditations extends LiveElement {
  static properties = {
    ...LiveElement.properties,
    giving: {state: true},
    refused: {state: true},
    most: {state: true}
  };
  every = 1000;

  constructor() {
    super();
    this.giving = false;
    /** @type {string | undefined} */
    this.refused;
    this.most = ROWS;
  }

  /** What is looked for; in the address. */
  get typed() {
    return this.app.address.get('accredited') ?? '';
  }

  render() {
    const code = this.app.scope();
    const now = this.app.clock.now();
    const known = accreditationsIn(this.app.store, code);
    const all = inOrder(
      known.filter(a => isMeant(a, this.typed)),
      now
    );
    return html`<section class="accreditations" aria-label=${t('accreditation.title')}>
      ${mayAccredit(this.app.principal, code)
        ? html`<button
              aria-expanded=${Boolean(this.giving)}
              @click=${() => {
                this.refused = undefined;
                this.giving = !this.giving;
              }}
            >
              ${t('accreditation.give')}
            </button>
            ${this.giving ? this.form(code) : ''}`
        : ''}
      ${known.length > 0
        ? html`<div class="filters">
            <input
              type="search"
              aria-label=${t('accreditation.filter')}
              placeholder=${t('list.search')}
              .value=${this.typed}
              @input=${(/** @type {Tz.DomEvent} */ e) => {
                this.app.address.set({accredited: e.target.value || undefined}, true);
                this.most = ROWS;
              }}
            />
          </div>`
        : ''}
      ${known.length > 0 && all.length === 0 ? html`<p class="empty">${t('accreditation.noneFound')}</p>` : ''}
      <ul class="plain">
        ${all.slice(0, this.most).map(a => this.row(a, now))}
      </ul>
      ${all.length > this.most
        ? html`<button
            class="more"
            @click=${() => {
              this.most += ROWS;
            }}
          >
            ${t('list.more', {count: number(Math.min(ROWS, all.length - this.most))})}
          </button>`
        : ''}
      ${all.length > 0
        ? listFiles(
            (text, wrong) => this.app.tell(text, wrong),
            () => this.asShown(all, now)
          )
        : ''}
    </section>`;
  }

  /** @param {Hub.Accreditation[]} all @param {number} now @returns {Tz.ListAsShown} */
  asShown(all, now) {
    return {
      title: t('accreditation.title'),
      columns: ['organisation', 'badge', 'account', 'status', 'municipality', 'stations', 'from', 'until'].map(c =>
        t(`file.${c}`)
      ),
      rows: all.map(a => [
        a.terms.organisation,
        a.terms.number,
        a.terms.account,
        t(`accreditation.state.${stateOf(a, now)}`),
        a.terms.municipalities.map(m => m.name).join(', ') || t('accreditation.country'),
        a.terms.stations.join(', '),
        stampOf(a.terms.from),
        stampOf(a.terms.until)
      ])
    };
  }

  /** @param {Hub.Accreditation} a @param {number} now */
  row(a, now) {
    const {terms} = a;
    const state = stateOf(a, now);
    const [town] = terms.municipalities;
    return html`<li>
      <b><bdi>${terms.organisation}</bdi></b> <bdi>${terms.number}</bdi>
      <span class="chip">${t(`accreditation.state.${state}`)}</span><br />
      <span class="quiet"
        ><bdi>${terms.account}</bdi> ·
        ${terms.municipalities.length
          ? terms.municipalities.map(m => m.name).join(', ')
          : t('accreditation.country')}${terms.stations.length ? ` (${terms.stations.join(', ')})` : ''}
        · ${moment(terms.from)} – ${moment(terms.until)}</span
      >
      ${a.withdrawal ? html`<span class="note" dir="auto">“${a.withdrawal.reason}”</span>` : ''}
      ${state !== 'withdrawn' && state !== 'over' && mayAccredit(this.app.principal, town?.code)
        ? html`<button class="link" @click=${() => this.withdraw(a)}>${t('accreditation.withdraw')}</button>`
        : ''}
    </li>`;
  }

  /** @param {Hub.Accreditation} a */
  async withdraw(a) {
    const reason = await ask(t('accreditation.why'));
    if (reason) await attempt(this.app, 'did.withdrawn', () => api.withdrawAccreditation(a.id, reason));
  }

  /** @param {string|undefined} code of the municipality that is looked at; without one it holds for the whole country */
  form(code) {
    const stations = [...this.app.store.stations.values()]
      .filter(s => s.municipality.code === code)
      .sort((a, b) => a.number - b.number);
    return html`<form class="stacked" @submit=${(/** @type {Tz.SubmitEvent} */ e) => this.give(e, code)}>
      <p class="quiet">
        ${code ? this.app.store.municipalities.get(code)?.municipality?.name : t('accreditation.country')}
      </p>
      <label>${t('accreditation.account')}<input name="account" required maxlength="200" autocapitalize="off" /></label>
      <label
        >${t('visit.organisation')}<input
          name="organisation"
          maxlength="200"
          placeholder=${t('accreditation.ofAccount')}
      /></label>
      <label>${t('visit.number')}<input name="number" required maxlength="60" /></label>
      ${code
        ? html`<label
            >${t('accreditation.station')}<select name="station">
              <option value="">${t('accreditation.allStations')}</option>
              ${stations.map(s => html`<option value=${s.id}>${s.number} ${s.name}</option>`)}
            </select></label
          >`
        : ''}
      ${['from', 'until'].map(
        edge =>
          html`<fieldset>
            <legend>${t(`accreditation.${edge}`)}</legend>
            <input type="date" name="${edge}-date" required aria-label=${t('tally.date')} /><input
              type="time"
              name="${edge}-time"
              required
              aria-label=${t('tally.time')}
            />
          </fieldset>`
      )}
      <p class="error" role="alert">${this.refused ?? ''}</p>
      <button class="primary">${t('accreditation.give')}</button>
    </form>`;
  }

  /** @param {Tz.SubmitEvent} event @param {string} [code] */
  async give(event, code) {
    event.preventDefault();
    const form = new FormData(event.target);
    /** @param {string} name */
    const text = name => form.get(name).trim();
    const terms = {
      account: text('account'),
      organisation: text('organisation') || undefined,
      number: text('number'),
      from: momentOn(form.get('from-date'), form.get('from-time')),
      until: momentOn(form.get('until-date'), form.get('until-time')),
      ...(code ? {municipalities: [code]} : {}),
      ...(form.get('station') ? {stations: [form.get('station')]} : {})
    };
    try {
      await api.giveAccreditation(terms);
      this.app.tell(t('did.accredited', {time: timeOfDay(this.app.clock.now())}));
      this.giving = false;
      this.refused = undefined;
    } catch (problem) {
      this.refused = problemText(problem);
    }
  }
}
customElements.define('tz-accreditations', Accreditations);
