// Entities that are opened, by their key in the page's address.
import {listsOf} from './subjects.mjs';

/** The parts of a key: `report/ID`. @param {string} key */
export const parts = key => {
  const at = key.indexOf('/');
  return {kind: key.slice(0, at), id: key.slice(at + 1)};
};

/**
 * The entity with the key `report/ID`; one that is not in the picture may have been requested. `group/KEY` is no
 * entity.
 *
 * @param {Tz.App} app
 * @param {string} key
 * @returns {Tz.Item}
 */
export function resolveItem(app, key) {
  const {kind, id} = parts(key);
  const lists = /** @type {Record<string, Map<string, Tz.Entity> | undefined>} */ (/** @type {unknown} */ (app.store));
  return {kind, id, entity: lists[listsOf(kind)[0]]?.get(id) ?? app.store.stored.get(`${kind}/${id}`)};
}
