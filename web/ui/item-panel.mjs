import {html} from 'lit';
import * as api from '../engine/api.mjs';
import {resolveItem} from '../engine/entities.mjs';
import {t} from '../i18n/i18n.mjs';
import {LiveElement} from './element.mjs';
import {situationItem} from './item-timeline.mjs';
import {problemText} from './problem-text.mjs';
import {severityIcon} from './severity-icon.mjs';

/** @type {Record<string, string>} */
const TIMELINES = {
  report: 'report',
  incident: 'incident',
  escalation: 'escalation',
  narrative: 'narrative',
  count: 'count',
  visit: 'visit',
  courier: 'courier'
};

/**
 * The frame of an opened item of any kind: title, close button, content, timeline. Each kind draws its own content.
 *
 * @template {Tz.Entity} [E=Tz.Entity]
 */
export class ItemPanel extends LiveElement {
  static properties = {...LiveElement.properties, items: {state: true}, problem: {state: true}};
  every = 400;
  /** `report`, `incident` or `escalation`: what the panel is for. */
  kind = '';
  /** @type {string | undefined} */
  #shown;
  /** @type {number | undefined} */
  #seq;

  /**
   * The opened item. An item of another kind is for another panel, which is about to replace this one.
   *
   * @returns {Tz.Item<E>}
   */
  get item() {
    const item = resolveItem(this.app, this.app.address.get('item') ?? '');
    return item.kind === this.kind ? /** @type {Tz.Item<E>} */ (item) : {kind: item.kind, id: item.id};
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    const {kind, id, entity} = this.item;
    if (!entity || (id === this.#shown && entity.seq === this.#seq)) return;
    if (id !== this.#shown) {
      this.items = undefined;
      this.opened(id);
    }
    this.#shown = id;
    this.#seq = entity.seq;
    this.load(kind, id);
  }

  /** Called when another item is opened. @param {string} id */
  opened(id) {}

  /** @param {string} kind @param {string} id */
  async load(kind, id) {
    try {
      const page = await api.itemTimeline(TIMELINES[kind], id);
      if (id === this.#shown) this.items = page.items;
      this.problem = undefined;
    } catch (problem) {
      this.problem = problemText(problem);
    }
  }

  /** @param {string} severity @param {unknown} title @param {unknown} sub @param {unknown} content */
  frame(severity, title, sub, content, wide = '') {
    return html`<section class="panel item ${severity} ${wide}" aria-labelledby="item-title">
      <header>
        <div>
          <h2 id="item-title">${severityIcon(severity, t(`severity.${severity}`))} ${title}</h2>
          <p class="quiet">${sub}</p>
        </div>
        <button class="close" aria-label=${t('panel.close')} @click=${() => this.app.address.set({item: undefined})}>
          ✕
        </button>
      </header>
      ${content} ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : ''}
      <h3>${t('panel.timeline')}</h3>
      <ol class="timeline">
        ${(this.items ?? []).map(item => situationItem(item, this.item.entity?.municipality?.code))}
      </ol>
    </section>`;
  }

  /** @param {string} label @param {unknown} value */
  fact(label, value) {
    return value === undefined || value === ''
      ? ''
      : html`<div>
          <dt>${t(label)}</dt>
          <dd>${value}</dd>
        </div>`;
  }
}
