/** Words of the start page. */
export const START = {
  title: 'Why did IIS answer 502?',
  lead: 'Drop Failed Request Tracing files (fr000001.xml …), with logs and web.config if you have them. You get the module that produced the error, the decoded code, the silence before it, and what to do first.',
  drop: 'Drop files, folders or archives anywhere on this page',
  sample: 'Open the sample incident',
  privacy:
    'Files are read inside this browser tab. Once the page has loaded it makes no network request, and nothing of a file is stored.',
  openNow: 'Open now',
  samples: 'Or look at one trace',
  capture: 'Switch tracing on',
  captureMore: 'All steps, with commands to copy',
  version: (version: string) => `frebscope ${version}`,
} as const;
