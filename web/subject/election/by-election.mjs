// Values that a station has for each of its elections: alone where there is one, an object where there are several.
import {number, t} from '../../i18n/i18n.mjs';

/**
 * The elections of a station, when they are several; empty when there is one, which then need not be named.
 *
 * @param {Hub.StationEntry | undefined} entry
 * @returns {string[]}
 */
export const electionsOf = entry => (entry?.elections && entry.elections.length > 1 ? entry.elections : []);

/**
 * The value for an election; undefined where it is not known.
 *
 * @template V
 * @param {V | {[election: string]: V} | undefined} value
 * @param {string} election
 * @returns {V | undefined}
 */
export const valueOf = (value, election) => (isEach(value) ? value[election] : /** @type {V | undefined} */ (value));

/** @type {(value: any) => value is {[election: string]: any}} any: of whatever there is one for each election */
const isEach = value => typeof value === 'object' && value !== null;

/**
 * The largest of the numbers, where only one can be shown: at least this many people have come.
 *
 * @param {number | {[election: string]: number} | undefined} value
 * @returns {number | undefined}
 */
export function largest(value) {
  if (!isEach(value)) return value;
  const all = Object.values(value);
  return all.length ? Math.max(...all) : undefined;
}

/**
 * The short name of an election: the body that is elected; or its own name, when another election beside it is of the
 * same kind.
 *
 * @param {Tz.Store} store
 * @param {string} id
 * @param {string[]} [beside] the elections that it stands beside
 */
export function shortName(store, id, beside = []) {
  const election = store.elections.get(id);
  const category = categoryOf(store, id);
  const isAlone = beside.filter(other => categoryOf(store, other) === category).length < 2;
  return (isAlone && category && NAMED.has(category) ? t(`election.${category}`) : election?.name) ?? id;
}

/** Those that have a word of their own; `election.PS` and so on in the lists of words. */
const NAMED = new Set(['PS', 'AB', 'ER', 'GR', 'TK', 'EK', 'EP', 'BC', 'GC', 'NR', 'PR', 'LR', 'IR']);

/**
 * The letters of what is elected, where there is room for no more: PS, WS; the id where nothing else is known.
 *
 * @param {Tz.Store} store
 * @param {string} id
 */
export function letters(store, id) {
  const category = categoryOf(store, id);
  return category && NAMED.has(category) ? t(`election.short.${category}`) : id;
}

/**
 * The order in which elections stand beside each other, everywhere the same.
 *
 * @param {Tz.Store} store
 * @returns {(a: string, b: string) => number}
 */
export const inOrder = store => (a, b) => rank(store, a) - rank(store, b) || a.localeCompare(b, 'nl');

/** @param {Tz.Store} store @param {string} id */
const rank = (store, id) => {
  const place = [...NAMED].indexOf(categoryOf(store, id) ?? '');
  return place < 0 ? NAMED.size : place;
};

/** @param {Tz.Store} store @param {string} id */
const categoryOf = (store, id) => store.elections.get(id)?.category ?? /^[A-Z]{2}(?=\d)/.exec(id)?.[0];

/**
 * In words: the value alone, or each behind the name of its election.
 *
 * @param {Tz.Store} store
 * @param {any} value any: a number, or a word
 * @param {(one: any) => string} [words]
 * @returns {string | undefined}
 */
export function inWords(store, value, words = number) {
  if (value === undefined || value === null) return undefined;
  if (!isEach(value)) return words(value);
  const ids = Object.keys(value);
  return ids.map(id => `${shortName(store, id, ids)} ${words(value[id])}`).join(' · ');
}

/**
 * A draft's value with that of one election set; undefined when none is left.
 *
 * @param {any} value any: a number, or a word
 * @param {string} election
 * @param {unknown} one undefined to take it away
 */
export function withValue(value, election, one) {
  const next = {...(isEach(value) ? value : {})};
  if (one === undefined || one === '') delete next[election];
  else next[election] = one;
  return Object.keys(next).length ? next : undefined;
}
