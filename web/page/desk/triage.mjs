import {html} from 'lit';
import {repeat} from 'lit-html/directives/repeat.js';
import {acknowledge, escalate} from '../../ui/escalating.mjs';
import {resolveItem} from '../../engine/entities.mjs';
import {mayEscalate, mayNarrate, mayTriage} from '../../engine/rights.mjs';
import {escalationsFor, isFor} from '../../subject/escalation/selectors.mjs';
import {dismiss, merge, verify} from '../../subject/incident/actions.mjs';
import {activeIncidents} from '../../subject/incident/selectors.mjs';
import {openNarratives} from '../../subject/narrative/selectors.mjs';
import {reportGroups} from '../../subject/report/selectors.mjs';
import {waitingForApproval} from '../../subject/response/selectors.mjs';
import {timeOfDay} from '../../engine/clock.mjs';
import {duration, t} from '../../i18n/i18n.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {escalationCard} from '../../subject/escalation/card.mjs';
import {narrativeRow} from '../../subject/narrative/row.mjs';
import {approveSeen} from '../../subject/response/card.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';

const SHOWN_ESCALATIONS = 30;
const SHOWN_OF_A_GROUP = 25;
const SHOWN_GROUPS = 60;

/** What waits for somebody: escalations by deadline, reports that nobody judged yet, incidents under way. All of it by keyboard. */
class Triage extends LiveElement {
  static properties = {...LiveElement.properties, cursor: {state: true}, unfolded: {state: true}};
  every = 300;

  constructor() {
    super();
    this.unfolded = new Set();
  }

  willUpdate() {
    const {store, principal} = this.app;
    const scope = this.app.scope();
    this.escalations = escalationsFor(store, principal, scope);
    this.groups = reportGroups(store, scope);
    this.incidents = activeIncidents(store, scope);
    this.approvals = waitingForApproval(store, principal, scope);
    this.claims = mayNarrate(principal) ? openNarratives(store, scope).filter(n => n.state === 'reported') : [];
    this.keys = [
      ...new Set([
        ...this.approvals.map(r => `narrative/${r.narrative}`),
        ...this.escalations.slice(0, SHOWN_ESCALATIONS).map(e => `escalation/${e.id}`),
        ...this.claims.slice(0, SHOWN_GROUPS).map(n => `narrative/${n.id}`)
      ]),
      ...this.shownGroups().flatMap(g => this.keysOf(g)),
      ...this.incidents.map(i => `incident/${i.id}`)
    ];
  }

  shownGroups() {
    const over = this.groups.filter(g => g.overLimit);
    return [
      ...this.groups.filter(g => !g.overLimit).slice(0, SHOWN_GROUPS),
      ...(this.unfolded.has('over') ? over.slice(0, SHOWN_GROUPS) : [])
    ];
  }

  keysOf(group) {
    if (group.reports.length === 1) return [`report/${group.newest.id}`];
    return [
      `group/${group.key}`,
      ...(this.unfolded.has(group.key) ? group.reports.slice(0, SHOWN_OF_A_GROUP).map(r => `report/${r.id}`) : [])
    ];
  }

  /** What the keys act on: what the cursor is at, else what is open. */
  get current() {
    return this.keys.includes(this.cursor) ? this.cursor : this.app.address.get('item');
  }

  move(by) {
    const at = this.keys.indexOf(this.cursor ?? this.app.address.get('item'));
    this.cursor = this.keys[Math.max(0, Math.min(this.keys.length - 1, at + by))];
    this.updateComplete.then(() => this.querySelector('[data-current=true]')?.scrollIntoView({block: 'nearest'}));
  }

  open(key = this.current) {
    if (!key) return;
    this.cursor = key;
    if (!key.startsWith('group/')) return this.app.address.set({item: key});
    const group = key.slice('group/'.length);
    this.unfolded = new Set(
      this.unfolded.has(group) ? [...this.unfolded].filter(g => g !== group) : [...this.unfolded, group]
    );
  }

  /** The reports that the current item stands for. */
  reportsOf(item) {
    if (item.kind === 'group')
      return (
        this.groups
          .find(g => g.key === item.id)
          ?.reports.map(r => r.id)
          .slice(0, 1000) ?? []
      );
    return item.kind === 'report' ? [item.id] : [];
  }

