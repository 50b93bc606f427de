import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {escalate} from '../../ui/escalating.mjs';
import {mayEscalate, mayTriage} from '../../engine/rights.mjs';
import {dismiss, verify} from './actions.mjs';
import {activeIncidents} from './selectors.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {timeIn} from '../../ui/clock-there.mjs';
import {ago, t} from '../../i18n/i18n.mjs';
import {ask} from '../../ui/ask.mjs';
import {ItemPanel} from '../../ui/item-panel.mjs';

/**
 * One incident: what the desk has established, from which reports, and who deals with it. @extends
 * {ItemPanel<Hub.Incident>}
 */
class IncidentPanel extends ItemPanel {
  static properties = {...ItemPanel.properties, chosen: {state: true}};

  kind = 'incident';

  constructor() {
    super();
    this.chosen = new Set();
  }

  /** @param {string} id */
  opened(id) {
    this.chosen = new Set();
    const {store} = this.app;
    if (store.incidents.get(id)?.reports.some(report => !store.reports.has(report)))
      api.reports({incident: id}).then(
        page => store.remember('report', page.items),
        () => {}
      ); // long over: they left the picture
  }

  /** @param {Hub.IncidentChange} change */
  amend(change, done = 'did.changed') {
    return attempt(this.app, done, () => api.amendIncident(this.item.id, change));
  }

  /** @param {Hub.IncidentChange['state']} state @param {string} question */
  async withReason(state, question) {
    const reason = await ask(t(question), {optional: state === 'closed'});
    if (reason !== undefined) await this.amend(reason ? {state, reason} : {state});
  }

  async comment() {
    const text = await ask(t('ask.comment'));
    if (text) await attempt(this.app, 'did.commented', () => api.commentIncident(this.item.id, text));
  }

  /** @param {string} id @param {boolean} on */
  choose(id, on) {
    this.chosen = new Set(on ? [...this.chosen, id] : [...this.chosen].filter(c => c !== id));
  }

  render() {
    const i = this.item.entity;
    if (!i) return '';
    const {store, principal, clock} = this.app;
    const code = i.municipality?.code;
    const triage = mayTriage(principal, code) && !i.mergedInto;
    const place =
      [store.stations.get(i.stations[0])?.name, i.municipality?.name].filter(Boolean).join(' · ') || t('place.none');
    return this.frame(
      i.severity,
      i.title ?? t(`reportkind.${i.kind}`),
      html`${place} · ${timeIn(i.openedAt, code)} · ${ago(clock.minutesSince(i.openedAt))}`,
      html` <p>
          <span class="chip ${i.state}">${t(`incident.${i.state}`)}</span>
          <span class="quiet">${t('panel.since', {time: timeIn(i.since, code)})}</span>
          <span class="chip">TLP:${i.marking}</span>
        </p>
        ${i.mergedInto
          ? html`<p class="notice">
              ${t('incident.mergedInto')}
              <button @click=${() => this.app.address.set({item: `incident/${i.mergedInto}`})}>
                ${t('report.toIncident')}
              </button>
            </p>`
          : ''}
        ${i.reason ? html`<p class="notice">“${i.reason}”</p>` : ''}
        ${i.stations.length
          ? html`<p>
              ${i.stations.map(
                id =>
                  html`<button class="chip-button" @click=${() => this.app.address.set({station: id})}>
                    ${store.stations.get(id)?.name ?? id}
                  </button>`
              )}
            </p>`
          : ''}
        <dl>
          ${this.fact('incident.assignee', i.assignee ?? t('incident.nobody'))}${this.fact(
            'report.severity',
            t(`severity.${i.severity}`)
          )}
        </dl>
        ${triage
          ? html`<div class="acts">
                ${i.state === 'reported'
                  ? html`<button class="primary" @click=${() => verify(this.app, this.item)}>
                      ${t('act.verify')} <kbd>v</kbd>
                    </button>`
                  : ''}
                ${i.state === 'verified'
                  ? html`<button class="primary" @click=${() => this.amend({state: 'contained'})}>
                      ${t('act.contain')}
                    </button>`
                  : ''}
                ${i.state === 'contained'
                  ? html`<button @click=${() => this.amend({state: 'verified'})}>${t('act.flare')}</button>`
                  : ''}
                ${i.state === 'verified' || i.state === 'contained'
                  ? html`<button @click=${() => this.withReason('closed', 'ask.close')}>${t('act.close')}</button>`
                  : ''}
                ${i.state === 'reported' || i.state === 'verified'
                  ? html`<button @click=${() => dismiss(this.app, this.item)}>${t('act.dismiss')} <kbd>d</kbd></button>`
                  : ''}
                ${i.state === 'closed'
                  ? html`<button @click=${() => this.withReason('verified', 'ask.reopen')}>${t('act.reopen')}</button>`
                  : ''}
                ${i.state === 'dismissed'
                  ? html`<button @click=${() => this.withReason('reported', 'ask.reopen')}>${t('act.reopen')}</button>`
                  : ''}
                <button @click=${() => this.amend({assignee: i.assignee === principal.name ? '' : principal.name})}>
                  ${t(i.assignee === principal.name ? 'act.release' : 'act.take')}
                </button>
              </div>
              <label class="inline"
                >${t('report.severity')}<select
                  @change=${e => this.amend({severity: /** @type {Hub.Severity} */ (e.target.value)})}
                >
                  ${['info', 'attention', 'urgent', 'critical'].map(
                    s => html`<option value=${s} ?selected=${s === i.severity}>${t(`severity.${s}`)}</option>`
                  )}
                </select></label
              >
              ${this.takeIn(i)}
              <label class="inline"
                >${t('incident.link')}<select
                  @change=${e => e.target.value && this.amend({stations: [...i.stations, e.target.value]})}
                >
                  <option value="">–</option>
                  ${[...store.stations.values()]
                    .filter(s => s.municipality.code === code && !i.stations.includes(s.id))
                    .map(s => html`<option value=${s.id}>${s.number} ${s.name}</option>`)}
                </select></label
              >`
          : ''}
        ${mayEscalate(principal, code) && !i.mergedInto
          ? html`<div class="acts">
              <button @click=${() => escalate(this.app, {...this.item, entity: i})}>
                ${t('act.escalate')} <kbd>e</kbd></button
              >${i.municipality
                ? html`<button @click=${() => escalate(this.app, {...this.item, entity: i}, {level: 'table'})}>
                    ${t('act.escalateTable')}
                  </button>`
                : ''}<button @click=${this.comment}>${t('act.comment')}</button>
            </div>`
          : ''}
        <h3>${t('incident.reports', {count: i.reports.length})}</h3>
        <ul class="near">
          ${i.reports.slice(0, 50).map(id => this.report(id, triage && i.reports.length > 1))}
        </ul>
        ${this.chosen.size > 0
          ? html`<div class="acts">
              <button @click=${() => this.split(false)}>${t('act.split', {count: this.chosen.size})}</button
              ><button @click=${() => this.split(true)}>${t('act.toQueue')}</button>
            </div>`
          : ''}`
    );
  }

