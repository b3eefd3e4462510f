import { indexOfText } from '../xml/bytes.ts';
import { firstElement } from '../xml/first-element.ts';
import type { Sniff } from '../reader.ts';

/**
 * A trace is known by its root. Other XML gets a small score, so that it is refused with a reason when no other reader
 * knows it; so does anything that merely calls itself `fr000001.xml`.
 */
export function sniffTrace(head: Uint8Array, name: string): Sniff {
  const element = firstElement(head);
  if (element === 'failedRequest') return { score: 1, why: 'root element failedRequest' };
  const named = /(^|[/\\!])fr\d+\.xml$/i.test(name);
  if (element === '!DOCTYPE') return { score: named ? 0.3 : 0.1, why: 'XML with a DOCTYPE' };
  if (element !== null) return { score: 0.1, why: `XML with the root element ${element}` };
  if (indexOfText(head, '<failedRequest ', 0) >= 0)
    return { score: 0.4, why: 'a failedRequest element after some text' };
  if (/\.xml$/i.test(name)) return { score: 0.05, why: 'file name ends in .xml' };
  return { score: 0, why: '' };
}
