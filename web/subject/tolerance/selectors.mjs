// Tolerance limits of a municipality. Pure.

/** The tolerance limits of a municipality: in force first. */
const STATUS = ['in-force', 'proposed', 'withdrawn'];
/** @param {Tz.Store} store @param {string} [code] */
export const limitsOf = (store, code) =>
  [...store.toleranceLimits.values()]
    .filter(l => !code || l.municipality.code === code)
    .sort((a, b) => STATUS.indexOf(a.status) - STATUS.indexOf(b.status) || b.seq - a.seq);
