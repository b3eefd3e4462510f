/** One notification of the integrated pipeline. */
export interface Notification {
  /** Value of Data `Notification`, unsigned: MAP_PATH is 2147483648. */
  readonly bit: number;
  /** As freb.xsl and the traces write it: REQUEST_ACQUIRE_STATE, not ACQUIRE_REQUEST_STATE. */
  readonly name: string;
  /** false: may come anywhere, also inside another notification. */
  readonly inOrder: boolean;
}

/** In the order of the pipeline; the last four come out of order. Source: iis-notifications, real traces. */
export const NOTIFICATIONS: readonly Notification[] = [
  { bit: 0x1, name: 'BEGIN_REQUEST', inOrder: true },
  { bit: 0x2, name: 'AUTHENTICATE_REQUEST', inOrder: true },
  { bit: 0x4, name: 'AUTHORIZE_REQUEST', inOrder: true },
  { bit: 0x8, name: 'RESOLVE_REQUEST_CACHE', inOrder: true },
  { bit: 0x10, name: 'MAP_REQUEST_HANDLER', inOrder: true },
  { bit: 0x20, name: 'REQUEST_ACQUIRE_STATE', inOrder: true },
  { bit: 0x40, name: 'PRE_EXECUTE_REQUEST_HANDLER', inOrder: true },
  { bit: 0x80, name: 'EXECUTE_REQUEST_HANDLER', inOrder: true },
  { bit: 0x100, name: 'RELEASE_REQUEST_STATE', inOrder: true },
  { bit: 0x200, name: 'UPDATE_REQUEST_CACHE', inOrder: true },
  { bit: 0x400, name: 'LOG_REQUEST', inOrder: true },
  { bit: 0x800, name: 'END_REQUEST', inOrder: true },
  { bit: 0x10000000, name: 'CUSTOM_NOTIFICATION', inOrder: false },
  { bit: 0x20000000, name: 'SEND_RESPONSE', inOrder: false },
  { bit: 0x40000000, name: 'READ_ENTITY', inOrder: false },
  { bit: 0x80000000, name: 'MAP_PATH', inOrder: false },
];

const BY_BIT: ReadonlyMap<number, string> = new Map(NOTIFICATIONS.map(({ bit, name }) => [bit, name]));

/** Name of a notification, '' for 0, hex for a value that is no notification. */
export function notificationName(bit: number): string {
  const value = bit >>> 0;
  return BY_BIT.get(value) ?? (value === 0 ? '' : `0x${value.toString(16).toUpperCase()}`);
}

/** EXECUTE_REQUEST_HANDLER: where handlers, ANCM among them, do their work. */
export const EXECUTE_REQUEST_HANDLER = 0x80;
