import {html} from 'lit';
import {timeIn} from './clock-there.mjs';
import {t} from '../i18n/i18n.mjs';

/** Whose statuses an event has. @param {string} type */
const statusesOf = type =>
  type.startsWith('count') ? 'tally.session' : type.startsWith('incident') ? 'incident' : 'status';

/** The facts of an item of a timeline, in words. @param {Tz.Happened} i @param {string | undefined} code */
function facts(i, code) {
  const words = [
    i.status && t(`${statusesOf(i.type)}.${i.status}`),
    i.state &&
      (i.type.startsWith('narrative')
        ? t(`narrative.${i.state}`)
        : t(`incident.${i.state}`) !== `incident.${i.state}` && t(`incident.${i.state}`)),
    i.headCount !== undefined && t('unit.people', {n: i.headCount}),
    i.verdict && `${t(`verdict.${i.verdict.outcome}`)} (${t(`rule.${i.verdict.rule}`)})`,
    i.addressee && `${t('escalation.to')} ${t(`level.${i.addressee.level}`)}`,
    i.kind && kindOf(i),
    i.severity && t(`severity.${i.severity}`),
    i.assignee !== undefined && (i.assignee ? `${t('incident.assignee')}: ${i.assignee}` : t('incident.nobody')),
    i.resumesAt && t('resume.at', {time: timeIn(i.resumesAt, code)}),
    i.location?.address,
    i.findings
      ?.map((/** @type {Hub.Finding} */ f) => `${t(`assertion.${f.assertion}`)}: ${t(`standing.${f.standing}`)}`)
      .join(', '),
    i.answers
      ?.map(
        (/** @type {Hub.Visit['answers'][number]} */ a) =>
          `${t(`question.${a.question}`)}: ${/^\d/.test(a.answer) ? a.answer : t(`answer.${a.answer}`)}`
      )
      .join('; '),
    i.disagreements?.map((/** @type {{question: string}} */ d) => t(`question.${d.question}`)).join('; '),
    i.decision && t(`outcome.${i.decision}`),
    i.differences
      ?.map(
        (/** @type {{was: Hub.Fact, now: Hub.Fact}} */ d) => `${t(`fact.${d.was.key}`)} ${d.was.count} → ${d.now.count}`
      )
      .join(', ')
  ];
  return words.filter(Boolean).join(', ');
}

/** @param {Tz.Happened} i */
const kindOf = i =>
  t(
    i.type.startsWith('narrative')
      ? `narrativekind.${i.kind}`
      : i.type.startsWith('response')
        ? `response.${i.kind}`
        : `reportkind.${i.kind}`
  );

/**
 * One item of the timeline of a report, incident, escalation or limit: when, what, who, why.
 *
 * @param {Tz.Happened} i
 * @param {string} [code] of the municipality that it is about
 */
export function situationItem(i, code) {
  const said =
    i.type === 'escalation-raised' && i.rule
      ? undefined
      : (i.text ??
        i.hindered ??
        i.reason ??
        i.note ??
        (i.type === 'response-proposed' ? (i.content?.title ?? i.content?.text) : undefined));
  return html`<li>
    <time>${timeIn(i.at, code)}</time>
    <div>
      <b>${t(`timeline.${i.type}`)}</b> ${facts(i, code)} ${said ? html`<span class="note">“${said}”</span>` : ''}
      <span class="quiet by"
        >${i.by === 'hub' || !i.by
          ? t('timeline.hub')
          : i.by === 'public'
            ? t('source.public')
            : `${i.role ? t(`role.${i.role}`) : ''} ${i.by}`}</span
      >
    </div>
  </li>`;
}
