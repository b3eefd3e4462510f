import { logEncoding, logHead } from '../../textlog/lines.ts';
import { w3cKind } from '../kind.ts';
import { canScan } from './memory.ts';

/**
 * Whether a log that begins like this can be scanned in slices: a web log in bytes of one character set, where
 * WebAssembly is to be had. Everything else goes to the plain reader.
 */
export function isSliceable(head: Uint8Array): boolean {
  const kind = w3cKind(logHead(head));
  return (kind === 'web' || kind === 'headless') && isScannable(head);
}

/** The same of a log of which is known that it is one. */
export function isScannable(head: Uint8Array): boolean {
  return logEncoding(head) === 'utf-8' && canScan();
}
