import {html} from 'lit';
import {everydayNames, plain} from '../../i18n/everyday-names.mjs';
import {t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';

const MOST = 8;

/** Finds a municipality or a station by name, place, address or number. */
class Search extends PageElement {
  static properties = {app: {attribute: false}, text: {state: true}, chosen: {state: true}};

  constructor() {
    super();
    this.text = '';
    this.chosen = 0;
  }

  focusField() {
    this.querySelector('input')?.focus();
    this.querySelector('input')?.select();
  }

  found() {
    const text = plain(this.text);
    if (text.length < 2) return [];
    const result = [];
    for (const {municipality} of this.app.store.municipalities.values()) {
      if (!municipality) continue;
      const names = [municipality.name, ...everydayNames(municipality.code)];
      const at = names.map(name => plain(name).indexOf(text)).find(found => found >= 0);
      if (at !== undefined || municipality.code.toLowerCase() === text)
        result.push({
          label: municipality.name,
          detail: names.slice(1).join(', ') || municipality.code,
          at: at ?? 0,
          go: {municipality: municipality.code, station: undefined}
        });
    }
    result.sort((a, b) => a.at - b.at);
    for (const s of this.app.store.stations.values()) {
      if (result.length >= MOST) break;
      const fields = [s.name, s.id, s.location.address, s.location.place, s.location.postcode];
      if (fields.some(f => f && plain(f).includes(text)))
        result.push({label: s.name, detail: `${s.municipality.name} ${s.number}`, go: {station: s.id}});
    }
    return result.slice(0, MOST);
  }

  /** @param {KeyboardEvent} event @param {Tz.Found[]} found */
  key(event, found) {
    if (event.key === 'ArrowDown') this.chosen = Math.min(found.length - 1, this.chosen + 1);
    else if (event.key === 'ArrowUp') this.chosen = Math.max(0, this.chosen - 1);
    else if (event.key === 'Enter' && found[this.chosen]) this.go(found[this.chosen]);
    else if (event.key === 'Escape') this.go();
    else return;
    event.preventDefault();
  }

  /** @param {Tz.Found} [what] */
  go(what) {
    this.text = '';
    this.querySelector('input')?.blur();
    if (what) this.app.address.set(what.go);
  }

  render() {
    const found = this.found();
    return html`<div class="search">
      <input
        type="search"
        role="combobox"
        aria-expanded=${found.length > 0}
        aria-controls="found"
        aria-autocomplete="list"
        aria-label=${t('search.label')}
        placeholder=${t('search.placeholder')}
        .value=${this.text}
        aria-activedescendant=${found.length ? `found-${this.chosen}` : ''}
        @input=${e => {
          this.text = e.target.value;
          this.chosen = 0;
        }}
        @keydown=${(/** @type {KeyboardEvent} */ e) => this.key(e, found)}
        @blur=${() =>
          setTimeout(() => {
            this.text = '';
          }, 200)}
      />
      <ul id="found" role="listbox" aria-label=${t('search.label')} ?hidden=${this.text.trim().length < 2}>
        ${found.map(
          (f, i) =>
            html`<li role="option" id="found-${i}" aria-selected=${i === this.chosen} @mousedown=${() => this.go(f)}>
              ${f.label} <span class="quiet">${f.detail}</span>
            </li>`
        )}
        ${found.length === 0
          ? html`<li role="option" aria-selected="false" class="quiet">${t('search.none')}</li>`
          : ''}
      </ul>
    </div>`;
  }
}
customElements.define('tz-search', Search);
