import text from './files/freb/b-ancm-502.5-process-failure-errorcode-0.xml?raw';
import type { SampleFile } from './catalog.ts';

export const files: readonly SampleFile[] = [{ path: 'b-ancm-502.5-process-failure-errorcode-0.xml', text }];
