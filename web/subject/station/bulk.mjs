import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {timeWithSeconds} from '../../engine/clock.mjs';
import {number, t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';
import {problemText} from '../../ui/problem-text.mjs';

/** @type {Hub.Status[]} */
const STATUSES = [
  'open',
  'suspended',
  'closed',
  'counting',
  'count-suspended',
  'counted',
  'on-the-way',
  'arrived',
  'counting-candidates'
];
const AT_ONCE = 6;
const NAMES = 5;

/**
 * How many of the chosen stations have each status, most frequent first: to be read before changing hundreds at once.
 *
 * @param {Map<string, Hub.StationState>} statuses
 * @param {string[]} ids
 */
export function summaryOf(statuses, ids) {
  const counts = new Map();
  for (const id of ids) {
    const status = statuses.get(id)?.status;
    if (status) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return [...counts].map(([status, count]) => ({status, count})).sort((a, b) => b.count - a.count);
}

/**
 * Refusals grouped by reason; `first` is the step that would make the action possible.
 *
 * @param {Tz.Refused[]} failed
 * @param {Hub.Status | undefined} wanted
 * @returns {Tz.Refusal[]}
 */
export function refusalsOf(failed, wanted) {
  const groups = new Map();
  for (const {id, problem} of failed) {
    const why = problemText(problem);
    const group = groups.get(why) ?? {why, ids: [], first: firstOf(problem, wanted)};
    group.ids.push(id);
    groups.set(why, group);
  }
  return [...groups.values()].sort((a, b) => b.ids.length - a.ids.length);
}

/** @param {{allowed?: string[]}} problem @param {Hub.Status | undefined} wanted */
const firstOf = ({allowed = []}, wanted) =>
  /** @type {Hub.Status[]} */ (['open', 'closed', 'counting']).find(
    status => allowed.includes(status) && wanted && STATUSES.indexOf(status) < STATUSES.indexOf(wanted)
  );

/** Sets the status of many stations: select, choose, read the summary, confirm. Shows each reason for refusals once. */
class Bulk extends PageElement {
  static properties = {
    app: {attribute: false},
    selected: {attribute: false},
    asked: {state: true},
    busy: {state: true},
    result: {state: true}
  };

  constructor() {
    super();
    /** @type {Set<string> | undefined} */
    this.selected;
    /** @type {Tz.BulkAsked | undefined} */
    this.asked;
    /** @type {Tz.BulkResult | undefined} */
    this.result;
  }

  /** @param {Tz.SubmitEvent} event */
  ask(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    /** @type {Hub.StationReport} */
    const report = {status: form.get('status')};
    const note = String(form.get('note') ?? '').trim();
    if (note) report.note = note;
    this.asked = {report, ids: [...(this.selected ?? [])]};
  }

  /** @param {Tz.BulkAsked} asked */
  async apply({report, ids}) {
    this.busy = true;
    const rest = [...ids];
    /** @type {Tz.Refused[]} */
    const failed = [];
    let ok = 0;
    const worker = async () => {
      for (let id = rest.pop(); id; id = rest.pop()) {
        try {
          await api.report(id, report);
          ok++;
        } catch (problem) {
          failed.push({id, problem: /** @type {Tz.Problem} */ (problem)});
        }
      }
    };
    await Promise.all(Array.from({length: AT_ONCE}, worker));
    this.busy = false;
    this.asked = undefined;
    this.result = {
      ok,
      report,
      failed: failed.length,
      groups: refusalsOf(failed, report.status),
      at: this.app.clock.now()
    };
    this.dispatchEvent(new Event('done'));
  }

  /**
   * The step that must come first, and then the one that was wanted. @param {Tz.Refusal} refusal @param
   * {Hub.StationReport} report
   */
  async inTwo({first, ids}, report) {
    await this.apply({report: {...report, status: first}, ids});
    await this.apply({report, ids});
  }

  render() {
    const count = this.selected?.size ?? 0;
    return html`${this.asked ? this.confirmation(this.asked) : count > 0 ? this.form(count) : ''}
    ${this.result ? this.outcome(this.result) : ''}`;
  }

  /** @param {number} count */
  form(count) {
    return html`<form class="bulk" @submit=${this.ask}>
      <b>${t('bulk.selected', {count: number(count)})}</b>
      <label
        >${t('bulk.set')}
        <select name="status">
          ${STATUSES.map(s => html`<option value=${s}>${t(`status.${s}`)}</option>`)}
        </select></label
      >
      <label>${t('bulk.note')} <input name="note" maxlength="2000" /></label>
      <button class="primary">${t('bulk.apply')}</button>
    </form>`;
  }

  /** @param {Tz.BulkAsked} asked */
  confirmation(asked) {
    const {report, ids} = asked;
    return html`<div class="bulk confirm" role="group" aria-label=${t('bulk.confirmTitle')}>
      <p>
        <b>${t('bulk.summary', {count: number(ids.length), status: t(`status.${report.status}`)})}</b>
        ${summaryOf(this.app.store.statuses, ids)
          .map(s =>
            t(s.status === report.status ? 'bulk.already' : 'bulk.now', {
              count: number(s.count),
              status: t(`status.${s.status}`)
            })
          )
          .join(', ')}
      </p>
      ${report.note ? html`<p class="note">“${report.note}”</p>` : ''}
      <div class="actions">
        <button
          @click=${() => {
            this.asked = undefined;
          }}
        >
          ${t('ask.cancel')}</button
        ><button class="primary" ?disabled=${this.busy} @click=${() => this.apply(asked)}>
          ${t(this.busy ? 'bulk.busy' : 'bulk.confirm', {count: number(ids.length)})}
        </button>
      </div>
    </div>`;
  }

  /** @param {Tz.BulkResult} result */
  outcome({ok, failed, groups, report, at}) {
    return html`<div class="result" role="status">
      <p>${t('bulk.done', {ok: number(ok), time: timeWithSeconds(at)})}</p>
      ${failed
        ? html`<p class="error">${t('bulk.failed', {failed: number(failed)})}</p>
            <ul>
              ${groups.map(
                g =>
                  html`<li>
                    <b>${number(g.ids.length)}</b>: ${g.why}
                    <span class="quiet">${this.names(g.ids)}</span>
                    ${g.first
                      ? html`<button ?disabled=${this.busy} @click=${() => this.inTwo(g, report)}>
                          ${t('bulk.first', {first: t(`status.${g.first}`), then: t(`status.${report.status}`)})}
                        </button>`
                      : ''}
                  </li>`
              )}
            </ul>`
        : ''}
    </div>`;
  }

  /** @param {string[]} ids */
  names(ids) {
    const names = ids.slice(0, NAMES).map(id => this.app.store.stations.get(id)?.name ?? id);
    return names.join(', ') + (ids.length > NAMES ? ` ${t('triage.more', {count: number(ids.length - NAMES)})}` : '');
  }
}
customElements.define('tz-bulk', Bulk);
