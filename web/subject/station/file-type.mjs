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
