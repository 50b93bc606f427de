import {html} from 'lit';
import {shortName} from '../election/by-election.mjs';
import {isFor, isWithNobody} from './selectors.mjs';
import {duration, number, t} from '../../i18n/i18n.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';
import {clockThere, timeIn} from '../../ui/clock-there.mjs';
import {labelOf, placeOf} from '../../ui/label.mjs';

/**
 * The reason: in the reader's language when a rule raised it; otherwise in the words of the person who did.
 *
 * @param {Tz.Store} store
 * @param {Hub.Escalation} e
 */
export function reasonOf(store, e) {
  const report = e.subject.kind === 'report' ? store.reports.get(e.subject.id) : undefined;
  if (e.rule?.startsWith('report-kind')) return report?.text ?? '';
  if (e.rule?.startsWith('access-blocked')) return t('reason.access-blocked');
  if (e.rule === 'count-late') return t(`reason.${e.subject.label}`);
  if (e.rule?.startsWith('visit-hindered')) return hindrance(store.visits.get(e.subject.id), e);
  if (e.rule?.startsWith('ballots-run-out')) return ballots(store, e);
  if (e.rule === 'courier-late') return t('reason.courier-late');
  if (e.rule === 'session-suspended') return suspension(store.statuses.get(e.subject.id));
  const challenge = e.subject.kind === 'response' ? store.responses.get(e.subject.id)?.challenge : undefined;
  if (challenge) {
    const title = store.responses.get(e.subject.id)?.content.title;
    const differences = challenge.differences.map(
      (/** @type {Tz.Difference} */ d) => `${t(`fact.${d.was.key}`)} ${d.was.count} → ${d.now.count}`
    );
    return `“${title}”: ${differences.join(', ')}`;
  }
  const v = report?.verdict;
  if (!e.rule || !v || v.outcome === 'within') return e.reason;
  const words = t(`reason.${v.rule}`, {
    seen: v.seen === undefined ? '' : number(v.seen),
    agreed: v.agreed === undefined ? '' : number(v.agreed)
  });
  return `“${v.title}”: ${words}`;
}

/**
 * What hindered an observer, in the observer's words.
 *
 * @param {Hub.Visit | undefined} visit
 * @param {Hub.Escalation} e
 */
function hindrance(visit, e) {
  const finding = visit?.findings.findLast(f => f.kind === 'hindrance' && e.reason.endsWith(f.text));
  return finding
    ? `${t('reason.visit-hindered', {organisation: visit?.observer.organisation})}: “${finding.text}”`
    : e.reason;
}

/** When ballots run out, and of which election, as it was expected when it was said. @param {Tz.Store} store @param {Hub.Escalation} e */
function ballots(store, e) {
  const [, time, margin, near] = /about (\d\d:\d\d) \(±(\d+) min\); (.*)$/.exec(e.reason) ?? [];
  if (!time) return e.reason;
  const election = e.rule?.split(' ')[1];
  const givers = [...near.matchAll(/station (\d+) can give (\d+)/g)].map(([, station, count]) =>
    t('reason.can-give', {station, count: number(Number(count))})
  );
  return [
    t('reason.ballots-run-out', {time, margin}),
    ...(election ? [shortName(store, election, [...store.elections.keys()])] : []),
    givers.join(', ') || t('stock.nobody')
  ].join(' · ');
}

/**
 * The words of the person who suspended, as long as there is no later report. @param {Hub.StationState | undefined}
 * station
 */
function suspension(station) {
  const report = station?.lastReport?.at === station?.since ? station?.lastReport : undefined;
  return report
    ? [t('reason.session-suspended', {who: t(`role.${report.role}`)}), report.note].filter(Boolean).join(': ')
    : t('reason.session-suspended-by-nobody');
}

/**
 * The mayor's decision on a suspended session is shown with its suspension.
 *
 * @param {Tz.App} app
 * @param {Hub.Escalation} e
 */
