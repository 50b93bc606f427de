// The registry of subjects: each registers once (subject/subjects.mjs), and everything that depends on subjects reads
// from here.
//
// A subject says:
//   lists      its lists in a frame, by the kind that `gone` names: {report: 'reports'}; several lists of one kind: {station: ['stations', 'statuses']}
//   key(e)     what is opened for one of them, in the page's address
//   entries(list, before, entity, store, at)   what a change of it is in the feed
//   first(store)                               what of it stands in the feed when the page opens; nothing unless said
//   counts     {empty(), change(store, id, by)}: figures on the store that are kept up as its entities change;
//              given(store, figures) takes those of a first view, in which not all entities are
//   panel      {kind: app => template} of what is opened
//   elements() loads the modules that define what `panel`, `tabs` and `beside` draw
//   tabs       [{name, order, draw(app), for(app)}] lists at the side of the desk
//   marks(store, now)  what stands on the map
//   place(store, e)    where one of them is, and how near to look
//   conditionOf(state) how one looks on the map, at a glance (stations)
//   label(subject)     what an escalation about one of them is called
//   needs(app)         what needs this person now, most urgent first
//   beside     {kind: (app, entity, more) => template}: what of it is shown in the panel of another kind

/** @type {Tz.Subject[]} */
const registered = [];
/** @type {Map<string, Tz.Subject>} */
const byList = new Map();
/** @type {Map<string, Tz.Subject>} */
const byKind = new Map();

/** Registers what the page is about, in the order in which a frame is taken. @param {Tz.Subject[]} subjects */
export function register(subjects) {
  registered.splice(0, registered.length, ...subjects);
  byList.clear();
  byKind.clear();
  for (const subject of subjects)
    for (const [kind, lists] of Object.entries(subject.lists)) {
      if (byKind.has(kind)) throw new Error(`two subjects claim ${kind}`);
      byKind.set(kind, subject);
      for (const list of [lists].flat()) {
        if (byList.has(list)) throw new Error(`two subjects claim ${list}`);
        byList.set(list, subject);
      }
    }
}

export const subjects = () => registered;
/** Every list of a frame. */
export const lists = () => [...byList.keys()];
/** The subject with a list. @param {string} list */
export const ofList = list => byList.get(list);
/** The subject with a kind. @param {string} kind */
export const ofKind = kind => byKind.get(kind);
/** The lists with entities of a kind. @param {string} kind */
export const listsOf = kind => [byKind.get(kind)?.lists[kind] ?? []].flat();

/**
 * What the subjects offer under a name, in their order.
 *
 * @template {keyof Tz.Subject} N
 * @param {N} name
 * @returns {(NonNullable<Tz.Subject[N]> extends (infer O)[] ? O : NonNullable<Tz.Subject[N]>)[]}
 */
export const offered = name => registered.flatMap(s => /** @type {any} */ (s[name] ?? [])); // any: as the line above has it
