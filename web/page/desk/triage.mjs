import {html} from 'lit';
import {repeat} from 'lit-html/directives/repeat.js';
import {stampOf, timeOfDay} from '../../engine/clock.mjs';
import {resolveItem} from '../../engine/entities.mjs';
import {mayEscalate, mayNarrate, mayTriage} from '../../engine/rights.mjs';
import {weight} from '../../engine/severity.mjs';
import {duration, number, t} from '../../i18n/i18n.mjs';
import {reasonOf} from '../../subject/escalation/card.mjs';
import {isWithNobody} from '../../subject/escalation/selectors.mjs';
import {dismissReports, dismiss, merge, verify} from '../../subject/incident/actions.mjs';
import {openNarratives} from '../../subject/narrative/selectors.mjs';
import {narrativeRow} from '../../subject/narrative/row.mjs';
import {reportGroups} from '../../subject/report/selectors.mjs';
import {approveSeen} from '../../subject/response/card.mjs';
import {ask} from '../../ui/ask.mjs';
import {clockThere, timeIn} from '../../ui/clock-there.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {acknowledge, escalate} from '../../ui/escalating.mjs';
import {listFiles} from '../../ui/list-files.mjs';
import {labelOf} from '../../ui/label.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';
import {sparkline} from '../../ui/sparkline.mjs';
import {bars, perMinute} from '../../ui/bars.mjs';
import {withUndo} from '../../ui/undo.mjs';
import {newsOf, OLD_MINUTES, situationsOf} from './situations.mjs';
import {Snoozes} from './snoozes.mjs';

const SHOWN_OF_A_GROUP = 25;
const SHOWN_GROUPS = 60;
/** Situations that are drawn; of the rest it is said how many there are. */
const SHOWN_SITUATIONS = 100;
const SNOOZE_MINUTES = 30;
/** What many stations may have at once. @type {Tz.Figure[]} */
const MANY = ['overdue', 'waiting', 'silent', 'members'];
const AGO_MINUTES = 15;

/**
 * What waits: open situations, unassigned ones first; and below, always on the screen, what nobody has judged yet. All
 * of it works by keyboard.
 */
class Triage extends LiveElement {
  static properties = {
    ...LiveElement.properties,
    cursor: {state: true},
    unfolded: {state: true},
    chosen: {state: true},
    leaving: {state: true}
  };
  every = 300;
  snoozes = new Snoozes();
  /** @type {Tz.Situation[]} */
  situations = [];
  /** @type {Tz.Situation[]} */
  snoozed = [];
  /** @type {Hub.Narrative[]} */
  claims = [];
  /** @type {Tz.ReportGroup[]} */
  groups = [];
  /** The rows in the order of the arrow keys. @type {string[]} */
  keys = [];
  /** How many are hidden because one municipality is chosen. */
  elsewhere = 0;

  constructor() {
    super();
    /** @type {string | undefined} */
    this.cursor;
    /** @type {Set<string>} */
    this.unfolded = new Set();
    /** Selected rows. @type {Set<string>} */
    this.chosen = new Set();
    /** Reports that are being dismissed, as long as that can be undone. @type {Set<string>} */
    this.leaving = new Set();
  }

  willUpdate() {
    const {store, principal, clock} = this.app;
    const scope = this.app.scope();
    const all = situationsOf(store, principal, scope);
    this.elsewhere = scope && !this.app.homeMunicipality() ? situationsOf(store, principal).length - all.length : 0;
    this.snoozed = all.filter(s => this.snoozes.of(s, clock.now()));
    this.situations = all.filter(s => !this.snoozed.includes(s));
    if (!scope && !this.app.isPast)
      this.app.numbers = {situations: all.length, unowned: all.filter(s => !s.owner).length};
    this.claims = mayNarrate(principal) ? openNarratives(store, scope).filter(n => n.state === 'reported') : [];
    this.groups = reportGroups(store, scope, this.leaving);
    this.keys = [...this.shownSituations().map(s => s.key), ...this.toAssess().flatMap(a => this.keysOf(a))];
    // somebody else may have judged a selected report
    if ([...this.chosen].some(key => !this.keys.includes(key)))
      this.chosen = new Set([...this.chosen].filter(key => this.keys.includes(key)));
  }

