import text from './files/freb/c-ancmv2-500.30-inprocess-start-failure.xml?raw';
import type { SampleFile } from './catalog.ts';

export const files: readonly SampleFile[] = [{ path: 'c-ancmv2-500.30-inprocess-start-failure.xml', text }];
