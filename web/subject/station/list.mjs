import {html} from 'lit';
import {repeat} from 'lit-html/directives/repeat.js';
import {largest, letters, shortName, valueOf} from '../election/by-election.mjs';
import {districtChoice} from './districts.mjs';
import {FILTERS, byUrgency, conditionOf, waitingNow} from './selectors.mjs';
import {stampOf} from '../../engine/clock.mjs';
import {plain} from '../../i18n/everyday-names.mjs';
import {duration, number, t} from '../../i18n/i18n.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {listFiles} from '../../ui/list-files.mjs';

const PAGE = 60;
/** The time of a station's last report; 0 for none. @param {Hub.StationState} s */
const heardAt = s => (s.lastReport ? Date.parse(s.lastReport.at) : 0);
/**
 * What each column is sorted by; as it is without one, what needs attention comes first.
 *
 * @type {Record<string, (a: Tz.Row, b: Tz.Row) => number>}
 */
const SORTS = {
  name: (a, b) => (a.entry?.name ?? a.state.id).localeCompare(b.entry?.name ?? b.state.id, 'nl', {numeric: true}),
  status: (a, b) => a.state.status.localeCompare(b.state.status),
  waiting: (a, b) => (waitingNow(b.state) ?? -1) - (waitingNow(a.state) ?? -1),
  voters: (a, b) => (largest(b.state.votersAdmitted) ?? -1) - (largest(a.state.votersAdmitted) ?? -1),
  age: (a, b) => heardAt(a.state) - heardAt(b.state)
};
/**
 * Whether a station takes part in an election, as far as that is known. @param {Hub.StationEntry | undefined} e @param
 * {string} id
 */
const isFor = (e, id) => e?.elections?.includes(id) ?? false;
/** Columns of a file; on a day of municipal elections each municipality has its own. */
const MOST_ELECTIONS = 8;
/** Columns that can be left out, as somebody chose on this screen. */
const COLUMNS = ['waiting', 'voters', 'age'];
const HIDDEN = 'columns-hidden';

/**
 * Whether a word is part of its name, number, address or place.
 *
 * @param {Hub.StationEntry | undefined} entry
 * @param {string} words
 */
const isNamed = (entry, words) =>
  [
    entry?.name,
    entry?.id,
    entry?.number,
    entry?.location.address,
    entry?.location.place,
    entry?.municipality.name
  ].some(field => field !== undefined && plain(String(field)).includes(words));

