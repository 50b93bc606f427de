import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {momentOf, momentToday, timeOfDay} from '../../engine/clock.mjs';
import {t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';
import '../../map/pick-map.mjs';

const ROWS = 3;

/** Proposes a tolerance limit or changes one: around stations, or in an area that is drawn on the map. */
class LimitEditor extends PageElement {
  static properties = {
    app: {attribute: false},
    limit: {attribute: false},
    code: {},
    where: {state: true},
    stations: {state: true},
    polygon: {state: true},
    problem: {state: true}
  };

  constructor() {
    super();
    /** What is changed; without an id, a new one. @type {Partial<Hub.ToleranceLimit>} */
    this.limit;
    /** @type {Hub.Point[]} */
    this.polygon = [];
    /** @type {Set<string>} */
    this.stations = new Set();
    /** @type {string} */
    this.code;
  }

  connectedCallback() {
    super.connectedCallback();
    const terms = this.limit.terms;
    this.where = terms?.polygon ? 'area' : 'stations';
    this.stations = new Set(terms?.stations ?? []);
    this.polygon = terms?.polygon ?? [];
  }

  firstUpdated() {
    this.querySelector('dialog')?.showModal();
  }

  done() {
    this.dispatchEvent(new Event('done'));
  }

  /** @param {string} id */
  toggle(id) {
    this.stations = new Set(this.stations.has(id) ? [...this.stations].filter(s => s !== id) : [...this.stations, id]);
  }

  /** @param {Tz.SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    if ((this.where === 'stations' && this.stations.size === 0) || (this.where === 'area' && this.polygon.length < 3)) {
      this.problem = t(this.where === 'stations' ? 'limit.needStations' : 'limit.needArea');
      return;
    }
    const from = momentToday(form.get('from'), this.app.clock.now());
    // past midnight, where that is before it begins
    const until = momentOf(form.get('until'), Date.parse(from) + 60_000);
    /** @type {Hub.LimitTerms} */
    const terms = {title: form.get('title').trim(), from, until};
    if (this.where === 'stations')
      Object.assign(terms, {stations: [...this.stations], radiusMetres: Number(form.get('radius'))});
    else terms.polygon = this.polygon;
    if (form.get('distance') !== '') terms.minimumDistanceMetres = Number(form.get('distance'));
    if (form.get('participants') !== '') terms.maximumParticipants = Number(form.get('participants'));
    if (form.get('sound')) terms.amplifiedSound = form.get('sound') === 'yes';
    terms.measures = Array.from({length: ROWS}, (_, i) => ({
      who: form.get(`who${i}`).trim(),
      what: form.get(`what${i}`).trim()
    })).filter(m => m.who && m.what);
    const {limit} = this;
    const sent = await attempt(this.app, limit.id ? 'did.limitChanged' : 'did.proposed', () =>
      limit.id
        ? api.changeLimit(this.code, limit.id, {...terms, revision: limit.revision ?? 0})
        : api.proposeLimit(this.code, terms)
    );
    if (sent) this.done();
  }

  render() {
    /** @type {Partial<Hub.LimitTerms>} */
    const terms = this.limit.terms ?? {};
    const own = [...this.app.store.stations.values()].filter(s => s.municipality.code === this.code);
    return html`<dialog class="limit-editor" aria-labelledby="limit-title" @cancel=${this.done}>
      <h2 id="limit-title">${t(this.limit.id ? 'limit.change' : 'limit.propose')}</h2>
      ${this.limit.id ? html`<p class="notice">${t('limit.startsOver')}</p>` : ''}
      <form @submit=${this.submit}>
        <label
          >${t('limit.name')}<input name="title" required maxlength="200" .defaultValue=${terms.title ?? ''}
        /></label>
        <div class="segments" role="group" aria-label=${t('limit.where')}>
          ${['stations', 'area'].map(
            w =>
              html`<button
                type="button"
                aria-pressed=${this.where === w}
                @click=${() => {
                  this.where = w;
                }}
              >
                ${t(`limit.where.${w}`)}
              </button>`
          )}
        </div>
        ${this.where === 'stations'
          ? html`<div class="chosen">
                ${[...this.stations].map(
                  id =>
                    html`<button type="button" class="chip-button" @click=${() => this.toggle(id)}>
                      ${this.app.store.stations.get(id)?.name ?? id} ✕
                    </button>`
                )}
                <label
                  >${t('limit.addStation')}<select
                    @change=${e => {
                      if (e.target.value) this.toggle(e.target.value);
                      e.target.value = '';
                    }}
                  >
                    <option value="">–</option>
                    ${own
                      .filter(s => !this.stations.has(s.id))
                      .map(s => html`<option value=${s.id}>${s.number} ${s.name}</option>`)}
                  </select></label
                >
                <label
                  >${t('limit.radius')}<input
                    type="number"
                    name="radius"
                    min="1"
                    max="10000"
                    required
                    .defaultValue=${String(terms.radiusMetres ?? 300)}
                /></label>
              </div>
              <tz-pick-map
                .app=${this.app}
                what="stations"
                code=${this.code}
                @station=${e => this.toggle(e.detail)}
              ></tz-pick-map>`
          : html`<tz-pick-map
              .app=${this.app}
              what="area"
              code=${this.code}
              .points=${this.polygon}
              @picked=${(/** @type {Tz.DomEvent} */ e) => {
                this.polygon = e.detail;
              }}
            ></tz-pick-map>`}
        <div class="pair">
          <label
            >${t('limit.minimumDistance')}<input
              type="number"
              name="distance"
              min="0"
              max="10000"
              .defaultValue=${terms.minimumDistanceMetres === undefined ? '' : String(terms.minimumDistanceMetres)}
          /></label>
          <label
            >${t('limit.maximumParticipants')}<input
              type="number"
              name="participants"
              min="0"
              max="1000000"
              .defaultValue=${terms.maximumParticipants === undefined ? '' : String(terms.maximumParticipants)}
          /></label>
          <label
            >${t('report.amplifiedSound')}<select name="sound">
              <option value="">${t('limit.nothingAgreed')}</option>
              <option value="yes" ?selected=${terms.amplifiedSound === true}>${t('limit.allowed')}</option>
              <option value="no" ?selected=${terms.amplifiedSound === false}>${t('limit.notAllowed')}</option>
            </select></label
          >
        </div>
        <div class="pair">
          <label
            >${t('limit.from')}<input
              type="time"
              name="from"
              required
              .defaultValue=${terms.from ? timeOfDay(terms.from) : '07:00'} /></label
          ><label
            >${t('limit.until')}<input
              type="time"
              name="until"
              required
              .defaultValue=${terms.until ? timeOfDay(terms.until) : '23:59'}
          /></label>
        </div>
        <fieldset>
          <legend>${t('limit.measures')}</legend>
          ${Array.from(
            {length: ROWS},
            (_, i) =>
              html`<div class="pair">
                <input
                  name="who${i}"
                  maxlength="100"
                  placeholder=${t('limit.who')}
                  aria-label=${t('limit.who')}
                  .defaultValue=${terms.measures?.[i]?.who ?? ''}
                /><input
                  name="what${i}"
                  maxlength="500"
                  placeholder=${t('limit.what')}
                  aria-label=${t('limit.what')}
                  .defaultValue=${terms.measures?.[i]?.what ?? ''}
                />
              </div>`
          )}
        </fieldset>
        ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : ''}
        <div class="actions">
          <button type="button" @click=${this.done}>${t('ask.cancel')}</button
          ><button class="primary">${t(this.limit.id ? 'limit.change' : 'limit.propose')}</button>
        </div>
      </form>
    </dialog>`;
  }
}
customElements.define('tz-limit-editor', LimitEditor);
