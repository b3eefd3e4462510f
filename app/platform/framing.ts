/** True when another page shows this one in a frame: it then stays empty, so that nobody can lay something over it. */
export function isFramed(): boolean {
  try {
    return window.top !== window.self;
  } catch {
    return true;
  }
}
