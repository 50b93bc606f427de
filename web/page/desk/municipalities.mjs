import {html} from 'lit';
import {number, t} from '../../i18n/i18n.mjs';
import {LiveElement} from '../../ui/element.mjs';

/** The municipalities, those with the most that needs attention first: the worst places by name. */
class Municipalities extends LiveElement {
  every = 800;

  render() {
    const all = [...this.app.store.municipalities.values()]
      .filter(c => c.municipality && c.stations > 0)
      .sort((a, b) => b.urgent - a.urgent || b.attention - a.attention || b.stations - a.stations);
    if (all.length === 0) return html`<p class="empty">${t('list.noStations')}</p>`;
    return html`<div class="table-frame" tabindex="0" role="region" aria-label=${t('tab.municipalities')}>
      <table class="municipalities">
        <thead>
          <tr>
            <th scope="col">${t('tab.municipalities')}</th>
            <th scope="col" class="n">${t('count.attention')}</th>
            <th scope="col" class="n">${t('count.suspended')}</th>
            <th scope="col" class="n">${t('count.open')}</th>
            <th scope="col" class="n">${t('muni.stations')}</th>
          </tr>
        </thead>
        <tbody>
          ${all.map(
            c =>
              html`<tr aria-selected=${this.app.scope() === c.municipality.code}>
                <td>
                  <button
                    class="link"
                    @click=${() => this.app.address.set({municipality: c.municipality.code, station: undefined})}
                  >
                    ${c.municipality.name}
                  </button>
                </td>
                <td class="n ${c.attention > 0 ? 'strong' : ''}">${c.attention || ''}</td>
                <td class="n ${c.suspended > 0 ? 'strong' : ''}">${c.suspended || ''}</td>
                <td class="n">${number(c.open)}</td>
                <td class="n">${number(c.stations)}</td>
              </tr>`
          )}
        </tbody>
      </table>
    </div>`;
  }
}
customElements.define('tz-municipalities', Municipalities);
