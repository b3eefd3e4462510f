import { it } from 'vitest';
import { frebSamples } from '../../testing/samples.ts';
import { expectEveryCut } from '../../testing/truncation.ts';
import { frebReader } from './reader.ts';

it('a trace cut after any byte shows the events before the cut and says that it is cut', async () => {
  const sample = frebSamples().find((one) => one.name === 'h-not-wellformed-control-chars.xml');
  if (sample === undefined) throw new Error('no sample h');
  await expectEveryCut(frebReader, sample);
}, 300_000);
