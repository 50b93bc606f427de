import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {t} from '../../i18n/i18n.mjs';
import {citable, draftFrom, factLine} from '../narrative/facts.mjs';
import {PageElement} from '../../ui/element.mjs';
import {problemText} from '../../ui/problem-text.mjs';

const GROUNDS = ['misleading-on-voting', 'false-danger', 'impersonation', 'threat', 'doxing', 'fabricated-media'];

/**
 * Why a platform can't be flagged: in the reader's language when it is the hub's own text, otherwise as it was
 * configured.
 *
 * @param {Tz.Platform} platform
 */
const noteOf = platform =>
  ['X', 'Telegram', 'LinkedIn'].includes(platform.name) && t(`platformnote.${platform.name}.en`) === platform.note
    ? t(`platformnote.${platform.name}`)
    : (platform.note ?? '');

/** The form for a response, with the facts that it is based on. Another person approves it. */
class ResponseEditor extends PageElement {
  static properties = {
    app: {attribute: false},
    narrative: {attribute: false},
    facts: {attribute: false},
    kind: {},
    platforms: {state: true},
    platform: {state: true},
    cites: {state: true},
    problem: {state: true},
    refused: {state: true}
  };

  constructor() {
    super();
    /** @type {Hub.Facts} */
    this.facts;
    /** @type {Hub.ResponseKind} */
    this.kind;
    /** @type {Tz.Platform[] | undefined} */
    this.platforms;
    /** The cited facts, once they are known. @type {Hub.FactKey[] | undefined} */
    this.cites;
    /** The platform that is chosen. @type {string | undefined} */
    this.platform;
    /** @type {Hub.Narrative} */
    this.narrative;
  }

  firstUpdated() {
    this.cites = citable(this.facts).map(f => f.key);
    this.platform = this.narrative.sightings[0]?.platform;
    api.platforms().then(
      found => {
        this.platforms = found.items;
        if (!found.items.some(p => p.name === this.platform)) this.platform = found.items[0]?.name;
      },
      () => undefined
    );
    const dialog = this.querySelector('dialog');
    dialog?.addEventListener('close', () => this.dispatchEvent(new Event('done')));
    dialog?.showModal();
  }

  get ready() {
    return this.cites !== undefined;
  }

  /** @param {Tz.SubmitEvent} event */
  async submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    /** @param {string} name */
    const words = name => form.get(name)?.trim() || undefined;
    /** @param {string} name */
    const list = name =>
      words(name)
        ?.split(',')
        .map((/** @type {string} */ w) => w.trim())
        .filter(Boolean);
    /** @type {Hub.NewResponse} */
    const body = {
      kind: this.kind,
      title: words('title'),
      text: words('text'),
      channels: list('channels'),
      partners: list('partners'),
      platform: form.get('platform') ?? undefined,
      url: words('url'),
      ground: form.get('ground') ?? undefined,
      grounds: words('grounds'),
      proportionality: words('proportionality')
    };
    if (this.kind === 'rebuttal') body.cites = form.getAll('cites');
    try {
      await api.proposeResponse(this.narrative.id, body);
      this.app.tell(t('did.response-drafted'));
      this.querySelector('dialog')?.close();
    } catch (problem) {
      this.problem = problemText(problem);
      this.refused = /** @type {Tz.Problem} */ (problem).allowed?.includes('dsa-notice');
    }
  }

  render() {
    const chosen = this.platforms?.find(p => p.name === this.platform);
    const noPath = this.kind === 'trusted-flag' && Boolean(chosen) && !chosen?.trustedFlagger;
    return html`<dialog class="response-editor" aria-labelledby="response-title">
      <h2 id="response-title">${t(`response.${this.kind}`)}</h2>
      <p class="quiet">${t(`responsehint.${this.kind}`)}</p>
      <form @submit=${this.submit}>
        ${this.kind === 'rebuttal' && this.ready ? this.rebuttal() : ''}
        ${this.kind === 'trusted-flag' || this.kind === 'dsa-notice' ? this.notice(noPath, chosen) : ''}
        ${this.kind === 'partner-notice'
          ? html`<label>${t('response.partners')}<input name="partners" required maxlength="500" /></label>`
          : ''}
        ${this.kind === 'rebuttal'
          ? ''
          : html`<label
              >${t(this.kind === 'monitor' ? 'response.why' : 'response.text')}<textarea
                name="text"
                rows="4"
                maxlength="8000"
                ?required=${this.kind !== 'trusted-flag'}
              ></textarea>
            </label>`}
        ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : ''}
        <div class="actions">
          <button type="button" @click=${() => this.querySelector('dialog')?.close()}>${t('ask.cancel')}</button>
          ${noPath || this.refused
            ? html`<button
                type="button"
                class="primary"
                @click=${() => {
                  this.kind = 'dsa-notice';
                  this.refused = false;
                  this.problem = undefined;
                }}
              >
                ${t('response.toNotice')}
              </button>`
            : html`<button class="primary">${t('response.submit')}</button>`}
        </div>
      </form>
    </dialog>`;
  }

  rebuttal() {
    /** @type {Hub.FactKey[]} */
    const cites = this.cites ?? [];
    const draft = draftFrom(this.narrative, this.facts, cites);
    return html`<label
        >${t('response.headline')}<input name="title" required maxlength="200" .value=${draft.title}
      /></label>
      <label
        >${t('response.text')}<textarea name="text" rows="6" maxlength="8000" required .value=${draft.text}></textarea>
      </label>
      <fieldset>
        <legend>${t('response.cites')}</legend>
        <div class="ticks">
          ${citable(this.facts).map(
            f =>
              html`<label class="tick"
                ><input type="checkbox" name="cites" value=${f.key} ?checked=${cites.includes(f.key)} /> ${factLine(
                  f
                )}</label
              >`
          )}
        </div>
      </fieldset>
      <label
        >${t('response.channels')}<input
          name="channels"
          required
          maxlength="500"
          .value=${t('response.channelsDefault')}
      /></label>`;
  }

  /** @param {boolean} noPath @param {Tz.Platform} [chosen] */
  notice(noPath, chosen) {
    return html`<div class="pair">
        <label
          >${t('narrative.platform')}<select
            name="platform"
            @change=${e => {
              this.platform = e.target.value;
            }}
          >
            ${(this.platforms ?? []).map(
              p => html`<option value=${p.name} ?selected=${p.name === this.platform}>${p.name}</option>`
            )}
          </select></label
        >
        <label
          >${t('response.ground')}<select name="ground">
            ${GROUNDS.map(g => html`<option value=${g}>${t(`ground.${g}`)}</option>`)}
          </select></label
        >
      </div>
      ${noPath && chosen
        ? html`<p class="warning" role="status">
            ${t('response.noPath', {platform: chosen.name, why: noteOf(chosen)})}
          </p>`
        : ''}
      <label
        >${t('narrative.url')}<input
          name="url"
          type="url"
          required
          maxlength="2000"
          .value=${this.narrative.sightings.find(s => s.url && s.platform === this.platform)?.url ??
          this.narrative.sightings.find(s => s.url)?.url ??
          ''}
      /></label>
      <label>${t('response.grounds')}<textarea name="grounds" rows="3" maxlength="4000" required></textarea></label>
      ${this.kind === 'trusted-flag' && !noPath
        ? html`<label
            >${t('response.proportionality')}<textarea
              name="proportionality"
              rows="3"
              maxlength="4000"
              required
            ></textarea>
          </label>`
        : ''}`;
  }
}
customElements.define('tz-response-editor', ResponseEditor);
