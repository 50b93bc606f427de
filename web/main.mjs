// The page: identifies the person, and then shows the page for that person's role.
import {html} from 'lit';
import {keyed} from 'lit-html/directives/keyed.js';
import * as api from './engine/api.mjs';
import {Connection} from './engine/connection.mjs';
import {hoursOfMost, phaseOf} from './engine/day.mjs';
import {PlaceTrend, Trend} from './engine/trend.mjs';
import {DayClock, readFrom, timeWithSeconds} from './engine/clock.mjs';
import {Store} from './engine/store.mjs';
import {PastClock, Player} from './engine/player.mjs';
import {ofKind, subjects} from './engine/subjects.mjs';
import {t} from './i18n/i18n.mjs';
import './subject/subjects.mjs';
import {Address} from './engine/address.mjs';
import {Alarm} from './page/alarm.mjs';
import {PageElement} from './ui/element.mjs';
import {followPaper, printHead} from './page/paper.mjs';
import './page/time-bar.mjs';
import './page/login.mjs';

/** For fields that are set before anything that reads them is drawn. any: whatever it is @returns {any} */
const unset = () => undefined;

/** The state that all elements of the page share. */
export class App extends EventTarget {
  /** The present picture, and the one that is shown: the same, unless the person looks back. */
  live = /** @type {Tz.Store} */ (/** @type {unknown} */ (new Store()));
  store = this.live;
  liveClock = new DayClock();
  /** @type {Tz.Clock} */
  clock = this.liveClock;
  address = new Address();
  /** @type {Tz.Principal} */
  principal = unset();
  /** The person as logged in, while looking back. @type {Tz.Principal} */
  owner = unset();
  /** Plays the past, while the person looks back. @type {Player} */
  player = unset();
  /** @type {Alarm} */
  alarm = unset();
  /** Past values of the counters of everything in view. */
  trend = new Trend();
  /** How many stations of each municipality needed attention. */
  places = new PlaceTrend();
  /** @type {{store: Tz.Store, size: number, hours: ReturnType<typeof hoursOfMost>} | undefined} */
  #hoursOf;
  /** @type {Connection} */
  connection = unset();
  /** Actions that have not reached the hub; set by a page that keeps such actions. */
  unsent = {count: () => 0, discard: () => {}};

  /** The page that is shown: `desk`, `chair`. @type {string | undefined} */
  page;
  /** Numbers that the page counts itself; remembered with the counters of the minute. @type {Record<string, number>} */
  numbers = {};

  /** What draws accounts, for the auditor. */
  loadAccounts = () => import('./page/admin/accounts.mjs');

  get exercise() {
    return this.clock.exercise;
  }

  /** The one municipality of somebody who has just one. */
  homeMunicipality() {
    const codes = this.principal.municipalities;
    return codes.length === 1 && codes[0] !== '*' ? codes[0] : undefined;
  }

  /** The chosen municipality, if there is one. */
  scope() {
    return this.address.get('municipality') ?? this.homeMunicipality();
  }

