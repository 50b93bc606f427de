import {html} from 'lit';
import {acknowledge} from '../../ui/escalating.mjs';
import {escalationsFor, isFor, onePerSubject} from '../../subject/escalation/selectors.mjs';
import {activeIncidents} from '../../subject/incident/selectors.mjs';
import {openNarratives} from '../../subject/narrative/selectors.mjs';
import {reportGroups} from '../../subject/report/selectors.mjs';
import {limitsOf} from '../../subject/tolerance/selectors.mjs';
import {timeOfDay} from '../../engine/clock.mjs';
import {ofKind, offered} from '../../engine/subjects.mjs';
import * as api from '../../engine/api.mjs';
import {duration, number, t} from '../../i18n/i18n.mjs';
import {termsOf} from '../../subject/tolerance/terms.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {isCounting} from '../../engine/day.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {needsOf} from './needs.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';
import {narrativeRow} from '../../subject/narrative/row.mjs';
import {escalationCard, mayDecide} from '../../subject/escalation/card.mjs';
import {firstUse} from '../desk/first-use.mjs';
import '../desk/map-view.mjs';
import '../top-bar.mjs';
import '../desk/counters.mjs';
import '../../ui/toast.mjs';

/** More than anybody reads on a phone. */
const MOST = 30;
const TABS = ['now', 'map', 'limits', 'list', 'duty'];
/** Tabs of the desk that a mayor has too. */
const OFFERED = ['observers'];

/**
 * The page of a mayor, police or prosecutor, mostly on a phone, for ten seconds: what needs me now in my municipality?
 */
class Triangle extends LiveElement {
  static properties = {...LiveElement.properties, reading: {state: true}};
  every = 250;
  /** @param {KeyboardEvent} event */
  #onKey = event => {
    const on = /** @type {Element | null} */ (event.target);
    if (on?.matches('input, select, textarea') || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') this.app.address.set({item: undefined, station: undefined});
  };

