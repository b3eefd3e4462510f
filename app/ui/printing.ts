/** Width in px that a picture is drawn at for paper: fits A4 and Letter in portrait with common margins. */
export const PRINT_WIDTH = 648;

/** Calls back before the page is laid out for paper and after. Returns what stops that. */
export function onPrint(before: () => void, after: () => void): () => void {
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  return () => {
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
  };
}
