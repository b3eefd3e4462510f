import text from './files/freb/g-timetaken-cut-while-running.xml?raw';
import type { SampleFile } from './catalog.ts';

export const files: readonly SampleFile[] = [{ path: 'g-timetaken-cut-while-running.xml', text }];