  connectedCallback() {
    super.connectedCallback();
    addEventListener('keydown', this.#onKey);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('keydown', this.#onKey);
  }

  render() {
    const {store, address} = this.app;
    const asked = address.get('tab') ?? '';
    const offers = offered('tabs').filter(tab => OFFERED.includes(tab.name) && (tab.for?.(this.app) ?? true));
    const names = [...TABS, ...offers.map(tab => tab.name)];
    const tab = names.includes(asked) ? asked : 'now';
    const kind = address.get('item')?.split('/')[0] ?? '';
    const station = address.get('station') && store.stations.has(address.get('station'));
    const waiting = needsOf(this.app).length;
    return html`<div class="desk triangle tab-${tab}">
      <tz-bar .app=${this.app}></tz-bar>
      <nav class="tabs" aria-label=${t('triangle.title')}>
        ${names.map(
          name =>
            html`<button
              class="tab"
              aria-pressed=${tab === name}
              data-tab=${name}
              @click=${() => address.set({tab: name, item: undefined, station: undefined})}
            >
              ${t(`tab.${name}`)}${name === 'now' && waiting > 0 ? html` <span class="badge">${waiting}</span>` : ''}
            </button>`
        )}
      </nav>
      <main id="content">
        <h1 class="for-readers">${t('triangle.title')}</h1>
        <div class="triangle-main">
          ${tab === 'now'
            ? this.now()
            : tab === 'limits'
              ? html`<tz-limits .app=${this.app}></tz-limits>`
              : tab === 'list'
                ? html`<tz-counters .app=${this.app}></tz-counters><tz-list .app=${this.app}></tz-list>`
                : tab === 'duty'
                  ? html`<tz-roster .app=${this.app}></tz-roster>`
                  : (offers.find(({name}) => name === tab)?.draw?.(this.app) ?? '')}
        </div>
        <tz-map .app=${this.app}></tz-map>
        ${station ? ofKind('station')?.panel?.station(this.app) : (ofKind(kind)?.panel?.[kind]?.(this.app) ?? '')}
      </main>
      <tz-toast .app=${this.app}></tz-toast>
    </div>`;
  }

  now() {
    const {store, principal, clock, address} = this.app;
    const code = this.app.scope();
    const needs = needsOf(this.app);
    const others = onePerSubject(
      escalationsFor(store, principal, code).filter(e => !(e.state === 'open' && isFor(principal, e)))
    );
    /** @type {[string, Hub.Escalation[]][]} */
    const had = [
      ['needs.others', others.filter(e => e.state === 'open')],
      ['needs.had', others.filter(e => e.state !== 'open')]
    ];
    const incidents = activeIncidents(store, code);
    const groups = reportGroups(store, code).filter(g => !g.overLimit);
    const limits = limitsOf(store, code).filter(l => l.status === 'in-force');
    const counts = store.municipalities.get(code);
    const rumours = openNarratives(store, code);
    return html`<section class="now-page" aria-label=${t('tab.now')}>
      ${firstUse(this.app)}
      ${needs.length > 0
        ? html`<h2>${t('needs.title')} <span class="count">${needs.length}</span></h2>
            ${needs
              .slice(0, MOST)
              .map((need, i) => html`<div class=${i === 0 ? 'first' : ''}>${this.need(need, i === 0)}</div>`)}`
        : html`<p class="calm">
            ${severityIcon('normal', '')} <b>${t('triangle.calm')}</b
            ><span class="quiet">${counts ? this.going(counts) : ''}</span>
          </p>`}
      ${had.map(([title, escalations]) =>
        escalations.length > 0
          ? html`<h2>${t(title)}</h2>
              ${escalations.slice(0, MOST).map(e => this.escalation(e, false))}`
          : ''
      )}
      ${incidents.length > 0
        ? html`<h2>${t('triage.incidents')}</h2>
            <ul class="plain">
              ${incidents.map(
                i =>
                  html`<li>
                    <button class="row ${i.severity}" @click=${() => address.set({item: `incident/${i.id}`})}>
                      ${severityIcon(i.severity, t(`severity.${i.severity}`))}<span class="what"
                        ><b>${i.title ?? t(`reportkind.${i.kind}`)}</b>
                        <span class="chip ${i.state}">${t(`incident.${i.state}`)}</span>
                        <span class="where"
                          >${store.stations.get(i.stations[0])?.name ?? i.municipality?.name ?? ''}</span
                        ></span
                      ><span class="when"><span class="quiet">${duration(clock.minutesSince(i.openedAt))}</span></span>
                    </button>
                  </li>`
              )}
            </ul>`
        : ''}
      ${groups.length > 0
        ? html`<h2>${t('triangle.reports')} <span class="chip unverified">${t('unverified')}</span></h2>
            <ul class="plain">
              ${groups.slice(0, 20).map(
                g =>
                  html`<li>
                    <button class="row ${g.severity}" @click=${() => address.set({item: `report/${g.newest.id}`})}>
                      ${severityIcon(g.severity, t(`severity.${g.severity}`))}<span class="what"
                        ><b>${t(`reportkind.${g.kind}`)}</b>${g.reports.length > 1
                          ? html` <span class="times">${g.reports.length}×</span>`
                          : ''}
                        <span class="where"
                          >${store.stations.get(g.newest.station)?.name ??
                          g.newest.placeText ??
                          g.newest.municipality?.name ??
                          ''}</span
                        ></span
                      ><span class="when"><span class="quiet">${duration(clock.minutesSince(g.newest.at))}</span></span>
                    </button>
                  </li>`
              )}
            </ul>`
        : ''}
      ${rumours.length > 0
        ? html`<h2>${t('tab.narratives')}</h2>
            <ul class="plain">
              ${rumours.slice(0, 10).map(n => narrativeRow(this.app, n))}
            </ul>`
        : ''}
      <h2>${t('triangle.limits')}</h2>
      ${limits.length === 0
        ? html`<p class="quiet">${t('limit.noneInForce')}</p>`
        : html`<ul class="plain">
            ${limits.map(
              l =>
                html`<li class="limit-line">
                  <b>${l.terms.title}</b>
                  <span class="quiet">${timeOfDay(l.terms.from)}–${timeOfDay(l.terms.until)}</span>
                </li>`
            )}
          </ul>`}
      <p><tz-compose .app=${this.app}></tz-compose></p>
    </section>`;
  }

  /** How many stations are where they should be at this hour. @param {Tz.Counts} counts */
  going({open, counting, counted, stations}) {
    const total = number(stations);
    return isCounting(this.app.phase())
      ? t('triangle.counting', {counted: number(counted), counting: number(counting), total})
      : t('triangle.counts', {open: number(open), total});
  }

  /**
   * A card with one thing that needs this person: the number, the rule, and what to do.
   *
   * @param {Tz.Need} need
   * @param {boolean} large
   */
  need(need, large) {
    const {store} = this.app;
    switch (need.kind) {
      case 'escalation':
        return this.escalation(need.escalation, large);
      case 'suspension': {
        const s = store.statuses.get(need.station);
        return this.card(need, large, {
          title: t('needs.suspension'),
          place: store.stations.get(need.station)?.name,
          words: [s && t('panel.since', {time: timeOfDay(s.since)}), s?.lastReport?.note].filter(Boolean).join(' · '),
          open: {station: need.station},
          act: html`<tz-resumption .app=${this.app} station=${need.station}></tz-resumption>`
        });
      }
      case 'breach': {
        const r = need.report;
        const v = r.verdict;
        return this.card(need, large, {
          title: t('needs.breach'),
          place: store.stations.get(r.station)?.name ?? r.placeText ?? r.municipality?.name,
          words:
            v && `“${v.title}”: ${t(`reason.${v.rule}`, {seen: number(v.seen ?? 0), agreed: number(v.agreed ?? 0)})}`,
          open: {item: r.incident ? `incident/${r.incident}` : `report/${r.id}`}
        });
      }
      case 'limit':
        return this.card(need, large, {
          title: t('needs.limit'),
          words: t('needs.limitBy', {
            title: need.limit.terms.title,
            who: need.limit.agreements.map(a => t(`role.${a.role}`)).join(', ') || '–',
            time: timeOfDay(need.limit.since)
          }),
          open: {tab: 'limits'},
          act: this.agreement(need.limit)
        });
      case 'visit': {
        const {place, observer, id} = need.visit;
        return this.card(need, large, {
          title: t(`needs.visit.${need.finding.kind}`),
          place: place.name,
          words: `${observer.organisation} ${observer.number}: “${need.finding.text.slice(0, 220)}”`,
          open: {item: `visit/${id}`}
        });
      }
      default:
        return this.card(need, large, {
          title: t(`needs.many.${need.key}`, {count: number(need.count)}),
          open: {tab: 'list', filter: need.key}
        });
    }
  }

  /** Opens the terms first, then agrees: two taps. @param {Hub.ToleranceLimit} limit */
  agreement(limit) {
    if (this.reading !== limit.id)
      return html`<button
        class="acknowledge"
        @click=${() => {
          this.reading = limit.id;
        }}
      >
        ${t('needs.read')}
      </button>`;
    return html`<div class="limit-card">${termsOf(this.app, limit)}</div>
      <button
        class="primary acknowledge"
        @click=${() =>
          attempt(this.app, 'did.agreed', () => api.agreeLimit(limit.municipality.code, limit.id, limit.revision))}
      >
        ${t('limit.agree')}
      </button>`;
  }

  /** @param {Tz.Need} need @param {boolean} large @param {Tz.Card} card */
  card(need, large, {title, place, words, open, act = ''}) {
    return html`<div class="card-frame ${large ? 'large' : ''}">
      <button class="card-open" @click=${() => this.app.address.set(open)}>
        <div class="escalation ${need.severity}">
          <p class="headline">${severityIcon(need.severity, t(`severity.${need.severity}`))}<b>${title}</b></p>
          ${place ? html`<p class="place">${place}</p>` : ''}${words
            ? html`<p class="reason" dir="auto">${words}</p>`
            : ''}
        </div>
      </button>
      ${act}
    </div>`;
  }

  /** @param {Hub.Escalation} e @param {boolean} large */
  escalation(e, large) {
    return html`<div class="card-frame ${large ? 'large' : ''}">
      <button class="card-open" @click=${() => this.app.address.set({item: `escalation/${e.id}`})}>
        ${escalationCard(this.app, e)}
      </button>
      ${e.state === 'open' && isFor(this.app.principal, e)
        ? html`<button class="primary acknowledge" @click=${() => acknowledge(this.app, e.id)}>
            ${t('act.acknowledge')}
          </button>`
        : ''}
      ${mayDecide(this.app, e) && !this.app.address.get('station')
        ? html`<tz-resumption .app=${this.app} station=${e.subject.id}></tz-resumption>`
        : ''}
    </div>`;
  }
}
customElements.define('tz-triangle', Triangle);
