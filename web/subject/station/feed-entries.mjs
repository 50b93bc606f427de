// Feed entries from two states of a station: what happened, in a person's words. Pure.
import {severityOf} from './selectors.mjs';

/**
 * The entries of the feed that follow from a change.
 *
 * @param {Hub.StationState} after
 * @param {Hub.StationEntry | undefined} entry
 * @param {string} at
 * @param {Hub.StationState | undefined} before the state that the page had, or undefined on a first load: then only what stands out, or the status itself
 */
export function entriesFrom(before, after, entry, at) {
  const kinds = [];
  const fresh = after.attention.filter(a => !before?.attention.includes(a));
  kinds.push(...fresh);
  const resumed = before && ['suspended', 'count-suspended'].includes(before.status) && after.status !== before.status;
  if (resumed && (after.status === 'open' || after.status === 'counting')) kinds.push('resumed');
  else if (
    after.status !== before?.status &&
    !after.status.endsWith('suspended') &&
    !kinds.some(kind => kind.endsWith('-early')) &&
    (before || kinds.length === 0)
  )
    kinds.push(after.status);
  const decided = before && after.resumption && after.resumption.decidedAt !== before.resumption?.decidedAt;
  if (decided) kinds.push('resumption-decided');
  if (before && kinds.length === 0 && isReported(before, after)) kinds.push(isNote(before, after) ? 'note' : 'report');
  return kinds
    .filter(kind => kind !== 'expected')
    .map(kind => ({
      key: `${after.id}/${after.seq}/${kind}`,
      kind,
      severity: severityOf(kind),
      station: after.id,
      name: entry?.name ?? after.id,
      municipality: entry?.municipality,
      ...said(kind, before, after, at),
      waitingMinutes: after.waitingMinutes,
      times: 1
    }));
}

/**
 * Whether somebody's report brought the change.
 *
 * @param {Hub.StationState | undefined} before
 * @param {Hub.StationState} after
 */
const isReported = (before, after) => after.lastReport && before?.lastReport?.id !== after.lastReport.id;

/** What a report may change besides its words. @type {(keyof Hub.StationState)[]} */
const FACTS = ['status', 'waitingMinutes', 'queueLength', 'votersAdmitted', 'membersPresent', 'ballots'];

/**
 * Whether only a note was added, which somebody wants to be read.
 *
 * @param {Hub.StationState} before
 * @param {Hub.StationState} after
 */
const isNote = (before, after) => Boolean(after.lastReport?.note) && FACTS.every(fact => before[fact] === after[fact]);

/**
 * By whom, when and in which words: those of a report, of a decision on a suspended session, or of the hub, which found
 * it by itself.
 *
 * @param {string} kind
 * @param {Hub.StationState | undefined} before
 * @param {Hub.StationState} after
 * @param {string} at
 */
function said(kind, before, after, at) {
  const {resumption, lastReport} = after;
  if (kind === 'resumption-decided' && resumption)
    return {at: resumption.decidedAt, by: resumption.by, role: resumption.role, note: resumption.note};
  if (kind === 'overdue' || kind === 'silent' || !lastReport || !isReported(before, after)) return {at};
  return {at: lastReport.at, by: lastReport.by, role: lastReport.role, note: lastReport.note};
}
