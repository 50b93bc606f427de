import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {escalate} from '../../ui/escalating.mjs';
import {mayEscalate, mayTriage} from '../../engine/rights.mjs';
import {dismiss, merge, verify} from '../incident/actions.mjs';
import {activeIncidents} from '../incident/selectors.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {timeOfDay} from '../../engine/clock.mjs';
import {timeIn} from '../../ui/clock-there.mjs';
import {ago, number, t} from '../../i18n/i18n.mjs';
import {ask} from '../../ui/ask.mjs';
import {ItemPanel} from '../../ui/item-panel.mjs';
import {KINDS} from './compose.mjs';

const READING_MILLIS = 10_000;

/**
 * When something was added; in a paragraph of its own lines, in which the template may have none.
 *
 * @param {Hub.Report['additions'][number]} addition
 */
const addedAt = addition => html`<span class="quiet">${timeOfDay(addition.at)} ${t('report.added')}</span>`;

/**
 * One report: its content, how it compares with the tolerance limits, similar reports, and what can be done.
 *
 * @extends {ItemPanel<Hub.Report>}
 */
class ReportPanel extends ItemPanel {
  static properties = {
    ...ItemPanel.properties,
    readers: {state: true},
    near: {state: true},
    chosen: {state: true},
    contact: {state: true}
  };

  kind = 'report';

  constructor() {
    super();
    /** @type {Set<string>} */
    this.chosen = new Set();
    /** @type {Hub.Report[] | undefined} */
    this.near;
    /** Who else has it open. @type {{name: string}[] | undefined} */
    this.readers;
    /** @type {string | undefined} */
    this.asked;
  }

  connectedCallback() {
    super.connectedCallback();
    this.reading = setInterval(() => this.read(), READING_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.reading);
  }

  /** Requests a report that is not in the picture. @param {Map<string, unknown>} changed */
  updated(changed) {
    super.updated(changed);
    const {id, kind, entity} = this.item;
    if (kind !== 'report' || entity || this.asked === id) return;
    this.asked = id;
    this.fetch(id);
  }

  /** @param {string} id */
  fetch(id) {
    return api.reportById(id).then(
      report => this.app.store.remember('report', [report]),
      () => {}
    );
  }

  /** @param {Hub.Report} r */
  async takeUp(r) {
    if (await attempt(this.app, 'did.takenUp', () => api.pickUpReport(r.id)))
      this.app.store.stored.delete(`report/${r.id}`);
  }

  opened() {
    this.near = this.contact = undefined;
    this.chosen = new Set();
    this.read();
    this.findNear();
  }

  /** Tells the hub that it is open here, and learns who else has it open. */
  async read() {
    const {id, kind} = this.item;
    if (kind !== 'report') return;
    this.readers = (await api.readReport(id).catch(() => ({readers: []}))).readers;
  }

  async findNear() {
    const {id} = this.item;
    const near = (await api.nearDuplicates(id).catch(() => ({items: []}))).items;
    if (id === this.item.id) this.near = near;
  }

  /** @param {string} id */
  async showContact(id) {
    this.contact = await api.reporterContact(id).then(
      c => c.contact,
      () => t('report.noContact')
    );
  }

  /** @param {Tz.SubmitEvent} event @param {Hub.Report} report */
  async recategorise(event, report) {
    const kind = event.target.value;
    const reason = await ask(t('ask.recategorise'));
    if (reason) await attempt(this.app, 'did.changed', () => api.recategorise(report.id, {kind, reason}));
    this.requestUpdate();
  }

  /** @param {Hub.Report} r */
  mergeChosen(r) {
    if (this.chosen.size === 0) return merge(this.app, this.item, [r.id]);
    const linked = (this.near ?? []).filter(n => this.chosen.has(n.id));
    const into = linked.find(n => n.incident)?.incident;
    const fresh = [r.id, ...linked.filter(n => n.state === 'new').map(n => n.id)];
    return attempt(this.app, 'did.merged', () =>
      into ? api.mergeInto(into, {reports: fresh}) : api.openIncident({reports: fresh})
    ).then(made => made && this.app.address.set({item: `incident/${into ?? made.id}`}));
  }

