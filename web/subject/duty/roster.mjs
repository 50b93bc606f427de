import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {levelOf} from '../../engine/rights.mjs';
import {inHand, onDuty} from './selectors.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {momentOf, stampOf, timeOfDay} from '../../engine/clock.mjs';
import {labelOf, placeOf} from '../../ui/label.mjs';
import {t} from '../../i18n/i18n.mjs';
import {listFiles} from '../../ui/list-files.mjs';
import {LiveElement} from '../../ui/element.mjs';

const MOST_LISTED = 10;
/** A shift may be planned after it has begun: its time is then today's, not tomorrow's. */
const BEGUN_MILLIS = 3_600_000;

/** Who is on duty in each role here, and the hand-over of one's own duty. */
class Roster extends LiveElement {
  every = 1000;

  posts() {
    const code = this.app.scope();
    const local = code ? ['mayor', 'police', 'prosecutor', 'municipality'].map(role => `${role}/${code}`) : [];
    return [...local, 'table-operator/NL', 'table-member/NL'];
  }

  static properties = {...LiveElement.properties, candidates: {state: true}};

  constructor() {
    super();
    /** Who may take over each duty; nobody knows yet while they are loaded. @type {Record<string, string[] | null> | undefined} */
    this.candidates;
  }

  /** The open work that is handed over with the duty. @param {ReturnType<typeof inHand>} open */
  goesAlong(open) {
    return open.length === 0
      ? ''
      : html`<p class="quiet">${t('duty.goesAlong', {count: open.length})}</p>
          <ul class="goes-along">
            ${open.slice(0, MOST_LISTED).map(
              ({escalation, incident}) =>
                html`<li>
                  ${escalation
                    ? labelOf(escalation.subject, escalation.rule)
                    : incident?.title || t(`reportkind.${incident?.kind}`)}
                  <span class="quiet"
                    >${placeOf(this.app.store, /** @type {Tz.Entity} */ (escalation ?? incident))}</span
                  >
                </li>`
            )}
          </ul>`;
  }

  /**
   * Who may take over a duty: loaded once, when it is one's own.
   *
   * @param {string} id
   * @returns {string[] | null} null until they are known
   */
  candidatesFor(id) {
    const known = (this.candidates ??= {});
    if (known[id] === undefined) {
      known[id] = null;
      const [role, place] = id.split('/');
      const keep = (/** @type {string[]} */ names) => (this.candidates = {...this.candidates, [id]: names});
      api.candidates(role, place).then(keep, () => keep([]));
    }
    return known[id];
  }

  /**
   * A choice among the candidates; where the hub does not store the accounts itself, a field for a name that it checks.
   * Until it is known which of the two, the choice can't be used: a field that became a choice would lose what was typed.
   *
   * @param {string} id
   * @param {string} name
   * @param {string} label
   */
  account(id, name, label) {
    const names = this.candidatesFor(id);
    return !names || names.length
      ? html`<select name=${name} required aria-label=${label} ?disabled=${!names}>
          <option value="">${label}</option>
          ${(names ?? []).map(n => html`<option>${n}</option>`)}
        </select>`
      : html`<input name=${name} required maxlength="100" placeholder=${label} aria-label=${label} />`;
  }

  /** All shifts of the posts that are shown. @returns {Tz.ListAsShown} */
  asShown() {
    return {
      title: t('duty.title'),
      columns: ['post', 'municipality', 'person', 'account', 'from', 'until'].map(c => t(`file.${c}`)),
      rows: this.posts().flatMap(id =>
        (this.app.store.duties.get(id)?.shifts ?? []).map(s => [
          t(`role.${id.split('/')[0]}`),
          id.split('/')[1],
          s.name,
          s.account,
          stampOf(s.from),
          stampOf(s.until)
        ])
      )
    };
  }

  /** @param {Tz.SubmitEvent} event @param {string} role @param {string} place */
  async handOver(event, role, place) {
    event.preventDefault();
    const form = new FormData(event.target);
    const done = await attempt(this.app, 'did.dutyHandedOver', () =>
      api.handOverDuty(role, place, form.get('to').trim(), form.get('note').trim() || undefined)
    );
    if (done) event.target.reset();
  }