  async act(name) {
    if (!this.current) return;
    const item = resolveItem(this.app, this.current);
    const group = item.kind === 'group' ? this.groups.find(g => g.key === item.id)?.newest : undefined;
    const entity = item.entity ?? group;
    if (!entity) return;
    const code = entity.municipality?.code;
    const reports = this.reportsOf(item);
    if (item.kind === 'narrative') {
      const waiting = this.approvals.find(r => r.narrative === item.id);
      return name === 'acknowledge' && waiting && this.app.address.get('item') === this.current
        ? approveSeen(this.app, waiting)
        : undefined;
    }
    if (name === 'acknowledge' && item.kind === 'escalation' && isFor(this.app.principal, entity))
      return acknowledge(this.app, item.id);
    if (name === 'escalate' && mayEscalate(this.app.principal, code))
      return escalate(this.app, group ? {kind: 'report', id: group.id, entity: group} : item);
    if (!mayTriage(this.app.principal, code)) return;
    if (name === 'verify') return verify(this.app, item, reports);
    if (name === 'merge' && item.kind !== 'incident' && item.kind !== 'escalation')
      return merge(this.app, item, reports);
    if (name === 'dismiss' && item.kind !== 'escalation') return dismiss(this.app, item, reports);
  }

  render() {
    const over = this.groups.filter(g => g.overLimit);
    const waiting = this.groups.filter(g => !g.overLimit);
    return html`<section class="triage" aria-label=${t('triage.title')} tabindex="0">
      <header class="triage-head">
        <h2>${t('triage.title')}</h2>
        <tz-compose .app=${this.app}></tz-compose>
      </header>
      ${this.approvals.length === 0
        ? ''
        : html`<h3>${t('triage.approvals')} <span class="count">${this.approvals.length}</span></h3>
            <ul>
              ${repeat(
                this.approvals,
                r => r.id,
                r => this.approval(r)
              )}
            </ul>`}
      <h3>${t('triage.escalations')} <span class="count">${this.escalations.length || ''}</span></h3>
      ${this.escalations.length === 0
        ? html`<p class="empty small">${t('triage.noEscalations')}</p>`
        : html`<ul>
            ${repeat(
              this.escalations.slice(0, SHOWN_ESCALATIONS),
              e => e.id,
              e => html`<li>${this.escalation(e)}</li>`
            )}
          </ul>`}
      ${this.claims.length === 0
        ? ''
        : html`<h3>${t('triage.claims')} <span class="count">${this.claims.length}</span></h3>
            <ul>
              ${repeat(
                this.claims.slice(0, SHOWN_GROUPS),
                n => n.id,
                n => narrativeRow(this.app, n)
              )}
            </ul>`}
      <h3>
        ${t('triage.reports')} <span class="count">${waiting.reduce((n, g) => n + g.reports.length, 0) || ''}</span>
      </h3>
      ${waiting.length === 0
        ? html`<p class="empty small">${t('triage.noReports')}</p>`
        : html`<ul>
            ${repeat(
              waiting.slice(0, SHOWN_GROUPS),
              g => g.key,
              g => this.group(g)
            )}
          </ul>`}
      ${over.length === 0
        ? ''
        : html`<button class="fold" aria-expanded=${this.unfolded.has('over')} @click=${() => this.open('group/over')}>
              ${t('triage.over', {count: over.reduce((n, g) => n + g.reports.length, 0)})}
            </button>
            ${this.unfolded.has('over')
              ? html`<ul>
                  ${over.slice(0, SHOWN_GROUPS).map(g => this.group(g))}
                </ul>`
              : ''}`}
      <tz-overflow .app=${this.app}></tz-overflow>
      <h3>${t('triage.incidents')} <span class="count">${this.incidents.length || ''}</span></h3>
      ${this.incidents.length === 0
        ? html`<p class="empty small">${t('triage.noIncidents')}</p>`
        : html`<ul>
            ${repeat(
              this.incidents,
              i => i.id,
              i => this.incident(i)
            )}
          </ul>`}
    </section>`;
  }

  row(key, severity, content) {
    const current = this.current === key;
    return html`<button
      class="row ${severity}"
      data-current=${current}
      aria-current=${current ? 'true' : 'false'}
      @click=${() => this.open(key)}
    >
      ${content}
    </button>`;
  }

  escalation(e) {
    const key = `escalation/${e.id}`;
    return html`<div class="row-frame" data-current=${this.current === key}>
      ${this.row(key, e.severity, escalationCard(this.app, e))}
      ${e.state === 'open' && isFor(this.app.principal, e)
        ? html`<button class="primary acknowledge" @click=${() => acknowledge(this.app, e.id)}>
            ${t('act.acknowledge')}
          </button>`
        : ''}
    </div>`;
  }

