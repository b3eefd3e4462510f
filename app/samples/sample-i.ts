import text from './files/freb/i-size-truncated-starts-midway.xml?raw';
import type { SampleFile } from './catalog.ts';

export const files: readonly SampleFile[] = [{ path: 'i-size-truncated-starts-midway.xml', text }];
