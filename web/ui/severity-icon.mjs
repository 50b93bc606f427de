// The icon of a condition or severity: a shape, and a colour from the style sheet, so that each state has two cues.
import {html, svg} from 'lit';

/** @type {Record<string, Tz.Drawing>} */
const SHAPES = {
  critical: svg`<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5Z"/><path class="in" d="M7 4h2v5H7ZM7 10.5h2v2H7Z"/>`,
  urgent: svg`<path d="M8 1 15 8 8 15 1 8Z"/>`,
  attention: svg`<path d="M8 2 15 14H1Z"/>`,
  expected: svg`<circle cx="8" cy="8" r="5" class="hollow"/>`,
  normal: svg`<circle cx="8" cy="8" r="5"/>`,
  done: svg`<rect x="3.5" y="3.5" width="9" height="9"/>`,
  info: svg`<circle cx="8" cy="8" r="3"/>`
};

/**
 * @param {string} label what it says to who can't see it; empty where the words stand beside it
 * @param {string} condition
 */
export const severityIcon = (condition, label) =>
  label
    ? html`<svg class="mark ${condition}" viewBox="0 0 16 16" role="img" aria-label=${label}>${SHAPES[condition]}</svg>`
    : html`<svg class="mark ${condition}" viewBox="0 0 16 16" aria-hidden="true">${SHAPES[condition]}</svg>`;
