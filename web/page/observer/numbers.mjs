// Numbers of the checklist. Pure.

/** The same bound as in the hub (Question). */
export const MOST = 5_000;

/** A whole number that can be an answer; undefined for anything else. @param {string} text */
export function numberOf(text) {
  const words = text.trim();
  return /^\d{1,9}$/.test(words) && Number(words) <= MOST ? String(Number(words)) : undefined;
}
