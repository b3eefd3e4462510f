import type { ModuleVersion } from '../model/facts.ts';

/** Generation of ANCM by exact module name, case ignored; null for every other module. Source: v1-forward, v2-forward. */
export function ancmVersion(moduleName: string): ModuleVersion | null {
  const name = moduleName.toLowerCase();
  return name === 'aspnetcoremodulev2' ? 'V2' : name === 'aspnetcoremodule' ? 'V1' : null;
}

/** Request header that ANCM sets first when it forwards: proof that a back-end process was running. */
export const TOKEN_HEADER = 'MS-ASPNETCORE-TOKEN';

/** One event that ANCM V2 writes itself. V1 writes none. */
export interface AncmEventKind {
  readonly name: string;
  readonly opcode: number;
  readonly level: number;
  /** Field with a code or state, '' for none. */
  readonly field: string;
  readonly hosting: 'in-process' | 'out-of-process' | 'both';
  readonly meaning: string;
}

/** Events of the area ANCM. Key on the name: number 7 meant another event before 2.2. Source: v2-events, v2-forward. */
export const ANCM_EVENTS: readonly AncmEventKind[] = [
  {
    name: 'ANCM_START_APPLICATION_SUCCESS',
    opcode: 1,
    level: 4,
    field: '',
    hosting: 'both',
    meaning: 'The application was started (defined, and never written by released versions).',
  },
  {
    name: 'ANCM_START_APPLICATION_FAIL',
    opcode: 2,
    level: 2,
    field: '',
    hosting: 'both',
    meaning: 'The application could not be started (defined, and never written by released versions).',
  },
  {
    name: 'ANCM_REQUEST_FORWARD_START',
    opcode: 3,
    level: 4,
    field: '',
    hosting: 'out-of-process',
    meaning: 'The request leaves IIS for the back-end process.',
  },
  {
    name: 'ANCM_REQUEST_FORWARD_END',
    opcode: 4,
    level: 4,
    field: '',
    hosting: 'out-of-process',
    meaning: 'The WinHTTP request is closed; written after failures too.',
  },
  {
    name: 'ANCM_REQUEST_FORWARD_FAIL',
    opcode: 5,
    level: 2,
    field: 'ErrorCode',
    hosting: 'out-of-process',
    meaning: 'Forwarding failed. With 1236 it is only the client that left, and the status may still be a good one.',
  },
  {
    name: 'ANCM_WINHTTP_CALLBACK',
    opcode: 6,
    level: 4,
    field: 'InternetStatus',
    hosting: 'out-of-process',
    meaning: 'WinHTTP reports a step of the forwarded request.',
  },
  {
    name: 'ANCM_INPROC_EXECUTE_REQUEST_START',
    opcode: 7,
    level: 4,
    field: '',
    hosting: 'in-process',
    meaning: 'The request enters the application inside the worker process.',
  },
  {
    name: 'ANCM_INPROC_EXECUTE_REQUEST_COMPLETION',
    opcode: 8,
    level: 5,
    field: 'requestStatus',
    hosting: 'in-process',
    meaning: 'The in-process handler returned to IIS.',
  },
  {
    name: 'ANCM_INPROC_ASYNC_COMPLETION_START',
    opcode: 9,
    level: 5,
    field: '',
    hosting: 'in-process',
    meaning: 'An asynchronous completion is handed over.',
  },
  {
    name: 'ANCM_INPROC_ASYNC_COMPLETION_COMPLETION',
    opcode: 10,
    level: 5,
    field: 'requestStatus',
    hosting: 'in-process',
    meaning: 'An asynchronous completion is done.',
  },
  {
    name: 'ANCM_INPROC_REQUEST_SHUTDOWN',
    opcode: 11,
    level: 4,
    field: '',
    hosting: 'in-process',
    meaning: 'The request ends because the application stops.',
  },
  {
    name: 'ANCM_INPROC_REQUEST_DISCONNECT',
    opcode: 12,
    level: 4,
    field: '',
    hosting: 'in-process',
    meaning: 'The client closed the connection.',
  },
  {
    name: 'ANCM_INPROC_MANAGED_REQUEST_COMPLETION',
    opcode: 13,
    level: 4,
    field: '',
    hosting: 'in-process',
    meaning: 'The application is done with the request.',
  },
  {
    name: 'ANCM_HRESULT_FAILED',
    opcode: 14,
    level: 3,
    field: 'HResult',
    hosting: 'both',
    meaning: 'A call inside ANCM returned a failure. Many are harmless: only the last one before the status counts.',
  },
  {
    name: 'ANCM_EXCEPTION_CAUGHT',
    opcode: 15,
    level: 3,
    field: '',
    hosting: 'both',
    meaning: 'ANCM caught an exception of its own; the description is the text behind 0x8007023E.',
  },
];

/** InternetStatus of ANCM_WINHTTP_CALLBACK. Source: winhttp-status. */
export const WINHTTP_CALLBACKS: ReadonlyMap<number, string> = new Map([
  [0x1, 'resolving the name'],
  [0x2, 'name resolved'],
  [0x4, 'connecting'],
  [0x8, 'connected'],
  [0x10, 'sending the request'],
  [0x20, 'request sent'],
  [0x40, 'receiving the response'],
  [0x80, 'response received'],
  [0x100, 'closing the connection'],
  [0x200, 'connection closed'],
  [0x400, 'handle created'],
  [0x800, 'handle closing'],
  [0x4000, 'redirect'],
  [0x8000, 'intermediate response'],
  [0x10000, 'secure failure'],
  [0x20000, 'response headers available'],
  [0x40000, 'data available'],
  [0x80000, 'read complete'],
  [0x100000, 'write complete'],
  [0x200000, 'request error'],
  [0x400000, 'send request complete'],
  [0x2000000, 'WebSocket close complete'],
  [0x4000000, 'WebSocket shutdown complete'],
]);