  /** What somebody else drafted: the beginning of its words. It is approved where all of it and its facts can be read. */
  approval(r) {
    const key = `narrative/${r.narrative}`;
    return html`<li>
      <div class="row-frame" data-current=${this.current === key}>
        ${this.row(
          key,
          'attention',
          html`${severityIcon('attention', t('severity.attention'))}<span class="what"
              ><b>${t(`response.${r.kind}`)}</b>${r.content.platform ? ` · ${r.content.platform}` : ''}
              <span class="where"
                >${r.content.title ?? ''}
                ${t('response.by', {who: r.authors.join(', '), time: timeOfDay(r.proposed.at)})}</span
              ><span class="note">${(r.content.text ?? r.content.grounds ?? '').slice(0, 200)}</span></span
            >
            <span class="when"
              ><span class="quiet">${duration(this.app.clock.minutesSince(r.proposed.at))}</span></span
            >`
        )} <button class="acknowledge" @click=${() => this.app.address.set({item: key})}>${t('act.read')}</button>
      </div>
    </li>`;
  }

  group(g) {
    if (g.reports.length === 1) return html`<li>${this.report(g.newest)}</li>`;
    const open = this.unfolded.has(g.key);
    return html`<li>
      ${this.row(
        `group/${g.key}`,
        g.severity,
        html`${severityIcon(g.severity, t(`severity.${g.severity}`))}<span class="what"
            ><b>${t(`reportkind.${g.kind}`)}</b> <span class="times">${g.reports.length}×</span>${g.breached
              ? html` <span class="chip breached">${t('verdict.breached')}</span>`
              : ''} <span class="where">${this.place(g.newest)}</span></span
          ><span class="when"
            ><span class="quiet">${duration(this.app.clock.minutesSince(g.newest.at))}</span
            ><span class="quiet">${open ? '▾' : '▸'}</span></span
          >`
      )}
      ${open
        ? html`<ul class="inner">
            ${g.reports.slice(0, SHOWN_OF_A_GROUP).map(r => html`<li>${this.report(r)}</li>`)}${g.reports.length >
            SHOWN_OF_A_GROUP
              ? html`<li class="quiet more">${t('triage.more', {count: g.reports.length - SHOWN_OF_A_GROUP})}</li>`
              : ''}
          </ul>`
        : ''}
    </li>`;
  }

  place(r) {
    return (
      [this.app.store.stations.get(r.station)?.name ?? r.placeText, r.municipality?.name].filter(Boolean).join(' · ') ||
      t('place.none')
    );
  }

  report(r) {
    return this.row(
      `report/${r.id}`,
      r.severity,
      html`${severityIcon(r.severity, t(`severity.${r.severity}`))}<span class="what"
          ><b>${t(`reportkind.${r.kind}`)}</b> <span class="chip unverified">${t('unverified')}</span>${r.verdict &&
          r.verdict.outcome !== 'within'
            ? html` <span class="chip ${r.verdict.outcome}">${t(`verdict.${r.verdict.outcome}`)}</span>`
            : ''} <span class="where">${this.place(r)}</span><span class="note">${r.text.slice(0, 140)}</span></span
        >
        <span class="when"
          ><span class="quiet">${duration(this.app.clock.minutesSince(r.at))}</span
          ><span class="quiet">${t(`source.${r.source}`)}</span></span
        >`
    );
  }

  incident(i) {
    return html`<li>
      ${this.row(
        `incident/${i.id}`,
        i.severity,
        html`${severityIcon(i.severity, t(`severity.${i.severity}`))}<span class="what"
            ><b>${i.title ?? t(`reportkind.${i.kind}`)}</b>
            <span class="chip ${i.state}">${t(`incident.${i.state}`)}</span>
            <span class="where"
              >${[this.app.store.stations.get(i.stations[0])?.name, i.municipality?.name]
                .filter(Boolean)
                .join(' · ')}</span
            ></span
          >
          <span class="when"
            ><span class="quiet">${duration(this.app.clock.minutesSince(i.openedAt))}</span
            ><span class="quiet">${i.assignee ?? t('incident.nobody')}</span></span
          >`
      )}
    </li>`;
  }
}
customElements.define('tz-triage', Triage);
