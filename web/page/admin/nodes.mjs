import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {t} from '../../i18n/i18n.mjs';
import {timeWithSeconds} from '../../engine/clock.mjs';
import {PageElement} from '../../ui/element.mjs';

const LOOK_MILLIS = 5_000;
/** A node reports its state every 5 s. */
const SILENT_SECONDS = 15;
const OLD_SECONDS = 5;
const WAITING_SECONDS = 120;
const LAG_MILLIS = 2_000;
const EVENTS_BEHIND = 500;
const CLOCK_MILLIS = 2_000;

const number = new Intl.NumberFormat('nl-NL', {maximumFractionDigits: 1});

/** The most frequent value. @param {unknown[]} values */
function mostly(values) {
  const counted = new Map();
  for (const value of values) counted.set(value, (counted.get(value) ?? 0) + 1);
  return [...counted].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/**
 * In what nodes have to be alike: the settings and the version of most of those that are there.
 *
 * @param {Tz.Node[]} nodes
 */
function usualOf(nodes) {
  const names = new Set(nodes.flatMap(n => Object.keys(n.settings ?? {})));
  return {
    version: mostly(nodes.map(n => n.status.version)),
    settings: Object.fromEntries([...names].map(name => [name, mostly(nodes.flatMap(n => n.settings?.[name] ?? []))]))
  };
}

/**
 * The problems of a node, in words; empty when there are none.
 *
 * @param {Tz.Node} node
 * @param {number} head
 * @param {number} nodes
 * @param {ReturnType<typeof usualOf>} usual
 */
function troubles({status, silentSeconds, stuck, settings, clockAheadMillis}, head, nodes, usual) {
  if (silentSeconds > SILENT_SECONDS) return [t('admin.trouble.silent', {seconds: Math.round(silentSeconds)})];
  const found = [];
  if (stuck) found.push(t('admin.trouble.stuck', {why: stuck}));
  if (status.picture.ageSeconds > OLD_SECONDS)
    found.push(t('admin.trouble.blind', {seconds: Math.round(status.picture.ageSeconds)}));
  if (head - status.picture.seq > EVENTS_BEHIND)
    found.push(t('admin.trouble.behind', {events: number.format(head - status.picture.seq)}));
  if (status.journal.lagMaxMillis > LAG_MILLIS)
    found.push(t('admin.trouble.lag', {seconds: number.format(status.journal.lagMaxMillis / 1000)}));
  if (Math.abs(clockAheadMillis ?? 0) > CLOCK_MILLIS)
    found.push(t('admin.trouble.clock', {seconds: number.format(clockAheadMillis / 1000)}));
  for (const [name, value] of Object.entries(settings ?? {})) {
    if (usual.settings[name] !== undefined && usual.settings[name] !== value)
      found.push(t('admin.trouble.setting', {name, value, usual: usual.settings[name]}));
  }
  if (status.version !== usual.version)
    found.push(t('admin.trouble.version', {version: status.version ?? '?', usual: usual.version ?? '?'}));
  if (status.nodes < nodes) found.push(t('admin.trouble.alone', {nodes: status.nodes, all: nodes}));
  if (status.notifications.oldestSeconds > WAITING_SECONDS)
    found.push(t('admin.trouble.told', {minutes: Math.round(status.notifications.oldestSeconds / 60)}));
  if (status.machine.heapMaxMegabytes && status.machine.heapMegabytes > 0.9 * status.machine.heapMaxMegabytes)
    found.push(t('admin.trouble.heap'));
  return found;
}

/** @param {object} of @param {string} prefix */
const counts = (of, prefix) =>
  Object.entries(of)
    .map(([word, n]) => `${t(`${prefix}.${word}`)} ${number.format(n)}`)
    .join(' · ') || '–';

/** The state of each node, by its own metrics. */
class Nodes extends PageElement {
  static properties = {nodes: {state: true}, problem: {state: true}};

  constructor() {
    super();
    /** @type {Tz.Node[]} */
    this.nodes;
  }

  connectedCallback() {
    super.connectedCallback();
    this.look();
    this.timer = setInterval(() => this.look(), LOOK_MILLIS);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  async look() {
    try {
      this.nodes = (await api.nodes()).items;
      this.seenAt = Date.now();
      this.problem = undefined;
    } catch (problem) {
      if (api.statusOf(problem) === 401) location.reload();
      this.problem = problem;
    }
  }

  render() {
    return html`<p class="quiet">${t('admin.lead')}</p>
      ${this.problem
        ? html`<p class="warning" role="alert">
            ${t('admin.unknown', {time: this.seenAt ? timeWithSeconds(this.seenAt) : '–'})}
          </p>`
        : ''}
      ${this.nodes ? this.allNodes() : html`<p aria-busy="true">${t('app.loading')}</p>`}`;
  }

  allNodes() {
    const head = Math.max(0, ...this.nodes.map(n => n.status.picture.seq));
    const there = this.nodes.filter(n => n.silentSeconds <= SILENT_SECONDS);
    const usual = usualOf(there);
    return html`<ul class="nodes ${this.problem ? 'stale' : ''}">
      ${this.nodes.map(node => this.node(node, head, there.length, usual))}
    </ul>`;
  }

  /** @param {Tz.Node} node @param {number} head @param {number} heard @param {ReturnType<typeof usualOf>} usual */
  node(node, head, heard, usual) {
    const {status} = node;
    const wrong = troubles(node, head, heard, usual);
    const viewers = Object.values(status.feed.viewers).reduce((a, b) => a + b, 0);
    /** @type {[string, Tz.Drawn][]} */
    const rows = [
      ['admin.viewers', html`<strong>${number.format(viewers)}</strong> ${counts(status.feed.viewers, 'role')}`],
      ['admin.reports', counts(status.reports, 'admin.result')],
      [
        'admin.journal',
        t('admin.journal.text', {
          seq: number.format(status.picture.seq),
          append: number.format(status.journal.appendMaxMillis),
          batch: number.format(status.journal.batchMean)
        })
      ],
      [
        'admin.lag',
        t('admin.lag.text', {
          lag: number.format(status.journal.lagMaxMillis),
          age: number.format(status.picture.ageSeconds)
        })
      ],
      [
        'admin.feed',
        t('admin.feed.text', {
          frames: number.format(status.feed.frames),
          megabytes: number.format(status.feed.megabytes),
          behind: status.feed.behind,
          slow: status.feed.slow
        })
      ],
      ['admin.escalations', counts(status.escalations, 'escalation.state')],
      [
        'admin.told',
        t('admin.told.text', {
          waiting: status.notifications.waiting,
          seconds: Math.round(status.notifications.oldestSeconds)
        })
      ],
      [
        'admin.machine',
        t('admin.machine.text', {
          heap: number.format(status.machine.heapMegabytes),
          max: number.format(status.machine.heapMaxMegabytes),
          processors: number.format(status.machine.processors)
        })
      ]
    ];
    return html`<li class=${wrong.length ? 'wrong' : 'well'}>
      <h2>${status.node} <span class="quiet">${status.version ?? ''}</span></h2>
      <p class="state">
        ${wrong.length ? html`<strong>${t('admin.wrong')}</strong>` : html`<strong>${t('admin.well')}</strong>`}
        <span class="quiet">${t('admin.heard', {seconds: Math.round(node.silentSeconds)})}</span>
      </p>
      ${wrong.length
        ? html`<ul>
            ${wrong.map(text => html`<li>${text}</li>`)}
          </ul>`
        : ''}
      <dl>
        ${rows.map(
          ([label, text]) =>
            html`<div>
              <dt>${t(label)}</dt>
              <dd>${text}</dd>
            </div>`
        )}
      </dl>
    </li>`;
  }
}
customElements.define('tz-admin-nodes', Nodes);