  /** @param {string} id @param {boolean} on */
  choose(id, on) {
    this.chosen = new Set(on ? [...this.chosen, id] : [...this.chosen].filter(c => c !== id));
  }

  /** Adds it to any incident of the municipality. @param {Hub.Report} r */
  intoIncident(r) {
    const others = activeIncidents(this.app.store, r.municipality?.code);
    if (others.length === 0) return '';
    /** @param {string} into */
    const merge = async into =>
      (await attempt(this.app, 'did.merged', () => api.mergeInto(into, {reports: [r.id]}))) &&
      this.app.address.set({item: `incident/${into}`});
    return html`<label class="inline"
      >${t('report.into')}<select @change=${e => e.target.value && merge(e.target.value)}>
        <option value="">–</option>
        ${others.map(
          i => html`<option value=${i.id}>${i.title ?? t(`reportkind.${i.kind}`)} · ${timeOfDay(i.openedAt)}</option>`
        )}
      </select></label
    >`;
  }

  render() {
    const r = this.item.entity;
    if (!r) return '';
    const {store, principal, clock} = this.app;
    const code = r.municipality?.code;
    const triage = mayTriage(principal, code);
    const station = store.stations.get(r.station);
    const place = [station?.name ?? r.placeText, r.municipality?.name].filter(Boolean).join(' · ') || t('place.none');
    return this.frame(
      r.severity,
      t(`reportkind.${r.kind}`),
      html`${place} · ${timeIn(r.at, code)} · ${ago(clock.minutesSince(r.at))}`,
      html` <p>
          <span class="chip unverified"
            >${t(r.state === 'dismissed' ? 'report.dismissed' : r.incident ? 'report.linked' : 'unverified')}</span
          >
          <span class="chip">TLP:${r.marking}</span>${r.overLimit
            ? html`<span class="chip">${t('report.overLimit')}</span>`
            : ''}
        </p>
        ${this.readers?.length
          ? html`<p class="notice readers" role="status">
              ${t('report.readers', {names: this.readers.map(x => x.name).join(', ')})}
            </p>`
          : ''}
        <p class="said" dir="auto">${r.text}</p>
        ${r.additions.map(a => html`<p class="said" dir="auto">${addedAt(a)} ${a.text}</p>`)}
        ${r.verdict
          ? html`<div class="verdict ${r.verdict.outcome}">
              <b>${t(`verdict.${r.verdict.outcome}`)}</b>:
              ${t(`rule.${r.verdict.rule}`)}${r.verdict.agreed === undefined
                ? ''
                : html` (${t('verdict.numbers', {seen: number(r.verdict.seen), agreed: number(r.verdict.agreed)})})`}
              <span class="quiet">“${r.verdict.title}”, ${t('limit.revision', {n: r.verdict.revision})}</span>
              ${r.verdict.measures.length
                ? html`<ul class="measures">
                    ${r.verdict.measures.map(m => html`<li><b>${m.who}</b>: ${m.what}</li>`)}
                  </ul>`
                : ''}
            </div>`
          : ''}
        ${r.assessment && r.gift
          ? html`<div class="verdict ${r.assessment.standing === 'allowed' ? 'within' : 'near'}">
              <b>${t(`gift.${r.assessment.standing}`)}</b>${r.assessment.notifyBy
                ? ` ${t('gift.by', {date: r.assessment.notifyBy})}`
                : ''}
              ${r.assessment.published ? ` ${t('gift.published')}` : ''}
              <span class="quiet"
                >${[
                  r.gift.donorCountry,
                  r.gift.dutchVoter && t('gift.dutchVoter'),
                  `€ ${number(r.gift.amount)}`,
                  r.gift.givenThisYear !== undefined && t('gift.ofYear', {sum: number(r.gift.givenThisYear)}),
                  r.gift.date
                ]
                  .filter(Boolean)
                  .join(', ')}</span
              >
            </div>`
          : ''}
        ${r.advice ? html`<p class="notice">${t(`advice.${r.advice}`)}</p>` : ''}
        ${r.dismissal
          ? html`<p class="notice">
              ${t('report.dismissedBy', {by: r.dismissal.by, time: timeIn(r.dismissal.at, code)})}:
              “${r.dismissal.reason}”
            </p>`
          : ''}
        <dl>
          ${this.fact('report.source', html`${t(`source.${r.source}`)}${r.by ? ` (${r.by})` : ''}`)}${this.fact(
            'report.headCount',
            r.headCount === undefined ? undefined : number(r.headCount)
          )}${this.fact(
            'report.distanceMetres',
            r.distanceMetres === undefined ? undefined : `${number(r.distanceMetres)} m`
          )}
          ${this.fact(
            'report.accessBlocked',
            r.accessBlocked === undefined ? undefined : t(r.accessBlocked ? 'yes' : 'no')
          )}${this.fact(
            'report.amplifiedSound',
            r.amplifiedSound === undefined ? undefined : t(r.amplifiedSound ? 'yes' : 'no')
          )}${this.fact('report.observedAt', r.observedAt && timeIn(r.observedAt, code))}
        </dl>
        ${r.incident
          ? html`<p>
              <button @click=${() => this.app.address.set({item: `incident/${r.incident}`})}>
                ${t('report.toIncident')}
              </button>
            </p>`
          : ''}
        ${station
          ? html`<p>
              <button @click=${() => this.app.address.set({station: station.id})}>${t('report.toStation')}</button>
            </p>`
          : ''}
        ${triage
          ? html`<div class="acts">
                ${r.state === 'new'
                  ? html`<button class="primary" @click=${() => verify(this.app, this.item, [r.id])}>
                        ${t('act.verify')} <kbd>v</kbd></button
                      ><button @click=${() => this.mergeChosen(r)}>${t('act.merge')} <kbd>m</kbd></button
                      ><button @click=${() => dismiss(this.app, this.item, [r.id])}>
                        ${t('act.dismiss')} <kbd>d</kbd>
                      </button>`
                  : ''}
                ${r.state === 'new' ? this.intoIncident(r) : ''}
                ${!store.reports.has(r.id) && r.state !== 'dismissed'
                  ? html`<button @click=${() => this.takeUp(r)}>${t('overflow.takeUp')}</button>`
                  : ''}
                ${r.state === 'dismissed'
                  ? html`<button
                      @click=${async () => {
                        const reason = await ask(t('ask.restore'));
                        if (reason) attempt(this.app, 'did.changed', () => api.restoreReport(r.id, reason));
                      }}
                    >
                      ${t('act.restore')}
                    </button>`
                  : ''}
                ${mayEscalate(principal, code)
                  ? html`<button @click=${() => escalate(this.app, {...this.item, entity: r})}>
                      ${t('act.escalate')} <kbd>e</kbd>
                    </button>`
                  : ''}
              </div>
              <label class="inline"
                >${t('report.recategorise')}<select
                  @change=${(/** @type {Tz.SubmitEvent} */ e) => this.recategorise(e, r)}
                >
                  ${KINDS.map(k => html`<option value=${k} ?selected=${k === r.kind}>${t(`reportkind.${k}`)}</option>`)}
                </select></label
              >`
          : mayEscalate(principal, code)
            ? html`<div class="acts">
                <button @click=${() => escalate(this.app, {...this.item, entity: r})}>${t('act.escalate')}</button>
              </div>`
            : ''}
        ${r.source === 'public'
          ? html`<p>
              ${this.contact
                ? html`<span class="said">${this.contact}</span>`
                : html`<button @click=${() => this.showContact(r.id)}>${t('report.contact')}</button>`}
            </p>`
          : ''}
        ${this.near?.length
          ? html`<h3>${t('report.near', {count: this.near.length})}</h3>
              <ul class="near">
                ${this.near.slice(0, 20).map(
                  n =>
                    html`<li>
                      <label class="tick"
                        ><input
                          type="checkbox"
                          .checked=${this.chosen.has(n.id)}
                          @change=${e => this.choose(n.id, e.target.checked)}
                        />
                        ${timeIn(n.at, n.municipality?.code)} · ${t(`source.${n.source}`)} ·
                        ${n.text.slice(0, 80)}${n.incident
                          ? html` <span class="chip">${t('report.linked')}</span>`
                          : ''}</label
                      >
                    </li>`
                )}
              </ul>`
          : ''}`
    );
  }
}
customElements.define('tz-report', ReportPanel);
