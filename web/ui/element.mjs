// The base of all elements of the page: they render into the page itself, so that one style sheet and one reading order
// apply.
import {LitElement} from 'lit';

export class PageElement extends LitElement {
  constructor() {
    super();
    /** The application; declared here for its type. @type {Tz.App} */
    this.app;
  }

  createRenderRoot() {
    return this;
  }
}

/** An element that draws anew at once when the address changed, and when the store did, but then not more often than every `every` milliseconds. */
export class LiveElement extends PageElement {
  static properties = {app: {attribute: false}};
  every = 250;
  #last = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #onChange = () => this.#later();
  #onAddress = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    this.app.store.addEventListener('change', this.#onChange);
    this.app.addEventListener('tick', this.#onChange);
    this.app.address.addEventListener('change', this.#onAddress);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.app.store.removeEventListener('change', this.#onChange);
    this.app.removeEventListener('tick', this.#onChange);
    this.app.address.removeEventListener('change', this.#onAddress);
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #later() {
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        this.#last = performance.now();
        this.requestUpdate();
      },
      Math.max(0, this.every - (performance.now() - this.#last))
    );
  }
}
