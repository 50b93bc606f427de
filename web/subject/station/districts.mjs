// Electoral districts (kieskringen): which there are, and the choice of one, which stands in the address.
import {html} from 'lit';
import {number, t} from '../../i18n/i18n.mjs';

/**
 * The districts of a municipality's stations, or of all, with the number of these; in order of their ids.
 *
 * @param {Iterable<{district?: string, municipality: {code: string}}>} stations
 * @param {string | undefined} scope
 */
export function districtsOf(stations, scope) {
  const counts = new Map();
  for (const {district, municipality} of stations)
    if (district && (!scope || municipality.code === scope)) counts.set(district, (counts.get(district) ?? 0) + 1);
  return [...counts]
    .map(([id, count]) => ({id, count}))
    .sort((a, b) => a.id.localeCompare(b.id, 'nl', {numeric: true}));
}

/** Nothing where no file named one. @param {Tz.App} app */
export function districtChoice(app) {
  const chosen = app.address.get('district');
  const all = districtsOf(app.store.stations.values(), app.scope());
  if (all.length === 0 && !chosen) return '';
  return html`<select
    class="district"
    aria-label=${t('district.label')}
    @change=${(/** @type {Tz.DomEvent} */ e) => app.address.set({district: e.target.value || undefined}, true)}
  >
    <option value="">${t('district.all')}</option>
    ${chosen && !all.some(d => d.id === chosen) ? html`<option value=${chosen} selected>${chosen}</option>` : ''}
    ${all.map(
      d =>
        html`<option value=${d.id} ?selected=${d.id === chosen}>
          ${t('district.label')} ${d.id} (${number(d.count)})
        </option>`
    )}
  </select>`;
}
