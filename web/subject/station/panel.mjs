import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {electionsOf, inWords, shortName, valueOf} from '../election/by-election.mjs';
import {conditionOf} from './selectors.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {clockThere, timeIn} from '../../ui/clock-there.mjs';
import {offered} from '../../engine/subjects.mjs';
import {ago, number, percent, t} from '../../i18n/i18n.mjs';
import {LiveElement} from '../../ui/element.mjs';
import './correction.mjs';
import './station-form.mjs';
import './note.mjs';
import './chair-log-in.mjs';
import './contact.mjs';
import './nearest.mjs';
import './same-hall.mjs';
import './resumption.mjs';
import {hoursOf, stopList} from './stops.mjs';
import {situationItem} from '../../ui/item-timeline.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';
import {problemText} from '../../ui/problem-text.mjs';

/** @param {string} stock */
const ballots = stock => t(`ballots.${stock}`);

/** One station: its status, the age and source of each fact, and its timeline. */
class Panel extends LiveElement {
  static properties = {...LiveElement.properties, items: {state: true}, next: {state: true}, problem: {state: true}};
  every = 500;
  /** @type {string | undefined} */
  #shown;
  /** @type {number | undefined} */
  #seq;

  constructor() {
    super();
    /** @type {Tz.Happened[] | undefined} */
    this.items;
    /** The position from which the next page continues. @type {number | undefined} */
    this.next;
  }

