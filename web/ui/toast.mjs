import {html} from 'lit';
import {PageElement} from './element.mjs';

const SHOWN_MILLIS = 8_000;

/** What came of the last act: it stays for some seconds, and is read out. */
class Toast extends PageElement {
  static properties = {app: {attribute: false}, told: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.app.addEventListener('told', e => {
      this.told = e.detail;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => {
        this.told = undefined;
      }, SHOWN_MILLIS);
    });
  }

  render() {
    return html`<div class="told ${this.told ? 'shown' : ''} ${this.told?.wrong ? 'wrong' : ''}" role="status">
      ${this.told?.text ?? ''}
    </div>`;
  }
}
customElements.define('tz-toast', Toast);
