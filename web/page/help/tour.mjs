import {html} from 'lit';
import {t} from '../../i18n/i18n.mjs';
import {PageElement} from '../../ui/element.mjs';
import {texts} from './help.mjs';

const EDGE = 12;

/**
 * Where the words stand: below what they are about when there is room, else above, and always on the screen.
 *
 * @param {{left: number, top: number, bottom: number}} about
 * @param {{width: number, height: number}} words
 * @param {{width: number, height: number}} screen
 */
export function beside(about, words, screen) {
  const below = about.bottom + EDGE;
  const above = about.top - EDGE - words.height;
  const top = below + words.height <= screen.height ? below : above >= 0 ? above : screen.height - words.height - EDGE;
  return {
    left: Math.max(EDGE, Math.min(about.left, screen.width - words.width - EDGE)),
    top: Math.max(EDGE, top)
  };
}

/** A minute along the page: a few places, each with what it is for. It is left at any step, and nothing below it changes. */
class Tour extends PageElement {
  static properties = {app: {attribute: false}, step: {state: true}};
  #onResize = () => this.place();
  /** @param {KeyboardEvent} event */
  #onKey = event => {
    if (event.key === 'Escape') this.leave();
    else if (event.key === 'ArrowRight') this.go(1);
    else if (event.key === 'ArrowLeft') this.go(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  constructor() {
    super();
    this.step = 0;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('keydown', this.#onKey, true);
    addEventListener('resize', this.#onResize);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('keydown', this.#onKey, true);
    removeEventListener('resize', this.#onResize);
    this.unmark();
  }

  /** The steps whose place is on this screen. */
  steps() {
    return (texts().tours[this.app.page ?? ''] ?? []).filter(([selector]) => {
      const box = document.querySelector(selector)?.getBoundingClientRect();
      return Boolean(box && box.width > 0 && box.height > 0);
    });
  }

  /** @param {number} by */
  go(by) {
    const next = this.step + by;
    if (next >= this.steps().length) this.leave();
    else this.step = Math.max(0, next);
  }

  leave() {
    this.dispatchEvent(new Event('done'));
  }

  unmark() {
    document.querySelector('.tour-about')?.classList.remove('tour-about');
  }

  updated() {
    this.unmark();
    const about = document.querySelector(this.steps()[this.step]?.[0] ?? 'main');
    about?.classList.add('tour-about');
    about?.scrollIntoView({block: 'nearest'});
    this.place();
    /** @type {HTMLElement | null} */ (this.querySelector('.tour-next'))?.focus();
  }

  place() {
    const words = /** @type {HTMLElement | null} */ (this.querySelector('.tour'));
    const about = document.querySelector('.tour-about');
    if (!words || !about) return;
    const {left, top} = beside(about.getBoundingClientRect(), words.getBoundingClientRect(), {
      width: innerWidth,
      height: innerHeight
    });
    words.style.left = `${left}px`;
    words.style.top = `${top}px`;
  }

  render() {
    const steps = this.steps();
    const [, title, text] = steps[this.step] ?? ['', '', ''];
    return html`<div class="tour" role="dialog" aria-labelledby="tour-title" aria-describedby="tour-text">
      <h2 id="tour-title">${title}</h2>
      <p id="tour-text">${text}</p>
      <div class="actions">
        <span class="quiet">${this.step + 1}/${steps.length}</span>
        <button @click=${() => this.leave()}>${t('tour.leave')}</button>
        ${this.step > 0 ? html`<button @click=${() => this.go(-1)}>${t('tour.back')}</button>` : ''}
        <button class="primary tour-next" @click=${() => this.go(1)}>
          ${t(this.step + 1 < steps.length ? 'tour.next' : 'tour.ready')}
        </button>
      </div>
    </div>`;
  }
}
customElements.define('tz-tour', Tour);
