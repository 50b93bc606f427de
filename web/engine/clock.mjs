// The clock of the election day according to the hub, whatever this machine's clock says, and also when an exercise
// passes faster than real time.

const NETHERLANDS = 'Europe/Amsterdam';
const CARIBBEAN = 'America/Kralendijk';
/** Bonaire, Sint Eustatius and Saba are hours behind. @param {string | undefined} code */
const isIsland = code => /^GM900[123]$/.test(code ?? '');
/** The reader's own. */
let zone = NETHERLANDS;

export class DayClock {
  #at = Date.now();
  #from = performance.now();
  speed = 1;
  exercise = false;
  known = false;
  /** @type {(value?: unknown) => void} */
  #tell = () => undefined;
  /** Resolves when the hub has told the time; before that, this is the clock of this machine, and nothing is drawn. */
  whenKnown = new Promise(resolve => {
    this.#tell = resolve;
  });

  /** @param {{at: string, speed: number, exercise: boolean}} clock as the hub's greeting has it */
  set({at, speed, exercise}) {
    this.#at = Date.parse(at);
    this.#from = performance.now();
    this.speed = speed;
    this.exercise = exercise;
    this.known = true;
    this.#tell();
  }

  now() {
    return this.#at + (performance.now() - this.#from) * this.speed;
  }

  /** Minutes since a moment of the day. @param {string} time */
  minutesSince(time) {
    return Math.max(0, (this.now() - Date.parse(time)) / 60_000);
  }
}

/** The time zone of a municipality. @param {string | undefined} code */
const zoneOf = code => (isIsland(code) ? CARIBBEAN : NETHERLANDS);
/** @param {string} timeZone @param {Intl.DateTimeFormatOptions} [more] */
const clockOf = (timeZone, more) =>
  new Intl.DateTimeFormat('nl-NL', {timeZone, hour: '2-digit', minute: '2-digit', ...more});
let minutes = clockOf(zone);
let seconds = clockOf(zone, {second: '2-digit'});

/**
 * From now on times are shown in the reader's time zone. @param {string | undefined} code of the reader's municipality,
 * if there is one
 */
export function readFrom(code) {
  zone = zoneOf(code);
  minutes = clockOf(zone);
  seconds = clockOf(zone, {second: '2-digit'});
}

/** The reader's zone, when it is not that of the European Netherlands. */
export const ownZone = () => (zone === NETHERLANDS ? undefined : zone);

/**
 * The local time in a municipality, when it differs from the reader's; otherwise undefined.
 *
 * @param {string | undefined} code
 * @param {number} at
 */
export const timeThere = (code, at) => (zoneOf(code) === zone ? undefined : clockThere[zoneOf(code)].format(at));
/** @type {Record<string, Intl.DateTimeFormat>} */
const clockThere = {[NETHERLANDS]: clockOf(NETHERLANDS), [CARIBBEAN]: clockOf(CARIBBEAN)};
/** @type {Record<string, Intl.DateTimeFormat>} */
const dayThere = Object.fromEntries(
  [NETHERLANDS, CARIBBEAN].map(timeZone => [timeZone, new Intl.DateTimeFormat('sv-SE', {timeZone, dateStyle: 'short'})])
);

/** 14:02, where the reader is. @param {string | number} time */
export const timeOfDay = time => minutes.format(momentIn(time));
/**
 * In the zone of a station: Bonaire, Sint Eustatius and Saba are hours behind. By the zone and not by an offset, which
 * changes within the day on two Sundays of the year.
 *
 * @param {string | number} time
 * @param {Tz.Register} entry
 */
export const timeAt = (time, entry) => clockThere[zoneOf(entry.municipality.code)].format(momentIn(time));
/** @param {string | number} time @param {Tz.Register} entry */
export const dayAt = (time, entry) => dayThere[zoneOf(entry.municipality.code)].format(momentIn(time));
/** @param {string | number} time */
const momentIn = time => (typeof time === 'string' ? Date.parse(time) : time);

/** Whether the local time in a municipality differs from the reader's. @param {string | undefined} code */
export const isElsewhere = code => zoneOf(code) !== zone;

/**
 * 2027-03-17 14:02, where the reader is: for tables, which sort by it. Empty without a time. @param {string | number}
 * [time]
 */
export const stampOf = time =>
  time === undefined
    ? undefined
    : new Intl.DateTimeFormat('sv-SE', {timeZone: zone, dateStyle: 'short', timeStyle: 'short'}).format(
        typeof time === 'string' ? Date.parse(time) : time
      );
/** @param {number} time */
export const timeWithSeconds = time => seconds.format(time);
/** @param {number} time @param {string} language */
export const dateOf = (time, language) =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'nl-NL', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric'
  }).format(time);

/**
 * A time of the reader's day, such as 14:00, as the moment when the clock next shows it.
 *
 * @param {string} time
 * @param {number} now
 */
export function momentOf(time, now) {
  const minute = Math.floor(now / 60_000) * 60_000;
  const today = momentOn(dayIn(now), time);
  return Date.parse(today) >= minute ? today : momentOn(dayIn(now, 1), time);
}

/** A time of the reader's day as a moment of the day that it is now. @param {string} time @param {number} now */
export const momentToday = (time, now) => momentOn(dayIn(now), time);

/** The date by the reader's clock, or this many days later. @param {number} now */
const dayIn = (now, days = 0) =>
  new Date(Date.parse(`${dayThere[zone].format(now)}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** A date and a time of the reader's zone, as a moment. @param {string} date 2026-03-19 @param {string} time 09:00 */
export function momentOn(date, time) {
  const guess = Date.parse(`${date}T${time}:00Z`);
  const shown = new Intl.DateTimeFormat('sv-SE', {timeZone: zone, dateStyle: 'short', timeStyle: 'medium'});
  /** @param {number} moment */
  const ahead = moment => Date.parse(`${shown.format(moment).replace(' ', 'T')}Z`) - moment;
  return new Date(guess - ahead(guess - ahead(guess))).toISOString();
}
