/** The desk's keys, as `?` shows them. */
export const KEYS = [
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open'],
  ['a', 'acknowledge'],
  ['v', 'verify'],
  ['m', 'merge'],
  ['d', 'dismiss'],
  ['e', 'escalate'],
  ['n', 'new'],
  ['x', 'choose'],
  ['s', 'snooze'],
  ['/', 'search'],
  ['g', 'municipality'],
  ['Esc', 'close'],
  ['h', 'home'],
  ['?', 'help']
];
