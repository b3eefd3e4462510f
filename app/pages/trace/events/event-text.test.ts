import { expect, it } from 'vitest';
import type { EventView } from '#core/engine/questions/events';
import { eventIx, ms } from '#core/model/units';
import { eventText } from './event-text.ts';

it('copies what is on screen: decoded, and masked where it is masked', () => {
  const field = { description: '', decoded: '', secret: false };
  const view: Pick<EventView, 'row' | 'fields'> = {
    row: {
      ix: eventIx(72),
      name: 'MODULE_SET_RESPONSE_ERROR_STATUS',
      module: 'AspNetCoreModule',
      notification: 'EXECUTE_REQUEST_HANDLER',
      post: false,
      timeMs: ms(120_046),
      deltaMs: ms(120_046),
      level: 3,
      key: '',
      span: -1,
      producing: true,
      damaged: false,
    },
    fields: [
      { ...field, name: 'HttpStatus', value: '502' },
      {
        ...field,
        name: 'ErrorCode',
        value: '5',
        description: 'Access is denied.\n (0x5)',
        decoded: 'ERROR_ACCESS_DENIED',
      },
      { ...field, name: 'HeaderValue', value: 'secret-token', description: 'secret-token', secret: true },
      { ...field, name: 'Headers', value: 'A: 1\nB: 2\n' },
    ],
  };
  expect(eventText(view)).toBe(
    `#73 MODULE_SET_RESPONSE_ERROR_STATUS, Warning, at 120.05 s
  HttpStatus: 502
  ErrorCode: 5 (Access is denied. (0x5); ERROR_ACCESS_DENIED)
  HeaderValue: ••••••
  Headers: A: 1
    B: 2
`,
  );
});
