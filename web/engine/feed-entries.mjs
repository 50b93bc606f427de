// From two states of an entity to what a person would say happened. Pure: each subject knows its own (`news`), this is what they have in common.

/**
 * @template {Tz.Entity} E
 * @param {E} e
 * @param {{key(e: E): string}} subject whose it is
 * @param {(before: E | undefined, entity: E) => Tz.News | undefined} news kind, severity, time and words; undefined when nothing is to be said
 * @param {E | undefined} before what the page had of it
 * @param {(entity: E) => string | undefined} [name] of the place or thing
 */
export function entriesFrom(subject, news, before, e, name) {
  const said = news(before, e);
  if (!said) return [];
  return [
    {
      key: `${e.id}/${e.seq}`,
      item: subject.key(e),
      name: name?.(e) ?? '',
      municipality: e.municipality ?? e.about?.municipalities[0] ?? e.municipalities?.[0],
      times: 1,
      label: e.kind,
      ...said
    }
  ];
}
