// What a chair has to confirm: a step at an unusual time, an unlikely number. Pure.
import {dateOf, dayAt, timeAt} from '../../engine/clock.mjs';
import {currentLanguage, number, t} from '../../i18n/i18n.mjs';
import {largest, valueOf} from '../../subject/election/by-election.mjs';
import {closesEarly, periodAt} from '../../subject/station/stops.mjs';

const MINUTE = 60_000;
const OPENING_TOLERANCE = 15 * MINUTE;
const CLOSING_TOLERANCE = 5 * MINUTE;
/** Up to this number of voters is plausible at any station; beyond, up to twice the number of eligible voters. */
const MANY_VOTERS = 3000;

/**
 * @param {Hub.StationReport} report
 * @param {Hub.StationEntry} entry
 * @param {number} now
 * @param {(election: string) => string} [named] what an election is called
 * @returns {string|undefined} what to ask before the report is sent, in the person's words
 */
export function doubt(report, entry, now, named = id => id) {
  const period = periodAt(entry, now);
  const values = {
    now: timeAt(now, entry),
    opens: momentOf(period.opensAt, now, entry),
    closes: momentOf(report.status === 'closed' ? period.closesAt : entry.closesAt, now, entry)
  };
  if (report.status === 'open' && !report.correction && now < Date.parse(period.opensAt) - OPENING_TOLERANCE)
    return t('sure.open', values);
  if (report.status === 'closed' && !report.correction && closesEarly(entry, now, CLOSING_TOLERANCE))
    return t('sure.closed', values);
  if (
    (report.status === 'counting' || report.status === 'counted') &&
    !report.correction &&
    now < Date.parse(entry.closesAt) - CLOSING_TOLERANCE
  )
    return t('sure.counting', values);
  return tooMany(report, entry, named);
}

/**
 * @param {Hub.StationReport} report
 * @param {Hub.StationEntry} entry
 * @param {(election: string) => string} named
 */
function tooMany({votersAdmitted}, entry, named) {
  /** @param {number | undefined} n @param {number | undefined} eligible */
  const isMany = (n, eligible) => n !== undefined && n > Math.max(MANY_VOTERS, 2 * (eligible ?? 0));
  if (typeof votersAdmitted !== 'object')
    return isMany(votersAdmitted, largest(entry.eligibleVoters))
      ? t('sure.voters', {n: number(votersAdmitted ?? 0)})
      : undefined;
  const id = Object.keys(votersAdmitted).find(e => isMany(votersAdmitted[e], valueOf(entry.eligibleVoters, e)));
  return id && t('sure.votersOf', {n: number(votersAdmitted[id]), election: named(id)});
}

/**
 * By the clock on the station's wall; with the day where that is another one.
 *
 * @param {string} time
 * @param {number} now
 * @param {Hub.StationEntry} entry
 */
const momentOf = (time, now, entry) =>
  dayAt(time, entry) === dayAt(now, entry)
    ? timeAt(time, entry)
    : `${dateOf(Date.parse(time), currentLanguage())} ${timeAt(time, entry)}`;
