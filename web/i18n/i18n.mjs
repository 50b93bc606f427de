// The page's texts: Dutch unless the reader chose English. Numbers are written as the reader's language does.
import nl from './nl.mjs';
import en from './en.mjs';

/** @type {Record<string, Record<string, string>>} */
const TEXTS = {nl, en};
let language = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem('language') ?? 'nl';
if (!TEXTS[language]) language = 'nl';
document.documentElement.lang = language;

export const currentLanguage = () => language;

/** @param {string} next */
export function setLanguage(next) {
  localStorage.setItem('language', next);
  const url = new URL(location.href);
  url.searchParams.delete('lang');
  location.replace(url);
}

/** The text with this key, its {names} filled in. @param {string} key @param {Record<string, unknown>} values */
export function t(key, values = {}) {
  const text = TEXTS[language][key] ?? TEXTS.nl[key] ?? key;
  return text.replace(/\{(\w+)}/g, (whole, name) => String(values[name] ?? whole));
}

/** Whether there is a text with this key. @param {string} key */
export const has = key => key in nl;

const LOCALE = language === 'en' ? 'en-GB' : 'nl-NL';
const NUMBER = new Intl.NumberFormat(LOCALE);
const PERCENT = new Intl.NumberFormat(LOCALE, {style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1});
/** @param {number} n */
export const number = n => NUMBER.format(n);
/** @param {number} share */
export const percent = share => PERCENT.format(share);

/** How long, in a few characters: 12 s, 7 min, 2 u 05 min. @param {number} minutes */
export function duration(minutes) {
  if (minutes < 60) return t('ago.minutes', {n: Math.floor(minutes)});
  return t('ago.hours', {h: Math.floor(minutes / 60), m: String(Math.floor(minutes % 60)).padStart(2, '0')});
}

/** @param {number} minutes */
export const ago = minutes => (minutes < 1 ? t('ago.now') : t('ago.ago', {age: duration(minutes)}));
