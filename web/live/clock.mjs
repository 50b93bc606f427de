// The clock of the election day, as the hub has it: whatever this machine's clock says, and also when an exercise passes faster than real time.

const ZONE = 'Europe/Amsterdam';

export class DayClock {
  #at = Date.now();
  #from = performance.now();
  speed = 1;
  exercise = false;
  known = false;

  /** @param {{at: string, speed: number, exercise: boolean}} clock as the hub's greeting has it */
  set({at, speed, exercise}) {
    this.#at = Date.parse(at);
    this.#from = performance.now();
    this.speed = speed;
    this.exercise = exercise;
    this.known = true;
  }

  now() {
    return this.#at + (performance.now() - this.#from) * this.speed;
  }

  /** Minutes since a moment of the day. */
  minutesSince(time) {
    return Math.max(0, (this.now() - Date.parse(time)) / 60_000);
  }
}

const TIME = new Intl.DateTimeFormat('nl-NL', {timeZone: ZONE, hour: '2-digit', minute: '2-digit'});
const SECONDS = new Intl.DateTimeFormat('nl-NL', {timeZone: ZONE, hour: '2-digit', minute: '2-digit', second: '2-digit'});

/** 14:02, in the Netherlands. */
export const timeOfDay = time => TIME.format(typeof time === 'string' ? Date.parse(time) : time);
/** In the zone of a station, which its register's times name: Bonaire, Sint Eustatius and Saba are hours behind. */
export const timeAt = (time, entry) => new Date((typeof time === 'string' ? Date.parse(time) : time) + offsetOf(entry) * 60_000).toISOString().slice(11, 16);
export const dayAt = (time, entry) => new Date((typeof time === 'string' ? Date.parse(time) : time) + offsetOf(entry) * 60_000).toISOString().slice(0, 10);

/** Minutes ahead of UTC. */
function offsetOf(entry) {
  const offset = /([+-])(\d{2}):(\d{2})$/.exec(entry.opensAt);
  return offset ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) : 0;
}

/** Whether its clocks show something else than those of who looks from the Netherlands. */
export const isElsewhere = entry => timeAt(entry.opensAt, entry) !== timeOfDay(entry.opensAt);

export const timeWithSeconds = time => SECONDS.format(time);
export const dateOf = (time, language) => new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'nl-NL', {timeZone: ZONE, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric'}).format(time);

/** A time of the day in the Netherlands, such as 14:00, as the moment when the clock next shows it. */
export function momentOf(time, now) {
  const [hours, minutes] = time.split(':').map(Number);
  const [h, m] = timeOfDay(now).split(':').map(Number);
  const ahead = (hours * 60 + minutes - h * 60 - m + 24 * 60) % (24 * 60);
  return new Date(Math.floor(now / 60_000) * 60_000 + ahead * 60_000).toISOString();
}
