import text from './files/freb/d-ancm-502.3-0x800704cd-client-gone-mid-response.xml?raw';
import type { SampleFile } from './catalog.ts';

export const files: readonly SampleFile[] = [{ path: 'd-ancm-502.3-0x800704cd-client-gone-mid-response.xml', text }];
