import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';
import {problemText} from '../../ui/problem-text.mjs';

/** Settings that somebody made come before defaults. @param {Hub.Setting[]} settings */
export const decidedFirst = settings => {
  /** @param {Hub.Setting} setting */
  const rank = setting => (setting.from === 'default' ? 1 : 0);
  return [...settings].sort((a, b) => rank(a) - rank(b));
};

/**
 * The value that is shown; of a secret only whether it is set.
 *
 * @param {Pick<Hub.Setting, 'value' | 'secret' | 'set'>} setting
 */
export function valueOf({value, secret, set}) {
  if (!set) return t('admin.settings.unset');
  return secret ? t('admin.settings.secret') : value;
}

/** The settings of the node that answers, with their origins. They can't be changed here. */
class Settings extends PageElement {
  static properties = {settings: {state: true}, problem: {state: true}};

  constructor() {
    super();
    /** @type {Hub.Settings} */
    this.settings;
  }

  connectedCallback() {
    super.connectedCallback();
    this.look();
  }

  async look() {
    try {
      this.settings = await api.settings();
      this.problem = undefined;
    } catch (problem) {
      if (api.statusOf(problem) === 401) location.reload();
      this.problem = problemText(problem);
    }
  }

  render() {
    if (this.problem)
      return html`<p class="warning" role="alert">${this.problem}</p>
        <button @click=${this.look}>${t('admin.again')}</button>`;
    if (!this.settings) return html`<p aria-busy="true">${t('app.loading')}</p>`;
    const {node, items, differences} = this.settings;
    return html`${this.exercise()}
      <p class="quiet">${t('admin.settings.lead', {node})}</p>
      ${differences.length
        ? html`<div class="warning">
            <strong>${t('admin.settings.differ')}</strong>
            <ul>
              ${differences.map(d => html`<li>${t('admin.settings.difference', d)}</li>`)}
            </ul>
          </div>`
        : html`<p>${t('admin.settings.alike')}</p>`}
      <div class="table-frame" tabindex="0" role="region" aria-label=${t('admin.tab.settings')}>
        <table class="settings">
          <thead>
            <tr>
              <th scope="col">${t('admin.settings.name')}</th>
              <th scope="col">${t('admin.settings.value')}</th>
              <th scope="col">${t('admin.settings.from')}</th>
            </tr>
          </thead>
          <tbody>
            ${decidedFirst(items).map(
              setting =>
                html`<tr class=${setting.from === 'default' ? 'quiet' : ''}>
                  <td>${setting.name}</td>
                  <td>${valueOf(setting)}</td>
                  <td>${t(`admin.settings.from.${setting.from}`)}</td>
                </tr>`
            )}
          </tbody>
        </table>
      </div>`;
  }

  /** Set when a node starts, and constant while it runs. */
  exercise() {
    const {exercise, items} = this.settings;
    const from = items.find(setting => setting.name === 'exercise')?.from;
    return html`<p class="exercise-sign ${exercise ? 'is' : ''}">
      <strong>${t(exercise ? 'admin.exercise.is' : 'admin.exercise.isNot')}</strong>
      <span>${t('admin.exercise.fixed')}</span>
      ${from ? html`<span>${t('admin.settings.from')}: ${t(`admin.settings.from.${from}`)}</span>` : ''}
    </p>`;
  }
}
customElements.define('tz-admin-settings', Settings);
