import {html} from 'lit';
import {number, t} from '../../i18n/i18n.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {accreditationsIn} from '../accreditation/selectors.mjs';
import {visitsIn} from './selectors.mjs';

/**
 * The desk's tab about observers: their visits, or their accreditations. What is typed in one stays while the other is
 * shown.
 */
class Observers extends LiveElement {
  every = 1000;

  /** Which of the two lists; in the address. */
  get shown() {
    return this.app.address.get('observers') === 'accreditations' ? 'accreditations' : 'visits';
  }

  render() {
    const {store} = this.app;
    const code = this.app.scope();
    const counts = {
      visits: [t('visit.visits'), visitsIn(store, code).length],
      accreditations: [t('accreditation.title'), accreditationsIn(store, code).length]
    };
    return html`<div class="list-tools">
        <div class="segments" role="group" aria-label=${t('tab.observers')}>
          ${Object.entries(counts).map(
            ([name, [title, count]]) =>
              html`<button
                data-list=${name}
                aria-pressed=${this.shown === name}
                @click=${() => this.app.address.set({observers: name === 'visits' ? undefined : name})}
              >
                ${title} <span>${number(Number(count))}</span>
              </button>`
          )}
        </div>
      </div>
      <tz-visits .app=${this.app} ?hidden=${this.shown !== 'visits'}></tz-visits>
      <tz-accreditations .app=${this.app} ?hidden=${this.shown !== 'accreditations'}></tz-accreditations>`;
  }
}
customElements.define('tz-observers', Observers);
