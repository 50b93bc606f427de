import {html} from 'lit';
import {repeat} from 'lit-html/directives/repeat.js';
import {stampOf} from '../../engine/clock.mjs';
import {timeIn} from '../../ui/clock-there.mjs';
import {duration, number, t} from '../../i18n/i18n.mjs';
import {severityIcon} from '../../ui/severity-icon.mjs';
import {LiveElement} from '../../ui/element.mjs';
import {labelOf} from '../../ui/label.mjs';
import {listFiles} from '../../ui/list-files.mjs';
import {foldedByKind, placesOf} from './folding.mjs';

/** Rows that are drawn, and the most entries that they are made of. */
const SHOWN = 80;
const LOOKED_AT = 600;
/** @type {Record<string, number>} */
const WEIGHT = {critical: 3, urgent: 2, attention: 1, info: 0};
const KINDS = [
  'suspended',
  'ballots-out',
  'overdue',
  'too-few-members',
  'long-waiting',
  'silent',
  'ballots-low',
  'resumed',
  'open',
  'closed',
  'counting',
  'counted',
  'on-the-way',
  'arrived',
  'counting-candidates',
  'note',
  'report',
  'reported',
  'escalation-open',
  'incident-verified',
  'narrative-reported',
  'response-challenged'
];

/**
 * What changed, newest first. It does not move while the pointer is on it or it is scrolled: new entries wait behind a
 * button.
 */
class Feed extends LiveElement {
  static properties = {
    ...LiveElement.properties,
    minutes: {type: Number},
    held: {state: true},
    unfolded: {state: true}
  };
  every = 400;

  constructor() {
    super();
    /** @type {Tz.Entry[] | undefined} */
    this.held;
    /** Folded entries whose parts are shown. @type {Set<string>} */
    this.unfolded = new Set();
    /** Only what is not older; on the wall nobody scrolls. @type {number | undefined} */
    this.minutes = undefined;
  }

  /** The lowest severity that is shown; in the address, like the kind. */
  get least() {
    const asked = this.app.address.get('least') ?? '';
    return asked in WEIGHT ? asked : 'attention';
  }

  get kind() {
    const asked = this.app.address.get('kind') ?? '';
    return KINDS.includes(asked) ? asked : '';
  }

  entries(most = LOOKED_AT) {
    const scope = this.app.scope();
    const least = WEIGHT[this.least];
    return this.app.store.feed
      .filter(
        e =>
          WEIGHT[e.severity] >= least &&
          (!this.minutes || this.app.clock.minutesSince(e.at) <= this.minutes) &&
          (!this.kind || e.kind === this.kind) &&
          (!scope || e.municipality?.code === scope)
      )
      .slice(0, most);
  }

  hold() {
    this.held ??= this.entries();
  }

  /** @param {Event} [event] */
  release(event) {
    const list = this.querySelector('.entries');
    if (!list || (list.scrollTop > 4 && event?.type !== 'click')) return;
    list.scrollTop = 0;
    this.held = undefined;
  }

  /** @param {{least?: string, kind?: string}} changes */
  choose(changes) {
    const {least = this.least, kind = this.kind} = changes;
    this.app.address.set({least: least === 'attention' ? undefined : least, kind: kind || undefined}, true);
    this.held = undefined;
  }

  render() {
    const now = this.entries();
    const shown = this.held ?? now;
    const known = new Set(shown.map(e => e.key));
    const fresh = this.held ? now.filter(e => !known.has(e.key)).length : 0;
    return html`<section
      class="feed"
      aria-label=${t('feed.title')}
      @pointerenter=${this.hold}
      @pointerleave=${this.release}
    >
      <div class="feed-filters">
        <div class="segments" role="group" aria-label=${t('feed.severity')}>
          ${['info', 'attention', 'urgent'].map(
            s =>
              html`<button aria-pressed=${this.least === s} @click=${() => this.choose({least: s})}>
                ${t(s === 'info' ? 'feed.all' : `feed.${s}`)}
              </button>`
          )}
        </div>
        <select
          aria-label=${t('feed.kind')}
          @change=${e =>
            this.choose({
              kind: e.target.value,
              least: WEIGHT[this.least] > 0 && e.target.selectedIndex > 7 ? 'info' : this.least
            })}
        >
          <option value="">${t('feed.anyKind')}</option>
          ${KINDS.map(k => html`<option value=${k} ?selected=${this.kind === k}>${t(`kindname.${k}`)}</option>`)}
        </select>
        ${fresh > 0 ? html`<button class="fresh" @click=${this.release}>${t('feed.new', {count: fresh})}</button>` : ''}
      </div>
      <ol
        class="entries"
        tabindex="0"
        aria-label=${t('feed.title')}
        @scroll=${e => (e.target.scrollTop > 4 ? this.hold() : undefined)}
      >
        ${repeat(
          (this.kind ? shown : foldedByKind(shown)).slice(0, SHOWN),
          e => e.key,
          e => (e.folded ? this.foldedEntry(e, e.folded) : this.entry(e))
        )}
        ${shown.length === 0
          ? html`<li class="empty">${t('feed.empty')}</li>`
          : html`<li class="after">
              ${listFiles(
                (text, wrong) => this.app.tell(text, wrong),
                () => this.asShown(this.entries(Infinity))
              )}
            </li>`}
      </ol>
    </section>`;
  }

