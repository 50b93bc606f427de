import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {PageElement} from '../../ui/element.mjs';
import {nearWords} from './drawn.mjs';
import {suggested} from './selectors.mjs';

/**
 * Requests a courier: as many ballots as are missing, from the nearest station that can spare them; both can be
 * changed.
 */
class CourierRequest extends PageElement {
  static properties = {
    app: {attribute: false},
    expectation: {attribute: false},
    giver: {state: true},
    count: {state: true}
  };

  constructor() {
    super();
    /** @type {Hub.BallotExpectation} */
    this.expectation;
    /** Id of the station that gives; '' for the municipality's stock; undefined for the nearest. @type {string | undefined} */
    this.giver;
    /** As typed; undefined for what is suggested. @type {number | undefined} */
    this.count;
  }

  render() {
    const e = this.expectation;
    const giver = this.giver === undefined ? e.nearby[0] : e.nearby.find(n => n.station === this.giver);
    const count = this.count ?? suggested(e, giver);
    return html`<form
      class="courier-request"
      @submit=${(/** @type {Tz.SubmitEvent} */ event) => this.send(event, giver, count)}
    >
      <label
        >${t('courier.from')}<select
          name="from"
          @change=${(/** @type {Tz.DomEvent} */ event) => {
            this.giver = event.target.value;
            this.count = undefined;
          }}
        >
          ${e.nearby.map(n => html`<option value=${n.station} ?selected=${n === giver}>${nearWords(n)}</option>`)}
          <option value="" ?selected=${giver === undefined}>${t('courier.stock')}</option>
        </select></label
      >
      <label
        >${t('courier.ballots')}<input
          type="number"
          name="ballots"
          inputmode="numeric"
          required
          min="1"
          max="20000"
          .value=${String(count)}
          @input=${(/** @type {Tz.DomEvent} */ event) => {
            this.count = event.target.value === '' ? undefined : Number(event.target.value);
          }}
      /></label>
      <button class="primary">${t('courier.send', {count: number(count)})}</button>
    </form>`;
  }

  /**
   * @param {Tz.SubmitEvent} event
   * @param {{station: string} | undefined} giver
   * @param {number} ballots
   */
  async send(event, giver, ballots) {
    event.preventDefault();
    const {station: to, election} = this.expectation;
    const asked = {to, ballots, ...(giver ? {from: giver.station} : {}), ...(election ? {election} : {})};
    if (await attempt(this.app, 'did.courier', () => api.requestCourier(asked))) {
      this.giver = this.count = undefined;
      this.dispatchEvent(new CustomEvent('asked'));
    }
  }
}
customElements.define('tz-courier-request', CourierRequest);
