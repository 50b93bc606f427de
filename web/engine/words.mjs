// Searches words in the texts of a row. Pure.
import {plain} from '../i18n/everyday-names.mjs';

/**
 * Whether every word that was typed stands in one of these texts, without accents and capitals.
 *
 * @param {string} typed
 * @param {(string | undefined)[]} texts
 */
export function says(typed, texts) {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const all = words.length > 0 ? plain(texts.filter(Boolean).join(' ')) : '';
  return words.every(word => all.includes(word));
}
