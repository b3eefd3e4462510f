/** Colours of the picture, read from the design tokens of the page (app/index.css). */
export interface Palette {
  readonly surface: string;
  readonly sunken: string;
  readonly line: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly span: string;
  readonly spanLine: string;
  readonly spanAlt: string;
  readonly module: string;
  readonly silence: string;
  readonly silenceSoft: string;
  readonly fail: string;
  readonly warn: string;
  readonly accent: string;
  readonly select: string;
}

const TOKENS: Readonly<Record<keyof Palette, string>> = {
  surface: '--surface',
  sunken: '--sunken',
  line: '--line',
  ink: '--text',
  inkSoft: '--text-3',
  span: '--span',
  spanLine: '--span-line',
  spanAlt: '--span-alt',
  module: '--span-module',
  silence: '--silence',
  silenceSoft: '--silence-soft',
  fail: '--fail',
  warn: '--warn-line',
  accent: '--accent',
  select: '--select',
};

/** Colours that hold for an element now; read them again when the theme changes. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const colours = Object.entries(TOKENS).map(([name, token]) => [name, style.getPropertyValue(token).trim()]);
  return Object.fromEntries(colours) as Palette;
}
