// What happens to many stations in the same minutes is one entry of the feed: forty that say that they are open, or are
// late, would push away everything else. Pure.

/** Entries of so many minutes are folded together. */
const SLOT_MILLIS = 10 * 60_000;
/** Fewer stay as they are. */
const LEAST = 3;
/** What many stations do or have in the same minutes; nothing severe, which stands by itself. */
const KINDS = new Set([
  'overdue',
  'too-few-members',
  'long-waiting',
  'silent',
  'ballots-low',
  'resumed',
  'open',
  'closed',
  'counting',
  'counted',
  'on-the-way',
  'arrived',
  'counting-candidates',
  'report'
]);
/** Words that somebody wrote are shown. @param {Tz.Entry} e */
const folds = e => KINDS.has(e.kind) && !e.note;
/** @param {Tz.Entry} e */
const slotOf = e => `${e.kind}/${Math.floor(Date.parse(e.at) / SLOT_MILLIS)}`;

/**
 * Entries, newest first, those of a kind in the same ten minutes as one, in the place of the newest.
 *
 * @param {Tz.Entry[]} entries
 * @returns {Tz.Entry[]}
 */
export function foldedByKind(entries) {
  /** @type {Map<string, Tz.Entry[]>} */
  const slots = new Map();
  for (const e of entries) {
    if (!folds(e)) continue;
    const slot = slots.get(slotOf(e));
    if (slot) slot.push(e);
    else slots.set(slotOf(e), [e]);
  }
  return entries.flatMap(e => {
    const slot = folds(e) ? (slots.get(slotOf(e)) ?? []) : [];
    if (slot.length < LEAST) return [e];
    return slot[0] === e ? [{...e, key: slotOf(e), folded: slot}] : [];
  });
}

/**
 * Where that was: the names of the places with most of them, and how many places there are besides.
 *
 * @param {Tz.Entry[]} entries
 * @param {boolean} [own] by station, for somebody who sees one municipality
 * @param {number} [most] names
 */
export function placesOf(entries, own = false, most = 3) {
  /** @type {Map<string, number>} */
  const count = new Map();
  for (const e of entries) {
    const name = (own ? e.name : e.municipality?.name) ?? e.name ?? '';
    count.set(name, (count.get(name) ?? 0) + 1);
  }
  const names = [...count].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  return {names: names.slice(0, most), more: Math.max(0, names.length - most)};
}
