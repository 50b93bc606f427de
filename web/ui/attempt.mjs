// Doing something, and saying how it went. The effect comes back over the feed; what is said here is that the hub took it.
import {timeOfDay} from '../engine/clock.mjs';
import {t} from '../i18n/i18n.mjs';
import {problemText} from './problem-text.mjs';

/**
 * Does it, and tells how it went.
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
