// An observer's actions at a station, kept until the hub has accepted them, including those of a visit that the hub
// does not know yet.
import {visitStep} from '../../engine/api.mjs';
import {Kept} from '../../engine/kept.mjs';
import {Outbox} from '../../engine/outbox.mjs';

/**
 * Begins the id of a visit whose arrival is still on its way; the key of that arrival follows. Earlier versions of the
 * page wrote no key: then it is the last arrival that waits before it.
 */
export const TO_COME = '@';

/** How many visits are remembered by the key of their arrival; more than anybody makes in a day. */
const MOST_NAMED = 100;

/** The visit in the path of a step. @param {string} path */
const visitOf = path => path.split('/')[2];

export class VisitBox extends Outbox {
  /** The visit in the hub's last answer; the feed may not have it yet. */
  said = /** @type {Hub.Visit | undefined} */ (undefined);

  /** @param {string} account */
  constructor(account) {
    super(`visits/${account}`, ({path, json}, key) => visitStep(path, json, key));
    /** What the hub refused, with everything that depended on it. @type {Kept<Tz.NotTakenVisit>} */
    this.refusals = new Kept(`not-taken/visits/${account}`);
    this.addEventListener('sent', e => this.#arrived(e.detail));
    this.addEventListener('refused', e => this.#notTaken(e.detail));
  }

  /**
   * The hub's ids of the visits that began with these arrivals. @returns {Kept<{key: string, n: number, id: string}>}
   */
  get named() {
    return new Kept(`named/${this.storage}`);
  }

  /** The hub's id of a visit, if it has one. @param {string} visit */
  idOf(visit) {
    return this.named.all().find(({key}) => visit === TO_COME + key)?.id ?? visit;
  }

  read() {
    let arrival = '';
    return super.read().map(one => {
      const {key, report} = one;
      if (report.place) arrival = key;
      else if (visitOf(report.path) === TO_COME && arrival) {
        report.path = report.path.replace(TO_COME, TO_COME + arrival);
        this.keep(one);
      }
      const visit = visitOf(report.path);
      return visit.startsWith(TO_COME)
        ? {...one, report: {...report, path: report.path.replace(visit, this.idOf(visit))}}
        : one;
    });
  }

  /** @param {string | null} key */
  concerns(key) {
    return super.concerns(key) || this.refusals.isOf(key);
  }

  /** The visits of the feed, updated with newer answers of the hub. @param {Map<string, Hub.Visit>} visits */
  newest(visits) {
    const {said} = this;
    return said && !((visits.get(said.id)?.seq ?? -1) >= said.seq)
      ? [...[...visits.values()].filter(v => v.id !== said.id), said]
      : [...visits.values()];
  }

  /**
   * Sends actions that waited for the arrival to the visit that the hub now has. @param {Tz.Sent<Tz.VisitStep,
   * Hub.VisitReceipt>} sent
   */
  #arrived({receipt, report, key}) {
    this.said = receipt.visit;
    if (!report.place) return;
    this.named.put({key, id: receipt.id});
    for (const old of this.named.all().slice(0, -MOST_NAMED)) this.named.drop(old.key);
  }

  /**
   * Keeps a refused action on this phone, with its station, time and text; for an arrival, also everything done there.
   * Actions at other stations keep waiting.
   *
   * @param {Tz.NotTaken<Tz.VisitStep>} refused
   */
  #notTaken({problem, report, key}) {
    const lost = report.place ? this.read().filter(w => visitOf(w.report.path) === TO_COME + key) : [];
    this.refusals.put({
      key,
      place: report.place ?? report.of,
      problem: {status: problem.status, message: problem.message, errors: problem.errors},
      steps: [{key, report}, ...lost.map(w => ({key: w.key, report: w.report}))]
    });
    for (const one of lost) this.drop(one.key);
  }

  /** Sends a refused action again, as a new one. @param {string} key */
  again(key) {
    const refused = this.refusals.all().find(r => r.key === key);
    if (!refused) return;
    const arrival = crypto.randomUUID();
    for (const {report} of refused.steps) {
      const path = report.path.replace(`/${TO_COME}${key}/`, `/${TO_COME}${arrival}/`);
      this.keep({key: report.place ? arrival : crypto.randomUUID(), report: {...report, path}});
    }
    this.discard(key);
    this.send();
  }

  /** Discards a refused action. @param {string} key */
  discard(key) {
    this.refusals.drop(key);
    this.look();
  }

  empty() {
    for (const {key} of this.refusals.all()) this.refusals.drop(key);
    super.empty();
  }
}

/**
 * A person's visits as this phone knows them: those of the hub, with the waiting actions applied. Pure.
 *
 * @param {Hub.Visit[]} visits
 * @param {string} account
 * @param {Pick<VisitBox['waiting'][number], 'key' | 'report'>[]} waiting
 * @returns {Hub.Visit[]} one of which the hub has not heard has an `id` that begins with TO_COME
 */
export function ownVisits(visits, account, waiting) {
  const own = new Map(visits.filter(v => v.observer.account === account).map(v => [v.id, v]));
  for (const {key, report} of waiting) {
    const {path, json, place} = report;
    const id = place ? TO_COME + key : visitOf(path);
    const visit = own.get(id);
    if (place)
      own.set(
        id,
        /** @type {Hub.Visit} */ (
          /** @type {unknown} */ ({
            id,
            place,
            status: json.hindered === undefined ? 'present' : 'hindered',
            since: json.observedAt,
            arrivedAt: json.observedAt,
            answers: [],
            findings: json.hindered === undefined ? [] : [finding(1, 'hindrance', 'attention', json.hindered, json)]
          })
        )
      );
    else if (visit) own.set(id, after(visit, path, json));
  }
  return [...own.values()];
}

/** The visit under way, if there is one. @param {Hub.Visit[]} own */
export const underWay = own => own.findLast(v => v.status !== 'left');

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
      return {...visit, status: 'left', since: json.observedAt, leftAt: json.observedAt};
    default:
      return visit;
  }
}
