import {html} from 'lit';
import {dateOf, ownZone, timeOfDay, timeWithSeconds} from '../engine/clock.mjs';
import {currentLanguage, duration, setLanguage, t} from '../i18n/i18n.mjs';
import {choose} from '../ui/choose.mjs';
import {LiveElement} from '../ui/element.mjs';
import './desk/search.mjs';

/** The top of the page: the name, the clock of the day, the connection, search, and the account. */
class Bar extends LiveElement {
  static properties = {...LiveElement.properties, searchable: {type: Boolean}, live: {type: Boolean}};
  every = 200;

  constructor() {
    super();
    /** @type {boolean} */
    this.searchable;
    /** For a page without a view of the past. @type {boolean} */
    this.live;
  }

  render() {
    const {clock, connection, principal} = this.app;
    return html`<header class="bar">
      <span class="brand"><img src="/icon.svg" alt="" width="26" height="26" />Tafelzicht</span>
      ${this.app.exercise ? html`<strong class="exercise">${t('app.exercise')}</strong>` : ''}
      ${clock.known
        ? html`<time class="day-clock" title=${dateOf(clock.now(), currentLanguage())}
              >${clock.speed > 1 ? timeOfDay(clock.now()) : timeWithSeconds(clock.now())}</time
            >
            <span class="day-part quiet">${ownZone() ? `${t('clock.caribbean')} · ` : ''}${this.dayPart()}</span>`
        : ''}
      <span class="space"></span>
      ${this.searchable ? html`<tz-search .app=${this.app}></tz-search>` : ''}
      <span class="connection ${this.app.isPast ? 'past' : connection.state}" role="status"
        ><i></i>${t(this.app.isPast ? 'past.looking' : `live.${connection.state}`)}${connection.state === 'offline'
          ? html`<span class="age">${duration(connection.age / 60)}</span>`
          : ''}</span
      >
      ${principal.roles.includes('station-chair')
        ? ''
        : html`<button
            class="sound"
            aria-pressed=${this.app.alarm.isReady}
            aria-label=${t(this.app.alarm.isReady ? 'sound.on' : 'sound.off')}
            title=${t(this.app.alarm.isReady ? 'sound.on' : 'sound.off')}
            @click=${() => this.app.alarm.toggle()}
          >
            ♪ <span class="sound-word">${t(this.app.alarm.isReady ? 'sound.word.on' : 'sound.word.off')}</span>
          </button>`}
      <details class="menu" @focusout=${this.closeMenu}>
        <summary aria-label=${t('menu')}><span class="who">${principal.name}</span></summary>
        <div class="menu-items">
          <span class="quiet">${principal.roles.map(r => t(`role.${r}`)).join(', ')}</span>
          <button @click=${() => this.app.toggleTheme()}>
            ${t(document.documentElement.dataset.theme === 'light' ? 'theme.dark' : 'theme.light')}
          </button>
          <button
            @click=${() => setLanguage(currentLanguage() === 'nl' ? 'en' : 'nl')}
            lang=${currentLanguage() === 'nl' ? 'en' : 'nl'}
          >
            ${t('language.other')}
          </button>
          ${this.searchable
            ? html`<button @click=${() => this.app.address.set({wall: this.app.address.get('wall') ? undefined : '1'})}>
                ${t('wall')}
              </button>`
            : ''}
          ${this.live || this.app.isPast
            ? ''
            : html`<button @click=${() => this.app.lookBack()}>${t('past.open')}</button>`}
          <button @click=${() => this.app.address.set({help: 'me'})}>${t('help.title')}</button>
          <button @click=${() => this.leave()}>${t('logout')}</button>
        </div>
      </details>
    </header>`;
  }

  /** Asks before logging out with unsent reports. */
  async leave() {
    const count = this.app.unsent.count();
    const way = count > 0 ? await this.ask(count) : 'keep';
    if (way === 'discard') this.app.unsent.discard();
    if (way) await this.app.logOut();
  }

  /** @param {number} count of what was not sent */
  ask(count) {
    const ways = {discard: t('logout.discard'), keep: t('logout.keep')};
    return choose(t('logout.unsent', {count}), ways, t('logout.stays'));
  }

  dayPart() {
    const {store, clock} = this.app;
    const first = store.stations.values().next().value;
    if (!first) return '';
    const now = clock.now();
    const speed = clock.speed > 1 ? ` · ${t('clock.speed', {speed: Math.round(clock.speed)})}` : '';
    const opens = Date.parse(first.opensAt);
    const closes = Date.parse(first.closesAt);
    if (now < opens) return t('clock.opens', {time: duration((opens - now) / 60_000)}) + speed;
    return (now < closes ? t('clock.closes', {time: duration((closes - now) / 60_000)}) : t('clock.over')) + speed;
  }

  /** @param {FocusEvent & {currentTarget: HTMLDetailsElement}} event */
  closeMenu(event) {
    const menu = event.currentTarget;
    if (!menu.contains(/** @type {Node | null} */ (event.relatedTarget))) menu.open = false;
  }
}
customElements.define('tz-bar', Bar);
