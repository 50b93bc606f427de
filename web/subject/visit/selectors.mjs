// Visits of observers, and which of them need attention. Pure.
import {inScope, isOf} from '../../engine/rights.mjs';
import {weight, worstOf} from '../../engine/severity.mjs';
import {says} from '../../engine/words.mjs';
import {isFor} from '../escalation/selectors.mjs';

/** @param {Hub.Visit['findings'][number]} finding */
const needing = finding => !finding.reaction && finding.severity !== 'info';

/**
 * The observer's present answer, when it is no longer the one that contradicted others. A new answer that contradicts
 * them has a disagreement of its own.
 *
 * @param {Hub.Visit} visit
 * @param {Hub.Visit['disagreements'][number]} disagreement
 */
export function correctionOf(visit, {question, answer}) {
  const newest = visit.answers.findLast(a => a.question === question);
  return newest && newest.answer !== answer ? newest : undefined;
}

/**
 * The state of a visit in a word: hindered first, then contradicted by others, then waiting for a reaction.
 *
 * @param {Hub.Visit} visit
 */
export function stageOf(visit) {
  if (visit.status === 'hindered') return 'hindered';
  if (visit.findings.some(f => f.kind === 'hindrance' && !f.reaction)) return 'was-hindered';
  if (visit.findings.some(needing)) return 'finding';
  if (visit.disagreements.some(d => correctionOf(visit, d) === undefined)) return 'disagreement';
  return visit.status;
}
const STAGES = {
  hindered: 'urgent',
  'was-hindered': 'attention',
  finding: 'attention',
  disagreement: 'attention',
  present: 'info',
  left: 'info'
};
/** The states of a visit, the most urgent first. */
export const STAGE_NAMES = Object.keys(STAGES);

/** @param {Hub.Visit} visit */
export const severityOfVisit = visit => STAGES[stageOf(visit)];

/** The most urgent first; among equals the last changed. @param {Hub.Visit} a @param {Hub.Visit} b */
export const byNeed = (a, b) => STAGE_NAMES.indexOf(stageOf(a)) - STAGE_NAMES.indexOf(stageOf(b)) || b.seq - a.seq;

/** @param {string|undefined} code of the municipality that is looked at @param {Tz.Store} store */
export const visitsIn = (store, code) =>
  [...store.visits.values()].filter(v => !code || v.place.municipality.code === code).sort(byNeed);

/**
 * What is shown of visits, and what is over without anything open, which is folded. Who looks for something gets all
 * that is found: nothing of it is folded.
 *
 * @param {Hub.Visit[]} visits
 * @param {string} typed words for the station, its municipality, or the observer: organisation, badge, account
 * @param {string} stage one of STAGE_NAMES; empty for any
 */
export function partsOf(visits, typed, stage) {
  const found = visits.filter(v => (!stage || stageOf(v) === stage) && says(typed, wordsIn(v)));
  if (typed.trim() || stage) return {shown: found, over: []};
  /** @param {Hub.Visit} v */
  const isOver = v => stageOf(v) === 'left';
  return {shown: found.filter(v => !isOver(v)), over: found.filter(isOver)};
}

/** @param {Hub.Visit} visit */
const wordsIn = ({place, observer}) => [
  place.name,
  place.station,
  place.municipality.name,
  observer.organisation,
  observer.number,
  observer.account
];

/** @param {Tz.Store} store @param {string} station */
export const visitsAt = (store, station) => [...store.visits.values()].filter(v => v.place.station === station);

/**
 * What was brought to others about a visit, the newest first: what is open, and while its observer is kept out also
 * what somebody resolved.
 *
 * @param {Tz.Store} store
 * @param {Hub.Visit} visit
 */
export const escalationsOf = (store, visit) =>
  [...store.escalations.values()]
    .filter(({subject, state}) => subject.kind === 'visit' && subject.id === visit.id && isTold(state, visit))
    .sort((a, b) => Date.parse(b.raisedAt) - Date.parse(a.raisedAt));
/** @param {string} state @param {Hub.Visit} visit */
const isTold = (state, visit) => state !== 'resolved' || visit.status === 'hindered';

const LONG = 400;
const BEGINNING = 300;
/** The beginning of a long text, ending with a whole word; undefined when the text is short. @param {string} text */
export function beginningOf(text) {
  if (text.length <= LONG) return undefined;
  const end = text.lastIndexOf(' ', BEGINNING);
  return end > BEGINNING / 2 ? text.slice(0, end) : [...text.slice(0, BEGINNING + 1)].slice(0, -1).join('');
}

/** May answer what an observer found there. @param {Tz.Principal} principal @param {string} [code] */
export const mayReact = (principal, code) =>
  principal.roles.some(role => role.startsWith('table-')) ||
  (principal.roles.some(role => role === 'municipality' || role === 'mayor') &&
    (principal.municipalities.includes('*') || (code !== undefined && principal.municipalities.includes(code))));

/**
 * What observers found whom the municipality appointed, for its mayor, to whom they report: findings that nobody
 * answered. A hindrance of which an open escalation is with the mayor stands on the page already.
 *
 * @param {Tz.App} app
 * @returns {Tz.Need[]}
 */
export function needsOfMayor(app) {
  const {store, principal} = app;
  if (!principal.roles.includes('mayor')) return [];
  const code = app.scope();
  const escalated = new Set(
    [...store.escalations.values()]
      .filter(e => e.subject.kind === 'visit' && e.state === 'open' && isFor(principal, e))
      .map(e => e.subject.id)
  );
  return [...store.visits.values()]
    .filter(v => v.observer.appointed && isOf(principal, v.place.municipality.code) && inScope(v.place, code))
    .sort(byNeed)
    .flatMap(visit => {
      /** @param {Tz.Finding} f */
      const severity = f =>
        f.kind === 'hindrance' && visit.status === 'hindered' ? 'urgent' : worstOf(['attention', f.severity]);
      const [finding] = visit.findings
        .filter(f => !f.reaction && (f.kind === 'hindrance' ? !escalated.has(visit.id) : f.severity !== 'info'))
        .sort((a, b) => weight(severity(b)) - weight(severity(a)) || b.number - a.number);
      return finding ? [{kind: 'visit', severity: severity(finding), visit, finding}] : [];
    });
}

/** The questions of the checklist, by part of the day. The hub has the same (Question). */
export const CHECKLIST = {
  opening: ['box-shown-empty', 'booths-secret', 'lists-posted'],
  voting: [
    'open',
    'waiting-minutes',
    'members-present',
    'voters-admitted',
    'ballots-left',
    'identity-checked',
    'one-in-a-booth',
    'two-proxies-at-most',
    'free-of-campaigning',
    'accessible',
    'could-watch-voting'
  ],
  closing: ['waiting-voted', 'doors-open-to-public', 'ballots-never-alone'],
  counting: [
    'counted-by-hand',
    'could-watch-count',
    'voters-counted-first',
    'differences-explained',
    'objections-noted',
    'outcome-said-aloud',
    'report-signed'
  ]
};
const NUMBERS = ['waiting-minutes', 'members-present', 'voters-admitted'];

/** @param {string} question @returns {string[]|undefined} the words that answer it; undefined for a number */
export const wordsOf = question =>
  NUMBERS.includes(question)
    ? undefined
    : question === 'ballots-left'
      ? ['sufficient', 'low', 'out']
      : ['yes', 'no', 'not-seen'];

/** Whether an answer is a negative one. @param {string} answer */
export const isAmiss = answer => answer === 'no' || answer === 'out';
