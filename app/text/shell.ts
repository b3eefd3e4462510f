/** Words of the frame around all pages. */
export const SHELL = {
  toContent: 'Skip to the content',
  places: 'Places',
  requests: 'Requests',
  trace: 'Trace',
  files: 'Files',
  codes: 'Codes',
  glossary: 'Glossary',
  capture: 'Capture a trace',
  start: 'Start',
  openFiles: 'Open files',
  openFolder: 'Open folder',
  chooseFiles: 'Choose files…',
  chooseFolder: 'Choose a folder…',
  palette: 'Commands',
  help: 'Keyboard help',
  theme: 'Theme',
  themes: { system: 'Like the system', light: 'Light', dark: 'Dark' },
  zone: 'Time zone',
  zones: { utc: 'UTC', browser: 'This browser', server: 'Server' },
  serverOffset: 'Offset of the server’s clock',
  showServerTime: 'Show the server’s time',
  dropHere: 'Drop to open',
  dropDetail: 'Files, folders and archives are read in this tab and go nowhere.',
  readyOffline: 'Ready',
  clear: 'Close all files',
  cleared: 'All files are closed.',
  lost: 'There is no such page',
  lostDetail: 'The address names no page of frebscope.',
  toStart: 'Go to the start page',
  broken: 'This view stopped working',
  brokenDetail: 'The files you opened are untouched. Try the view again, or go to another one.',
  tryAgain: 'Try again',
  copyDetails: 'Copy error details',
  engineGone: 'The reader could not be started in this browser',
  engineGoneDetail: 'It needs web workers. Reload the page; if this stays, try another browser.',
} as const;

/** Title of the browser tab for a place. */
export function pageTitle(place: string): string {
  return place === '' ? 'frebscope' : `${place} · frebscope`;
}
