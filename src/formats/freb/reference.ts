import { decodeUtf8 } from '../../base/text.ts';
import type { EventDetail } from '../../model/events.ts';
import { showForbidden } from '../xml/entities.ts';
import { parseEvent } from './xml.ts';
import { salvageEvent } from './salvage.ts';

/** From this length on, in characters, an event is read tag by tag: the parser needs some 34 bytes of memory per character. */
const LARGE = 256 * 1024;

/** An event as the reference layer reads it. */
export interface ReferenceReading {
  readonly detail: EventDetail;
  /** The parser would not have it, or the guard found it broken: read by tag names, in doubt. */
  readonly salvaged: boolean;
  /** Bytes that are not UTF-8. */
  readonly undecodable: number;
}

/**
 * The reference reading of one event's slice: all that is unusual ends here, and every detail shown comes from here.
 * `broken`: the guard found its structure damaged.
 */
export function readEvent(bytes: Uint8Array, from: number, to: number, broken: boolean): ReferenceReading {
  const { text, replaced } = decodeUtf8(bytes, from, to);
  const shown = showForbidden(text);
  const parsed = broken || shown.length > LARGE ? null : parseEvent(shown);
  const salvaged = broken || (parsed === null && shown.length <= LARGE);
  const detail = parsed === null || parsed.mixed ? salvageEvent(shown) : parsed.detail;
  return { detail, salvaged, undecodable: replaced };
}