  /** Which phase the day is in, here. */
  phase() {
    const {store} = this;
    if (this.#hoursOf?.store !== store || this.#hoursOf.size !== store.stations.size)
      this.#hoursOf = {store, size: store.stations.size, hours: hoursOfMost(store.stations.values())};
    const scope = this.scope();
    return phaseOf(this.#hoursOf.hours, this.clock.now(), (scope && store.municipalities.get(scope)) || store.total);
  }

  get isPast() {
    return this.store !== this.live;
  }

  /** Shows a moment of the past instead of the present; nothing can be changed meanwhile. */
  lookBack() {
    if (this.isPast) return;
    this.store = /** @type {Tz.Store} */ (/** @type {unknown} */ (new Store()));
    const clock = new PastClock(this.liveClock);
    this.clock = clock;
    this.owner = this.principal;
    this.principal = {
      ...this.principal,
      roles: this.principal.roles.some(r => r.startsWith('table-'))
        ? ['auditor']
        : this.principal.roles.map(() => 'reader')
    };
    this.player = new Player(this.store, clock);
    this.dispatchEvent(new Event('past'));
  }

  returnToLive() {
    if (!this.isPast) return;
    this.player.stop();
    this.address.set({at: undefined}, true);
    this.store = this.live;
    this.clock = this.liveClock;
    this.principal = this.owner;
    this.dispatchEvent(new Event('past'));
  }

  /** Shows the result of an action. @param {string} text @param {() => void} [undo] */
  tell(text, wrong = false, undo = undefined) {
    this.dispatchEvent(new CustomEvent('told', {detail: {text, wrong, undo}}));
  }

  toggleTheme() {
    const theme = document.documentElement.dataset.theme === 'light' ? 'dark' : 'light';
    localStorage.setItem('theme', theme);
    document.documentElement.dataset.theme = theme;
    this.dispatchEvent(new Event('theme'));
    this.dispatchEvent(new Event('tick'));
  }

  async logOut() {
    await api.logOut().catch(() => undefined);
    location.assign(document.documentElement.dataset.issuer ? '/login/end' : '/');
  }
}

/** What draws the subjects, for pages that show what they have; partners see claims and what is answered to them. */
const PARTNERS = ['narrative', 'response', 'report'];
/** @param {string[]} [kinds] */
const elements = kinds => Promise.all((kinds ? kinds.map(ofKind) : subjects()).map(subject => subject?.elements?.()));
/** @type {Record<string, () => Promise<unknown>>} */
const PAGES = {
  admin: () => import('./page/admin/admin.mjs'),
  partner: () => Promise.all([import('./page/partner/partner.mjs'), elements(PARTNERS)]),
  observer: () => import('./page/observer/observer.mjs'),
  chair: () => import('./page/chair/chair.mjs'),
  triangle: () => Promise.all([import('./page/triangle/triangle.mjs'), elements()]),
  desk: () => Promise.all([import('./page/desk/desk.mjs'), elements()])
};

/** Asks for all modules of a page at once; the hub has written down which (ModuleGraph). @param {string} page */
function preload(page) {
  const modules = JSON.parse(document.getElementById('modules')?.textContent ?? '{}');
  const drawn = ['admin', 'chair', 'observer'].includes(page)
    ? []
    : Object.keys(modules).filter(
        m => m.endsWith('/elements.mjs') && (page !== 'partner' || PARTNERS.some(kind => m.includes(`/${kind}/`)))
      );
  const wanted = [`/page/${page}/${page}.mjs`, ...drawn].flatMap(m => modules[m] ?? []);
  for (const href of new Set(wanted))
    document.head.append(Object.assign(document.createElement('link'), {rel: 'modulepreload', href}));
  if (page === 'desk')
    document.head.append(
      Object.assign(document.createElement('link'), {
        rel: 'preload',
        as: 'fetch',
        crossOrigin: 'anonymous',
        href: '/map/areas.json'
      })
    );
}

/** The page for a person: the page of the role with the narrowest view. @param {Tz.Principal} principal */
function pageOf({roles}) {
  if (roles.includes('station-chair')) return 'chair';
  if (roles.every(role => role === 'admin')) return 'admin';
  if (roles.every(role => role === 'observer')) return 'observer';
  if (roles.every(role => role === 'partner')) return 'partner';
  return roles.every(role => ['mayor', 'police', 'prosecutor'].includes(role)) ? 'triangle' : 'desk';
}

const LONGEST_WAIT_MILLIS = 30_000;
const LONGEST_DRAWING_MILLIS = 3_000;

/** Resolves when the map is drawn; without a map, the rest is shown anyway. @param {App} app */
const mapDrawn = app =>
  new Promise(resolve => {
    app.addEventListener('drawn', resolve, {once: true});
    setTimeout(resolve, LONGEST_DRAWING_MILLIS);
  });

class Page extends PageElement {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #again;
  #wait = 1_000;

  static properties = {phase: {state: true}, message: {state: true}, touring: {state: true}, helping: {state: true}};

  constructor() {
    super();
    this.phase = 'starting';
    document.documentElement.dataset.theme = localStorage.getItem('theme') ?? 'dark';
  }

  connectedCallback() {
    super.connectedCallback();
    this.begin();
    setInterval(() => this.tick(), 1000);
  }

  tick() {
    const {app} = this;
    if (!app) return;
    if (app.clock.known && !app.isPast && app.live.total.stations > 0) this.remember(app);
    app.dispatchEvent(new Event('tick'));
  }

  /** @param {App} app */
  remember(app) {
    const {live, trend, places} = app;
    const now = app.clock.now();
    trend.restore(live.journal, now);
    if (trend.sample(now, {...live.total, reports: live.reports.size, ...app.numbers})) trend.keep(live.journal);
    places.sample(
      now,
      [...live.municipalities.entries()].map(([code, counts]) => [code ?? '', counts.attention])
    );
  }

  async begin() {
    const config = document.documentElement.dataset;
    this.demo = config.demo === 'true';
    this.issuer = config.issuer;
    const refused = new URLSearchParams(location.search).get('login');
    if (refused) {
      history.replaceState(null, '', '/');
      this.message = t(`login.issuer.${['again', 'refused', 'unavailable'].includes(refused) ? refused : 'again'}`);
    }
    let principal;
    try {
      principal = await api.currentSession();
    } catch (problem) {
      this.phase = 'login';
      if (api.statusOf(problem) !== 401) this.#beginLater();
      return;
    }
    this.message = undefined;
    await this.show(principal);
  }

  /** After a reload while the hub can't answer, the session may still be valid: the page asks again later. */
  #beginLater() {
    this.message = t('login.offline');
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MILLIS);
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.begin(), this.#wait * (0.75 + Math.random() / 2));
  }

