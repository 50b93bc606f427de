import {html} from 'lit';
import * as api from '../../engine/api.mjs';
import {offered} from '../../engine/subjects.mjs';
import {mayNarrate} from '../../engine/rights.mjs';
import {severityOfNarrative} from './selectors.mjs';
import {attempt} from '../../ui/attempt.mjs';
import {timeOfDay} from '../../engine/clock.mjs';
import {ago, t} from '../../i18n/i18n.mjs';
import {ask} from '../../ui/ask.mjs';
import {ItemPanel} from '../../ui/item-panel.mjs';
import {problemText} from '../../ui/problem-text.mjs';
import {ASSERTIONS, KINDS, MARKINGS} from './compose.mjs';
import {factList, findingList} from './facts.mjs';
import {placeOfNarrative, standingChip} from './row.mjs';
import {spreadChart} from './spread.mjs';

/** Facts are loaded again when something changed, but not more often than this. */
const FACTS_MILLIS = 2_000;
/** Characters of an archived text that come with the alert. */
const SHOWN = 1_000;

/** One narrative: the claim and the facts side by side, and the responses. @extends {ItemPanel<Hub.Narrative>} */
class NarrativePanel extends ItemPanel {
  static properties = {
    ...ItemPanel.properties,
    facts: {state: true},
    similar: {state: true},
    techniques: {state: true},
    pastToo: {state: true},
    whole: {state: true}
  };
  kind = 'narrative';
  #asked = 0;
  /** @type {number | undefined} */
  #position;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  constructor() {
    super();
    /** @type {Hub.Facts | undefined} */
    this.facts;
    /** @type {{narrative: Hub.Narrative, likeness: number}[] | undefined} */
    this.similar;
    /** @type {{id: string, name: string}[] | undefined} */
    this.techniques;
    /** Texts that were requested completely, by their SHA-256. @type {Record<string, string> | undefined} */
    this.whole;
  }

  /** @param {string} id */
  opened(id) {
    this.facts = undefined;
    this.similar = undefined;
    this.#position = undefined;
    this.#asked = 0;
    if (mayNarrate(this.app.principal))
      api.similarNarratives(id).then(
        found => {
          if (this.item.id === id) this.similar = found.items;
        },
        () => undefined
      );
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  /** @param {Map<string, unknown>} changed */
  updated(changed) {
    super.updated(changed);
    if (this.item.entity && this.app.store.position !== this.#position) this.#later();
  }

  #later() {
    if (this.#timer) return;
    this.#timer = setTimeout(
      async () => {
        this.#timer = undefined;
        this.#asked = performance.now();
        const {id} = this.item;
        this.#position = this.app.store.position;
        try {
          const facts = await api.factsOf(id, this.app.isPast ? this.app.store.position : undefined);
          if (this.item.id === id) this.facts = facts;
        } catch (problem) {
          this.problem = problemText(problem);
        }
      },
      Math.max(0, this.#asked + FACTS_MILLIS - performance.now())
    );
  }

  /** @param {Hub.NarrativeChange} change */
  amend(change, done = 'did.changed') {
    return attempt(this.app, done, () => api.amendNarrative(this.item.id, change));
  }

  /** @param {Hub.NarrativeChange['state']} state @param {string} question */
  async withReason(state, question) {
    const reason = await ask(t(question));
    if (reason) await this.amend({state, reason});
  }

  async assess() {
    const assessment = await ask(t('ask.assess'), {optional: true});
    if (assessment !== undefined) await this.amend({state: 'assessed', ...(assessment ? {assessment} : {})});
  }

  async observe() {
    const words = await ask(t('ask.spread'));
    const views = Number(words?.replace(/[.\s]/g, ''));
    if (words && Number.isInteger(views))
      await attempt(this.app, 'did.changed', () => api.observeNarrative(this.item.id, {views}));
    else if (words) this.app.tell(t('spread.noNumber'), true);
  }

  /** Escalates to the triangle of the place, when it is about one place; otherwise to the table. */
  async escalate() {
    const n = this.item.entity;
    if (!n) return;
    const [town] = n.about.municipalities;
    const reason = await ask(t('ask.escalateNarrative'));
    if (reason)
      await attempt(this.app, 'did.escalated', () =>
        api.escalate({
          subject: {kind: 'narrative', id: n.id},
          level: n.about.municipalities.length === 1 ? 'triangle' : 'table',
          ...(n.about.municipalities.length > 1 ? {municipality: town.code} : {}),
          severity: 'attention',
          reason
        })
      );
  }

  async comment() {
    const text = await ask(t('ask.comment'));
    if (text) await attempt(this.app, 'did.commented', () => api.commentNarrative(this.item.id, text));
  }

  render() {
    const n = this.item.entity;
    if (!n) return '';
    const {principal, clock} = this.app;
    const desk = mayNarrate(principal) && !n.mergedInto;
    return this.frame(
      severityOfNarrative(n),
      t(`narrativekind.${n.kind}`),
      html`${placeOfNarrative(n)} · ${t('narrative.firstSeen', {time: timeOfDay(n.firstSeen)})} ·
      ${ago(clock.minutesSince(n.firstSeen))}`,
      html` ${n.mergedInto
          ? html`<p class="notice">
              ${t('narrative.mergedInto')}
              <button @click=${() => this.app.address.set({item: `narrative/${n.mergedInto}`})}>
                ${t('narrative.toOther')}
              </button>
            </p>`
          : ''}
        <div class="claim-and-facts">
          <section class="claim" aria-label=${t('narrative.said')}>
            <h3>${t('narrative.said')} <span class="chip unverified">${t('narrative.rumour')}</span></h3>
            <blockquote lang=${n.language} dir="auto">${n.claim}</blockquote>
            <p class="chips">
              <span class="chip">${t(`narrative.${n.state}`)}</span
              ><span class="chip">TLP:${n.marking}</span>${n.techniques.map(
                id => html`<span class="chip" title="DISARM">${id}</span>`
              )}
            </p>
            ${n.assessment ? html`<p class="notice">${n.assessment}</p>` : ''}
            ${n.sightings.length
              ? html`<ul class="sightings">
                  ${n.sightings.slice(0, 8).map(s => this.sighting(n, s))}
                </ul>`
              : ''}
            <p class="quiet">
              ${n.sources
                .map(
                  s =>
                    `${t(`sourcekind.${s.kind}`)} ${s.name}${s.reliability ? ` (${s.reliability}${s.credibility ?? ''})` : ''}`
                )
                .join(' · ')}
            </p>
            ${spreadChart(n)}
            ${n.comments
              .slice(-3)
              .map(
                c => html`<p class="comment">“${c.text}” <span class="quiet">${c.by}, ${timeOfDay(c.at)}</span></p>`
              )}
          </section>
          <section class="truth" aria-label=${t('narrative.so')}>
            <h3>${t('narrative.so')} ${standingChip(this.facts?.standing)}</h3>
            ${this.facts
              ? html`${findingList(this.facts.findings)}${factList(this.app, this.facts)}
                  <p class="quiet">${t('narrative.factsAt', {time: timeOfDay(this.facts.at), seq: this.facts.seq})}</p>`
              : html`<p class="quiet" aria-busy="true">${t('narrative.factsLoading')}</p>`}
          </section>
          <section class="answers" aria-label=${t('response.title')}>
            ${desk ? this.acts(n) : ''}${offered('beside').map(
              b => b.narrative?.(this.app, n, this.facts) ?? ''
            )}${this.proposals(n, desk)}
          </section>
        </div>`,
      'narrative'
    );
  }

  /** @param {Hub.Narrative} n @param {Tz.Sighting} s */
  async readWhole(n, s) {
    try {
      this.whole = {...this.whole, [s.sha256]: (await api.archivedText(n.id, s.sha256)).text};
    } catch (problem) {
      this.app.tell(problemText(problem), true);
    }
  }

  /** @param {Hub.Narrative} n @param {Tz.Sighting} s */
  sighting(n, s) {
    return html`<li>
      <b>${s.platform}</b> <span class="quiet">${timeOfDay(s.seenAt)}</span>${s.url
        ? html` <code class="url">${s.url}</code>`
        : ''}
      ${s.archivedText
        ? html`<details>
            <summary>${t('narrative.archived')}</summary>
            <p class="said" dir="auto">${this.whole?.[s.sha256] ?? s.archivedText}</p>
            ${s.archivedText.length >= SHOWN - 1 && s.archivedText.endsWith('…') && !this.whole?.[s.sha256]
              ? html`<button @click=${() => this.readWhole(n, s)}>${t('narrative.wholeText')}</button>`
              : ''}
            <p class="quiet">SHA-256 <code>${s.sha256}</code></p>
          </details>`
        : ''}
      ${s.attachments.map(
        (/** @type {Hub.Attachment} */ a, /** @type {number} */ i) =>
          html`<a href="/api/v1/narratives/${n.id}/attachments/${a.sha256}" target="_blank" rel="noopener"
            >${t('narrative.picture', {n: i + 1})}</a
          > `
      )}
    </li>`;
  }

  /** @param {Hub.Narrative} n */
  acts(n) {
    return html`<div class="acts">
        ${n.state === 'reported' ? html`<button class="primary" @click=${this.assess}>${t('act.assess')}</button>` : ''}
        ${n.state === 'closed'
          ? html`<button @click=${() => this.withReason('assessed', 'ask.reopen')}>${t('act.reopen')}</button>`
          : html`<button @click=${() => this.withReason('closed', 'ask.closeNarrative')}>${t('act.close')}</button>`}
        <button @click=${this.escalate}>${t('act.escalate')}</button
        ><button @click=${this.observe}>${t('act.spread')}</button
        ><button @click=${this.comment}>${t('act.comment')}</button>
      </div>
      <details class="amend" @toggle=${this.loadTechniques}>
        <summary>${t('narrative.describe')}</summary>
        ${this.describe(n)}
      </details>
      <details class="amend">
        <summary>${t('narrative.asserts')}</summary>
        <div class="ticks">
          ${ASSERTIONS.map(
            a =>
              html`<label class="tick"
                ><input
                  type="checkbox"
                  .checked=${n.assertions.includes(a)}
                  @change=${e =>
                    this.amend({
                      assertions: e.target.checked ? [...n.assertions, a] : n.assertions.filter(x => x !== a)
                    })}
                />
                ${t(`assertion.${a}`)}</label
              >`
          )}
        </div>
      </details>`;
  }

  loadTechniques() {
    if (!this.techniques)
      api.techniques().then(
        found => {
          this.techniques = found.items;
        },
        () => undefined
      );
  }

  /** Kind, techniques and marking. @param {Hub.Narrative} n */
  describe(n) {
    return html`<div class="pair">
        <label
          >${t('narrative.kind')}<select
            @change=${e => this.amend({kind: /** @type {Hub.NarrativeKind} */ (e.target.value)})}
          >
            ${KINDS.map(k => html`<option value=${k} ?selected=${k === n.kind}>${t(`narrativekind.${k}`)}</option>`)}
          </select></label
        >
        <label
          >${t('narrative.marking')}<select @change=${this.mark}>
            ${MARKINGS.map(m => html`<option value=${m} ?selected=${m === n.marking}>TLP:${m}</option>`)}
          </select></label
        >
        <label
          >${t('narrative.technique')}<select
            @change=${e => e.target.value && this.amend({techniques: [...n.techniques, e.target.value]})}
          >
            <option value="">–</option>
            ${(this.techniques ?? [])
              .filter(x => !n.techniques.includes(x.id))
              .map(x => html`<option value=${x.id}>${x.id} ${x.name}</option>`)}
          </select></label
        >
      </div>
      <label class="tick"
        ><input
          type="checkbox"
          name="pastToo"
          .checked=${this.pastToo === true}
          @change=${(/** @type {Tz.DomEvent} */ e) => {
            this.pastToo = e.target.checked;
          }}
        />
        ${t('narrative.pastToo')}</label
      >
      <p class="chips">
        ${n.techniques.map(
          id =>
            html`<button
              class="chip-button"
              @click=${() => this.amend({techniques: n.techniques.filter(x => x !== id)})}
            >
              ${id} ✕
            </button>`
        )}
      </p>`;
  }

  /** @param {Tz.SubmitEvent} event */
  async mark(event) {
    const marking = event.target.value;
    const named =
      marking === 'RED' || marking === 'AMBER+STRICT'
        ? await ask(t(marking === 'RED' ? 'narrative.people' : 'narrative.organisations'), {
            optional: marking !== 'RED'
          })
        : '';
    if (named === undefined) return this.requestUpdate();
    const recipients = named
      .split(',')
      .map(w => w.trim())
      .filter(Boolean);
    await this.amend({marking, ...(recipients.length ? {recipients} : {}), ...(this.pastToo ? {pastToo: true} : {})});
    this.pastToo = false;
  }

  /** @param {Hub.Narrative} n @param {boolean} desk */
  proposals(n, desk) {
    if (!desk || !this.similar?.length || n.state === 'closed') return '';
    return html`<h3>${t('narrative.similar')}</h3>
      <ul class="near">
        ${this.similar.slice(0, 5).map(
          s =>
            html`<li>
              <button class="link" @click=${() => this.app.address.set({item: `narrative/${s.narrative.id}`})}>
                “${s.narrative.claim.slice(0, 90)}”
              </button>
              <span class="quiet">${Math.round(s.likeness * 100)}%</span>
              <button
                @click=${async () => {
                  if (await attempt(this.app, 'did.merged', () => api.mergeNarratives(n.id, [s.narrative.id])))
                    this.similar = this.similar?.filter(x => x !== s);
                }}
              >
                ${t('act.merge')}
              </button>
            </li>`
        )}
      </ul>`;
  }
}
customElements.define('tz-narrative', NarrativePanel);