  /**
   * Adds a shift to those that are planned; the hub refuses one that overlaps.
   *
   * @param {Tz.SubmitEvent} event
   * @param {string} role
   * @param {string} place
   * @param {Hub.Duty | undefined} duty
   */
  async plan(event, role, place, duty) {
    event.preventDefault();
    const form = new FormData(event.target);
    const from = momentOf(form.get('from'), this.app.clock.now() - BEGUN_MILLIS);
    const until = momentOf(form.get('until'), Date.parse(from) + 60_000);
    const shift = {account: form.get('account').trim(), name: form.get('name').trim(), from, until};
    if (
      await attempt(this.app, 'did.planned', () =>
        api.planDuty(role, place, [.../** @type {Hub.DutyPlan['shifts']} */ (duty?.shifts ?? []), shift])
      )
    )
      event.target.reset();
  }

  /** @param {Tz.SubmitEvent} event */
  async keepAddress(event) {
    event.preventDefault();
    const email = new FormData(event.target).get('email').trim();
    await attempt(this.app, email ? 'did.addressKept' : 'did.addressForgotten', () =>
      email ? api.keepAddress(email) : api.forgetAddress()
    );
    this.address = email;
  }

  async firstUpdated() {
    this.address = await api.notificationAddress().then(
      a => a?.email ?? '',
      () => ''
    );
    this.requestUpdate();
  }

  render() {
    const {store, clock, principal} = this.app;
    return html`<section class="roster" aria-label=${t('duty.title')}>
      <ul>
        ${this.posts().map(id => {
          const [role, place] = id.split('/');
          const duty = store.duties.get(id);
          const own = principal.roles.includes(role) && (place === 'NL' || principal.municipalities.includes(place));
          const next = duty?.shifts.find(s => Date.parse(s.from) > clock.now());
          if (!duty && !own && levelOf(role) === 'table') return '';
          return html`<li>
            <b>${t(`role.${role}`)}</b>
            <span>${(duty && onDuty(duty, clock.now())) || html`<em class="quiet">${t('duty.nobody')}</em>`}</span
            >${next
              ? html` <span class="quiet">${t('duty.next', {name: next.name, time: timeOfDay(next.from)})}</span>`
              : ''}
            ${duty?.handOver?.note ? html`<span class="note">“${duty.handOver.note}”</span>` : ''}
            ${own
              ? html`<form
                    class="hand-over"
                    @submit=${(/** @type {Tz.SubmitEvent} */ e) => this.plan(e, role, place, duty)}
                  >
                    ${this.account(id, 'account', t('duty.account'))}<input
                      name="name"
                      required
                      maxlength="100"
                      placeholder=${t('duty.name')}
                      aria-label=${t('duty.name')}
                    />
                    <label>${t('limit.from')} <input type="time" name="from" required /></label
                    ><label>${t('limit.until')} <input type="time" name="until" required /></label
                    ><button>${t('duty.plan')}</button>
                  </form>
                  ${this.goesAlong(inHand(store, duty, clock.now()))}
                  <form class="hand-over" @submit=${(/** @type {Tz.SubmitEvent} */ e) => this.handOver(e, role, place)}>
                    ${this.account(id, 'to', t('duty.to'))}<input
                      name="note"
                      maxlength="2000"
                      placeholder=${t('duty.note')}
                      aria-label=${t('duty.note')}
                    /><button>${t('duty.handOver')}</button>
                  </form>`
              : ''}
          </li>`;
        })}
      </ul>
      ${listFiles(
        (text, wrong) => this.app.tell(text, wrong),
        () => this.asShown()
      )}
      <form class="hand-over" @submit=${this.keepAddress}>
        <label
          >${t('duty.mail')}
          <input type="email" name="email" maxlength="254" .defaultValue=${this.address ?? ''} /></label
        ><button>${t('duty.keep')}</button>
      </form>
      <p class="quiet">${t('duty.mailHint')}</p>
    </section>`;
  }
}
customElements.define('tz-roster', Roster);
