// What a browser has and Node.js has not, so that modules of the page can be tried without one: loaded before the
// tests (`node --import`). They share one process: whoever puts something in its place takes it away again. Nothing
// here draws. `lit` becomes a stand-in whose templates are text, with their values in place, so that what an element
// would show can be read.
import {registerHooks} from 'node:module';

const LIT = `
class Template { constructor(strings, values) { this.strings = strings; this.values = values; }
  toString() { return this.strings.reduce((text, part, i) => text + show(this.values[i - 1]) + part); } }
const isNothing = value => value === undefined || value === null || typeof value === 'function';
const show = value => isNothing(value) ? '' : Array.isArray(value) ? value.map(show).join('') : String(value);
export const html = (strings, ...values) => new Template(strings, values);
export const svg = html;
export const render = (template, into) => { into.rendered = template; };
export const repeat = (items, key, draw) => [...items].map((item, i) => (draw ?? key)(item, i));
export const keyed = (key, template) => template;
export class LitElement extends EventTarget {
  updateComplete = Promise.resolve(true);
  isConnected = true;
  connectedCallback() { }
  disconnectedCallback() { }
  requestUpdate() { this.asked = (this.asked ?? 0) + 1; }
  querySelector() { return null; }
}`;
const LIT_ADDRESS = `data:text/javascript,${encodeURIComponent(LIT)}`;
registerHooks({
  resolve: (specifier, context, next) =>
    /^lit(-html)?($|[/])/.test(specifier) ? {url: LIT_ADDRESS, shortCircuit: true} : next(specifier, context)
});

class Storage {
  #kept = new Map();
  getItem = key => this.#kept.get(key) ?? null;
  setItem = (key, value) => this.#kept.set(key, String(value));
  removeItem = key => this.#kept.delete(key);
  clear = () => this.#kept.clear();
  key = i => [...this.#kept.keys()][i] ?? null;
  get length() {
    return this.#kept.size;
  }
}

const page = new EventTarget();
const drawn = [];
Object.assign(globalThis, {
  addEventListener: page.addEventListener.bind(page),
  removeEventListener: page.removeEventListener.bind(page),
  dispatchEvent: page.dispatchEvent.bind(page),
  requestAnimationFrame: draw => drawn.push(draw),
  customElements: {
    define: (name, type) => {
      globalThis.elements[name] = type;
    }
  },
  elements: {},
  innerHeight: 800,
  document: {
    documentElement: {lang: 'nl', dataset: {}, style: {}},
    visibilityState: 'visible',
    addEventListener: page.addEventListener.bind(page),
    removeEventListener: page.removeEventListener.bind(page),
    title: '',
    getElementById: () => null,
    querySelector: () => null
  }
});
const define = (name, value) => Object.defineProperty(globalThis, name, {value, configurable: true, writable: true});
define('localStorage', new Storage());
define('location', new URL('https://hub.example/'));
define('history', {
  steps: 0,
  pushState(state, title, url) {
    this.steps++;
    location.href = new URL(url, location.href).href;
  },
  replaceState(state, title, url) {
    location.href = new URL(url, location.href).href;
  }
});

/** Draws: what waits for the next animation frame is done. */
export function draw(now = performance.now()) {
  for (const one of drawn.splice(0)) one(now);
}

// Newer versions of Node.js have locks between tabs that take their time; here there is one tab, and promises are enough.
if (globalThis.navigator) Object.defineProperty(globalThis.navigator, 'locks', {value: undefined, configurable: true});

/** Lets promises that are settled take effect. */
export const settle = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

/**
 * Answers what the page asks the hub for.
 * @param answer what it says to (method, path, body, headers): [status, body, type], or a thrown error where there is no connection
 * @returns {{method: string, path: string, body: any, headers: object}[]} what was asked, as it is asked
 */
export function hub(answer) {
  const asked = [];
  globalThis.fetch = async (url, {method, body, headers}) => {
    const request = {
      method,
      path: url.replace('/api/v1', ''),
      body: typeof body === 'string' ? JSON.parse(body) : body,
      headers
    };
    asked.push(request);
    const [status, said, type = 'application/json', more = {}] = await answer(request);
    return {status, ok: status < 400, headers: new Headers({'Content-Type': type, ...more}), json: async () => said};
  };
  return asked;
}

/** An application as the page's elements know it. */
export function app(store, principal, more = {}) {
  const told = [];
  const address = new Map();
  return Object.assign(new EventTarget(), {
    store,
    live: store,
    principal,
    told,
    clock: {
      now: () => Date.parse('2027-03-17T12:00:00Z'),
      minutesSince: at => Math.max(0, (Date.parse('2027-03-17T12:00:00Z') - Date.parse(at)) / 60_000)
    },
    tell: (text, wrong = false, undo = undefined) => told.push(undo ? {text, wrong, undo} : {text, wrong}),
    address: Object.assign(new EventTarget(), {
      get: key => address.get(key),
      set: changes =>
        Object.entries(changes).forEach(([key, value]) =>
          value === undefined ? address.delete(key) : address.set(key, value)
        )
    }),
    homeMunicipality: () =>
      principal.municipalities.length === 1 && principal.municipalities[0] !== '*'
        ? principal.municipalities[0]
        : undefined,
    scope() {
      return this.address.get('municipality') ?? this.homeMunicipality();
    },
    phase: () => 'voting',
    ...more
  });
}

// What the page is about registers itself, as it does when the page begins.
await import('../../../web/subject/subjects.mjs');
