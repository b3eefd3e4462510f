export function installedBrowser(): string | null;
export function playwrightBrowser(): Promise<string | null>;
export function ensureBrowser(say?: (text: string) => void): Promise<string>;
export const BROWSER_ARGS: string[];
