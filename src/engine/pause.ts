/** Lets waiting messages and timers run. Unlike a timer of 0 ms it is not held back to 4 ms when called in a loop. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
