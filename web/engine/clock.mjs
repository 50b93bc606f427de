// The clock of the election day, as the hub has it: whatever this machine's clock says, and also when an exercise passes faster than real time.

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
  /** Settled when the hub has said what time it is: before that, this is the clock of this machine. */
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

/** @param {string} timeZone @param {Intl.DateTimeFormatOptions} [more] */
const clockOf = (timeZone, more) =>
  new Intl.DateTimeFormat('nl-NL', {timeZone, hour: '2-digit', minute: '2-digit', ...more});
let minutes = clockOf(zone);
let seconds = clockOf(zone, {second: '2-digit'});

/** From now on times are those of where the reader is. @param {string | undefined} code of the reader's municipality, if there is one */
export function readFrom(code) {
  zone = isIsland(code) ? CARIBBEAN : NETHERLANDS;
  minutes = clockOf(zone);
  seconds = clockOf(zone, {second: '2-digit'});
}

/** The reader's zone, where it is not that of most. */
export const ownZone = () => (zone === NETHERLANDS ? undefined : zone);

/**
 * What clocks in a municipality show, where that is something else than the reader's; otherwise undefined.
 *
 * @param {string | undefined} code
 * @param {number} at
 */
export const timeThere = (code, at) =>
  (isIsland(code) ? CARIBBEAN : NETHERLANDS) === zone
    ? undefined
    : clockOf(isIsland(code) ? CARIBBEAN : NETHERLANDS).format(at);

/** 14:02, where the reader is. @param {string | number} time */
export const timeOfDay = time => minutes.format(typeof time === 'string' ? Date.parse(time) : time);
/**
 * In the zone of a station, which its register's times name: Bonaire, Sint Eustatius and Saba are hours behind.
 *
 * @param {string | number} time
 * @param {Tz.Register} entry
 */
export const timeAt = (time, entry) =>
  new Date((typeof time === 'string' ? Date.parse(time) : time) + offsetOf(entry) * 60_000).toISOString().slice(11, 16);
/** @param {string | number} time @param {Tz.Register} entry */
export const dayAt = (time, entry) =>
  new Date((typeof time === 'string' ? Date.parse(time) : time) + offsetOf(entry) * 60_000).toISOString().slice(0, 10);

/** Minutes ahead of UTC. @param {Tz.Register} entry */
function offsetOf(entry) {
  const offset = /([+-])(\d{2}):(\d{2})$/.exec(entry.opensAt);
  return offset ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) : 0;
}

/** Whether its clocks show something else than the reader's. @param {Tz.Register} entry */
export const isElsewhere = entry => timeAt(entry.opensAt, entry) !== timeOfDay(entry.opensAt);

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
  const [hours, minutes] = time.split(':').map(Number);
  const [h, m] = timeOfDay(now).split(':').map(Number);
  const ahead = (hours * 60 + minutes - h * 60 - m + 24 * 60) % (24 * 60);
  return new Date(Math.floor(now / 60_000) * 60_000 + ahead * 60_000).toISOString();
}

/** A date and a time of the reader's zone, as a moment. @param {string} date 2026-03-19 @param {string} time 09:00 */
export function momentOn(date, time) {
  const guess = Date.parse(`${date}T${time}:00Z`);
  const shown = new Intl.DateTimeFormat('sv-SE', {timeZone: zone, dateStyle: 'short', timeStyle: 'medium'});
  /** @param {number} moment */
  const ahead = moment => Date.parse(`${shown.format(moment).replace(' ', 'T')}Z`) - moment;
  return new Date(guess - ahead(guess - ahead(guess))).toISOString();
}
