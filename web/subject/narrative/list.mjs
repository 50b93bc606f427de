import {html} from 'lit';
import {isAbout, openNarratives} from './selectors.mjs';
import {t} from '../../i18n/i18n.mjs';
import {LiveElement} from '../../ui/element.mjs';
import './compose.mjs';
import {narrativeRow} from './row.mjs';

/** What is being said: alerts that somebody has to do with, and those that are over. */
class Narratives extends LiveElement {
  static properties = {...LiveElement.properties, closed: {state: true}};
  every = 500;

  render() {
    const {store} = this.app;
    const open = openNarratives(store, this.app.scope());
    const over = [...store.narratives.values()].filter(
      n => n.state === 'closed' && !n.mergedInto && isAbout(n, this.app.scope())
    );
    return html`<section class="narratives" aria-label=${t('tab.narratives')}>
      <p><tz-alert .app=${this.app}></tz-alert></p>
      ${open.length === 0
        ? html`<p class="empty">${t('narrative.none')}</p>`
        : html`<ul class="plain">
            ${open.slice(0, 200).map(n => narrativeRow(this.app, n))}
          </ul>`}
      ${over.length > 0
        ? html`<button
            class="link"
            aria-expanded=${Boolean(this.closed)}
            @click=${() => {
              this.closed = !this.closed;
            }}
          >
            ${t('narrative.showClosed', {count: over.length})}
          </button>`
        : ''}
      ${this.closed
        ? html`<ul class="plain">
            ${over.slice(0, 200).map(n => narrativeRow(this.app, n))}
          </ul>`
        : ''}
    </section>`;
  }
}
customElements.define('tz-narratives', Narratives);
