import text from './files/freb/a2-ancmv2-502.3-timeout-with-ancm-area.xml?raw';
import type { SampleFile } from './catalog.ts';

export const files: readonly SampleFile[] = [{ path: 'a2-ancmv2-502.3-timeout-with-ancm-area.xml', text }];
