// The progress of a count, and what needs attention in it. Pure.

/** The state of a count in a word, and its urgency: late counts first, then contradictions. */
const STAGES = {
  late: 'urgent',
  errors: 'urgent',
  findings: 'attention',
  checked: 'info',
  provisional: 'info',
  announced: 'info'
};
const RANK = Object.keys(STAGES);

/** @param {Hub.Count} count @param {string} group */
export const openOf = (count, group) => count.findings?.[group]?.open ?? 0;
/** The number of open findings. @param {Hub.Count} count */
export const allOpen = count => Object.values(count.findings ?? {}).reduce((sum, f) => sum + f.open, 0);

/** @param {Hub.Count} count */
export function stageOf(count) {
  if (count.late.length > 0) return 'late';
  if (openOf(count, 'errors') > 0) return 'errors';
  if (allOpen(count) > 0) return 'findings';
  if (count.files.length > 0) return 'checked';
  return count.provisional.length > 0 ? 'provisional' : 'announced';
}
/** @param {Hub.Count} count */
export const severityOfCount = count => STAGES[stageOf(count)];

/**
 * How many stations of a municipality are counted, and how many are not.
 *
 * @param {Tz.Store} store
 * @param {string} [code]
 */
export function stationsOf(store, code) {
  const c = store.municipalities.get(code);
  if (!c) return {total: 0, counted: 0, counting: 0, closed: 0, suspended: 0, onTheWay: 0};
  const {stations: total, counted, counting, closed, suspended, onTheWay} = c;
  return {total, counted, counting, closed, suspended, onTheWay};
}

/**
 * A row for each municipality and election, and for each municipality of whose count nobody said anything: first what
 * needs somebody, then those that are furthest behind.
 *
 * @param {Tz.Store} store
 * @param {string} [code]
 * @returns {Tz.CountRow[]}
 */
export function rowsOf(store, code) {
  /** @type {Tz.CountRow[]} */
  const rows = [...store.counts.values()]
    .filter(count => !code || count.municipality?.code === code)
    .map(count => ({
      count,
      municipality: count.municipality,
      stations: stationsOf(store, count.municipality?.code),
      stage: stageOf(count)
    }));
  const said = new Set(rows.map(row => row.municipality?.code));
  for (const m of store.municipalities.values())
    if (m.stations > 0 && !said.has(m.municipality?.code) && (!code || m.municipality?.code === code))
      rows.push({municipality: m.municipality, stations: stationsOf(store, m.municipality?.code)});
  return rows.sort((a, b) => rank(a) - rank(b) || behind(a) - behind(b) || nameOf(a).localeCompare(nameOf(b), 'nl'));
}
/** @param {Tz.CountRow} row */
const rank = row => (row.stage === undefined ? RANK.length : RANK.indexOf(row.stage));
/** @param {Tz.CountRow} row */
const behind = row => (row.stations.total === 0 ? 1 : row.stations.counted / row.stations.total);
/** @param {Tz.CountRow} row */
const nameOf = row => row.municipality?.name ?? row.count?.authority ?? '';

/** The session that is open, or the next that is planned. @param {Hub.Count} count */
export const nextSession = count =>
  count.sessions.find(s => s.status === 'open') ??
  count.sessions
    .filter(s => s.status === 'planned' || s.status === 'adjourned')
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))[0];

const GROUPS = 16;
/**
 * The fingerprint as it is shown: sixteen groups of four digits, of which the page leaves out two.
 *
 * @param {string} fingerprint
 */
export function groupsOf(fingerprint) {
  const groups = Array.from({length: GROUPS}, (_, i) => fingerprint.slice(i * 4, i * 4 + 4));
  const first = Number.parseInt(fingerprint[0], 16);
  const second = (first + 1 + (Number.parseInt(fingerprint[1], 16) % (GROUPS - 1))) % GROUPS;
  return groups.map((group, i) => (i === first || i === second ? undefined : group));
}

const LIFE = ['open', 'recount-ordered', 'explained', 'recounted', 'corrected'];
const WEIGHT = ['errors', 'live', 'warnings', 'protocol'];
/** Open findings first, the most serious of them first. @param {Hub.CountFinding} a @param {Hub.CountFinding} b */
export const byNeed = (a, b) =>
  LIFE.indexOf(a.state) - LIFE.indexOf(b.state) || WEIGHT.indexOf(a.group) - WEIGHT.indexOf(b.group) || a.id - b.id;

/** How many of a kind are shown at first: a file that changed everywhere has one for each station. */
const OF_EACH = 4;
/**
 * Findings that are not corrected: the first of each kind, and all where there are few. @param {Hub.CountFinding[]}
 * findings
 */
export function firstOfEach(findings) {
  const seen = new Map();
  return findings.filter(f => {
    if (f.state === 'corrected') return false;
    const kind = `${f.code}/${f.state}`;
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    return seen.get(kind) <= OF_EACH;
  });
}

/**
 * What changed at the unit of a finding, in the file that has it no more.
 *
 * @param {Tz.CountChange[]} changes of that file
 * @param {Hub.CountFinding} finding
 */
export const changesOf = (finding, changes) => changes.filter(c => c.unit === finding.unit);

/** May change the count of a municipality. @param {Tz.Principal} principal @param {string} [code] */
export const mayCount = (principal, code) =>
  principal.roles.some(role => role.startsWith('table-')) ||
  (principal.roles.includes('municipality') &&
    (principal.municipalities.includes('*') || (code !== undefined && principal.municipalities.includes(code))));
/** May import count files. @param {Tz.Principal} principal */
export const mayBring = principal => principal.roles.some(role => role === 'table-operator' || role === 'municipality');

/** How long before its beginning a planned session is shown on the map. */
const SOON_MILLIS = 3 * 3_600_000;

/**
 * Where sessions are that go on, that are late or that begin soon: their own place, or the middle of the
 * municipality's stations.
 *
 * @param {Tz.Store} store
 * @param {number} now
 */
export function marksOf(store, now) {
  const marks = [];
  let middles;
  for (const count of store.counts.values())
    for (const session of count.sessions) {
      const late = count.late.some(l => l.session === session.number);
      const isSoon = Date.parse(session.at) - now < SOON_MILLIS;
      if (session.status === 'closed' || !(session.status === 'open' || late || isSoon)) continue;
      const at = session.location ?? (middles ??= middlesOf(store)).get(count.municipality?.code);
      if (!at) continue;
      marks.push({
        key: `count/${count.id}`,
        at,
        severity: late ? 'attention' : 'info',
        verified: true,
        label: `tally.session.${session.status}`,
        sign: 'session',
        since: session.since
      });
    }
  return marks;
}

/** The middle of the stations of each municipality. @param {Tz.Store} store */
export function middlesOf(store) {
  const sums = new Map();
  for (const {municipality, location} of store.stations.values()) {
    if (!location) continue;
    const sum = sums.get(municipality.code) ?? {latitude: 0, longitude: 0, n: 0};
    sum.latitude += location.latitude;
    sum.longitude += location.longitude;
    sum.n++;
    sums.set(municipality.code, sum);
  }
  return new Map(
    [...sums].map(([code, {latitude, longitude, n}]) => [code, {latitude: latitude / n, longitude: longitude / n}])
  );
}
