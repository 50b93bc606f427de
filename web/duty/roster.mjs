import {html} from 'lit';
import * as api from '../api.mjs';
import {attempt} from '../desk/actions.mjs';
import {timeOfDay} from '../live/clock.mjs';
import {levelOf, onDuty} from '../live/situation.mjs';
import {t} from '../i18n/i18n.mjs';
import {LiveElement} from '../ui/element.mjs';

/** Who is on duty at each post of this place, and the hand-over of one's own. */
class Roster extends LiveElement {
  every = 1000;

  posts() {
    const code = this.app.scope();
    const local = code ? ['mayor', 'police', 'prosecutor', 'municipality'].map(role => `${role}/${code}`) : [];
    return [...local, 'table-operator/NL', 'table-member/NL'];
  }

  async handOver(event, role, place) {
    event.preventDefault();
    const form = new FormData(event.target);
    const done = await attempt(this.app, 'did.dutyHandedOver', () => api.handOverDuty(role, place, form.get('to').trim(), form.get('note').trim() || undefined));
    if (done) event.target.reset();
  }

  render() {
    const {store, clock, principal} = this.app;
    return html`<section class="roster" aria-label=${t('duty.title')}><ul>${this.posts().map(id => {
      const [role, place] = id.split('/');
      const duty = store.duties.get(id);
      const own = principal.roles.includes(role) && (place === 'NL' || principal.municipalities.includes(place));
      const next = duty?.shifts.find(s => Date.parse(s.from) > clock.now());
      if (!duty && !own && levelOf(role) === 'table') return '';
      return html`<li><b>${t(`role.${role}`)}</b> <span>${duty && onDuty(duty, clock.now()) || html`<em class="quiet">${t('duty.nobody')}</em>`}</span>${next ? html` <span class="quiet">${t('duty.next', {name: next.name, time: timeOfDay(next.from)})}</span>` : ''}
        ${duty?.handOver?.note ? html`<span class="note">“${duty.handOver.note}”</span>` : ''}
        ${own ? html`<form class="hand-over" @submit=${e => this.handOver(e, role, place)}><input name="to" required maxlength="100" placeholder=${t('duty.to')} aria-label=${t('duty.to')}><input name="note" maxlength="2000" placeholder=${t('duty.note')} aria-label=${t('duty.note')}><button>${t('duty.handOver')}</button></form>` : ''}</li>`;
    })}</ul></section>`;
  }
}
customElements.define('tz-roster', Roster);
