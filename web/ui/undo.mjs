// For some seconds an action can be undone: it is carried out when they are over, or at once when the page is left or
// hidden (a locked phone may never wake the page up again).

export const UNDO_MILLIS = 5_000;

/**
 * @param {Tz.App} app tells it
 * @param {string} text what is about to be so
 * @param {() => unknown} act does it
 * @param {() => void} back shows things as they were, when the person thought better of it
 */
export function withUndo(app, text, act, back = () => undefined) {
  let over = false;
  const end = () => {
    clearTimeout(timer);
    removeEventListener('pagehide', run);
    document.removeEventListener('visibilitychange', whenHidden);
    const first = !over;
    over = true;
    return first;
  };
  const run = () => (end() ? act() : undefined);
  const whenHidden = () => (document.visibilityState === 'hidden' ? run() : undefined);
  const timer = setTimeout(run, UNDO_MILLIS);
  addEventListener('pagehide', run);
  document.addEventListener('visibilitychange', whenHidden);
  app.tell(text, false, () => {
    if (end()) back();
  });
}