  /** @param {Tz.Principal} principal */
  async show(principal) {
    clearTimeout(this.#again);
    const app = (this.app = new App());
    app.principal = principal;
    readFrom(app.homeMunicipality());
    app.page = this.kind = pageOf(principal);
    app.address.addEventListener('change', () => this.requestUpdate());
    app.addEventListener('tour', () => this.tour());
    preload(this.kind);
    if (this.kind === 'admin') {
      app.addEventListener('theme', () => this.requestUpdate());
      if (await this.load()) this.phase = 'admin';
      return;
    }
    followPaper(app);
    app.alarm = new Alarm(app);
    app.alarm.addEventListener('change', () => app.dispatchEvent(new Event('tick')));
    const connection = (app.connection = new Connection(app.live, app.liveClock));
    app.addEventListener('past', () => this.requestUpdate());
    connection.addEventListener('state', () => this.requestUpdate());
    connection.addEventListener('age', () => connection.state === 'offline' && this.requestUpdate());
    connection.addEventListener('ended', e => this.ended(e.detail));
    this.phase = 'loading';
    const started = connection.start(this.kind === 'desk' ? mapDrawn(app) : undefined);
    if (!(await this.load())) return connection.stop();
    await started;
    await app.liveClock.whenKnown; // "in 5 minutes" by another clock would be wrong
    if (this.phase === 'loading') this.phase = 'shown';
    if (app.address.get('at') && !['chair', 'observer'].includes(this.kind))
      app.liveClock.whenKnown.then(() => app.lookBack());
  }

  /**
   * Loads the modules of this person's page. @returns {Promise<boolean>} false when one failed to load: begin.js
   * handles that
   */
  async load() {
    try {
      await PAGES[this.kind ?? '']();
      dispatchEvent(new Event('complete'));
      return true;
    } catch {
      dispatchEvent(new Event('incomplete'));
      return false;
    }
  }

  /** A wall screen that renewed its session continues with the new one when the first expires. */
  async goesOn() {
    if (!this.app.address.get('wall')) return false;
    return api.currentSession().then(
      () => true,
      () => false
    );
  }

  /** @param {string} why */
  async ended(why) {
    if (why === 'session' && (await this.goesOn())) return location.reload();
    if (why === 'nothing') {
      this.phase = 'nothing';
      return;
    }
    this.message = t(why === 'rights' ? 'login.rights' : 'login.ended');
    this.phase = 'login';
  }

  render() {
    switch (this.phase) {
      case 'login':
        return html`<tz-login
          .message=${this.message}
          ?demo=${this.demo}
          .issuer=${this.issuer}
          @done=${(/** @type {CustomEvent<Tz.Principal>} */ event) => {
            this.message = undefined;
            this.show(event.detail);
          }}
        ></tz-login>`;
      case 'nothing':
        return html`<main class="login" id="content">
          <div class="login-card">
            <h1>Tafelzicht</h1>
            <p>${t('live.nothing')}</p>
            <button @click=${() => this.app.logOut()}>${t('logout')}</button>
          </div>
        </main>`;
      case 'admin':
        return html`<tz-admin .app=${this.app}></tz-admin>${this.help()}`;
      case 'shown':
        return this.picture();
      default:
        return html`${this.offlineBanner()}
          <main class="loading" id="content" aria-busy="true"><p>${t('app.loading')}</p></main>`;
    }
  }

  /** Says that nothing of the hub arrives. */
  offlineBanner() {
    const connection = this.app?.connection;
    if (connection?.state !== 'offline') return '';
    return html`<div class="offline-banner" role="alert">
      ${t(connection.full ? 'live.full' : 'live.banner', {
        time: this.app.live.at ? timeWithSeconds(Date.parse(this.app.live.at)) : '–'
      })}
    </div>`;
  }

  picture() {
    const {connection, store} = this.app;
    const offline = connection.state === 'offline';
    return html`<a class="skip" href="#content">${t('app.skip')}</a>
      ${this.offlineBanner()}${this.help()}${printHead(this.app)}
      <div class="page ${offline ? 'stale' : ''} ${this.app.isPast ? 'past' : ''}">${keyed(store, this.person())}</div>
      ${this.app.isPast ? html`<tz-time-bar .app=${this.app}></tz-time-bar>` : ''}`;
  }

  /** A tour of the page, which takes a minute. */
  async tour() {
    await import('./page/help/tour.mjs');
    this.touring = true;
  }

  /** The manual, where the address asks for it, and the tour. */
  help() {
    const wanted = Boolean(this.app.address.get('help'));
    if (wanted && !this.helping)
      import('./page/help/help.mjs').then(() => {
        this.helping = true;
      });
    return html`${wanted && this.helping ? html`<tz-help .app=${this.app}></tz-help>` : ''}${this.touring
      ? html`<tz-tour
          .app=${this.app}
          @done=${() => {
            this.touring = false;
          }}
        ></tz-tour>`
      : ''}`;
  }

  person() {
    switch (this.kind) {
      case 'chair':
        return html`<tz-chair .app=${this.app}></tz-chair>`;
      case 'triangle':
        return html`<tz-triangle .app=${this.app}></tz-triangle>`;
      case 'observer':
        return html`<tz-observer .app=${this.app}></tz-observer>`;
      case 'partner':
        return html`<tz-partner .app=${this.app}></tz-partner>`;
      default:
        return html`<tz-desk .app=${this.app}></tz-desk>`;
    }
  }
}
customElements.define('tz-app', Page);
