// One sign for each kind of event, the same in every language: drawn in a square of 20, explained in the legend. Pure.

/** A stroke and a dot; a flag; heads; a bar across; a bolt; a spanner's cross; a table; an open eye. @type {Record<string, string>} */
export const SIGNS = {
  violence: 'M8.8 4h2.4v7.5H8.8ZM8.8 13.4h2.4v2.4H8.8Z',
  demonstration: 'M6.4 4h1.4v12H6.4ZM8.6 4.4h6.2l-2 2.6 2 2.6H8.6Z',
  crowd: 'M6 8a1.8 1.8 0 1 0 .01 0ZM10 6.4a1.8 1.8 0 1 0 .01 0ZM14 8a1.8 1.8 0 1 0 .01 0ZM4 14h12v1.6H4Z',
  blocked: 'M4.5 8.6h11v2.8h-11Z',
  unrest: 'M11.4 3.6 6.2 11h3.2l-1 5.4 5.4-7.6h-3.4Z',
  technical: 'M8.8 4.6h2.4v4.2h4.2v2.4h-4.2v4.2H8.8v-4.2H4.6V8.8h4.2Z',
  session: 'M4 6.4h12v2.2H4ZM5.2 8.6h2v6h-2ZM12.8 8.6h2v6h-2Z',
  hidden: 'M3.8 10c3-4.6 9.4-4.6 12.4 0-3 4.6-9.4 4.6-12.4 0ZM10 7.8a2.2 2.2 0 1 1-.01 0Z'
};

/** @type {Record<string, string>} */
const OF = {
  violence: 'violence',
  threat: 'violence',
  'candidate-intimidation': 'violence',
  demonstration: 'demonstration',
  crowd: 'crowd',
  'access-blocked': 'blocked',
  unrest: 'unrest',
  technical: 'technical',
  supplies: 'technical',
  accessibility: 'technical'
};

/**
 * The sign for a kind of report or incident; covert acts, and other kinds, have the eye.
 *
 * @param {string} kind
 */
export const signOf = kind => OF[kind] ?? 'hidden';
