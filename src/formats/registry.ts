import { ancmDebugReader } from './ancmdebug/reader.ts';
import { appLogReader } from './applog/reader.ts';
import { configReader } from './config/reader.ts';
import { detailedErrorsReader } from './detailederrors/reader.ts';
import { eventLogReader } from './eventlog/reader.ts';
import { evtxReader } from './evtx/reader.ts';
import { frebReader } from './freb/reader.ts';
import { httpErrReader } from './httperr/reader.ts';
import type { FormatReader } from './reader.ts';
import { iisNativeReader } from './iisnative/reader.ts';
import { ncsaReader } from './ncsa/reader.ts';
import { advancedLoggingReader } from './advancedlogging/reader.ts';
import { pasteReader } from './paste/reader.ts';
import { stdoutReader } from './stdout/reader.ts';
import { w3cReader } from './w3c/reader.ts';

/** Every format that is read. To add one: a line here. */
export const READERS: readonly FormatReader[] = [
  frebReader,
  w3cReader,
  httpErrReader,
  iisNativeReader,
  ncsaReader,
  advancedLoggingReader,
  configReader,
  eventLogReader,
  evtxReader,
  ancmDebugReader,
  stdoutReader,
  appLogReader,
  detailedErrorsReader,
  pasteReader,
];
