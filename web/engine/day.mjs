// The phases of an election day. What is counted, how lists are sorted and what is usual follow from them. Pure.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const PHASES = ['before', 'opening', 'voting', 'rush', 'closing', 'counting', 'after'];

/**
 * When voting ordinarily begins and ends: the hours of most stations.
 *
 * @param {Iterable<Hub.StationEntry>} stations
 * @returns {{opens: number, closes: number}|undefined} milliseconds
 */
export function hoursOfMost(stations) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  for (const s of stations) {
    const hours = `${s.opensAt}/${s.closesAt}`;
    seen.set(hours, (seen.get(hours) ?? 0) + 1);
  }
  let most;
  for (const [hours, times] of seen) if (!most || times > most.times) most = {hours, times};
  if (!most) return undefined;
  const [opens, closes] = most.hours.split('/').map(time => Date.parse(time));
  return {opens, closes};
}

/**
 * @param {{opens: number, closes: number}|undefined} hours of most stations
 * @param {number} now of the day's clock
 * @param {{stations: number, open: number, counted: number}} counts of what is looked at
 */
export function phaseOf(hours, now, counts) {
  if (!hours) return 'voting';
  const {opens, closes} = hours;
  if (now < opens - HOUR) return 'before';
  if (now < opens + HOUR) return 'opening';
  if (now < closes - 4 * HOUR) return 'voting';
  if (now < closes - HOUR) return 'rush';
  if (now < closes || (now < closes + HOUR && counts.open > counts.stations / 20)) return 'closing';
  if (counts.counted >= counts.stations || now >= closes + 9 * HOUR) return 'after';
  return 'counting';
}

/** After the doors closed. @param {string} phase */
export const isCounting = phase => phase === 'counting' || phase === 'after';