function decided(app, e) {
  const r = e.rule === 'session-suspended' ? app.store.statuses.get(e.subject.id)?.resumption : undefined;
  return r
    ? html`<p class="decided">
        <b>${t('resume.decided', {time: timeIn(r.at, e.municipality?.code)})}</b> ${r.location?.address ??
        t('resume.here')}
        <span class="quiet"
          >${t('resume.by', {
            role: t(`role.${r.role}`),
            by: r.by,
            time: timeIn(r.decidedAt, e.municipality?.code)
          })}</span
        >
      </p>`
    : '';
}

/** Whether a suspended session waits for this person's decision. @param {Tz.App} app @param {Hub.Escalation} e */
export function mayDecide(app, e) {
  const s = e.rule === 'session-suspended' && e.state !== 'resolved' ? app.store.statuses.get(e.subject.id) : undefined;
  return (
    Boolean(s?.status.endsWith('suspended')) &&
    !s?.resumption &&
    app.principal.roles.some(role => role === 'mayor' || role === 'municipality')
  );
}

/** The time left for an escalation, or who has acknowledged it. @param {Tz.App} app @param {Hub.Escalation} e */
export function answerOf(app, e) {
  if (e.state === 'acknowledged' && e.acknowledged)
    return html`<span class="owned"
      >${t('escalation.owned', {
        by: e.acknowledged.by,
        role: t(`role.${e.acknowledged.role}`),
        time: timeIn(e.acknowledged.at, e.municipality?.code)
      })}</span
    >`;
  if (e.state === 'resolved')
    return html`<span class="owned"
      >${t('escalation.resolved', {time: timeIn(e.resolved?.at ?? e.raisedAt, e.municipality?.code)})}</span
    >`;
  if (e.unanswered) return html`<span class="late">${t('escalation.unanswered')}</span>`;
  if (!e.deadline) return '';
  const minutes = (Date.parse(e.deadline) - app.clock.now()) / 60_000;
  return html`<span class="${minutes < 2 ? 'late' : 'clock'}"
    >${minutes <= 0
      ? t('escalation.now')
      : t('escalation.within', {time: duration(Math.max(1, Math.ceil(minutes)))})}</span
  >`;
}

/**
 * An escalation at a glance: what, where, why, to whom, and until when.
 *
 * @param {Tz.App} app
 * @param {Hub.Escalation} e
 * @param {(mine: boolean) => Tz.Drawn} act draws what can be done with it
 */
export function escalationCard(app, e, act = () => '') {
  const mine = isFor(app.principal, e);
  return html`<div class="escalation ${e.severity} ${e.state} ${mine && e.state === 'open' ? 'mine' : ''}">
    <p class="headline">
      ${severityIcon(e.severity, t(`severity.${e.severity}`))}<b>${labelOf(e.subject, e.rule)}</b>${e.subject
        .verified === false
        ? html`<span class="chip unverified">${t('unverified')}</span>`
        : ''}
    </p>
    <p class="place">${placeOf(app.store, e)}${clockThere(app, e.municipality?.code)}</p>
    <p class="reason" dir="auto">${reasonOf(app.store, e).slice(0, 220)}</p>
    ${e.steps.length > 1 && e.steps.at(-1)?.why === 'not-acknowledged'
      ? html`<p class="late">
          ${t('escalation.went-up', {
            from: t(`level.${e.steps.at(-2)?.addressee.level}`),
            time: timeIn(e.steps.at(-1)?.at ?? '', e.municipality?.code)
          })}
        </p>`
      : ''}
    ${decided(app, e)}
    ${e.measures?.length
      ? html`<ul class="measures" aria-label=${t('limit.measures')}>
          ${e.measures.map(m => html`<li><b>${m.who}</b>: ${m.what}</li>`)}
        </ul>`
      : ''}
    <p class="answer">
      <span class="quiet"
        >${timeIn(e.raisedAt, e.municipality?.code)} ·
        ${e.addressee.roles.length === 1 ? t(`role.${e.addressee.roles[0]}`) : t(`level.${e.addressee.level}`)}</span
      >
      ${answerOf(app, e)}${isWithNobody(app, e) ? html` <span class="nobody">${t('escalation.nobody')}</span>` : ''}
    </p>
    ${act(mine)}
  </div>`;
}
