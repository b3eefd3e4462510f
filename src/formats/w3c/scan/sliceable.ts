import { logEncoding, logHead } from '../../textlog/lines.ts';
import { w3cKind } from '../kind.ts';
import { canScan } from './memory.ts';

/**
 * Whether a log that begins like this can be scanned in slices: a web log in bytes of one character set, where
 * WebAssembly is to be had. Everything else goes to the plain reader.
 */
export function isSliceable(head: Uint8Array): boolean {
  const kind = w3cKind(logHead(head));
  return logEncoding(head) === 'utf-8' && (kind === 'web' || kind === 'headless') && canScan();
}
