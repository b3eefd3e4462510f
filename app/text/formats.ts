import type { FileState, FormatId } from '#core/model/source';

/** What a format is called in lists. */
const FORMAT_NAMES: Readonly<Record<FormatId, string>> = {
  freb: 'FREB trace',
  w3c: 'IIS log (W3C)',
  httperr: 'HTTPERR log',
  ncsa: 'IIS log (NCSA)',
  iisnative: 'IIS log (native)',
  advancedlogging: 'Advanced Logging',
  eventlog: 'Event log (XML)',
  evtx: 'Event log (evtx)',
  stdout: 'stdout log',
  ancmdebug: 'ANCM debug log',
  config: 'Configuration',
  applog: 'Application log',
  detailederrors: 'Detailed error page',
  zip: 'Zip archive',
  gzip: 'Gzip',
  paste: 'Pasted text',
};

/** Name of a file format for lists. */
export function formatName(format: FormatId | null): string {
  return format === null ? 'not recognised' : FORMAT_NAMES[format];
}

/** What a state means, for tooltips and legends. */
export const STATE_MEANINGS: Readonly<Record<FileState, string>> = {
  waiting: 'not read yet',
  reading: 'being read now',
  whole: 'read from beginning to end',
  partial: 'the usable part is shown, with what is missing',
  refused: 'not used; the reason is beside it',
  skipped: 'known not to be of use here, or read before',
};
