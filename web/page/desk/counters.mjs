import {html} from 'lit';
import {number, percent, t} from '../../i18n/i18n.mjs';
import {LiveElement} from '../../ui/element.mjs';

const COUNTERS = ['open', 'overdue', 'suspended', 'silent', 'waiting'];

/** The numbers of the day; each is a filter that map, list and address then follow. */
class Counters extends LiveElement {
  render() {
    const {store, address} = this.app;
    const scope = this.app.scope();
    const counts = scope ? (store.municipalities.get(scope) ?? store.total) : store.total;
    const filter = address.get('filter');
    return html`<nav class="counters" aria-label=${t('count.attention')}>
      ${COUNTERS.map(
        key =>
          html`<button
            class="counter ${key} ${counts[key] > 0 ? '' : 'zero'}"
            aria-pressed=${filter === key}
            title=${t(filter === key ? 'count.filterOff' : 'count.filter')}
            @click=${() =>
              address.set({
                filter: filter === key ? undefined : key,
                tab: filter === key ? address.get('tab') : 'list'
              })}
          >
            <b>${number(counts[key])}</b
            ><span
              >${t(`count.${key}`)}${key === 'open'
                ? html` <small>${t('count.of', {total: number(counts.stations)})}</small>`
                : ''}</span
            >
          </button>`
      )}
      ${counts.eligible > 0
        ? html`<div class="counter turnout">
            <b>${percent(counts.eligibleAdmitted / counts.eligible)}</b><span>${t('count.turnout')}</span>
          </div>`
        : html`<div class="counter turnout"><b>${number(counts.admitted)}</b><span>${t('count.voters')}</span></div>`}
    </nav>`;
  }
}
customElements.define('tz-counters', Counters);
