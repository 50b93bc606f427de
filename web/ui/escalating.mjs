// Escalating something, and acknowledging an escalation.
import * as api from '../engine/api.mjs';
import {t} from '../i18n/i18n.mjs';
import {attempt} from './attempt.mjs';

/**
 * Escalates to the triangle of the place, or to the table when there is none or it is there already.
 *
 * @param {Tz.App} app
 * @param {Tz.Known} item
 * @param {Partial<Hub.NewEscalation>} more
 */
export function escalate(app, item, more = {}) {
  const subject = item.kind === 'escalation' ? item.entity.subject : {kind: item.kind, id: item.id};
  if (!subject || subject.kind === 'response') return undefined;
  const entity = item.entity;
  const level = item.kind === 'escalation' || !entity.municipality ? 'table' : 'triangle';
  const reason = entity.text ?? entity.title ?? entity.reason ?? t(`reportkind.${entity.kind}`);
  return attempt(app, 'did.escalated', () =>
    api.escalate({
      subject: {kind: /** @type {Hub.NewEscalation['subject']['kind']} */ (subject.kind), id: subject.id},
      level,
      severity: !entity.severity || entity.severity === 'info' ? 'attention' : entity.severity,
      reason: reason.slice(0, 2000),
      ...more
    })
  );
}

/** @param {Tz.App} app @param {string} id @param {string} [note] */
export const acknowledge = (app, id, note) => attempt(app, 'did.acknowledged', () => api.acknowledge(id, note));
