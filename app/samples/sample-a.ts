import text from './files/freb/a-ancm-502.3-timeout-2147954402.xml?raw';
import type { SampleFile } from './catalog.ts';

export const files: readonly SampleFile[] = [{ path: 'a-ancm-502.3-timeout-2147954402.xml', text }];
