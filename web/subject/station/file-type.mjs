// The files that stations come in, told apart by what they are called.

/** @type {Record<string, string>} */
const TYPES = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  xml: 'application/xml'
};

/** What a person may choose. */
export const STATION_FILES = Object.entries(TYPES)
  .flatMap(([ending, type]) => [`.${ending}`, type])
  .join(',');

/** Of anything else the hub says what it is not. @param {string} name */
export const typeOf = name => TYPES[/** @type {string} */ (name.toLowerCase().split('.').pop())] ?? TYPES.xml;

/** Where the kind of a file of EML stands at the latest. */
const HEAD_BYTES = 4_096;

/** Whether a file is about an election itself: its definition (EML 110a), or its lists (230b). @param {File} file */
export async function isOfElection(file) {
  if (typeOf(file.name) !== TYPES.xml) return false;
  return /<(?:\w+:)?EML\b[^>]*\sId=["'](?:110a|230b)["']/.test(await file.slice(0, HEAD_BYTES).text());
}
