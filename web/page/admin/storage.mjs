import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {number, percent, t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';
import {problemText} from '../../ui/problem-text.mjs';
import {byUrgency, shareOf, size, stateOf} from './amounts.mjs';

const LOOK_MILLIS = 30_000;

/** What uses storage, what grows, and what can become full: nearly full things come first. */
class Storage extends PageElement {
  static properties = {room: {state: true}, problem: {state: true}};

  constructor() {
    super();
    /** @type {Hub.Storage} */
    this.room;
  }

  connectedCallback() {
    super.connectedCallback();
    this.look();
    this.timer = setInterval(() => this.look(), LOOK_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  async look() {
    try {
      this.room = await api.storage();
      this.problem = undefined;
    } catch (problem) {
      if (api.statusOf(problem) === 401) location.reload();
      this.problem = problemText(problem);
    }
  }

  render() {
    return html`${this.problem ? html`<p class="warning" role="alert">${this.problem}</p>` : ''}
    ${this.room ? this.all() : html`<p aria-busy="true">${t('app.loading')}</p>`}`;
  }

  all() {
    const {room} = this;
    return html`<section>
        <h2>${t('admin.bounds')}</h2>
        <p class="quiet">${t('admin.bounds.lead', {node: room.node})}</p>
        <ul class="bounds">
          ${byUrgency(room.bounds).map(bound => this.bound(bound))}
        </ul>
        ${room.disk ? '' : html`<p class="quiet">${t('admin.disk.unknown')}</p>`}
      </section>
      <section>
        <h2>${t('admin.storage')}</h2>
        <p>
          ${t('admin.storage.growth', {
            events: number(room.events),
            lately: number(room.eventsLately),
            bytes: size(room.bytesLately)
          })}
        </p>
        <table class="parts">
          <caption>
            ${t('admin.storage.total', {bytes: size(room.bytes)})}
          </caption>
          <thead>
            <tr>
              <th scope="col">${t('admin.storage.part')}</th>
              <th scope="col" class="n">${t('admin.storage.size')}</th>
            </tr>
          </thead>
          <tbody>
            ${room.parts.map(
              part =>
                html`<tr>
                  <td>${t(`admin.part.${part.name}`)}</td>
                  <td class="n">${size(part.bytes)}</td>
                </tr>`
            )}
          </tbody>
        </table>
      </section>`;
  }

  /** @param {Hub.Bound} bound */
  bound(bound) {
    const state = stateOf(bound);
    const amount = bound.bytes ? size : (/** @type {number} */ n) => number(Math.round(n));
    const name = t(`admin.bound.${bound.name}`);
    return html`<li class=${state}>
      <span class="bound-name">
        ${name}${state === 'well' ? '' : html` <strong>${t(`admin.bound.state.${state}`)}</strong>`}
        ${bound.node ? html`<span class="quiet">${t('admin.bound.node')}</span>` : ''}
      </span>
      <meter min="0" max="1" high="0.8" value=${shareOf(bound)} aria-label=${name}></meter>
      <span class="n">
        ${t('admin.bound.of', {used: amount(bound.used), most: amount(bound.most)})}, ${percent(shareOf(bound))}
      </span>
    </li>`;
  }
}
customElements.define('tz-admin-storage', Storage);
