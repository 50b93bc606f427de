import {html} from 'lit';
import {dateOf, timeOfDay} from '../engine/clock.mjs';
import {currentLanguage, t} from '../i18n/i18n.mjs';
import {PageElement} from '../ui/element.mjs';
import {problemText} from '../ui/problem-text.mjs';

const HOUR = 3_600_000;
const STEPS = [10_000, 60_000, 300_000];

/** The day as a line: drag to a moment, or play it. The moment stands in the address, so that it can be sent. */
class TimeBar extends PageElement {
  static properties = {app: {attribute: false}, problem: {state: true}};
  #onChange = () => this.requestUpdate();
  /** The moments at both ends of the line. */
  from = 0;
  until = 0;

  connectedCallback() {
    super.connectedCallback();
    this.until = this.app.liveClock.now();
    const opens = Math.min(
      ...[...this.app.live.stations.values()].map(s => Date.parse(s.opensAt)).filter(at => at < this.until),
      this.until - HOUR
    );
    this.from = Math.max(opens - HOUR, this.until - 30 * HOUR);
    this.app.player.addEventListener('change', this.#onChange);
    const linked = Date.parse(this.app.address.get('at') ?? '');
    this.from = Math.min(this.from, Number.isNaN(linked) ? this.from : linked);
    this.show(Number.isNaN(linked) ? Math.max(this.from, this.until - HOUR) : Math.min(linked, this.until));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.app.player?.removeEventListener('change', this.#onChange);
  }

  /** @param {number} moment */
  async show(moment) {
    try {
      this.app.address.set({at: new Date(moment).toISOString()}, true);
      await this.app.player.show(moment);
      this.problem = undefined;
    } catch (problem) {
      this.problem = problemText(problem);
    }
  }

  /** @param {Tz.DomEvent} event */
  drag(event) {
    const moment = Number(event.target.value);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(moment), 120);
    this.app.player.clock.to(moment);
    this.requestUpdate();
  }

  toggle() {
    const {player} = this.app;
    if (player.playing) return this.show(player.moment);
    player.play(this.until).catch(problem => {
      this.problem = problemText(problem);
    });
  }

  /** @param {number} millis */
  by(millis) {
    this.show(Math.min(this.until, Math.max(this.from, this.app.player.moment + millis)));
  }

  render() {
    const {player} = this.app;
    const moment = player.moment;
    const hours = [];
    for (
      let at = Math.ceil(this.from / HOUR) * HOUR;
      at < this.until;
      at += HOUR * Math.max(1, Math.round((this.until - this.from) / HOUR / 12))
    )
      hours.push(at);
    return html`<section class="time-bar" aria-label=${t('past.title')}>
      <strong class="past-banner" role="status"
        >${t('past.banner', {time: timeOfDay(moment)})}
        <span class="quiet">${dateOf(moment, currentLanguage())}</span></strong
      >
      <div class="time-controls">
        <button class="primary play" @click=${this.toggle}>${t(player.playing ? 'past.pause' : 'past.play')}</button>
        <button aria-label=${t('past.back')} @click=${() => this.by(-5 * 60_000)}>−5</button
        ><button aria-label=${t('past.forward')} @click=${() => this.by(5 * 60_000)}>+5</button>
        <label class="inline"
          >${t('past.speed')}<select
            @change=${e => {
              player.step = Number(e.target.value);
            }}
          >
            ${STEPS.map(
              s => html`<option value=${s} ?selected=${s === player.step}>${t(`past.step${s / 1000}`)}</option>`
            )}
          </select></label
        >
        ${player.playing && player.rate
          ? html`<span class="quiet rate">${t('past.rate', {n: Math.round(player.rate)})}</span>`
          : ''}
        <button class="to-live" @click=${() => this.app.returnToLive()}>${t('past.live')}</button>
      </div>
      <input
        type="range"
        min=${this.from}
        max=${this.until}
        step="60000"
        .value=${String(moment)}
        aria-label=${t('past.moment')}
        aria-valuetext=${timeOfDay(moment)}
        @input=${this.drag}
      />
      <div class="hours" aria-hidden="true">${hours.map(at => html`<span>${timeOfDay(at)}</span>`)}</div>
      ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : ''}
    </section>`;
  }
}
customElements.define('tz-time-bar', TimeBar);
