import {html} from 'lit';
import {number, t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';

/** Rows that stand on the page at once. */
export const ON_A_PAGE = 100;

/** @typedef {Hub.ImportResult['rows'][number]} Planned */

const HOURS = ['opensAt', 'closesAt', 'stops'];

/**
 * What happens to a station, in a word; other hours are named as such.
 *
 * @param {{act: string, fields: string[]}} row
 */
export const kindOf = ({act, fields}) =>
  act === 'change' && fields.length > 0 && fields.every(f => HOURS.includes(f)) ? 'hours' : act;

/**
 * The kinds that occur, and how often each does.
 *
 * @param {Planned[]} rows
 * @returns {[kind: string, count: number][]}
 */
export function kindsOf(rows) {
  /** @type {Map<string, number>} */
  const kinds = new Map();
  for (const row of rows) kinds.set(kindOf(row), (kinds.get(kindOf(row)) ?? 0) + 1);
  return [...kinds];
}

/**
 * The rows of a kind in whose number, name or municipality a text occurs.
 *
 * @param {Planned[]} rows
 * @param {{kind?: string, text?: string}} by
 */
export function narrowed(rows, {kind, text = ''}) {
  const words = text.trim().toLowerCase();
  return rows.filter(
    r =>
      (!kind || kindOf(r) === kind) && (!words || `${r.id} ${r.name} ${r.municipality}`.toLowerCase().includes(words))
  );
}

/**
 * A time by the station's clock, as the hub writes it with its offset; with its day where the other is on another one.
 *
 * @param {string} field
 * @param {string | undefined} value
 * @param {string | undefined} other what it was, or becomes
 * @param {(election: string) => string} [nameOf]
 */
const shown = (field, value, other, nameOf = (/** @type {string} */ id) => id) => {
  if (value === undefined) return '–';
  if (field === 'elections') return value.split(', ').map(nameOf).join(', ');
  if (field === 'sharedLocation') return t(value === 'true' ? 'import.yes' : 'import.no');
  if (field === 'type') return t(`stationtype.${value}`);
  if (field !== 'opensAt' && field !== 'closesAt') return value;
  const [year, month, day] = value.slice(0, 10).split('-').map(Number);
  return `${other?.startsWith(value.slice(0, 10)) ? '' : `${day}-${month}-${year} `}${value.slice(11, 16)}`;
};

/**
 * What a newer file does, a row for each station, each of which can be approved; a page at a time, narrowed by kind and
 * text. The tick above them is for all that are narrowed to, on whatever page. Tells `pick` with `{rows, on}`.
 */
class ImportRows extends PageElement {
  static properties = {
    heading: {},
    rows: {attribute: false},
    chosen: {attribute: false},
    nameOf: {attribute: false},
    fixed: {type: Boolean},
    kind: {state: true},
    text: {state: true},
    page: {state: true}
  };

  constructor() {
    super();
    /** @type {string} */
    this.heading;
    /** @type {Planned[]} */
    this.rows = [];
    /** Ids of the rows that are approved. @type {Set<string>} */
    this.chosen = new Set();
    /** The name of an election. @type {(id: string) => string} */
    this.nameOf = id => id;
    /** Whether rows can't be approved one by one. @type {boolean} */
    this.fixed = false;
    /** @type {string | undefined} */
    this.kind;
    this.text = '';
    this.page = 0;
  }

  /** @param {Planned[]} rows @param {boolean} on */
  pick(rows, on) {
    this.dispatchEvent(new CustomEvent('pick', {detail: {rows, on}}));
  }

  /** @param {{kind?: string, text?: string}} by */
  narrow(by) {
    Object.assign(this, by);
    this.page = 0;
  }

  render() {
    const rows = narrowed(this.rows, this);
    const pages = Math.max(1, Math.ceil(rows.length / ON_A_PAGE));
    const page = Math.min(this.page, pages - 1);
    return html`<h3>${this.heading} <span class="quiet">${number(this.rows.length)}</span></h3>
      ${this.rows.length > ON_A_PAGE ? this.tools() : ''}
      <div class="table-frame short" tabindex="0" role="region" aria-label=${this.heading}>
        <table class="approve">
          <thead>
            <tr>
              ${this.fixed ? '' : html`<th scope="col">${this.tickOfAll(rows)}</th>`}
              <th scope="col">${t('import.what')}</th>
              <th scope="col">${t('import.station')}</th>
              <th scope="col">${t('import.name')}</th>
              <th scope="col">${t('import.difference')}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.slice(page * ON_A_PAGE, (page + 1) * ON_A_PAGE).map(r => this.row(r))}
          </tbody>
        </table>
      </div>
      ${pages > 1 ? this.pages(page, pages) : ''}`;
  }

  tools() {
    return html`<div class="row-tools">
      ${kindsOf(this.rows).map(
        ([kind, count]) =>
          html`<button
            type="button"
            class="chip-button"
            aria-pressed=${this.kind === kind}
            @click=${() => this.narrow({kind: this.kind === kind ? undefined : kind})}
          >
            ${number(count)} ${t(`import.act.${kind}`)}
          </button>`
      )}
      <input
        type="search"
        aria-label=${t('import.find')}
        placeholder=${t('import.find')}
        .value=${this.text}
        @input=${(/** @type {Tz.DomEvent} */ e) => this.narrow({text: e.target.value})}
      />
    </div>`;
  }

  /** @param {Planned[]} rows */
  tickOfAll(rows) {
    const on = rows.filter(r => this.chosen.has(r.id)).length;
    const label = t('import.all', {count: number(rows.length)});
    return html`<label class="tick"
      ><input
        type="checkbox"
        aria-label=${label}
        .checked=${on === rows.length && on > 0}
        .indeterminate=${on > 0 && on < rows.length}
        @change=${(/** @type {Tz.DomEvent} */ e) => this.pick(rows, e.target.checked)}
      /><span class="of-all">${label}</span></label
    >`;
  }

  /** @param {Planned} r */
  row(r) {
    return html`<tr>
      ${this.fixed
        ? ''
        : html`<td class="choose">
            <label class="tick"
              ><input
                type="checkbox"
                name="row"
                aria-label=${t('import.one', {what: t(`import.act.${kindOf(r)}`), name: r.name})}
                .checked=${this.chosen.has(r.id)}
                @change=${(/** @type {Tz.DomEvent} */ e) => this.pick([r], e.target.checked)}
            /></label>
          </td>`}
      <td><b>${t(`import.act.${kindOf(r)}`)}</b></td>
      <td class="id">${r.id}</td>
      <td>${r.name}</td>
      <td class="difference">${this.difference(r)}</td>
    </tr>`;
  }

  /** @param {Planned} r */
  difference(r) {
    if (r.act === 'withdraw')
      return html`${r.fields.includes('elections')
        ? t('import.withdrawnOf', {elections: (r.elections ?? []).map(this.nameOf).join(', ')})
        : ''}
      ${r.reported ? html`<b>${t('import.hasReported')}</b>` : ''}`;
    return html`${r.reported ? html`<b>${t('import.hasReported')}</b> ` : ''}${(r.changes ?? []).map(
      c =>
        html`<span class="change"
          >${t(`import.field.${c.field}`)}${c.election ? ` ${this.nameOf(c.election)}` : ''}:
          <del>${shown(c.field, c.before, c.after, this.nameOf)}</del> →
          <ins>${shown(c.field, c.after, c.before, this.nameOf)}</ins>
        </span>`
    )}`;
  }

  /** @param {number} page @param {number} pages */
  pages(page, pages) {
    /** @param {number} to @param {string} label @param {boolean} off */
    const button = (to, label, off) =>
      html`<button
        type="button"
        ?disabled=${off}
        @click=${() => {
          this.page = to;
          this.querySelector('.table-frame')?.scrollTo(0, 0);
        }}
      >
        ${label}
      </button>`;
    return html`<div class="pages">
      ${button(page - 1, t('import.earlier'), page === 0)}
      <span role="status">${t('import.page', {page: number(page + 1), pages: number(pages)})}</span>
      ${button(page + 1, t('import.later'), page === pages - 1)}
    </div>`;
  }
}
customElements.define('tz-import-rows', ImportRows);