  /** @param {Tz.Entry[]} entries @returns {Tz.ListAsShown} */
  asShown(entries) {
    return {
      title: t('feed.title'),
      columns: ['time', 'severity', 'what', 'place', 'municipality', 'words', 'by'].map(c => t(`file.${c}`)),
      rows: entries.map(e => [
        stampOf(e.at),
        t(`severity.${e.severity}`),
        titleOf(e),
        e.name,
        e.municipality?.name,
        e.note,
        whoOf(e)
      ])
    };
  }

  /** What happened to many stations in the same minutes. @param {Tz.Entry} e @param {Tz.Entry[]} parts */
  foldedEntry(e, parts) {
    const open = this.unfolded.has(e.key);
    const {names, more} = placesOf(parts, Boolean(this.app.scope()));
    return html`<li class="entry ${e.severity} many">
      <button
        aria-expanded=${open}
        @click=${() => {
          this.unfolded = new Set(open ? [...this.unfolded].filter(k => k !== e.key) : [...this.unfolded, e.key]);
        }}
      >
        ${severityIcon(e.severity, t(`severity.${e.severity}`))}
        <span class="what"
          ><b>${t('feed.many', {count: number(parts.length), what: t(`kindname.${e.kind}`)})}</b>
          <span class="where">${names.join(', ')}${more > 0 ? ` +${number(more)}` : ''}</span></span
        >
        <span class="when"
          ><time>${timeIn(e.at, e.municipality?.code)}</time
          ><span class="quiet">${duration(this.app.clock.minutesSince(e.at))} ${open ? '▾' : '▸'}</span></span
        >
      </button>
      ${open
        ? html`<ol>
            ${parts.slice(0, SHOWN).map(p => this.entry(p))}
          </ol>`
        : ''}
    </li>`;
  }

  /** @param {Tz.Entry} e */
  entry(e) {
    return html`<li class="entry ${e.severity}">
      <button @click=${() => this.app.address.set(e.item ? {item: e.item} : {station: e.station})}>
        ${severityIcon(e.severity, t(`severity.${e.severity}`))}
        <span class="what"
          ><b>${titleOf(e)}</b>${e.unverified
            ? html` <span class="chip unverified">${t('unverified')}</span>`
            : ''}${e.times > 1 ? html` <span class="times">${t('feed.times', {times: e.times})}</span>` : ''}
          <span class="where">${[e.name, e.municipality?.name].filter(Boolean).join(' · ')}</span>
          ${e.note ? html`<span class="note">“${e.note.slice(0, 160)}”</span>` : ''}</span
        >
        <span class="when"
          ><time>${timeIn(e.at, e.municipality?.code)}</time
          ><span class="quiet">${duration(this.app.clock.minutesSince(e.at))}</span
          ><span class="quiet by">${whoOf(e)}</span></span
        >
      </button>
    </li>`;
  }
}
customElements.define('tz-feed', Feed);

/** @param {Tz.Entry} e */
const titleOf = e =>
  t(`kind.${e.kind}`, {
    minutes: e.waitingMinutes,
    what: e.subject ? labelOf(e.subject, e.rule) : what(e.label),
    level: e.level ? t(`level.${e.level}`) : ''
  });

/** @param {Tz.Entry} e */
const whoOf = e => (e.role === 'public' ? t('source.public') : e.role ? t(`role.${e.role}`) : 'Tafelzicht');

/** A kind of report, narrative or answer, or what a station is. @param {string | undefined} label */
const what = label =>
  label === undefined
    ? ''
    : (['reportkind', 'status', 'narrativekind', 'response', 'kind']
        .map(list => [list, t(`${list}.${label}`)])
        .find(([list, text]) => text !== `${list}.${label}`)?.[1] ?? label);
