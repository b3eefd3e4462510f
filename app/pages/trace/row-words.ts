/** Words of the row of a log that is the request of a trace. */
export const ROW = {
  label: 'Row in the log',
  joined: 'Joined to',
  perhaps: 'Perhaps',
  because: 'because:',
  line: (line: number) => `line ${line} of`,
  ambiguous: (count: number) => `Row in the log: ambiguous, ${count} candidates`,
  none: 'No row in the open logs:',
} as const;
