import text from './files/freb/e-slow-200-timetaken-aspnet4-child-request.xml?raw';
import type { SampleFile } from './catalog.ts';

export const files: readonly SampleFile[] = [{ path: 'e-slow-200-timetaken-aspnet4-child-request.xml', text }];