  shownSituations() {
    const away = this.unfolded.has('snoozed') ? this.snoozed : [];
    return [...this.situations.slice(0, SHOWN_SITUATIONS), ...away];
  }

  /** Reports and claims together, the most severe first; reports above the limit at the end. @returns {Tz.ToJudge[]} */
  toAssess() {
    const over = this.groups.filter(g => g.overLimit);
    /** @type {Tz.ToJudge[]} */
    const own = [
      ...this.groups
        .filter(g => !g.overLimit)
        .slice(0, SHOWN_GROUPS)
        .map(group => ({severity: group.severity, group})),
      ...this.claims.slice(0, SHOWN_GROUPS).map(claim => ({severity: 'attention', claim}))
    ].sort((a, b) => weight(b.severity) - weight(a.severity));
    return [
      ...own,
      ...(this.unfolded.has('over')
        ? over.slice(0, SHOWN_GROUPS).map(group => ({severity: group.severity, group}))
        : [])
    ];
  }

  /** @param {Tz.ToJudge} row @returns {string[]} */
  keysOf({group, claim}) {
    if (claim) return [`narrative/${claim.id}`];
    if (!group) return [];
    if (group.reports.length === 1) return [`report/${group.newest.id}`];
    return [
      `group/${group.key}`,
      ...(this.unfolded.has(group.key) ? group.reports.slice(0, SHOWN_OF_A_GROUP).map(r => `report/${r.id}`) : [])
    ];
  }

  /** The target of the keys: the row at the cursor, otherwise the opened item. */
  get current() {
    return this.cursor !== undefined && this.keys.includes(this.cursor) ? this.cursor : this.app.address.get('item');
  }

  /**
   * Without a cursor: judging applies to the most severe report, acknowledging to the first that waits for me.
   *
   * @param {string} name
   */
  defaultFor(name) {
    if (name === 'acknowledge') return this.situations.find(s => s.mine.length > 0)?.key;
    return name === 'escalate' ? undefined : this.toAssess().flatMap(a => this.keysOf(a))[0];
  }

  /** @param {number} by */
  move(by) {
    const at = this.keys.indexOf(this.cursor ?? this.app.address.get('item') ?? '');
    this.cursor = this.keys[Math.max(0, Math.min(this.keys.length - 1, at + by))];
    this.updateComplete.then(() => this.querySelector('[data-current=true]')?.scrollIntoView({block: 'nearest'}));
  }

  /** Moves to the first unjudged row. */
  toNew() {
    this.cursor = this.toAssess().flatMap(a => this.keysOf(a))[0] ?? this.cursor;
  }

