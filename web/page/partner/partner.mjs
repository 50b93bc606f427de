import {html} from 'lit';
import {t} from '../../i18n/i18n.mjs';
import {LiveElement} from '../../ui/element.mjs';
import '../top-bar.mjs';
import '../../ui/toast.mjs';

/** The page of a fact-checker or platform: its own alerts, what was shared with it, and their status. */
class Partner extends LiveElement {
  every = 500;

  render() {
    const {address} = this.app;
    const open = address.get('item')?.startsWith('narrative/');
    return html`<div class="desk partner">
      <tz-bar .app=${this.app}></tz-bar>
      <main id="content">
        <div class="partner-main">
          <h1>${t('partner.title')}</h1>
          <p class="quiet">${t('partner.lead')}</p>
          <tz-narratives .app=${this.app}></tz-narratives>
        </div>
        ${open ? html`<tz-narrative .app=${this.app}></tz-narrative>` : ''}
      </main>
      <tz-toast .app=${this.app}></tz-toast>
    </div>`;
  }
}
customElements.define('tz-partner', Partner);
