// Severities, lightest first. Pure.

export const SEVERITIES = ['info', 'attention', 'urgent', 'critical'];
/** @param {string} severity */
export const weight = severity => SEVERITIES.indexOf(severity);

/**
 * More severe first; among equals the last changed.
 *
 * @param {{severity: string, seq: number}} a
 * @param {{severity: string, seq: number}} b
 */
export const byWeight = (a, b) => weight(b.severity) - weight(a.severity) || b.seq - a.seq;

/** The most severe of them. @param {string[]} severities */
export const worstOf = severities => severities.reduce((worst, s) => (weight(s) > weight(worst) ? s : worst), 'info');
