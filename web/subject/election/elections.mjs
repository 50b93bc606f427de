import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {dateOf} from '../../engine/clock.mjs';
import {currentLanguage, number, t} from '../../i18n/i18n.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {problemText} from '../../ui/problem-text.mjs';
import {CATEGORIES, electionOf, FIRST_DAY, found, LAST_DAY, mayDefine, textOf, usualId, wrongIn} from './terms.mjs';

const MOST_SHOWN = 30;

/** The elections that are known, and a form for one by hand. What is wrong is said beside its field; what was typed stays. */
class Elections extends LiveElement {
  static properties = {
    ...LiveElement.properties,
    text: {state: true},
    entering: {state: true},
    wrong: {state: true},
    problem: {state: true},
    done: {state: true},
    busy: {state: true}
  };
  every = 1_000;

  constructor() {
    super();
    /** By which the list is narrowed. */
    this.text = '';
    /** What the form began with; undefined while there is none. @type {Partial<Hub.Election> | undefined} */
    this.entering;
    /** By the form's field. @type {Record<string, string>} */
    this.wrong = {};
    /** @type {string | undefined} */
    this.problem;
    /** The election that was entered. @type {Hub.Election | undefined} */
    this.done;
    /** @type {boolean} */
    this.busy = false;
    /** Whether somebody wrote the id; until then it follows from the other fields. */
    this.ownId = false;
  }

  updated() {
    this.follow();
  }

  /** Open while the address says so, so that it has a link, and back closes it. */
  follow() {
    const dialog = this.querySelector('dialog');
    const wanted = this.app?.address.get('elections') !== undefined;
    if (!dialog || dialog.open === wanted) return;
    if (wanted) dialog.showModal();
    else dialog.close();
  }

  open() {
    this.app.address.set({elections: '1'});
  }

  close() {
    this.querySelector('dialog')?.close();
  }

  /** @param {Partial<Hub.Election>} election */
  enter(election) {
    Object.assign(this, {entering: election, wrong: {}, problem: undefined, done: undefined, ownId: !!election.id});
  }

