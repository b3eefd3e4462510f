/** Room beside the columns of a chart, in px: the page puts its own layer over the columns. */
export const PLOT = { left: 44, right: 8, top: 8, bottom: 22 } as const;
