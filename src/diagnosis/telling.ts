import type { RequestLogTable } from '../model/requestlog.ts';
import { isClientWin32 } from '../knowledge/client-win32.ts';
import { cutByFrontEnd } from './side/rows.ts';

/** Sub-statuses of 404 that are refusals by size: request filtering. */
const SIZE_404 = new Set([10, 13, 14, 15]);
const SIZE_STATUS = new Set([413, 414, 431]);

/**
 * A row that may belong to an incident: a failure of the server, a refusal by size, a client that left, or a success
 * that came after the front end of App Service had given up. What is not found or not allowed is an answer.
 */
export function isTellingRow(table: RequestLogTable, row: number): boolean {
  const status = table.status[row] ?? 0;
  if (status >= 500 || status === 499 || SIZE_STATUS.has(status)) return true;
  if (status === 404) return SIZE_404.has(table.substatus[row] ?? 0);
  if (status === 400) return (table.substatus[row] ?? 0) === 0 && isClientWin32(table.win32[row] ?? 0);
  return cutByFrontEnd(table, row);
}

/** Reasons of HTTPERR that are refusals by size; their weight in the table of reasons is low, and they are a cause. */
export const isSizeReason = (reason: string): boolean =>
  /^(RequestLength|FieldLength|URL_Length|EntityTooLarge)$/.test(reason);
