// What is opened, by its key in the page's address.
import {listsOf} from './subjects.mjs';

/** Its key taken apart: `report/ID`. */
export const parts = key => {
  const at = key.indexOf('/');
  return {kind: key.slice(0, at), id: key.slice(at + 1)};
};

/** `report/ID` as what it is; what is not in the picture may have been asked for. `group/KEY` is no entity. */
export function resolveItem(app, key) {
  const {kind, id} = parts(key);
  return {kind, id, entity: app.store[listsOf(kind)[0]]?.get(id) ?? app.store.stored.get(`${kind}/${id}`)};
}
