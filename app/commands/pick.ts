/** Opens the browser's dialog for picking files. */
export function pickFiles(): void {
  document.querySelector<HTMLInputElement>('[data-open="files"]')?.click();
}

/** Opens the browser's dialog for picking a folder. */
export function pickFolder(): void {
  document.querySelector<HTMLInputElement>('[data-open="folder"]')?.click();
}
