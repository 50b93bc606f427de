// Ballots and the couriers that bring them. Pure.

/** Ballots are brought in packs of so many. */
const PACK = 25;

/** Whether a trip is over. @param {Hub.Courier} courier */
export const isOver = courier => courier.status === 'delivered' || courier.status === 'cancelled';

/** Whether it should have arrived. @param {Hub.Courier} courier @param {number} now */
export const isLate = (courier, now) => !isOver(courier) && now > Date.parse(courier.dueAt);

/** @param {Hub.Courier} courier @param {number} [now] */
export const severityOfTrip = (courier, now) => (now !== undefined && isLate(courier, now) ? 'attention' : 'info');

/**
 * Trips from and to a station: unfinished ones first, then the last changed.
 *
 * @param {Iterable<Hub.Courier>} couriers
 * @param {string} station
 */
export const tripsOf = (couriers, station) =>
  inOrder([...couriers].filter(c => c.trip.to.station === station || c.trip.from?.station === station));

/** @param {Hub.Courier[]} couriers */
export const inOrder = couriers => couriers.sort((a, b) => Number(isOver(a)) - Number(isOver(b)) || b.seq - a.seq);

/**
 * Trips in a municipality; without one, all.
 *
 * @param {Iterable<Hub.Courier>} couriers
 * @param {string | undefined} code
 */
export const tripsIn = (couriers, code) =>
  inOrder(
    [...couriers].filter(c => !code || c.trip.to.municipality.code === code || c.trip.from?.municipality.code === code)
  );

/**
 * How many to request: the missing number, in whole packs, and not more than the giver can spare.
 *
 * @param {{shortage: number, coming: number}} receiver
 * @param {{surplus: number} | undefined} giver undefined for the municipality's stock
 */
export function suggested(receiver, giver) {
  const missing = Math.max(PACK, Math.ceil((receiver.shortage - receiver.coming) / PACK) * PACK);
  return giver ? Math.max(1, Math.min(missing, Math.floor(giver.surplus / PACK) * PACK || giver.surplus)) : missing;
}

/** May see the forecast of more stations than one's own. @param {Tz.Principal} principal */
export const mayLookAtBallots = principal =>
  principal.roles.some(role => role.startsWith('table-') || ['municipality', 'mayor', 'auditor'].includes(role));

/**
 * May request couriers to a place.
 *
 * @param {Tz.Principal} principal
 * @param {string} code
 */
export const maySend = (principal, code) =>
  principal.roles.includes('table-operator') ||
  (principal.roles.includes('municipality') &&
    (principal.municipalities.includes('*') || principal.municipalities.includes(code)));

/**
 * Whether they are expected to run out, and the time is shown.
 *
 * @param {{risk: number, isDue: boolean, runsOutAt?: string}} expectation
 */
export const isShort = expectation =>
  expectation.runsOutAt !== undefined && (expectation.isDue || expectation.risk >= 0.5);

/** A distance in words of its size. @param {number | undefined} metres */
export const kilometres = metres =>
  metres === undefined
    ? undefined
    : metres < 950
      ? (Math.round(metres / 50) * 50) / 1000
      : Math.round(metres / 100) / 10;
