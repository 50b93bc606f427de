// Everyday names of municipalities that differ from the official ones; and words without accents and marks, as people
// type them. Pure.

/** @type {Record<string, string[]>} */
const NAMES = {
  GM0518: ['Den Haag', 'The Hague'],
  GM0796: ['Den Bosch'],
  GM0737: ['Tietjerksteradeel'],
  GM1900: ['Zuidwest-Friesland'],
  GM1940: ['De Friese Meren'],
  GM1970: ['Noordoost-Friesland'],
  GM9001: ['Kralendijk'],
  GM9002: ['Statia', 'Oranjestad'],
  GM9003: ['The Bottom']
};

/** @param {string} [code] */
export const everydayNames = code => NAMES[code ?? ''] ?? [];

/** Without accents, apostrophes, hyphens and capitals: as one types it. @param {string} text */
export const plain = text =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’'`.()]/g, '')
    .replace(/-/g, ' ')
    .toLowerCase()
    .trim();
