import {html} from 'lit';
import {timeOfDay} from '../../engine/clock.mjs';
import {has, t} from '../../i18n/i18n.mjs';
import {problemText} from '../../ui/problem-text.mjs';

/** A step in words, after its time. @param {Tz.VisitStep} step */
function words({path, json, place}) {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const said = json.text ?? json.hindered;
  const about = place ? 'arrived' : name;
  const answers = (json.answers ?? []).map(
    (/** @type {Hub.Visit['answers'][number]} */ a) =>
      `${t(`question.${a.question}`)}: ${has(`answer.${a.answer}`) ? t(`answer.${a.answer}`) : a.answer}`
  );
  const all = answers.length > 0 ? answers : [t(`visit.step.${about}`), ...(said ? [`“${said}”`] : [])];
  return `${timeOfDay(json.observedAt)} ${all.join(' ')}`;
}

/** All of it as text for a mail: the station, and each step with its time. @param {Tz.NotTakenVisit} refused */
export const wordsOfVisit = ({place, steps}) =>
  [
    place ? `${place.name}, ${place.municipality.name} (${place.station})` : '',
    ...steps.map(({report}) => words(report))
  ]
    .filter(Boolean)
    .join('\n');

/**
 * Visits that the hub refused: they stay on the phone, can be read, and are removed only when the observer wants that.
 *
 * @param {Tz.NotTakenVisit[]} refusals
 * @param {{again(key: string): void, copy(text: string): void, discard(key: string): void}} act
 */
export const notTaken = (refusals, act) =>
  refusals.length === 0
    ? ''
    : html`<section class="not-taken" aria-labelledby="not-taken">
        <h2 id="not-taken">${t('visit.notTaken')}</h2>
        <ul class="plain">
          ${refusals.map(
            refused =>
              html`<li class="notice">
                <b>${refused.place?.name ?? ''}</b> <span class="quiet">${refused.place?.municipality.name ?? ''}</span>
                <p class="error">${problemText(refused.problem)}</p>
                <ul class="plain">
                  ${refused.steps.map(({report}) => html`<li class="note">${words(report)}</li>`)}
                </ul>
                <div class="actions">
                  <button @click=${() => act.discard(refused.key)}>${t('visit.discard')}</button
                  ><button @click=${() => act.copy(wordsOfVisit(refused))}>${t('visit.copy')}</button
                  ><button class="primary" @click=${() => act.again(refused.key)}>${t('visit.again')}</button>
                </div>
              </li>`
          )}
        </ul>
      </section>`;
