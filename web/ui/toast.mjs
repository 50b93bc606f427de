import {html} from 'lit';
import {t} from '../i18n/i18n.mjs';
import {PageElement} from './element.mjs';
import {UNDO_MILLIS} from './undo.mjs';

const SHOWN_MILLIS = 8_000;

/** The result of the last action: shown for some seconds, and read out by screen readers. */
class Toast extends PageElement {
  static properties = {app: {attribute: false}, told: {state: true}};

  connectedCallback() {
    super.connectedCallback();
    this.app.addEventListener('told', e => {
      this.told = e.detail;
      clearTimeout(this.timer);
      this.timer = setTimeout(
        () => {
          this.told = undefined;
        },
        this.told.undo ? UNDO_MILLIS : SHOWN_MILLIS
      );
    });
  }

  undo() {
    const {undo} = this.told;
    this.told = undefined;
    undo();
  }

  render() {
    return html`<div class="told ${this.told ? 'shown' : ''} ${this.told?.wrong ? 'wrong' : ''}" role="status">
      ${this.told?.text ?? ''}${this.told?.undo ? html` <button @click=${this.undo}>${t('act.undo')}</button>` : ''}
    </div>`;
  }
}
customElements.define('tz-toast', Toast);
