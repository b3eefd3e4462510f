import type { HeaderFact } from '../model/facts.ts';
import type { Scene } from './scene.ts';

/** A request header that a hop cannot carry. */
export interface OddHeader {
  readonly kind: 'transfer-encoding' | 'upgrade';
  readonly header: HeaderFact;
  /** A rule or module of IIS set it; the sender did not. */
  readonly set: boolean;
}

const BODYLESS = /^(GET|HEAD|DELETE|OPTIONS|TRACE)$/i;
/** As a header, or as the server variable that a rewrite rule sets. */
const UPGRADE = /^(HTTP_)?UPGRADE$/i;

/** The header of the request that explains why it could not be sent on; null for none. */
export function oddHeader({ facts, trace }: Scene): OddHeader | null {
  if (facts === null || trace === null) return null;
  const encoding = facts.requestHeaders.find((h) => h.name.toLowerCase() === 'transfer-encoding');
  if (encoding !== undefined && BODYLESS.test(trace.trace.request.verb)) {
    return { kind: 'transfer-encoding', header: encoding, set: false };
  }
  const isUpgrade = (h: HeaderFact): boolean => UPGRADE.test(h.name) && h.value !== '';
  const set = facts.setRequestHeaders.find(isUpgrade);
  if (set !== undefined) return { kind: 'upgrade', header: set, set: true };
  const sent = facts.requestHeaders.find(isUpgrade);
  return sent === undefined ? null : { kind: 'upgrade', header: sent, set: false };
}
