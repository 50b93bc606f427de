import {html} from 'lit';
import {keyed} from 'lit-html/directives/keyed.js';
import {mayNarrate} from '../../engine/rights.mjs';
import {t} from '../../i18n/i18n.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {responsesTo} from '../narrative/selectors.mjs';
import {responseCard} from './card.mjs';

/** @type {Hub.ResponseKind[]} */
const RESPONSES = ['rebuttal', 'partner-notice', 'dsa-notice', 'trusted-flag', 'monitor'];

/** The responses to one claim. */
class Responses extends LiveElement {
  static properties = {
    ...LiveElement.properties,
    narrative: {attribute: false},
    facts: {attribute: false},
    drafting: {state: true}
  };

  constructor() {
    super();
    /** @type {Hub.Narrative} */
    this.narrative;
    /** @type {Hub.Facts | undefined} */
    this.facts;
    /** @type {string | undefined} */
    this.shown;
    /** @type {Tz.Draft | undefined} */
    this.drafting;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    super.willUpdate?.(changed);
    if (this.narrative?.id !== this.shown) this.drafting = undefined;
    this.shown = this.narrative?.id;
  }

  /** The possible responses, as a checklist. */
  render() {
    const n = this.narrative;
    const desk = mayNarrate(this.app.principal);
    const all = responsesTo(this.app.store, n.id);
    if (!desk && all.length === 0) return '';
    return html`<h3>${t('response.title')}</h3>
      <ul class="responses">
        ${RESPONSES.map(kind => {
          const mine = all.filter(r => r.kind === kind);
          return html`<li class=${mine.some(r => ['published', 'sent', 'monitoring'].includes(r.state)) ? 'done' : ''}>
            <div class="response-kind">
              <span class="box" aria-hidden="true"
                >${mine.some(r => ['published', 'sent', 'monitoring'].includes(r.state))
                  ? '☑'
                  : mine.some(r => ['proposed', 'approved'].includes(r.state))
                    ? '◧'
                    : '☐'}</span
              ><b>${t(`response.${kind}`)}</b> <span class="quiet">${t(`responsehint.${kind}`)}</span> ${desk &&
              n.state !== 'closed'
                ? html`<button
                    ?disabled=${!this.facts}
                    @click=${() => {
                      this.drafting = {kind};
                    }}
                  >
                    ${t('response.draft')}
                  </button>`
                : ''}
            </div>
            ${mine.map(r => responseCard(this.app, r))}
          </li>`;
        })}
      </ul>
      ${this.drafting ? keyed(this.drafting, this.editor(n, this.drafting)) : ''}`;
  }

  /**
   * Each draft has an editor of its own, so that one that closes late does not close the next.
   *
   * @param {Hub.Narrative} n
   * @param {Tz.Draft} draft
   */
  editor(n, draft) {
    const done = () => {
      if (this.drafting === draft) this.drafting = undefined;
    };
    return html`<tz-response-editor
      .app=${this.app}
      .narrative=${n}
      .facts=${this.facts}
      kind=${draft.kind}
      @done=${done}
    ></tz-response-editor>`;
  }
}
customElements.define('tz-responses', Responses);
