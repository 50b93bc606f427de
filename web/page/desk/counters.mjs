import {html} from 'lit';
import {isCounting} from '../../engine/day.mjs';
import {number, percent, t} from '../../i18n/i18n.mjs';
import {inOrder, shortName} from '../../subject/election/by-election.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {sparkline} from '../../ui/sparkline.mjs';

/** The most important counters in each phase of the day. @type {Record<string, Tz.Figure[]>} */
const OF_PHASE = {
  before: ['expected', 'open', 'overdue', 'suspended', 'silent'],
  opening: ['overdue', 'open', 'members', 'suspended', 'silent'],
  voting: ['open', 'overdue', 'suspended', 'silent', 'waiting'],
  rush: ['waiting', 'suspended', 'silent', 'ballots', 'open'],
  closing: ['open', 'closed', 'waiting', 'suspended', 'silent'],
  counting: ['open', 'closed', 'counting', 'counted', 'suspended'],
  after: ['counted', 'counting', 'closed', 'suspended', 'silent']
};
/** Shown in every phase as soon as there is one. @type {Tz.Figure[]} */
const NEVER_HIDDEN = ['suspended', 'ballots', 'waiting', 'silent', 'overdue'];
const AGO_MINUTES = 15;
/** More do not fit beside the other counters. */
const MOST_TURNOUTS = 3;

/**
 * The counters of a phase, and others that need attention now.
 *
 * @param {string} phase
 * @param {Tz.Counts} counts
 */
export const countersOf = (phase, counts) => [
  ...OF_PHASE[phase],
  ...NEVER_HIDDEN.filter(key => !OF_PHASE[phase].includes(key) && counts[key] > 0)
];

/** The counters; each is a filter for the map, the list and the address. */
class Counters extends LiveElement {
  render() {
    const {store, address} = this.app;
    const scope = this.app.scope();
    const counts = scope ? (store.municipalities.get(scope) ?? store.total) : store.total;
    const filter = address.get('filter');
    const phase = this.app.phase();
    return html`<nav class="counters phase-${phase}" aria-label=${t('count.attention')}>
      ${countersOf(phase, counts).map(
        key =>
          html`<button
            class="counter ${key} ${counts[key] > 0 ? '' : 'zero'}"
            aria-pressed=${filter === key}
            title=${t(filter === key ? 'count.filterOff' : 'count.filter')}
            @click=${() =>
              address.set({
                filter: filter === key ? undefined : key,
                tab: filter === key ? address.get('tab') : 'list'
              })}
          >
            <b>${number(counts[key])}</b
            ><span
              >${t(`count.${key}`)}${this.isOfAll(key, phase)
                ? html` <small>${t('count.of', {total: number(counts.stations)})}</small>`
                : ''}${scope ? '' : this.earlier(key, counts[key])}</span
            >
          </button>`
      )}
      ${counts.elections.size > 1
        ? this.turnouts(counts, scope)
        : counts.eligible > 0
          ? html`<div class="counter turnout">
              <b>${percent(counts.eligibleAdmitted / counts.eligible)}</b
              ><span>${t('count.turnout')}${this.line(scope)}</span>
            </div>`
          : html`<div class="counter turnout">
              <b>${number(counts.admitted)}</b><span>${t('count.voters')}${this.line(scope)}</span>
            </div>`}
    </nav>`;
  }

  /**
   * The turnout of each election; of many, as on a day of municipal elections, those that most may vote in.
   *
   * @param {Tz.Counts} counts
   * @param {string | undefined} scope
   */
  turnouts(counts, scope) {
    const ids = [...counts.elections.keys()];
    const largest = [...counts.elections].sort(([, a], [, b]) => b.eligible - a.eligible || b.admitted - a.admitted);
    return largest
      .slice(0, MOST_TURNOUTS)
      .sort(([a], [b]) => inOrder(this.app.store)(a, b))
      .map(
        ([id, c], place) =>
          html`<div class="counter turnout of-election" title=${this.app.store.elections.get(id)?.name ?? id}>
            <b>${c.eligible > 0 ? percent(c.eligibleAdmitted / c.eligible) : number(c.admitted)}</b
            ><span
              >${t('count.turnoutOf', {election: shortName(this.app.store, id, ids)})}${place === 0
                ? this.line(scope)
                : ''}</span
            >
          </div>`
      );
  }

  /** @param {string} key @param {string} phase */
  isOfAll(key, phase) {
    return key === (isCounting(phase) ? 'counted' : 'open') || (key === 'expected' && phase === 'before');
  }

  /** The value a quarter of an hour ago, when it differs. @param {string} key @param {number} now */
  earlier(key, now) {
    const before = this.app.trend?.before(key, AGO_MINUTES, this.app.clock.now());
    if (before === undefined || before === now || key === 'open') return '';
    return html`<small class="earlier">${t('count.earlier', {count: number(before)})}</small>`;
  }

  /** @param {string | undefined} scope */
  line(scope) {
    return scope || !this.app.trend ? '' : sparkline(this.app.trend.line('admitted'));
  }
}
customElements.define('tz-counters', Counters);
