import type { StringTable } from '../base/strings.ts';
import type { FileKey } from './units.ts';

/**
 * Request rows of one W3C, NCSA, native or similar log (or of one slice of it), struct of arrays in file order.
 * Index columns are StrIx into `strings`, -1 for `-` and for fields the log does not have.
 */
export interface RequestLogTable {
  readonly file: FileKey;
  readonly path: string;
  readonly length: number;
  readonly strings: StringTable;
  /** EpochMs of the end of the request (IIS writes the row when it is done); NaN for none. */
  readonly time: Float64Array;
  /** 1-based line number in the file. */
  readonly line: Uint32Array;
  readonly method: Int32Array;
  readonly stem: Int32Array;
  readonly query: Int32Array;
  readonly host: Int32Array;
  readonly clientIp: Int32Array;
  readonly user: Int32Array;
  readonly userAgent: Int32Array;
  /** 0 for none. */
  readonly status: Uint16Array;
  readonly substatus: Uint16Array;
  readonly win32: Uint32Array;
  /** Milliseconds, -1 for none. */
  readonly timeTaken: Int32Array;
  /** Every other field, by its name in `#Fields`, in the order first seen. */
  readonly extras: readonly { readonly name: string; readonly values: Int32Array }[];
  /** `time` holds the server's local clock read as if it were UTC: subtract the server's offset once it is known. */
  readonly localTime?: boolean;
  /** Fixed columns that the log has no field for: their 0 and -1 mean "not recorded" and never "none". */
  readonly absent?: readonly (
    | 'substatus'
    | 'win32'
    | 'timeTaken'
    | 'query'
    | 'host'
    | 'clientIp'
    | 'user'
    | 'userAgent'
  )[];
}
