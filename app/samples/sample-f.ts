import text from './files/freb/f-401.2-iis-web-core-not-ancm.xml?raw';
import type { SampleFile } from './catalog.ts';

export const files: readonly SampleFile[] = [{ path: 'f-401.2-iis-web-core-not-ancm.xml', text }];
