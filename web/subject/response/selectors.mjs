// Responses to claims. Pure.
import {mayApprove} from '../../engine/rights.mjs';

/**
 * Responses drafted by others that this person may approve, oldest first.
 *
 * @param {Tz.Store} store
 * @param {Tz.Principal} principal
 * @param {string} [code]
 */
export const waitingForApproval = (store, principal, code) =>
  mayApprove(principal)
    ? [...store.responses.values()]
        .filter(
          r =>
            r.state === 'proposed' &&
            !r.authors.includes(principal.name) &&
            (!code || r.municipalities.some(m => m.code === code))
        )
        .sort((a, b) => Date.parse(a.proposed.at) - Date.parse(b.proposed.at))
    : [];
