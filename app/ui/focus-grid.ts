/** Puts the focus on the row of the first grid that the keyboard stands on. */
export function focusFirstRow(): void {
  document.querySelector<HTMLElement>('[role="grid"] [data-ix][tabindex="0"]')?.focus();
}
