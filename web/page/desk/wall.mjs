// A screen on the wall, unattended for days: it pages through its lists by itself, keeps its session, and reloads when
// the hub has a new version of the page or a day has passed.
import * as api from '../../engine/api.mjs';

/** How long the wall shows one page of a list. */
export const TURN_MILLIS = 20_000;
const HOUR = 3_600_000;
/** A reload frees the memory that a browser accumulates in a day. */
const LONGEST_LIFE = 24 * HOUR;
/** Lists that may be longer than the wall is high; they flow into columns beside each other, of which one is seen. */
const LISTS = '.situations > ul, .assess > ul, .entries';

/** Which turn it is. @param {number} now milliseconds */
export const turnAt = now => Math.floor(now / TURN_MILLIS);

/**
 * Which of the pages of a list is shown.
 *
 * @param {number} turn
 * @param {number} whole the width of all its columns
 * @param {number} seen of one
 */
export function pageOf(turn, whole, seen) {
  const pages = seen > 0 ? Math.max(1, Math.round(whole / seen)) : 1;
  return {page: turn % pages, pages};
}

/** Shows the page whose turn it is of each list that does not fit, and says which. @param {ParentNode} wall @param {number} turn */
export function turnPages(wall, turn) {
  for (const list of wall.querySelectorAll(LISTS)) {
    const {page, pages} = pageOf(turn, list.scrollWidth, list.clientWidth);
    // new entries stay visible: only sorted lists are paged
    list.scrollLeft = list.matches('.entries') ? 0 : (page * list.scrollWidth) / pages;
    const head = /** @type {HTMLElement | null} */ (list.parentElement?.querySelector('.triage-head') ?? null);
    if (head) head.dataset.pages = pages > 1 ? `${page + 1}/${pages}` : '';
  }
}

/** Keeps the page of a wall alive. */
export class WallKeeper {
  #born;
  #looked;
  /** @type {string | undefined} */
  #page;
  #reload;

  /** @param {number} now milliseconds, of real time @param {() => void} reload */
  constructor(now, reload = () => location.reload()) {
    this.#born = now;
    this.#looked = now;
    this.#reload = reload;
  }

  /** To be called often; does something once an hour. @param {number} now */
  async look(now) {
    if (now - this.#looked < HOUR) return;
    this.#looked = now;
    // without the hub, or when the session can't be renewed, the present page shows the error
    await api.renewSession().catch(() => undefined);
    const page = await api.pageVersion().catch(() => undefined);
    const isOther = page !== undefined && this.#page !== undefined && page !== this.#page;
    this.#page = page ?? this.#page;
    if (page !== undefined && (isOther || now - this.#born >= LONGEST_LIFE)) this.#reload();
  }
}
