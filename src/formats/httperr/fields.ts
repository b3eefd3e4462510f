/** Field sets of HTTPERR, oldest first: each Windows added to the one before. */
const SETS: readonly (readonly string[])[] = [
  'date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename',
  'date time c-ip c-port s-ip s-port cs-version cs-method cs-uri streamid sc-status s-siteid s-reason s-queuename',
  'date time c-ip c-port s-ip s-port cs-version cs-method cs-uri streamid streamid_ex sc-status s-siteid s-reason s-queuename transport',
  'date time c-ip c-port s-ip s-port cs-version cs-method cs-uri streamid streamid_ex sc-status s-siteid s-reason s-queuename transport fault-code extended-fault-code',
].map((fields) => fields.split(' '));

/** What a value must look like where it tells this log from others. */
const SHAPES: readonly (readonly [string, RegExp])[] = [
  ['date', /^\d{4}-\d\d-\d\d$/],
  ['time', /^\d\d:\d\d:\d\d$/],
  ['c-port', /^(?:\d{1,5}|-)$/],
  ['s-port', /^(?:\d{1,5}|-)$/],
  ['cs-version', /^(?:HTTP\/\S{3}|-)$/],
  ['sc-status', /^(?:\d{3}|-)$/],
  ['s-siteid', /^(?:\d+|-)$/],
  ['s-reason', /^(?:[A-Z][A-Za-z]+(?:[_/][A-Za-z]+)*|N\/A|N\/I)$/],
];

/** The field set of HTTPERR that a row without `#Fields` fits, by count and by what stands where; null for none. */
export function httpErrFields(row: string): readonly string[] | null {
  const values = row.trimEnd().split(' ');
  const fits = (names: readonly string[]): boolean =>
    values.length === names.length && SHAPES.every(([name, shape]) => shape.test(values[names.indexOf(name)] ?? ''));
  return SETS.find(fits) ?? null;
}
