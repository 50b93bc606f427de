import {html} from 'lit';
import {repeat} from 'lit-html/directives/repeat.js';
import {FILTERS, byUrgency, conditionOf} from './selectors.mjs';
import {duration, number, t} from '../../i18n/i18n.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';
import {LiveElement} from '../../ui/element.mjs';

const PAGE = 60;

/** The map's equal in words: the stations of the filter and municipality, those that need attention first. */
class StationList extends LiveElement {
  static properties = {
    ...LiveElement.properties,
    selectable: {type: Boolean},
    selected: {state: true},
    limit: {state: true}
  };
  every = 600;

  constructor() {
    super();
    this.selected = new Set();
    this.limit = PAGE;
  }

  states() {
    const {store, address} = this.app;
    const scope = this.app.scope();
    const filter = FILTERS[address.get('filter')] ?? (() => true);
    const found = [];
    for (const s of store.statuses.values())
      if (filter(s) && (!scope || store.stations.get(s.id)?.municipality.code === scope)) found.push(s);
    return found.sort(byUrgency);
  }

  select(ids, on) {
    for (const id of ids) on ? this.selected.add(id) : this.selected.delete(id);
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent('selection', {detail: this.selected}));
  }

  clearSelection() {
    this.select([...this.selected], false);
  }

  /** The station before or after the chosen one, for the keys. */
  neighbour(by) {
    const states = this.states().slice(0, this.limit);
    const at = states.findIndex(s => s.id === this.app.address.get('station'));
    return states[Math.max(0, Math.min(states.length - 1, at + by))]?.id;
  }

  render() {
    const all = this.states();
    const shown = all.slice(0, this.limit);
    if (all.length === 0)
      return html`<p class="empty">${t(this.app.store.stations.size === 0 ? 'list.noStations' : 'list.empty')}</p>`;
    return html`<div class="table-frame" tabindex="0" role="region" aria-label=${t('tab.list')}>
      <table class="stations">
        <caption>
          ${t('list.count', {count: number(all.length)})}
        </caption>
        <thead>
          <tr>
            ${this.selectable
              ? html`<th>
                  <label class="tick"
                    ><input
                      type="checkbox"
                      aria-label=${t('list.selectAll')}
                      .checked=${shown.every(s => this.selected.has(s.id))}
                      @change=${e =>
                        this.select(
                          shown.map(s => s.id),
                          e.target.checked
                        )}
                  /></label>
                </th>`
              : ''}
            <th scope="col">${t('list.name')}</th>
            <th scope="col">${t('list.status')}</th>
            <th scope="col" class="n">${t('list.waiting')}</th>
            <th scope="col" class="n voters">${t('list.voters')}</th>
            <th scope="col" class="n">${t('list.age')}</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            shown,
            s => s.id,
            s => this.row(s)
          )}
        </tbody>
      </table>
      ${all.length > shown.length
        ? html`<button
            class="more"
            @click=${() => {
              this.limit += PAGE * 3;
            }}
          >
            ${t('list.more', {count: number(all.length - shown.length)})}
          </button>`
        : ''}
    </div>`;
  }

  row(s) {
    const entry = this.app.store.stations.get(s.id);
    const condition = conditionOf(s);
    const heard = s.lastReport?.at;
    return html`<tr class=${condition} aria-selected=${this.app.address.get('station') === s.id}>
      ${this.selectable
        ? html`<td>
            <label class="tick"
              ><input
                type="checkbox"
                aria-label=${t('list.select', {name: entry.name})}
                .checked=${this.selected.has(s.id)}
                @change=${e => this.select([s.id], e.target.checked)}
            /></label>
          </td>`
        : ''}
      <td>
        <button class="link" @click=${() => this.app.address.set({station: s.id})}>${entry.name}</button
        ><span class="quiet sub">${entry.municipality.name} ${entry.number}</span>
      </td>
      <td>
        ${severityIcon(condition, t(`condition.${condition}`))}
        ${t(`status.${s.status}`)}${s.attention
          .filter(a => a !== s.status)
          .map(a => html`<span class="chip">${t(`attention.${a}`)}</span>`)}
      </td>
      <td class="n">${s.waitingMinutes ?? ''}</td>
      <td class="n voters">${s.votersAdmitted === undefined ? '' : number(s.votersAdmitted)}</td>
      <td class="n">${heard ? duration(this.app.clock.minutesSince(heard)) : '–'}</td>
    </tr>`;
  }
}
customElements.define('tz-list', StationList);