  updated() {
    const id = this.app.address.get('station');
    const seq = this.app.store.statuses.get(id)?.seq;
    if (id === this.#shown && seq === this.#seq) return;
    if (id !== this.#shown) this.items = undefined;
    this.#shown = id;
    this.#seq = seq;
    if (id && seq !== undefined) this.load(id);
  }

  /** @param {string} id @param {number} [after] */
  async load(id, after) {
    try {
      const page = await api.timeline(id, after);
      if (id !== this.#shown) return;
      this.items = after ? [...(this.items ?? []), ...page.items] : page.items;
      this.next = page.next;
    } catch (problem) {
      this.problem = problemText(problem);
    }
  }

  render() {
    const {store, address, principal} = this.app;
    const entry = store.stations.get(address.get('station'));
    const s = store.statuses.get(address.get('station'));
    if (!entry || !s) return '';
    const condition = conditionOf(s);
    const mayResume =
      s.status.endsWith('suspended') && principal.roles.some(r => r === 'mayor' || r === 'municipality');
    return html`<section class="panel ${condition}" aria-labelledby="panel-title">
      <header>
        <div>
          <h2 id="panel-title">${entry.name}</h2>
          <p class="quiet">
            ${entry.municipality.name} ${entry.number} ·
            ${[entry.location.address, entry.location.place].filter(Boolean).join(', ')}${clockThere(
              this.app,
              entry.municipality.code
            )}${entry.location.approximate ? html` · <em>${t('panel.approximate')}</em>` : ''}
          </p>
        </div>
        <button class="close" aria-label=${t('panel.close')} @click=${() => address.set({station: undefined})}>
          ✕
        </button>
      </header>
      <p class="state">
        ${severityIcon(condition, t(`condition.${condition}`))}<b>${t(`status.${s.status}`)}</b>
        <span class="quiet">${t('panel.since', {time: timeIn(s.since, entry.municipality.code)})}</span>${s.attention
          .filter(a => a !== s.status)
          .map(a => html`<span class="chip">${t(`attention.${a}`)}</span>`)}
      </p>
      ${s.resumption
        ? html`<p class="notice">
            <b>${t('resume.decided', {time: timeIn(s.resumption.at, entry.municipality.code)})}</b> ${s.resumption
              .location?.address ?? t('resume.here')}
            <span class="quiet"
              >${t('resume.by', {
                role: t(`role.${s.resumption.role}`),
                by: s.resumption.by,
                time: timeIn(s.resumption.decidedAt, entry.municipality.code)
              })}</span
            >${s.resumption.note ? html`<span class="note">“${s.resumption.note}”</span>` : ''}
          </p>`
        : ''}
      ${entry.movedFrom
        ? html`<p class="notice">${t('resume.movedFrom', {address: entry.movedFrom.address ?? ''})}</p>`
        : ''}
      ${this.app.isPast ? '' : html`<tz-same-hall .app=${this.app} station=${s.id}></tz-same-hall>`}
      ${s.status === 'suspended' ? html`<tz-nearest .app=${this.app} station=${s.id}></tz-nearest>` : ''}
      ${mayResume ? html`<tz-resumption .app=${this.app} station=${s.id}></tz-resumption>` : ''}
      ${principal.roles.includes('municipality')
        ? html`<tz-station-form .app=${this.app} station=${s.id}></tz-station-form
            ><tz-correction
              status=${s.status}
              @correct=${(/** @type {Tz.Correction} */ e) => this.correct(s.id, e)}
            ></tz-correction>
            <tz-chair-log-in station=${s.id}></tz-chair-log-in>
            <tz-station-note .app=${this.app} station=${s.id}></tz-station-note>`
        : ''}
      ${principal.roles.some(r => r === 'table-operator' || r === 'municipality')
        ? html`<tz-municipality-contact code=${entry.municipality.code}></tz-municipality-contact>`
        : ''}
      ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : ''}
      <dl>
        ${this.fact(
          'panel.waiting',
          s.waitingMinutes === undefined ? undefined : t('unit.minutes', {n: s.waitingMinutes})
        )}
        ${this.fact('panel.queue', s.queueLength === undefined ? undefined : t('unit.people', {n: s.queueLength}))}
        ${electionsOf(entry).length
          ? electionsOf(entry).map(id => this.ofElection(id, entry, s))
          : this.fact('panel.voters', inWords(this.app.store, s.votersAdmitted))}
        ${this.fact('panel.members', s.membersPresent)}
        ${electionsOf(entry).length
          ? ''
          : html`${this.fact('panel.ballots', inWords(this.app.store, s.ballots, ballots))}
            ${this.fact('panel.eligible', inWords(this.app.store, entry.eligibleVoters))}`}
        ${this.fact('panel.hours', hoursOf(entry))}
        ${this.fact(
          'panel.last',
          s.lastReport
            ? html`${ago(this.app.clock.minutesSince(s.lastReport.at))}
                <span class="quiet"
                  >${timeIn(s.lastReport.at, entry.municipality.code)}, ${t(`role.${s.lastReport.role}`)}
                  (${s.lastReport.by})</span
                >`
            : t('panel.never')
        )}
      </dl>
      ${stopList(entry, this.app.clock.now())}
      ${offered('beside').map(beside => beside.station?.(this.app, entry) ?? '')}
      <h3>${t('panel.timeline')}</h3>
      <ol class="timeline">
        ${(this.items ?? []).map(item => this.item(item, entry.municipality.code))}
      </ol>
      ${this.next
        ? html`<button class="more" @click=${() => this.load(s.id, this.next)}>${t('panel.more')}</button>`
        : ''}
    </section>`;
  }

  /**
   * Voters and ballots of one of several elections.
   *
   * @param {string} id
   * @param {Hub.StationEntry} entry
   * @param {Hub.StationState} s
   */
  ofElection(id, entry, s) {
    const admitted = valueOf(s.votersAdmitted, id);
    const eligible = valueOf(entry.eligibleVoters, id);
    const stock = /** @type {string | undefined} */ (valueOf(/** @type {any} */ (s.ballots), id)); // any: word or object
    return html`<div class="of-election">
      <dt>${shortName(this.app.store, id, entry.elections)}</dt>
      <dd class=${admitted === undefined ? 'quiet' : ''}>
        ${admitted === undefined ? t('panel.unknown') : number(admitted)}${eligible
          ? html` <span class="quiet"
              >/ ${number(eligible)}${admitted === undefined ? '' : ` (${percent(admitted / eligible)})`}</span
            >`
          : ''}${stock ? html`<span class="stock">${t('panel.ballots')}: ${ballots(stock)}</span>` : ''}
      </dd>
    </div>`;
  }

  /** @param {string} label @param {unknown} [value] */
  fact(label, value) {
    return html`<div>
      <dt>${t(label)}</dt>
      <dd class=${value === undefined ? 'quiet' : ''}>${value ?? t('panel.unknown')}</dd>
    </div>`;
  }

  /** @param {string} station @param {Tz.Correction} event */
  async correct(station, event) {
    if (await attempt(this.app, 'did.corrected', () => api.report(station, event.detail, crypto.randomUUID())))
      event.target.done();
  }

  /** @param {Tz.Happened} i @param {string} code of the municipality */
  item(i, code) {
    if (i.subject || i.type === 'resumption-decided') return situationItem(i, code);
    const facts = [
      i.status && t(`status.${i.status}`),
      i.waitingMinutes !== undefined &&
        `${t('panel.waiting').toLowerCase()} ${t('unit.minutes', {n: i.waitingMinutes})}`,
      i.queueLength !== undefined && `${t('panel.queue').toLowerCase()} ${i.queueLength}`,
      i.votersAdmitted !== undefined &&
        `${inWords(this.app.store, i.votersAdmitted)} ${t('list.voters').toLowerCase()}`,
      i.membersPresent !== undefined && `${t('panel.members').toLowerCase()} ${i.membersPresent}`,
      i.ballots && `${t('panel.ballots').toLowerCase()} ${inWords(this.app.store, i.ballots, ballots)}`
    ].filter(Boolean);
    return html`<li>
      <time>${timeIn(i.at, code)}</time>
      <div>
        <b>${t(`timeline.${i.type}`)}</b> ${facts.join(', ')}${i.late
          ? html` <em>${t('timeline.late', {time: timeIn(i.observedAt, code)})}</em>`
          : ''}${i.onMayorsDecision ? html` <em>${t('timeline.mayor')}</em>` : ''}
        ${(i.note ?? i.reason) ? html`<span class="note">“${i.note ?? i.reason}”</span>` : ''}<span class="quiet by"
          >${i.by === 'hub' ? t('timeline.hub') : `${i.role ? t(`role.${i.role}`) : ''} ${i.by}`}</span
        >
      </div>
    </li>`;
  }
}
customElements.define('tz-station', Panel);