/** The stations of the map as a list: those of the filter and municipality, the ones that need attention first. */
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
    /** @type {boolean} */
    this.selectable;
    this.selected = new Set();
    this.limit = PAGE;
  }

  states() {
    const {store, address} = this.app;
    const scope = this.app.scope();
    const filter = FILTERS[address.get('filter') ?? ''] ?? (() => true);
    const found = [];
    const words = plain(address.get('q') ?? '');
    const district = address.get('district');
    for (const state of store.statuses.values()) {
      const entry = store.stations.get(state.id);
      if (!filter(state) || (scope && entry?.municipality.code !== scope)) continue;
      if (district && entry?.district !== district) continue;
      if (!words || isNamed(entry, words)) found.push({state, entry});
    }
    const sort = SORTS[address.get('sort') ?? ''];
    return found.sort((a, b) => sort?.(a, b) || byUrgency(a.state, b.state)).map(f => f.state);
  }

  get hiddenColumns() {
    return (localStorage.getItem(HIDDEN) ?? '').split(',').filter(Boolean);
  }

  /** @param {string} name @param {boolean} on */
  toggleColumn(name, on) {
    localStorage.setItem(HIDDEN, COLUMNS.filter(c => (c === name ? !on : this.hiddenColumns.includes(c))).join(','));
    this.requestUpdate();
  }

  /** @param {Hub.StationState[]} states @returns {Tz.ListAsShown} */
  asShown(states) {
    const {store} = this.app;
    const elections = [...new Set(states.flatMap(s => store.stations.get(s.id)?.elections ?? []))].slice(
      0,
      MOST_ELECTIONS
    );
    return {
      title: t('tab.list'),
      columns: [
        ...['number', 'name', 'municipality', 'status', 'attention', 'waiting'].map(c => t(`file.${c}`)),
        ...(elections.length > 1 ? elections.map(id => `${t('file.voters')} ${id}`) : [t('file.voters')]),
        t('file.heard')
      ],
      rows: states.map(s => {
        const entry = store.stations.get(s.id);
        return [
          s.id,
          entry?.name,
          entry?.municipality.name,
          t(`status.${s.status}`),
          s.attention
            .filter(a => a !== s.status)
            .map(a => t(`attention.${a}`))
            .join(', '),
          waitingNow(s),
          ...(elections.length > 1
            ? elections.map(id => (isFor(entry, id) ? valueOf(s.votersAdmitted, id) : undefined))
            : [largest(s.votersAdmitted)]),
          stampOf(s.lastReport?.at)
        ];
      })
    };
  }

  /** Where there are several elections, each on a line of its own. @param {Hub.StationState} s */
  voters({votersAdmitted}) {
    if (votersAdmitted === undefined) return '';
    if (typeof votersAdmitted === 'number') return number(votersAdmitted);
    const ids = Object.keys(votersAdmitted);
    return ids.map(
      id =>
        html`<span class="of-election" title=${shortName(this.app.store, id, ids)}
          ><span class="quiet">${letters(this.app.store, id)}</span> ${number(votersAdmitted[id])}</span
        >`
    );
  }

  /** @param {Iterable<string>} ids @param {boolean} on */
  select(ids, on) {
    for (const id of ids) on ? this.selected.add(id) : this.selected.delete(id);
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent('selection', {detail: this.selected}));
  }

  clearSelection() {
    this.select([...this.selected], false);
  }

  /** The station before or after the chosen one, for the keys. @param {number} by */
  neighbour(by) {
    const states = this.states().slice(0, this.limit);
    const at = states.findIndex(s => s.id === this.app.address.get('station'));
    return states[Math.max(0, Math.min(states.length - 1, at + by))]?.id;
  }

  render() {
    const all = this.states();
    const shown = all.slice(0, this.limit);
    if (this.app.store.stations.size === 0) return html`<p class="empty">${t('list.noStations')}</p>`;
    const coming = this.app.store.part ? html`<p class="quiet">${t('list.part')}</p>` : '';
    return html`${this.tools(all)}${coming}${all.length === 0
      ? html`<p class="empty">${t('list.empty')}</p>`
      : this.table(all, shown)}`;
  }

  /** @param {Hub.StationState[]} all */
  tools(all) {
    const {address} = this.app;
    return html`<div class="list-tools">
      <input
        type="search"
        aria-label=${t('list.search')}
        placeholder=${t('list.search')}
        .value=${address.get('q') ?? ''}
        @input=${e => address.set({q: e.target.value || undefined}, true)}
      />
      ${districtChoice(this.app)}
      <details class="columns">
        <summary>${t('list.columns')}</summary>
        ${COLUMNS.map(
          c =>
            html`<label class="tick"
              ><input
                type="checkbox"
                .checked=${!this.hiddenColumns.includes(c)}
                @change=${e => this.toggleColumn(c, e.target.checked)}
              />
              ${t(`list.${c}`)}</label
            >`
        )}
      </details>
      ${listFiles(
        (text, wrong) => this.app.tell(text, wrong),
        () => this.asShown(all)
      )}
    </div>`;
  }

  /** @param {string} name */
  head(name, more = '') {
    const {address} = this.app;
    const on = address.get('sort') === name;
    return html`<th
      scope="col"
      class=${more}
      aria-sort=${on ? (name === 'name' || name === 'status' ? 'ascending' : 'descending') : 'none'}
    >
      <button class="sort" @click=${() => address.set({sort: on ? undefined : name}, true)}>
        ${t(`list.${name}`)}<span aria-hidden="true">${on ? ' ▾' : ''}</span>
      </button>
    </th>`;
  }

  /** @param {Hub.StationState[]} all @param {Hub.StationState[]} shown */
  table(all, shown) {
    const hidden = this.hiddenColumns;
    /** @param {string} name */
    const is = name => !hidden.includes(name);
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
                      .checked=${all.every(s => this.selected.has(s.id))}
                      @change=${e =>
                        this.select(
                          all.map(s => s.id),
                          e.target.checked
                        )}
                  /></label>
                </th>`
              : ''}
            ${this.head('name')} ${this.head('status')} ${is('waiting') ? this.head('waiting', 'n') : ''}
            ${is('voters') ? this.head('voters', 'n voters') : ''} ${is('age') ? this.head('age', 'n') : ''}
          </tr>
        </thead>
        <tbody>
          ${repeat(
            shown,
            s => s.id,
            s => this.row(s, is)
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

  /** @param {Hub.StationState} s @param {(name: string) => boolean} is */
  row(s, is) {
    const entry = this.app.store.stations.get(s.id);
    const condition = conditionOf(s);
    const heard = s.lastReport?.at;
    return html`<tr class=${condition} aria-selected=${this.app.address.get('station') === s.id}>
      ${this.selectable
        ? html`<td>
            <label class="tick"
              ><input
                type="checkbox"
                aria-label=${t('list.select', {name: entry?.name ?? s.id})}
                .checked=${this.selected.has(s.id)}
                @change=${e => this.select([s.id], e.target.checked)}
            /></label>
          </td>`
        : ''}
      <td>
        <button class="link" @click=${() => this.app.address.set({station: s.id})}>${entry?.name ?? s.id}</button
        ><span class="quiet sub">${entry?.municipality.name} ${entry?.number}</span>
      </td>
      <td>
        ${severityIcon(condition, t(`condition.${condition}`))}
        ${t(`status.${s.status}`)}${s.attention
          .filter(a => a !== s.status)
          .map(a => html`<span class="chip">${t(`attention.${a}`)}</span>`)}
      </td>
      ${is('waiting') ? html`<td class="n">${waitingNow(s) ?? ''}</td>` : ''}
      ${is('voters') ? html`<td class="n voters">${this.voters(s)}</td>` : ''}
      ${is('age') ? html`<td class="n">${heard ? duration(this.app.clock.minutesSince(heard)) : '–'}</td>` : ''}
    </tr>`;
  }
}
customElements.define('tz-list', StationList);
