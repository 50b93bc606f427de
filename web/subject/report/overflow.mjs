import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {overflowIn} from './selectors.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {duration, number, t} from '../../i18n/i18n.mjs';
import {ask} from '../../ui/ask.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';
import {problemText} from '../../ui/problem-text.mjs';
import {KINDS} from './compose.mjs';

const PAGE = 50;
/** In the address, where no kind is chosen. */
const ALL = 'all';

/**
 * Reports above the limit: their number is live; the reports themselves are loaded a page at a time, by kind and words,
 * which are in the address.
 */
class Overflow extends LiveElement {
  static properties = {
    ...LiveElement.properties,
    items: {state: true},
    next: {state: true},
    problem: {state: true}
  };
  every = 1000;

  constructor() {
    super();
    /** @type {Hub.Report[] | undefined} */
    this.items;
    /** @type {number | undefined} */
    this.next;
    /** What was loaded last, or is on its way; undefined while it is closed. @type {string | undefined} */
    this.loaded;
  }

  /** Whether the list is shown. */
  get open() {
    return this.app.address.get('above') !== undefined;
  }

  /** The only kind that is shown, if any. @type {string | undefined} */
  get kind() {
    const asked = this.app.address.get('above');
    return KINDS.find(kind => kind === asked);
  }

  toggle() {
    this.app.address.set(this.open ? {above: undefined, words: undefined} : {above: ALL});
  }

  /** Loads what the address asks for, once. */
  willUpdate() {
    const wanted = this.open ? JSON.stringify([this.app.scope(), this.kind, this.app.address.get('words')]) : undefined;
    if (wanted === this.loaded) return;
    this.loaded = wanted;
    this.items = this.next = undefined;
    if (wanted) this.load();
  }

  /** @param {number} [after] */
  async load(after) {
    const asked = {
      queue: 'above-limit',
      municipality: this.app.scope(),
      kind: this.kind,
      q: this.app.address.get('words'),
      limit: PAGE,
      after
    };
    const wanted = this.loaded;
    try {
      const page = await api.reports(asked);
      if (wanted !== this.loaded) return;
      this.items = after ? [...(this.items ?? []), ...page.items] : page.items;
      this.next = page.next;
      this.problem = undefined;
      this.app.store.remember('report', page.items);
    } catch (problem) {
      this.problem = problemText(problem);
    }
  }

  /** @param {Tz.SubmitEvent} event */
  search(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const words = form.get('words').trim() || undefined;
    this.loaded = undefined; // the same is looked for again when it is asked for again
    this.app.address.set({above: form.get('kind') || ALL, words}, true);
    this.requestUpdate();
  }

  /** @param {Hub.Report} r */
  async takeUp(r) {
    if (await attempt(this.app, 'did.takenUp', () => api.pickUpReport(r.id))) {
      this.items = this.items?.filter(i => i.id !== r.id);
      this.app.address.set({item: `report/${r.id}`});
    }
  }

  async dismissShown() {
    const reason = await ask(t('ask.dismiss', {count: this.items?.length ?? 0}));
    if (!reason) return;
    const shown = this.items ?? [];
    if (
      await attempt(this.app, 'did.dismissed', async () => {
        for (const r of shown) await api.dismissReport(r.id, reason);
      })
    )
      this.load();
  }

  render() {
    const {waiting, urgent} = overflowIn(this.app.store, this.app.scope());
    if (waiting === 0 && !this.open) return '';
    const words = this.app.address.get('words') ?? '';
    return html`<button class="fold overflow-fold" aria-expanded=${this.open} @click=${this.toggle}>
        ${t('overflow.waiting', {count: number(waiting)})}${urgent
          ? html` <b class="chip urgent">${t('overflow.urgent', {count: number(urgent)})}</b>`
          : ''}
      </button>
      ${this.open
        ? html`<div class="overflow">
            <form class="overflow-search" @submit=${this.search}>
              <label
                >${t('report.kind')}<select name="kind">
                  <option value="">${t('overflow.allKinds')}</option>
                  ${KINDS.map(
                    k => html`<option value=${k} ?selected=${k === this.kind}>${t(`reportkind.${k}`)}</option>`
                  )}
                </select></label
              >
              <label>${t('overflow.words')}<input name="words" maxlength="200" .value=${words} /></label
              ><button>${t('overflow.search')}</button>
            </form>
            ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : ''}
            ${this.items?.length
              ? html`<ul>
                    ${this.items.map(r => this.row(r))}
                  </ul>
                  <div class="acts">
                    ${this.next
                      ? html`<button @click=${() => this.load(this.next)}>${t('overflow.more')}</button>`
                      : ''}<button @click=${this.dismissShown}>
                      ${t('overflow.dismissShown', {count: this.items.length})}
                    </button>
                  </div>`
              : this.items
                ? html`<p class="empty small">${t('overflow.none')}</p>`
                : ''}
          </div>`
        : ''}`;
  }

  /** @param {Hub.Report} r */
  row(r) {
    return html`<li>
      <div class="row-frame">
        <button class="row ${r.severity}" @click=${() => this.app.address.set({item: `report/${r.id}`})}>
          ${severityIcon(r.severity, t(`severity.${r.severity}`))}<span class="what"
            ><b>${t(`reportkind.${r.kind}`)}</b>
            <span class="where"
              >${[r.placeText, r.municipality?.name].filter(Boolean).join(' · ') || t('place.none')}</span
            ><span class="note">${r.text.slice(0, 140)}</span></span
          ><span class="when"><span class="quiet">${duration(this.app.clock.minutesSince(r.at))}</span></span>
        </button>
        <button class="acknowledge" @click=${() => this.takeUp(r)}>${t('overflow.takeUp')}</button>
      </div>
    </li>`;
  }
}
customElements.define('tz-overflow', Overflow);
