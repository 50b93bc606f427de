// The duty roster, as the page shows it.
import {html} from 'lit';

/** @type {Tz.Subject<Hub.Duty>} */
const self = {
  lists: {duty: 'duties'},
  key: d => `duty/${d.id}`,
  entries: () => [],
  elements: () => import('./elements.mjs'),
  tabs: [{name: 'duty', order: 80, draw: app => html`<tz-roster .app=${app}></tz-roster>`}]
};
export default self;
