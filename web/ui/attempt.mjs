// Runs an action, and reports the result. The effect arrives over the feed; here the page says that the hub accepted
// it.
import {timeOfDay} from '../engine/clock.mjs';
import {t} from '../i18n/i18n.mjs';
import {problemText} from './problem-text.mjs';

/**
 * Runs it, and shows whether it succeeded.
 *
 * @template A
 * @param {Tz.App} app
 * @param {string} done
 * @param {() => Promise<A>} what
 * @returns {Promise<A | undefined>} what the hub answered, or undefined
 */
export async function attempt(app, done, what) {
  try {
    const answer = await what();
    app.tell(t(done, {time: timeOfDay(app.clock.now())}));
    return answer ?? /** @type {A} */ ({});
  } catch (problem) {
    app.tell(problemText(problem), true);
    return undefined;
  }
}
