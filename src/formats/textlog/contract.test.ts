import { readFileSync } from 'node:fs';
import { plainHttpErr, plainRows, type ReadResult } from '../../testing/read-with.ts';
import { readerContract } from '../../testing/reader-contract.ts';
import type { SampleFile } from '../../testing/samples.ts';
import { advancedLoggingReader } from '../advancedlogging/reader.ts';
import { httpErrReader } from '../httperr/reader.ts';
import { iisNativeReader } from '../iisnative/reader.ts';
import { ncsaReader } from '../ncsa/reader.ts';
import { w3cReader } from '../w3c/reader.ts';

/** The first lines of a sample: the contract reads each many times over. */
function sample(path: string, bytes = 8000): SampleFile {
  const whole = readFileSync(new URL(`../../testing/samples/logs/${path}`, import.meta.url));
  const cut = whole.indexOf(0x0a, Math.min(bytes, whole.length - 1));
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    bytes: new Uint8Array(whole.subarray(0, cut < 0 ? whole.length : cut + 1)),
  };
}

const plain = (result: ReadResult): unknown =>
  result.items.map((item) => {
    if (item.kind === 'requestLog') return plainRows(item.table);
    return item.kind === 'httpErr' ? plainHttpErr(item.table) : item;
  });

readerContract(
  w3cReader,
  [
    'W3SVC1/u_ex260312.log',
    'azure/LogFiles/http/RawLogs/6f1d2c-202603121400.log',
    'variants/central-w3c.log',
    'variants/utf16le-bom.log',
    'variants/ansi-cp1252.log',
    'variants/headless.log',
    'variants/no-date-column.log',
  ].map((path) => sample(path)),
  { plain, cut: 'any' },
);
readerContract(httpErrReader, [sample('HTTPERR/httperr1.log'), sample('variants/httperr2-fields-grow.log')], {
  plain,
  cut: 'any',
});
readerContract(ncsaReader, [sample('ncsa/u_nc260312.log')], { plain, cut: 'any' });
readerContract(iisNativeReader, [sample('native/u_in260312.log')], { plain, cut: 'any' });
readerContract(advancedLoggingReader, [sample('variants/advanced-logging.log')], { plain, cut: 'any' });
