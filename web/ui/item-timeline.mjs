import {html} from 'lit';
import {timeOfDay} from '../live/clock.mjs';
import {t} from '../i18n/i18n.mjs';

/** The facts of an item of a timeline, in words. */
function facts(i) {
  const words = [i.status && t(`status.${i.status}`), i.state && t(`incident.${i.state}`) !== `incident.${i.state}` && t(`incident.${i.state}`), i.headCount !== undefined && t('unit.people', {n: i.headCount}),
    i.verdict && `${t(`verdict.${i.verdict.outcome}`)} (${t(`rule.${i.verdict.rule}`)})`, i.addressee && `${t('escalation.to')} ${t(`level.${i.addressee.level}`)}`, i.kind && t(`reportkind.${i.kind}`), i.severity && t(`severity.${i.severity}`),
    i.assignee !== undefined && (i.assignee ? `${t('incident.assignee')}: ${i.assignee}` : t('incident.nobody')), i.resumesAt && t('resume.at', {time: timeOfDay(i.resumesAt)}), i.location?.address];
  return words.filter(Boolean).join(', ');
}

/** One item of the timeline of a report, incident, escalation or limit: when, what, who, why. */
export function situationItem(i) {
  const said = i.type === 'escalation-raised' && i.rule ? undefined : i.text ?? i.reason ?? i.note;
  return html`<li><time>${timeOfDay(i.at)}</time><div><b>${t(`timeline.${i.type}`)}</b> ${facts(i)}
    ${said ? html`<span class="note">“${said}”</span>` : ''}
    <span class="quiet by">${i.by === 'hub' || !i.by ? t('timeline.hub') : i.by === 'public' ? t('source.public') : `${i.role ? t(`role.${i.role}`) : ''} ${i.by}`}</span></div></li>`;
}
