import { expect, test } from 'vitest';
import { idle, isBusy, track, trackFrame } from './pending.ts';

test('idle waits for questions, for frames, and for what follows from them', async () => {
  const order: string[] = [];
  let answer = (_value: string): void => undefined;
  const asked = track(
    new Promise<string>((resolve) => {
      answer = resolve;
    }),
  );
  void asked.then(() => trackFrame(() => order.push('frame')));
  expect(isBusy()).toBe(true);
  const done = idle().then(() => order.push('idle'));
  requestAnimationFrame(() => {
    order.push('answer');
    answer('');
  });
  await done;
  expect(order).toEqual(['answer', 'frame', 'idle']);
  expect(isBusy()).toBe(false);
});

test('idle is not fooled by work that ends in one frame and begins again in the next', async () => {
  let frames = 0;
  const again = () => {
    frames += 1;
    // As a view does it: the next frame is asked for in a task of its own.
    if (frames < 12) setTimeout(() => trackFrame(again), 2);
  };
  trackFrame(again);
  await idle();
  expect(frames).toBe(12);
});
