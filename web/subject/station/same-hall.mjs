import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';
import {timeIn} from '../../ui/clock-there.mjs';

const AGAIN_MILLIS = 30_000;
const LONG_WAITING = 30;

/**
 * What happens at another station and may affect this one too; undefined for nothing.
 *
 * @param {Hub.Station} other
 * @returns {'suspended' | 'waiting' | undefined}
 */
export const happening = other =>
  other.status === 'suspended'
    ? 'suspended'
    : other.status === 'open' && (other.waitingMinutes ?? 0) > LONG_WAITING
      ? 'waiting'
      : undefined;

/**
 * The last demonstration that was reported at a station, as far as the reader may see it, and neither dismissed nor over.
 *
 * @param {Pick<Tz.Store, 'reports' | 'incidents'>} store
 * @param {string} station
 */
export const demonstration = ({reports, incidents}, station) =>
  [...reports.values()]
    .filter(r => {
      const incident = r.incident ? incidents.get(r.incident)?.state : undefined;
      return (
        r.kind === 'demonstration' &&
        r.station === station &&
        r.state !== 'dismissed' &&
        incident !== 'closed' &&
        incident !== 'dismissed'
      );
    })
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .at(0);

/**
 * The stations in the same hall: what happens at one may affect the other, so the page asks; nothing changes by itself.
 */
class SameHall extends PageElement {
  static properties = {app: {attribute: false}, station: {}, asks: {type: Boolean}, items: {state: true}};

  constructor() {
    super();
    /** @type {string} */
    this.station;
    /** Whether the reader is the chair, who can answer. */
    this.asks = false;
    /** @type {Hub.Station[]} */
    this.items = [];
  }

  connectedCallback() {
    super.connectedCallback();
    this.timer = setInterval(() => this.load(), AGAIN_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('station')) this.load();
  }

  async load() {
    const station = this.station;
    const {items} = await api.sameHall(station).catch(() => ({items: this.items}));
    if (this.isConnected && station === this.station) this.items = items;
  }

  render() {
    const asked = this.items.filter(happening);
    if (this.asks) return asked.map(other => this.question(other));
    return this.items.length === 0
      ? ''
      : html`<p class="same-hall">
            ${t('hall.with')}
            ${this.items.map(
              (other, i) =>
                html`${i ? ', ' : ''}<button class="link" @click=${() => this.app.address.set({station: other.id})}>
                    ${other.name} (${other.number})</button
                  >: ${t(`status.${other.status}`)}`
            )}
          </p>
          ${asked.map(other => this.question(other))} ${this.items.map(other => this.demonstrationAt(other))}`;
  }

  /** At the desk: chairs are not shown reports of elsewhere. @param {Hub.Station} other */
  demonstrationAt({id, municipality, name, number}) {
    const report = demonstration(this.app.store, id);
    return report === undefined
      ? ''
      : html`<p class="notice" role="status">
          ${t('hall.demonstration', {name, number, time: timeIn(report.at, municipality.code)})}
          <b>${t('hall.askDesk')}</b>
        </p>`;
  }

  /** @param {Hub.Station} other */
  question(other) {
    const {municipality, name, number, since, waitingMinutes} = other;
    return html`<p class="notice" role="status">
      ${t(`hall.${happening(other)}`, {name, number, n: waitingMinutes, time: timeIn(since, municipality.code)})}
      <b>${t(this.asks ? 'hall.ask' : 'hall.askDesk')}</b>
    </p>`;
  }
}
customElements.define('tz-same-hall', SameHall);
