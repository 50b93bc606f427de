// What an observer does at a station, kept until the hub has it: also what belongs to a visit of which the hub has not heard yet.
import {visitStep} from '../../engine/api.mjs';
import {Outbox} from '../../engine/outbox.mjs';

/** Stands in a path for the visit whose arrival is still on its way. */
export const TO_COME = '@';

export class VisitBox extends Outbox {
  /** The visit as the hub said last; the feed may not have told of it yet. */
  said = /** @type {Hub.Visit | undefined} */ (undefined);

  /** @param {string} account */
  constructor(account) {
    super(`visits/${account}`, ({path, json}, key) => visitStep(path, json, key));
    this.addEventListener('sent', e => this.#arrived(e.detail));
    this.addEventListener('refused', e => this.#notArrived(e.detail));
  }

  /** Those of the feed, and what the hub said since. @param {Map<string, Hub.Visit>} visits */
  newest(visits) {
    const {said} = this;
    return said && !((visits.get(said.id)?.seq ?? -1) >= said.seq)
      ? [...[...visits.values()].filter(v => v.id !== said.id), said]
      : [...visits.values()];
  }

  /** What was done there meanwhile goes to the visit that the hub now has. @param {Tz.Sent<Tz.VisitStep, Hub.VisitReceipt>} sent */
  #arrived({receipt, report}) {
    this.said = receipt.visit;
    if (!report.place) return;
    for (const {report: later} of this.waiting)
      if (later.path.startsWith(`/visits/${TO_COME}/`)) later.path = later.path.replace(TO_COME, receipt.id);
  }

  /** There is no such visit: what was done there can't be sent, and is given back in words. @param {Tz.NotTaken<Tz.VisitStep>} refused */
  #notArrived({report}) {
    if (!report.place) return;
    const lost = this.waiting.filter(w => w.report.path.startsWith(`/visits/${TO_COME}/`));
    this.waiting = this.waiting.filter(w => !lost.includes(w));
    const words = [report.json.hindered, ...lost.map(w => w.report.json.text)].filter(Boolean);
    if (words.length) this.dispatchEvent(new CustomEvent('given-back', {detail: words.join('\n')}));
  }
}

/**
 * The visit under way, as this phone knows it: what the hub has, and upon it what still waits. Pure.
 *
 * @param {Hub.Visit[]} visits
 * @param {string} account
 * @param {VisitBox['waiting']} waiting
 * @returns {Hub.Visit | undefined} with `id` TO_COME when the hub has not heard of it
 */
export function underWay(visits, account, waiting) {
  let visit = visits.find(v => v.observer.account === account && v.status !== 'left');
  for (const {report} of waiting) {
    const {path, json, place} = report;
    if (place)
      visit = /** @type {Hub.Visit} */ (
        /** @type {unknown} */ ({
          id: TO_COME,
          place,
          status: json.hindered === undefined ? 'present' : 'hindered',
          since: json.observedAt,
          arrivedAt: json.observedAt,
          answers: [],
          findings: json.hindered === undefined ? [] : [finding(1, 'hindrance', 'attention', json.hindered, json)]
        })
      );
    else if (visit && path.startsWith(`/visits/${visit.id}/`)) visit = after(visit, path, json);
  }
  return visit?.status === 'left' ? undefined : visit;
}

/**
 * @param {number} number
 * @param {'observation' | 'hindrance'} kind
 * @param {string} severity
 * @param {string} text
 * @param {{observedAt: string}} when
 * @returns {Tz.Finding}
 */
const finding = (number, kind, severity, text, {observedAt}) =>
  /** @type {Tz.Finding} */ ({number, kind, severity, text, at: observedAt});

/** @param {Hub.Visit} visit @param {string} path @param {Tz.VisitStep['json']} json @returns {Hub.Visit} */
function after(visit, path, json) {
  const step = path.slice(path.lastIndexOf('/') + 1);
  /** @param {'observation' | 'hindrance'} kind @param {string} severity */
  const next = (kind, severity) => [
    ...visit.findings,
    finding(visit.findings.length + 1, kind, severity, json.text, json)
  ];
  switch (step) {
    case 'answers': {
      /** @type {Hub.Visit['answers']} */
      const given = json.answers.map((/** @type {Hub.Visit['answers'][number]} */ a) => ({...a, at: json.observedAt}));
      return {
        ...visit,
        answers: [...visit.answers.filter(a => !given.some(g => g.question === a.question)), ...given]
      };
    }
    case 'findings':
      return {...visit, findings: next('observation', json.severity)};
    case 'hindrances':
      return {...visit, status: 'hindered', since: json.observedAt, findings: next('hindrance', 'attention')};
    case 'admissions':
      return {...visit, status: 'present', since: json.observedAt};
    case 'departures':
      return {...visit, status: 'left', since: json.observedAt};
    default:
      return visit;
  }
}