  /** @param {Tz.SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    this.busy = true;
    this.wrong = {};
    this.problem = undefined;
    try {
      this.done = await api.enterElection(this.entering?.id ?? form.get('id').trim(), electionOf(form));
      this.entering = undefined;
    } catch (problem) {
      this.wrong = wrongIn(/** @type {Tz.Problem} */ (problem));
      this.problem = Object.keys(this.wrong).length ? t('elections.mend') : problemText(problem);
      await this.updateComplete;
      /** @type {HTMLElement | null} */ (this.querySelector('[aria-invalid="true"]'))?.focus();
    }
    this.busy = false;
  }

  /** The id follows until somebody writes another. @param {Event & {target: Tz.Field}} event */
  typed({target}) {
    const {id, category, date, domain} = target.form.elements;
    if (target.name === 'id') this.ownId = target.value.trim() !== '';
    else if (!this.ownId) id.value = usualId({category: category.value, date: date.value, domain: domain.value});
  }

  render() {
    const {principal} = this.app;
    if (!mayDefine(principal.roles)) return '';
    return html`<button @click=${this.open}>${t('elections.button')}</button>
      <dialog
        class="wide elections"
        aria-labelledby="elections-title"
        @close=${() => this.app.address.set({elections: undefined}, true)}
      >
        <h2 id="elections-title">${t('elections.button')}</h2>
        ${this.done
          ? html`<p role="status"><b>${t('elections.done', {name: this.done.name, id: this.done.id})}</b></p>`
          : ''}
        ${this.entering ? this.form(this.entering) : this.list()}
      </dialog>`;
  }

  list() {
    const {store, principal} = this.app;
    const all = found(store.elections.values(), this.text);
    return html`${store.elections.size > 8
        ? html`<label
            >${t('elections.find')}<input
              type="search"
              .value=${this.text}
              @input=${(/** @type {Tz.DomEvent} */ e) => {
                this.text = e.target.value;
              }}
          /></label>`
        : ''}
      ${all.length ? '' : html`<p class="empty">${t('elections.none')}</p>`}
      <ul class="plain known-elections">
        ${all.slice(0, MOST_SHOWN).map(
          e =>
            html`<li>
              <div>
                <b>${e.name}</b> ${dateOf(Date.parse(`${e.date}T12:00:00Z`), currentLanguage())}
                <span class="quiet"
                  >${e.id} ·
                  ${t(`elections.source.${e.source}`)}${e.districts.length
                    ? ` · ${t('elections.districts', {n: number(e.districts.length)})}`
                    : ''}</span
                >
              </div>
              ${mayDefine(principal.roles, e)
                ? html`<button type="button" @click=${() => this.enter(e)}>${t('elections.change')}</button>`
                : ''}
            </li>`
        )}
      </ul>
      ${all.length > MOST_SHOWN
        ? html`<p class="quiet">${t('import.more', {count: number(all.length - MOST_SHOWN)})}</p>`
        : ''}
      <p class="quiet">${t('elections.hint')}</p>
      <div class="actions">
        <button type="button" @click=${this.close}>${t('import.close')}</button
        ><button type="button" class="primary" @click=${() => this.enter({})}>${t('elections.enter')}</button>
      </div>`;
  }

  /** @param {string} field */
  error(field) {
    return html`<span class="error" id=${`election-wrong-${field}`}>${this.wrong[field] ?? ''}</span>`;
  }

  /** @param {string} name @param {string} value @param {{type?: string, hint?: string, optional?: boolean, most?: number}} [more] */
  field(name, value, {type = 'text', hint, optional, most = 200} = {}) {
    return html`<label
      >${t(`field.${name}`)}${hint ? html` <span class="quiet">${hint}</span>` : ''}<input
        name=${name}
        type=${type}
        value=${value}
        ?required=${!optional}
        maxlength=${most}
        min=${FIRST_DAY}
        max=${LAST_DAY}
        autocomplete="off"
        aria-invalid=${this.wrong[name] ? 'true' : 'false'}
        aria-describedby=${`election-wrong-${name}`}
      />
      ${this.error(name)}</label
    >`;
  }

  /** @param {Partial<Hub.Election>} of */
  form(of) {
    return html`<form class="stacked" @submit=${this.submit} @input=${this.typed}>
      <label
        >${t('field.category')}<select
          name="category"
          required
          aria-invalid=${this.wrong.category ? 'true' : 'false'}
          aria-describedby="election-wrong-category"
        >
          <option value=""></option>
          ${CATEGORIES.map(
            one => html`<option value=${one} ?selected=${one === of.category}>${t(`election.${one}`)}</option>`
          )}
        </select>
        ${this.error('category')}</label
      >
      ${this.field('date', of.date ?? '', {type: 'date'})}
      ${this.field('domain', of.domain ?? '', {hint: t('elections.hint.domain'), optional: true})}
      ${this.field('name', of.name ?? '')}
      ${of.id
        ? html`<p>${t('field.id')}: <b>${of.id}</b></p>`
        : this.field('id', '', {hint: t('elections.hint.id'), most: 60})}
      <label
        >${t('field.districts')} <span class="quiet">${t('elections.hint.districts')}</span
        ><textarea
          name="districts"
          rows="3"
          maxlength="25000"
          aria-invalid=${this.wrong.districts ? 'true' : 'false'}
          aria-describedby="election-wrong-districts"
          .value=${textOf(of.districts ?? [])}
        ></textarea>
        ${this.error('districts')}</label
      >
      <p class="error" role="alert">${this.problem ?? ''}</p>
      <div class="actions">
        <button
          type="button"
          @click=${() => {
            this.entering = undefined;
          }}
        >
          ${t('elections.back')}</button
        ><button class="primary" ?disabled=${this.busy}>${t(of.id ? 'elections.save' : 'elections.enter')}</button>
      </div>
    </form>`;
  }
}
customElements.define('tz-elections', Elections);
