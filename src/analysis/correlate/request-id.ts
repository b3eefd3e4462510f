const FORM_A = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4})-b63f-84710c7967bb$/;
const FORM_B = /^00000000-0000-0000-([0-9a-f]{4})-([0-9a-f]{12})$/;

/**
 * The request id under which an application inside the worker process knows a request: HTTP.sys writes its 64 bit id
 * over the first eight bytes of a fixed GUID, and ASP.NET Core prints the same GUID. `activityId` as a trace has it,
 * braces or none. A few systems trace the id in the last eight bytes instead:
 *
 *   {00000000-0000-0000-9307-0080010000F1}  ->  80000793-0001-f100-b63f-84710c7967bb
 *
 * '' when the activity id has neither form. Ids repeat after a reboot: compare times too.
 */
export function inProcessRequestId(activityId: string): string {
  const plain = activityId.replace(/[{}]/g, '').toLowerCase();
  if (FORM_A.test(plain)) return plain;
  const [, high, low] = FORM_B.exec(plain) ?? [];
  if (high === undefined || low === undefined) return '';
  const bytes = (high + low).match(/../g) ?? [];
  // The eight bytes are a little-endian number; the GUID's first fields are little-endian as well.
  const hex = bytes.toReversed().join('');
  if (/^0*$/.test(hex)) return '';
  return `${hex.slice(8)}-${hex.slice(4, 8)}-${hex.slice(0, 4)}-b63f-84710c7967bb`;
}
