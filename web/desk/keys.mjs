/** The desk's keys, as `?` shows them. */
export const KEYS = [['/', 'search'], ['j', 'next'], ['k', 'previous'], ['Esc', 'close'], ['h', 'home'], ['?', 'help']];
