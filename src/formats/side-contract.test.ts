import type { ParsedItem } from './reader.ts';
import { applicationHostConfig, webConfig } from '../testing/config-builder.ts';
import { eventLogBytes } from '../testing/eventlog-builder.ts';
import { readerContract } from '../testing/reader-contract.ts';
import type { ReadResult } from '../testing/read-with.ts';
import type { SampleFile } from '../testing/samples.ts';
import { stdoutText } from '../testing/stdout-builder.ts';
import { ancmDebugReader } from './ancmdebug/reader.ts';
import { configReader } from './config/reader.ts';
import { eventLogReader } from './eventlog/reader.ts';
import { stdoutReader } from './stdout/reader.ts';

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const plain = ({ items }: ReadResult): readonly ParsedItem[] => items;

const RECORDS = [1000, 1001, 1030].map((id) => ({
  id,
  time: '2026-03-12T14:27:13Z',
  message: `Record ${id}\nsecond line`,
}));
const eventLogs: readonly SampleFile[] = [
  { name: 'Application.xml', bytes: eventLogBytes(RECORDS) },
  { name: 'Application-utf16.xml', bytes: eventLogBytes(RECORDS, { encoding: 'utf-16le' }) },
  { name: 'eventlog.xml', bytes: eventLogBytes(RECORDS, { shape: 'app-service' }) },
];
readerContract(eventLogReader, eventLogs, { plain });

const configs: readonly SampleFile[] = [
  { name: 'web.config', bytes: bytes(webConfig({ environment: { A: 'b' }, tracing: [{}] })) },
  { name: 'applicationHost.config', bytes: bytes(applicationHostConfig([{ id: 1, name: 'Default Web Site' }])) },
];
readerContract(configReader, configs, { plain });

const OUTPUT = [
  'info: Contoso.App[0]',
  '      Starting',
  'Unhandled exception. System.Exception: no',
  '   at Contoso.App.Main()',
];
readerContract(stdoutReader, [{ name: 'stdout_20260312142712_7312.log', bytes: bytes(stdoutText(OUTPUT)) }], {
  plain,
  cut: 'any',
});

const DEBUG = [
  '[2026-03-12T14:27:12.531Z, PID: 7312] [aspnetcorev2.dll] Resolving hostfxr parameters',
  '[aspnetcorev2.dll] Failed HRESULT returned: 0x80004005',
];
readerContract(ancmDebugReader, [{ name: 'aspnetcore-debug.log', bytes: bytes(DEBUG.join('\r\n')) }], {
  plain,
  cut: 'any',
});