  /** Another incident of the municipality, with all its reports. @param {Hub.Incident} i */
  takeIn(i) {
    const others = activeIncidents(this.app.store, i.municipality?.code).filter(o => o.id !== i.id);
    if (others.length === 0 || i.state === 'closed' || i.state === 'dismissed') return '';
    return html`<label class="inline"
      >${t('incident.takeIn')}<select
        @change=${e =>
          e.target.value && attempt(this.app, 'did.merged', () => api.mergeInto(i.id, {incidents: [e.target.value]}))}
      >
        <option value="">–</option>
        ${others.map(
          o =>
            html`<option value=${o.id}>
              ${o.title ?? t(`reportkind.${o.kind}`)} · ${timeIn(o.openedAt, o.municipality?.code)}
            </option>`
        )}
      </select></label
    >`;
  }

  /** @param {boolean} toQueue */
  async split(toQueue) {
    if (await attempt(this.app, 'did.split', () => api.split(this.item.id, {reports: [...this.chosen], toQueue})))
      this.chosen = new Set();
  }

  /** @param {string} id @param {boolean} splittable */
  report(id, splittable) {
    const r = /** @type {Hub.Report | undefined} */ (
      this.app.store.reports.get(id) ?? this.app.store.stored.get(`report/${id}`)
    );
    if (!r) return html`<li class="quiet">${t('report.hidden')}</li>`;
    const text = html`${timeIn(r.at, r.municipality?.code)} ·
    ${t(`source.${r.source}`)}${r.headCount === undefined ? '' : ` · ${t('unit.people', {n: r.headCount})}`} ·
    ${r.text.slice(0, 100)}`;
    return html`<li>
      ${splittable
        ? html`<label class="tick"
            ><input
              type="checkbox"
              .checked=${this.chosen.has(id)}
              @change=${e => this.choose(id, e.target.checked)}
              aria-label=${t('incident.choose')}
          /></label>`
        : ''}<button class="link" @click=${() => this.app.address.set({item: `report/${id}`})}>${text}</button>
    </li>`;
  }
}
customElements.define('tz-incident', IncidentPanel);
