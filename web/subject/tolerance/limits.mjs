import {html} from 'lit';
import {repeat} from 'lit-html/directives/repeat.js';
import * as api from '../../engine/api.mjs';
import {mayAgree} from '../../engine/rights.mjs';
import {limitsOf} from './selectors.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {stampOf, timeOfDay} from '../../engine/clock.mjs';
import {t} from '../../i18n/i18n.mjs';
import {ask} from '../../ui/ask.mjs';
import {listFiles} from '../../ui/list-files.mjs';
import {LiveElement} from '../../ui/element.mjs';
import './editor.mjs';
import {termsOf} from './terms.mjs';

const PARTIES = ['mayor', 'police', 'prosecutor'];

/** The tolerance limits of a municipality: in force, proposed, and who agreed. */
class Limits extends LiveElement {
  static properties = {...LiveElement.properties, editing: {state: true}, all: {state: true}};
  every = 500;

  render() {
    const {store, principal} = this.app;
    const code = this.app.scope();
    if (!code) return html`<p class="empty">${t('limit.choose')}</p>`;
    const limits = limitsOf(store, code);
    const shown = limits.filter(l => this.all || l.status !== 'withdrawn');
    const own = code === this.app.homeMunicipality() ? mayAgree(principal) : undefined;
    return html`<section class="limits" aria-label=${t('limit.title')}>
      <h2 class="for-readers">${t('limit.title')}</h2>
      ${own
        ? html`<p>
            <button
              class="primary"
              @click=${() => {
                this.editing = {};
              }}
            >
              ${t('limit.propose')}
            </button>
          </p>`
        : ''}
      ${shown.length === 0
        ? html`<p class="empty">${t('limit.none')}</p>`
        : html`<ul>
            ${repeat(
              shown,
              l => l.id,
              l => this.limit(l, own)
            )}
          </ul>`}
      ${limits.length > shown.length
        ? html`<button
            class="link"
            @click=${() => {
              this.all = true;
            }}
          >
            ${t('limit.showWithdrawn', {count: limits.length - shown.length})}
          </button>`
        : ''}
      ${shown.length > 0
        ? listFiles(
            (text, wrong) => this.app.tell(text, wrong),
            () => this.asShown(shown)
          )
        : ''}
      ${this.editing
        ? html`<tz-limit-editor
            .app=${this.app}
            .limit=${this.editing}
            code=${code}
            @done=${() => {
              this.editing = undefined;
            }}
          ></tz-limit-editor>`
        : ''}
    </section>`;
  }

  /** @param {Hub.ToleranceLimit[]} limits @returns {Tz.ListAsShown} */
  asShown(limits) {
    return {
      title: t('limit.title'),
      columns: [
        ...['title', 'municipality', 'status', 'most', 'from', 'until'].map(c => t(`file.${c}`)),
        ...PARTIES.map(role => t(`role.${role}`))
      ],
      rows: limits.map(l => [
        l.terms.title,
        l.municipality.name,
        t(`limit.${l.status}`),
        l.terms.maximumParticipants,
        stampOf(l.terms.from),
        stampOf(l.terms.until),
        ...PARTIES.map(role => stampOf(l.agreements.find(a => a.role === role)?.at))
      ])
    };
  }

  /** @param {Hub.ToleranceLimit} l @param {string} [own] */
  limit(l, own) {
    const {terms} = l;
    /** @param {string} role */
    const agreed = role => l.agreements.find(a => a.role === role);
    return html`<li class="limit-card ${l.status}">
      <h3>${terms.title} <span class="chip">${t(`limit.${l.status}`)}</span></h3>
      ${termsOf(this.app, l)}
      ${l.withdrawal
        ? html`<p class="notice">
            ${t('limit.withdrawnBy', {role: t(`role.${l.withdrawal.role}`)})}: “${l.withdrawal.reason}”
          </p>`
        : html`<ul class="parties">
            ${PARTIES.map(
              role =>
                html`<li class=${agreed(role) ? 'yes' : 'no'}>
                  ${agreed(role) ? '✓' : '…'} ${t(`role.${role}`)}
                  <span class="quiet">${agreed(role) ? timeOfDay(agreed(role)?.at ?? '') : t('limit.waits')}</span>
                </li>`
            )}
          </ul>`}
      ${own && l.status !== 'withdrawn'
        ? html`<div class="acts">
            ${agreed(own)
              ? ''
              : html`<button
                  class="primary"
                  @click=${() =>
                    attempt(this.app, 'did.agreed', () => api.agreeLimit(l.municipality.code, l.id, l.revision))}
                >
                  ${t('limit.agree')}
                </button>`}
            <button
              @click=${() => {
                this.editing = l;
              }}
            >
              ${t('limit.change')}</button
            ><button @click=${() => this.withdraw(l)}>${t('limit.withdraw')}</button>
          </div>`
        : ''}
    </li>`;
  }

  /** @param {Hub.ToleranceLimit} l */
  async withdraw(l) {
    const reason = await ask(t('ask.withdraw'));
    if (reason) await attempt(this.app, 'did.withdrawn', () => api.withdrawLimit(l.municipality.code, l.id, reason));
  }
}
customElements.define('tz-limits', Limits);
