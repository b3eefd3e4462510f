/** One file of a sample, as it would be dropped. */
export interface SampleFile {
  readonly path: string;
  readonly text: string;
}

/** A sample incident: what it is and what to notice. */
export interface Sample {
  readonly id: string;
  readonly title: string;
  readonly notice: string;
  readonly load: () => Promise<readonly SampleFile[]>;
}

/** The incident behind `Open the sample incident`: one trace with the logs and settings of the same minutes. */
export const INCIDENT: Sample = {
  id: 'incident',
  title: 'A report that hangs',
  notice: 'A database lock makes one URL slow until the module gives up: trace, logs and settings of the same minutes.',
  load: async () => (await import('./sample-incident.ts')).files,
};

/** Single traces, one for each kind of trouble. */
export const SINGLE_TRACES: readonly Sample[] = [
  {
    id: 'a',
    title: '502.3 after two minutes',
    notice: 'The module forwards the request, then nothing for 120 s. ErrorCode 2147954402 is the time-out.',
    load: async () => (await import('./sample-a.ts')).files,
  },
  {
    id: 'a2',
    title: '502.3 with the events of the module',
    notice: 'The same time-out with the ANCM area traced: the request was sent, and no answer header ever came.',
    load: async () => (await import('./sample-a2.ts')).files,
  },
  {
    id: 'b',
    title: '502.5, the program does not start',
    notice: 'ErrorCode 0 does not mean success: no code was given.',
    load: async () => (await import('./sample-b.ts')).files,
  },
  {
    id: 'c',
    title: '500.30, in-process start failure',
    notice: 'The application fails inside the worker process. The status is 500.30, not 500.3.',
    load: async () => (await import('./sample-c.ts')).files,
  },
  {
    id: 'd',
    title: '502.3, the caller left',
    notice: 'Part of the answer had gone out before a flush to the client failed: not a fault of the application.',
    load: async () => (await import('./sample-d.ts')).files,
  },
  {
    id: 'e',
    title: 'A slow page that succeeded',
    notice: 'Status 200, traced because it took 17 s: nearly all of it inside one page event.',
    load: async () => (await import('./sample-e.ts')).files,
  },
  {
    id: 'f',
    title: '401.2 by another module',
    notice: 'Authentication refused the request before it reached the application.',
    load: async () => (await import('./sample-f.ts')).files,
  },
  {
    id: 'g',
    title: 'Cut while still running',
    notice: 'The time rule wrote the trace before the request ended: its 200 is not an outcome.',
    load: async () => (await import('./sample-g.ts')).files,
  },
  {
    id: 'i',
    title: 'A trace without beginning or end',
    notice: 'The size limit cut the trace: what is missing is said, and nothing is guessed.',
    load: async () => (await import('./sample-i.ts')).files,
  },
];
