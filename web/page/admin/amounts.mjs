// Amounts and how near they are to their bounds: for administrators.
import {currentLanguage} from '../../i18n/i18n.mjs';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];
/**
 * The share from which something is nearly full. Memory fills until the next garbage collection, and is free again
 * then.
 *
 * @type {Record<string, number>}
 */
const NEARLY = {memory: 0.9};
const NEARLY_ANY = 0.8;
const FULL = 0.95;

/** @param {number} digits */
const numbers = digits =>
  new Intl.NumberFormat(currentLanguage() === 'en' ? 'en-GB' : 'nl-NL', {maximumFractionDigits: digits});

/** A size as people write it: 512 B, 1,5 MB. @param {number} bytes */
export function size(bytes) {
  let unit = 0;
  let amount = bytes;
  while (amount >= 999.5 && unit < UNITS.length - 1) {
    amount /= 1000;
    unit++;
  }
  return `${numbers(unit === 0 || amount >= 100 ? 0 : 1).format(amount)} ${UNITS[unit]}`;
}

/** @param {Pick<Hub.Bound, 'used' | 'most'>} bound */
export const shareOf = ({used, most}) => (most > 0 ? Math.min(1, used / most) : 0);

/** @param {Hub.Bound} bound @returns {'well' | 'nearly' | 'full'} */
export function stateOf(bound) {
  const share = shareOf(bound);
  if (share >= FULL) return 'full';
  return share >= (NEARLY[bound.name] ?? NEARLY_ANY) ? 'nearly' : 'well';
}

/** What is nearest to its bound first; the others keep their order. @param {Hub.Bound[]} bounds */
export const byUrgency = bounds => {
  /** @param {Hub.Bound} bound */
  const rank = bound => ({full: 0, nearly: 1, well: 2})[stateOf(bound)];
  return [...bounds].sort((a, b) => rank(a) - rank(b));
};
