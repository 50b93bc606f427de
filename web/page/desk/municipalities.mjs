import {html} from 'lit';
import {isCounting} from '../../engine/day.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {listFiles} from '../../ui/list-files.mjs';
import {sparkline} from '../../ui/sparkline.mjs';

/** @type {Tz.Figure[]} */
const BY_DAY = ['attention', 'suspended', 'open'];
/** @type {Tz.Figure[]} */
const BY_NIGHT = ['open', 'closed', 'counting', 'counted'];
/** Figures that are emphasised. */
const STRONG = ['attention', 'suspended'];

/**
 * The worst first: by day those with most stations that need attention; during the count, those that are furthest
 * behind.
 *
 * @param {Iterable<Tz.Counts>} municipalities
 * @param {string} phase
 */
export const ofPhase = (municipalities, phase) =>
  [...municipalities]
    .filter(c => c.municipality && c.stations > 0)
    .sort((a, b) =>
      isCounting(phase)
        ? b.urgent - a.urgent || behind(b) - behind(a) || b.stations - a.stations
        : b.urgent - a.urgent || b.attention - a.attention || b.stations - a.stations
    );

/** The share of stations that have not counted. @param {Tz.Counts} c */
const behind = c => 1 - c.counted / c.stations;

/** The municipalities, in numbers: the worst places by name. */
class Municipalities extends LiveElement {
  every = 800;

  render() {
    const phase = this.app.phase();
    const all = ofPhase(this.app.store.municipalities.values(), phase);
    const columns = isCounting(phase) ? BY_NIGHT : BY_DAY;
    if (all.length === 0) return html`<p class="empty">${t('list.noStations')}</p>`;
    return html`<div class="table-frame" tabindex="0" role="region" aria-label=${t('tab.municipalities')}>
      <div class="list-tools">
        ${listFiles(
          (text, wrong) => this.app.tell(text, wrong),
          () => this.asShown(all, columns)
        )}
      </div>
      <table class="municipalities">
        <thead>
          <tr>
            <th scope="col">${t('tab.municipalities')}</th>
            ${columns.map(key => html`<th scope="col" class="n">${t(`count.${key}`)}</th>`)}
            <th scope="col" class="n">${t('muni.stations')}</th>
          </tr>
        </thead>
        <tbody>
          ${all.map(
            c =>
              html`<tr aria-selected=${this.app.scope() === c.municipality?.code}>
                <td>
                  <button
                    class="link"
                    @click=${() => this.app.address.set({municipality: c.municipality?.code, station: undefined})}
                  >
                    ${c.municipality?.name}
                  </button>
                  ${sparkline(this.app.places?.line(c.municipality?.code) ?? [])}
                </td>
                ${columns.map(key => this.cell(key, c[key]))}
                <td class="n">${number(c.stations)}</td>
              </tr>`
          )}
        </tbody>
      </table>
    </div>`;
  }

  /** @param {string} key @param {number} count */
  cell(key, count) {
    return STRONG.includes(key)
      ? html`<td class="n ${count > 0 ? 'strong' : ''}">${count || ''}</td>`
      : html`<td class="n">${number(count)}</td>`;
  }

  /** @param {Tz.Counts[]} all @param {Tz.Figure[]} columns @returns {Tz.ListAsShown} */
  asShown(all, columns) {
    return {
      title: t('tab.municipalities'),
      columns: [t('file.code'), t('file.municipality'), ...columns.map(key => t(`count.${key}`)), t('muni.stations')],
      rows: all.map(c => [c.municipality?.code, c.municipality?.name, ...columns.map(key => c[key]), c.stations])
    };
  }
}
customElements.define('tz-municipalities', Municipalities);
