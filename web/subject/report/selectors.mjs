// Reports that nobody has judged yet, as the desk looks at them. Pure.
import {inScope} from '../../engine/rights.mjs';
import {weight, worstOf} from '../../engine/severity.mjs';

/**
 * Reports that nobody has judged yet, grouped by kind and place; those above the limit separately, at the end.
 *
 * @param {Tz.Store} store
 * @param {string} [code]
 */
export function reportGroups(store, code, leaving = new Set()) {
  /** @type {Map<string, Tz.ReportGroup>} */
  const groups = new Map();
  for (const r of store.reports.values()) {
    if (r.state !== 'new' || !inScope(r, code) || leaving.has(r.id)) continue;
    const key = `${r.overLimit ? 'over/' : ''}${r.kind}/${r.station ?? r.municipality?.code ?? '-'}`;
    const group = groups.get(key);
    if (group) group.reports.push(r);
    else
      groups.set(key, {
        key,
        kind: r.kind,
        overLimit: Boolean(r.overLimit),
        reports: [r],
        severity: r.severity,
        newest: r,
        breached: false
      });
  }
  const all = [...groups.values()];
  for (const g of all) {
    g.reports.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
    g.severity = worstOf(g.reports.map(r => r.severity));
    g.newest = g.reports[0];
    g.breached = g.reports.some(r => r.verdict?.outcome === 'breached');
  }
  return all.sort(
    (a, b) =>
      Number(a.overLimit) - Number(b.overLimit) ||
      weight(b.severity) - weight(a.severity) ||
      Date.parse(b.newest.at) - Date.parse(a.newest.at)
  );
}

/** How many reports wait above the limit, here or everywhere. @param {Tz.Store} store @param {string} [code] */
export function overflowIn(store, code) {
  const all = [...store.overflows.values()].filter(o => !code || o.id === code);
  return {waiting: all.reduce((n, o) => n + o.waiting, 0), urgent: all.reduce((n, o) => n + o.urgent, 0)};
}