  choose(key = this.current) {
    if (!key || !this.keys.includes(key)) return;
    this.chosen = new Set(this.chosen.has(key) ? [...this.chosen].filter(k => k !== key) : [...this.chosen, key]);
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

  /** @param {string} name */
  fold(name) {
    this.unfolded = new Set(
      this.unfolded.has(name) ? [...this.unfolded].filter(g => g !== name) : [...this.unfolded, name]
    );
  }

  /** @param {string} key */
  situation(key) {
    return [...this.situations, ...this.snoozed].find(
      s => s.key === key || s.escalations.some(e => `escalation/${e.id}` === key)
    );
  }

  /** The reports that a row stands for. @param {string} key */
  reportsOf(key) {
    const {kind, id} = resolveItem(this.app, key);
    if (kind === 'group')
      return (
        this.groups
          .find(g => g.key === id)
          ?.reports.map(r => r.id)
          .slice(0, 1000) ?? []
      );
    return kind === 'report' ? [id] : [];
  }

  /** @param {string} name */
  async act(name) {
    if (name === 'choose') return this.choose();
    if (this.chosen.size > 0) return this.actOnAll(name, [...this.chosen]);
    const key = this.current ?? this.defaultFor(name);
    return key ? this.actOn(name, key) : undefined;
  }

  /** One reason for all of them, one act for each. @param {string} name @param {string[]} keys */
  async actOnAll(name, keys) {
    const reports = keys
      .flatMap(key => this.reportsOf(key))
      .filter(id => this.mayJudge(this.app.store.reports.get(id)));
    this.chosen = new Set();
    if (name === 'dismiss' && reports.length > 0) return this.dismissAll(reports);
    if (name === 'merge' && reports.length > 0) return merge(this.app, {kind: 'group', id: 'chosen'}, reports);
    if (name === 'snooze') return this.snooze(keys.map(key => this.situation(key)).filter(s => s !== undefined));
    for (const key of keys) await this.actOn(name, key);
  }

  /** @param {Tz.Entity | undefined} entity */
  mayJudge(entity) {
    return mayTriage(this.app.principal, entity?.municipality?.code);
  }

  /** @param {string} name @param {string} key */
  async actOn(name, key) {
    const item = resolveItem(this.app, key);
    const group = item.kind === 'group' ? this.groups.find(g => g.key === item.id)?.newest : undefined;
    const entity = item.entity ?? group;
    if (!entity) return;
    const situation = this.situation(key);
    if (name === 'snooze') return situation && this.snooze([situation]);
    if (item.kind === 'narrative') {
      const waiting = situation?.approval;
      return name === 'acknowledge' && waiting && this.app.address.get('item') === key
        ? approveSeen(this.app, waiting)
        : undefined;
    }
    if (name === 'acknowledge') return this.acknowledge(situation);
    if (name === 'escalate' && mayEscalate(this.app.principal, entity.municipality?.code))
      return escalate(this.app, group ? {kind: 'report', id: group.id, entity: group} : {...item, entity});
    if (!this.mayJudge(entity)) return;
    const reports = this.reportsOf(key);
    if (name === 'verify') return verify(this.app, item, reports);
    if (name === 'merge' && item.kind !== 'incident' && item.kind !== 'escalation')
      return merge(this.app, item, reports);
    if (name === 'dismiss' && item.kind === 'incident') return dismiss(this.app, item, reports);
    if (name === 'dismiss' && item.kind !== 'escalation') return this.dismissAll(reports);
  }

  /** Acknowledges everything in a situation that waits for this person. @param {Tz.Situation | undefined} situation */
  acknowledge(situation) {
    return Promise.all((situation?.mine ?? []).map(e => acknowledge(this.app, e.id)));
  }

  /**
   * Asks for one reason; the reports disappear at once, and are sent to the hub when it can no longer be undone.
   *
   * @param {string[]} reports
   */
  async dismissAll(reports) {
    const reason = await ask(t('ask.dismiss', {count: reports.length}));
    if (!reason) return;
    const stay = () => {
      this.leaving = new Set([...this.leaving].filter(id => !reports.includes(id)));
    };
    this.leaving = new Set([...this.leaving, ...reports]);
    withUndo(
      this.app,
      t('did.dismissing', {count: reports.length}),
      () => dismissReports(this.app, reports, reason).finally(stay),
      stay
    );
  }

  /** @param {Tz.Situation[]} situations */
  async snooze(situations) {
    const now = this.app.clock.now();
    const until = now + SNOOZE_MINUTES * 60_000;
    const reason = await ask(t('ask.snooze', {time: timeOfDay(until)}));
    if (!reason) return;
    for (const s of situations) this.snoozes.put(s, until, reason);
    this.requestUpdate();
    this.app.tell(t('did.snoozed', {count: situations.length, time: timeOfDay(until)}), false, () => {
      for (const s of situations) this.snoozes.take(s.root);
      this.requestUpdate();
    });
  }

  render() {
    const over = this.groups.filter(g => g.overLimit);
    const toAssess = this.toAssess();
    const waiting = this.groups.filter(g => !g.overLimit);
    const count = waiting.reduce((n, g) => n + g.reports.length, 0) + this.claims.length;
    const unowned = this.situations.filter(s => !s.owner).length;
    const many = this.many();
    const oldest = Math.max(0, ...waiting.map(g => this.app.clock.minutesSince(g.reports.at(-1)?.at ?? g.newest.at)));
    return html`<div class="triage">
      <section class="situations" aria-labelledby="situations-title" tabindex="0">
        <header class="triage-head">
          <h2 id="situations-title">${t('triage.title')}</h2>
          <span class="quiet"
            >${t(this.situations.length === 1 ? 'triage.situation' : 'triage.situations', {
              count: this.situations.length
            })}${unowned > 0
              ? html` · <b class="unowned">${t('triage.unowned', {count: unowned})}</b>`
              : ''}${this.app.scope() || !this.app.trend ? '' : sparkline(this.app.trend.line('situations'))}</span
          >
          <tz-compose .app=${this.app}></tz-compose>
        </header>
        ${scopeBanner(this.app, this.elsewhere)}
        ${this.chosen.size > 0
          ? html`<p class="chosen" role="status">${t('triage.chosen', {count: this.chosen.size})}</p>`
          : ''}
        ${this.situations.length === 0 && many.length === 0
          ? html`<p class="empty small">${t('triage.nothing')}</p>`
          : html`<ul>
              ${repeat(
                this.situations.slice(0, Math.min(unowned, SHOWN_SITUATIONS)),
                s => s.root,
                s => html`<li>${this.row(s)}</li>`
              )}
              ${many.map(m => html`<li>${this.manyRow(m)}</li>`)}
              ${repeat(
                this.situations.slice(unowned, SHOWN_SITUATIONS),
                s => s.root,
                s => html`<li>${this.row(s)}</li>`
              )}
            </ul>`}
        ${this.situations.length > SHOWN_SITUATIONS
          ? html`<p class="quiet more">${t('triage.more', {count: this.situations.length - SHOWN_SITUATIONS})}</p>`
          : ''}
        ${this.snoozed.length > 0
          ? html`<button
                class="fold"
                aria-expanded=${this.unfolded.has('snoozed')}
                @click=${() => this.fold('snoozed')}
              >
                ${t('triage.snoozed', {count: this.snoozed.length})}
              </button>
              ${this.unfolded.has('snoozed')
                ? html`<ul>
                    ${this.snoozed.map(s => html`<li>${this.row(s)}</li>`)}
                  </ul>`
                : ''}`
          : ''}
        ${this.situations.length > 0
          ? listFiles(
              (text, wrong) => this.app.tell(text, wrong),
              () => this.situationsAsShown()
            )
          : ''}
      </section>
      <section class="assess" aria-labelledby="assess-title" tabindex="0">
        <header class="triage-head">
          <h2 id="assess-title">${t('triage.assess')} <span class="count">${count || ''}</span></h2>
          ${bars(
            perMinute(
              waiting.flatMap(g => g.reports).map(r => r.at),
              this.app.clock.now(),
              30
            )
          )}
          <span class="quiet">${count > 0 && oldest >= 1 ? t('triage.oldest', {age: duration(oldest)}) : ''}</span>
        </header>
        ${toAssess.length === 0
          ? html`<p class="empty small">${t('triage.noReports')}</p>`
          : html`<ul>
              ${repeat(
                toAssess,
                a => a.group?.key ?? a.claim?.id,
                a =>
                  a.claim
                    ? narrativeRow(this.app, a.claim, this.current === `narrative/${a.claim.id}`)
                    : a.group && this.group(a.group)
              )}
            </ul>`}
        ${over.length === 0
          ? ''
          : html`<button class="fold" aria-expanded=${this.unfolded.has('over')} @click=${() => this.fold('over')}>
              ${t('triage.over', {count: over.reduce((n, g) => n + g.reports.length, 0)})}
            </button>`}
        <tz-overflow .app=${this.app}></tz-overflow>
        ${waiting.length > 0
          ? listFiles(
              (text, wrong) => this.app.tell(text, wrong),
              () => this.reportsAsShown()
            )
          : ''}
      </section>
    </div>`;
  }

  /** @returns {Tz.ListAsShown} */
  situationsAsShown() {
    return {
      title: t('triage.title'),
      columns: ['since', 'severity', 'what', 'reports', 'place', 'words', 'owner', 'ownedSince', 'deadline'].map(c =>
        t(`file.${c}`)
      ),
      rows: this.situations.map(s => [
        stampOf(s.since),
        t(`severity.${s.severity}`),
        titleOf(s),
        s.count,
        this.placeOf(s),
        this.wordOf(s),
        s.owner?.by,
        stampOf(s.owner?.at),
        stampOf(s.deadline)
      ])
    };
  }

  /** @returns {Tz.ListAsShown} */
  reportsAsShown() {
    return {
      title: t('triage.assess'),
      columns: ['time', 'severity', 'what', 'place', 'words', 'source'].map(c => t(`file.${c}`)),
      rows: this.groups
        .flatMap(g => g.reports)
        .map(r => [
          stampOf(r.at),
          t(`severity.${r.severity}`),
          t(`reportkind.${r.kind}`),
          this.placeOfReport(r),
          r.text,
          t(`source.${r.source}`)
        ])
    };
  }

  /** @param {string} key @param {string} severity @param {unknown} content */
  button(key, severity, content, more = '') {
    const current = this.current === key;
    return html`<button
      class="row ${severity} ${more}"
      data-current=${current}
      aria-current=${current ? 'true' : 'false'}
      @click=${event => (event.shiftKey ? this.choose(key) : this.open(key))}
    >
      ${this.chosen.has(key)
        ? html`<span class="tick-mark" role="img" aria-label=${t('triage.isChosen')}>✓</span>`
        : severityIcon(severity, t(`severity.${severity}`))}
      ${content}
    </button>`;
  }

  /**
   * A row with a situation: what, where, since when; its newest remark; who has it, and the next step.
   *
   * @param {Tz.Situation} s
   */
  row(s) {
    const old = this.app.clock.minutesSince(new Date(newsOf(s)).toISOString()) >= OLD_MINUTES;
    const unverified = s.verified === false;
    return html`<div class="row-frame" data-current=${this.current === s.key}>
      ${this.button(
        s.key,
        s.severity,
        html`<span class="what"
          ><span class="when"><time>${timeIn(s.since, s.municipality?.code)}</time>${this.next(s)}</span
          ><b>${titleOf(s)}</b>${s.count > 1
            ? html` <span class="times">${t('triage.reportsOf', {count: s.count})}</span>`
            : ''} <span class="where">${this.placeOf(s)}${clockThere(this.app, s.municipality?.code)}</span
          ><span class="word" dir="auto">${unverified ? unverifiedChip() : ''}${this.wordOf(s)}</span></span
        >`,
        `situation ${s.owner ? 'owned' : ''} ${old ? 'old' : ''}`
      )}${s.mine.length > 0
        ? html`<button class="primary acknowledge" @click=${() => this.acknowledge(s)}>${t('act.acknowledge')}</button>`
        : s.approval
          ? html`<button class="acknowledge" @click=${() => this.open(s.key)}>${t('act.read')}</button>`
          : ''}
    </div>`;
  }

  /**
   * What many stations have in common becomes one situation with a number: a thousand late stations are not a thousand
   * alarms.
   */
  many() {
    const {store} = this.app;
    const scope = this.app.scope();
    const counts = (scope && store.municipalities.get(scope)) || store.total;
    return MANY.filter(key => counts[key] > 0).map(key => {
      const places = [...store.municipalities.values()]
        .filter(m => m[key] > 0 && (!scope || m.municipality?.code === scope))
        .sort((a, b) => b[key] - a[key]);
      return {key, count: counts[key], places: places.length, worst: places.slice(0, 3)};
    });
  }

  /** @param {{key: Tz.Figure, count: number, places: number, worst: Tz.Counts[]}} many */
  manyRow({key, count, places, worst}) {
    const {address, clock, trend} = this.app;
    const before = this.app.scope() ? undefined : trend?.before(key, AGO_MINUTES, clock.now());
    const names = worst.map(m => `${m.municipality?.name} ${number(m[key])}`).join(', ');
    return html`<div class="row-frame">
      <button
        class="row situation owned attention many"
        aria-pressed=${address.get('filter') === key}
        @click=${() => address.set({filter: address.get('filter') === key ? undefined : key, tab: 'list'})}
      >
        ${severityIcon('attention', t('severity.attention'))}<span class="what"
          ><span class="when"
            >${this.app.scope() ? '' : html`<span class="owner">${t('many.owner')}</span>`}${before === undefined ||
            before === count
              ? ''
              : html`<span class="quiet">${t('count.earlier', {count: number(before)})}</span>`}</span
          ><b>${t(`many.${key}`)}</b>
          <span class="times">${t(count === 1 ? 'many.station' : 'many.stations', {count: number(count)})}</span>
          <span class="where"
            >${this.app.scope() ? '' : places > 1 ? t('many.places', {count: number(places), names}) : names}</span
          ></span
        >
      </button>
    </div>`;
  }

  /** @param {Tz.Situation} s */
  placeOf(s) {
    return this.placed(this.app.store.stations.get(s.station)?.name ?? s.newest?.placeText, s.municipality);
  }

  /**
   * The municipality first, since what does not fit is cut off at the end; without it for those who have just one.
   *
   * @param {string | undefined} name
   * @param {{name: string} | undefined} municipality
   */
  placed(name, municipality) {
    const own = this.app.homeMunicipality() && name;
    return [own ? '' : municipality?.name, name].filter(Boolean).join(' · ') || t('place.none');
  }

  /** The last remark on it, or why it is here. @param {Tz.Situation} s */
  wordOf(s) {
    const {store} = this.app;
    const snoozed = this.snoozes.of(s, this.app.clock.now());
    if (snoozed) return t('triage.snoozedUntil', {time: timeOfDay(snoozed.until), reason: snoozed.reason});
    if (s.approval) return s.approval.content.title ?? s.approval.content.text ?? s.approval.content.grounds ?? '';
    const [first] = s.escalations;
    const resumption = s.root.startsWith('station/') && store.statuses.get(s.station)?.resumption;
    if (resumption)
      return `${t('resume.decided', {time: timeIn(resumption.at, s.municipality?.code)})} ${resumption.location?.address ?? t('resume.here')}`;
    const reason = first && first.subject.kind !== 'incident' ? reasonOf(store, first) : '';
    if (s.count > 1 && s.newest) return `${timeIn(s.newest.at, s.municipality?.code)} “${s.newest.text}”`;
    return reason || (s.newest ? `“${s.newest.text}”` : (s.incident?.title ?? first?.reason ?? ''));
  }

  /** Who has it since when, or until when somebody has to. @param {Tz.Situation} s */
  next(s) {
    if (s.approval) return html`<span class="unowned">${t('triage.approval')}</span>`;
    if (s.owner)
      return html`<span class="owner">${s.owner.by}</span>${s.owner.at
          ? html`<span class="quiet">${t('triage.ownedAt', {time: timeOfDay(s.owner.at)})}</span>`
          : ''}`;
    const nobody = s.open.some(e => isWithNobody(this.app, e));
    const with_ = s.open[0];
    const who = with_
      ? with_.addressee.roles.length === 1
        ? t(`role.${with_.addressee.roles[0]}`)
        : t(`level.${with_.addressee.level}`)
      : '';
    if (s.unanswered) return html`<span class="unowned">${t('triage.unansweredBy', {who})}</span>`;
    if (!s.deadline) return html`<span class="unowned">${t('triage.nobody')}</span>`;
    const minutes = (s.deadline - this.app.clock.now()) / 60_000;
    return html`<span class=${minutes < 2 ? 'late' : 'clock'}
        >${minutes <= 0 ? t('triage.now') : t('triage.within', {time: duration(Math.max(1, Math.ceil(minutes)))})}</span
      >${s.mine.length > 0 && !this.app.address.get('wall')
        ? '' // the button beside it says that it waits for this person
        : html`<span class="unowned"
            >${nobody ? t('triage.nobodyOnDuty', {who}) : t('triage.waitsFor', {who})}</span
          >`}`;
  }

  /** @param {Tz.ReportGroup} g */
  group(g) {
    if (g.reports.length === 1) return html`<li>${this.report(g.newest)}</li>`;
    const open = this.unfolded.has(g.key);
    return html`<li>
      ${this.button(
        `group/${g.key}`,
        g.severity,
        html`<span class="what"
          ><span class="when"><time>${timeOfDay(g.newest.at)}</time><span class="quiet">${open ? '▾' : '▸'}</span></span
          ><b>${t(`reportkind.${g.kind}`)}</b> <span class="times">${g.reports.length}×</span>${g.breached
            ? html` <span class="chip breached">${t('verdict.breached')}</span>`
            : ''} <span class="where">${this.placeOfReport(g.newest)}</span
          ><span class="word" dir="auto">${g.newest.text}</span></span
        >`,
        'unjudged'
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

  /** @param {Hub.Report} r */
  placeOfReport(r) {
    return this.placed(this.app.store.stations.get(r.station)?.name ?? r.placeText, r.municipality);
  }

  /** @param {Hub.Report} r */
  report(r) {
    return this.button(
      `report/${r.id}`,
      r.severity,
      html`<span class="what"
        ><span class="when"
          ><time>${timeIn(r.at, r.municipality?.code)}</time><span class="quiet">${t(`source.${r.source}`)}</span></span
        ><b>${t(`reportkind.${r.kind}`)}</b>${r.verdict && r.verdict.outcome !== 'within'
          ? html` <span class="chip ${r.verdict.outcome}">${t(`verdict.${r.verdict.outcome}`)}</span>`
          : ''} <span class="where">${this.placeOfReport(r)}</span
        ><span class="word" dir="auto">${unverifiedChip()}${r.text}</span></span
      >`,
      'unjudged'
    );
  }
}
customElements.define('tz-triage', Triage);

/** Marks it as unverified, before the text, so that a row stays three lines and its place stays readable. */
const unverifiedChip = () => html`<span class="chip unverified">${t('unverified')}</span> `;

/** Says that the chosen municipality hides the rest, and how much. @param {Tz.App} app @param {number} elsewhere */
function scopeBanner(app, elsewhere) {
  const {address, store} = app;
  const code = address.get('municipality');
  if (!code || app.homeMunicipality()) return '';
  return html`<p class="scope-banner" role="status">
    <span
      >${t('scope.only', {name: store.municipalities.get(code)?.municipality?.name ?? code, count: elsewhere})}</span
    >
    <button @click=${() => address.set({municipality: undefined, station: undefined})}>${t('map.home')}</button>
  </p>`;
}

/** The title of a situation; for an exceeded limit with its numbers. @param {Tz.Situation} s */
function titleOf(s) {
  const name = s.approval
    ? `${t(`response.${s.approval.kind}`)}${s.approval.content.platform ? ` · ${s.approval.content.platform}` : ''}`
    : (s.incident?.title ??
      (s.subject ? labelOf(s.subject, s.escalations[0]?.rule) : t(`reportkind.${s.incident?.kind}`)));
  return s.breached?.rule === 'maximum-participants' && s.breached.seen !== undefined
    ? t('triage.over-agreed', {what: name, seen: number(s.breached.seen), agreed: number(s.breached.agreed)})
    : name;
}
