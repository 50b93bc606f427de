import {html} from 'lit';
import {timeOfDay} from '../../engine/clock.mjs';
import {ago, number, t} from '../../i18n/i18n.mjs';

/** The rest is in the lists. */
const SHOWN = 4;

/**
 * The facts, in a sentence each: how many, who reported it, how long ago, and where in the journal.
 *
 * @param {Tz.App} app
 * @param {Hub.Facts} answer
 */
export function factList(app, answer) {
  /** @param {Hub.Fact} f */
  const ageOf = f => (f.at ? app.clock.minutesSince(f.at) : undefined);
  const worth = answer.facts
    .filter(
      f =>
        f.count !== 0 ||
        ['open', 'violence-verified', 'violence-reported'].includes(f.key) ||
        answer.findings.some(x => x.restsOn.includes(f.key))
    )
    .filter(f => f.key !== 'waiting' || f.count !== undefined);
  return html`<ul class="facts">
    ${worth.map(
      f =>
        html`<li class=${(ageOf(f) ?? 0) > 90 ? 'old' : ''}>
          <span class="fact-text"
            ><b>${f.key === 'last-confirmation' ? lastWord(app, f) : factLine(f)}</b>
            <span class="quiet"
              >${f.at && f.key !== 'last-confirmation'
                ? html`${ago(ageOf(f) ?? 0)}${f.by ? ` · ${f.role ? t(`role.${f.role}`) : ''} ${f.by}` : ''}`
                : ''}${f.seq ? html` · <span title=${t('fact.seq')}>nr ${f.seq}</span>` : ''}</span
            ></span
          >
          ${f.key !== 'last-confirmation' && f.key !== 'unconfirmed' && f.about.length
            ? html`<ul>
                ${f.about.slice(0, SHOWN).map(i => item(app, i))}${f.about.length > SHOWN
                  ? html`<li class="quiet">${t('triage.more', {count: (f.count ?? f.about.length) - SHOWN})}</li>`
                  : ''}
              </ul>`
            : ''}
        </li>`
    )}
  </ul>`;
}

/** @param {Tz.App} app @param {Hub.Fact} f */
function lastWord(app, f) {
  if (!f.at) return t('factline.neverConfirmed');
  const last = t('factline.last-confirmation', {age: ago(app.clock.minutesSince(f.at))});
  return `${last} · ${f.role ? t(`role.${f.role}`) : ''} ${f.by}, ${f.about[0]?.label ?? ''}`;
}

/** @param {Tz.App} app @param {Tz.About} i */
function item(app, i) {
  const open = () => app.address.set(i.kind === 'station' ? {station: i.id} : {item: `${i.kind}/${i.id}`});
  const label = ['station', 'count', 'visit'].includes(i.kind) ? i.label : t(`reportkind.${i.label}`);
  const status =
    i.kind === 'station'
      ? t(`status.${i.status}`)
      : i.kind === 'count'
        ? i.status
        : i.kind === 'visit'
          ? t(`visit.stage.${i.status}`)
          : i.kind === 'incident'
            ? t(`incident.${i.status}`)
            : t('unverified');
  return html`<li>
    <button class="link" @click=${open}>${label}</button>
    <span class="quiet"
      >${status} ${t('panel.since', {time: timeOfDay(i.since)})}${i.note ? ` · “${i.note.slice(0, 100)}”` : ''}</span
    >
  </li>`;
}

/** Each assertion of the claim, compared with the facts. @param {Hub.Finding[]} findings */
export const findingList = findings =>
  findings.length === 0
    ? html`<p class="quiet">${t('narrative.noAssertions')}</p>`
    : html`<ul class="findings">
        ${findings.map(
          f =>
            html`<li class=${f.standing}>
              <span aria-hidden="true">${{contradicted: '✗', confirmed: '!', undecided: '?'}[f.standing]}</span> ${t(
                `assertion.${f.assertion}`
              )}: <b>${t(`standing.${f.standing}`)}</b>
            </li>`
        )}
      </ul>`;

const UNVERIFIED = /-reported$/;
const MOVING = ['last-confirmation', 'unconfirmed', 'waiting'];

/**
 * The facts that a public text may cite: those that concern the claim; unverified reports never are.
 *
 * @param {Hub.Facts} answer
 */
export function citable(answer) {
  const decides = new Set(answer.findings.flatMap(f => f.restsOn));
  return answer.facts
    .filter(f => !MOVING.includes(f.key) && !(UNVERIFIED.test(f.key) && f.count > 0))
    .filter(f =>
      f.key === 'open' ? f.count > 0 && 2 * f.count >= (f.of ?? 0) : decides.has(f.key) && f.key !== 'not-open'
    );
}

/** A fact in a sentence whose number and verb agree. @param {Hub.Fact} f */
export const factLine = f =>
  t(
    f.count === 1 && t(`factline.${f.key}.one`) !== `factline.${f.key}.one`
      ? `factline.${f.key}.one`
      : `factline.${f.key}`,
    {count: number(f.count ?? 0), of: number(f.of ?? 0)}
  );

/**
 * A first draft of a rebuttal, from the facts that can be cited.
 *
 * @param {Hub.Narrative} n
 * @param {Hub.Facts} answer
 * @param {string[]} keys
 */
export function draftFrom(n, answer, keys) {
  const place = n.about.municipalities.map(m => m.name).join(', ');
  const lines = answer.facts.filter(f => keys.includes(f.key)).map(f => `${factLine(f)}.`);
  return {
    title: t('draft.title', {place: place || t('narrative.everywhere')}),
    text: [t('draft.intro', {time: timeOfDay(answer.at)}), ...lines].join('\n')
  };
}
