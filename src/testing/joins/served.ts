import type { Random } from './random.ts';

/** A machine of a farm. */
export interface Server {
  readonly computer: string;
  readonly ip: string;
  readonly port: number;
}

/** A request as it really was. Instants are EpochMs with a fraction, by the clock of its server. */
export interface Served {
  readonly server: Server;
  /** First byte seen by HTTP.sys; first and last event of the pipeline; last byte sent. */
  readonly arrived: number;
  readonly began: number;
  readonly ended: number;
  readonly sent: number;
  readonly verb: string;
  /** Path as the client sent it, and as HTTP.sys decoded it. */
  readonly rawPath: string;
  readonly path: string;
  /** Without the question mark; '' for none. */
  readonly query: string;
  readonly host: string;
  readonly peer: string;
  readonly peerPort: number;
  readonly userAgent: string;
  readonly referer: string;
  readonly user: string;
  readonly status: number;
  readonly subStatus: number;
  readonly win32: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** Further request headers: ids, X-Forwarded-For. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Path after URL Rewrite; '' when it stayed. */
  readonly rewritten: string;
  /** Milliseconds after which a rule on time wrote the trace while the request ran; null: written at the end. */
  readonly tracedAfter: number | null;
  /** The trace was cut by its size limit. */
  readonly truncated: boolean;
}

export const WEB01: Server = { computer: 'WEB01', ip: '10.20.0.11', port: 443 };
export const WEB02: Server = { computer: 'WEB02', ip: '10.20.0.12', port: 443 };

export const AGENTS = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Safari/605.1.15',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:135.0) Gecko/20100101 Firefox/135.0',
  'ContosoMobile/4.2 (Android 15)',
];

/** How long a request waited and ran, in milliseconds. */
export interface Durations {
  /** From the first byte to the first event; default: a moment. */
  readonly wait?: number;
  readonly run: number;
  /** From the last event to the last byte; default: a round trip. */
  readonly send?: number;
}

/** A request that arrived at an instant; what is not given is that of an ordinary failed call behind a browser. */
export function served(random: Random, arrived: number, took: Durations, over: Partial<Served> = {}): Served {
  const began = arrived + (took.wait ?? random.wait(0.5));
  const ended = began + took.run;
  const path = over.path ?? '/api/orders';
  return {
    server: WEB01,
    arrived,
    began,
    ended,
    sent: ended + (took.send ?? Math.min(240, random.wait(18))),
    verb: 'GET',
    rawPath: path,
    path,
    query: '',
    host: 'orders.contoso.example',
    peer: `203.0.113.${random.int(1, 254)}`,
    peerPort: random.int(49_200, 65_400),
    userAgent: random.pick(AGENTS),
    referer: '',
    user: '',
    status: 502,
    subStatus: 3,
    win32: 12_002,
    bytesSent: 1672,
    bytesReceived: random.int(380, 1400),
    headers: [],
    rewritten: '',
    tracedAfter: null,
    truncated: false,
    ...over,
  };
}
