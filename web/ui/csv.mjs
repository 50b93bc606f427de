// Lists as CSV files.

/**
 * A cell that a spreadsheet would take for a formula begins with an apostrophe instead; quoted where it has to be.
 *
 * @param {unknown} value
 */
export function cell(value) {
  const text = String(value);
  const harmless = typeof value !== 'number' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r;]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** @param {unknown[][]} rows */
export const csvOf = rows => rows.map(row => row.map(cell).join(',')).join('\r\n') + '\r\n';

/**
 * Saves rows as a file; with a byte order mark, by which spreadsheets recognise UTF-8.
 *
 * @param {string} name
 * @param {unknown[][]} rows
 */
export function saveCsv(name, rows) {
  saveFile(name, new Blob(['\ufeff', csvOf(rows)], {type: 'text/csv;charset=utf-8'}));
}

/** @param {string} name @param {Blob} content */
export function saveFile(name, content) {
  const url = URL.createObjectURL(content);
  const link = Object.assign(document.createElement('a'), {href: url, download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
