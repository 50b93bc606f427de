import {html} from 'lit';
import {isAbout, openNarratives, responsesTo} from './selectors.mjs';
import {stampOf} from '../../engine/clock.mjs';
import {t} from '../../i18n/i18n.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {listFiles} from '../../ui/list-files.mjs';
import './compose.mjs';
import {narrativeRow, placeOfNarrative} from './row.mjs';

/** Narratives: open alerts, and those that are over. */
class Narratives extends LiveElement {
  every = 500;

  /** Whether those that are over are shown; in the address. */
  get closed() {
    return this.app.address.get('over') !== undefined;
  }

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
            aria-expanded=${this.closed}
            @click=${() => this.app.address.set({over: this.closed ? undefined : '1'}, true)}
          >
            ${t('narrative.showClosed', {count: over.length})}
          </button>`
        : ''}
      ${this.closed
        ? html`<ul class="plain">
            ${over.slice(0, 200).map(n => narrativeRow(this.app, n))}
          </ul>`
        : ''}
      ${open.length + over.length > 0
        ? listFiles(
            (text, wrong) => this.app.tell(text, wrong),
            () => this.asShown([...open, ...over])
          )
        : ''}
    </section>`;
  }

  /** @param {Hub.Narrative[]} narratives @returns {Tz.ListAsShown} */
  asShown(narratives) {
    return {
      title: t('tab.narratives'),
      columns: ['time', 'claim', 'kind', 'about', 'facts', 'status', 'answers'].map(c => t(`file.${c}`)),
      rows: narratives.map(n => [
        stampOf(n.at),
        n.claim,
        t(`narrativekind.${n.kind}`),
        placeOfNarrative(n),
        n.standing && t(`standing.${n.standing}`),
        t(`narrative.${n.state}`),
        responsesTo(this.app.store, n.id).length
      ])
    };
  }
}
customElements.define('tz-narratives', Narratives);
