import {html} from 'lit';
import {PageElement} from '../../ui/element.mjs';

/** The list of stations, and what a municipality can do with several at once. */
class Stations extends PageElement {
  static properties = {app: {attribute: false}, selected: {state: true}};

  render() {
    return html`<tz-bulk
        .app=${this.app}
        .selected=${this.selected}
        @done=${() => this.querySelector('tz-list')?.clearSelection()}
      ></tz-bulk>
      <tz-list
        .app=${this.app}
        ?selectable=${this.app.principal.roles.includes('municipality')}
        @selection=${(/** @type {CustomEvent<Set<string>>} */ e) => {
          this.selected = new Set(e.detail);
        }}
      ></tz-list>`;
  }
}
customElements.define('tz-stations', Stations);
