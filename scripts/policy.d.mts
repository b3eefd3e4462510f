export const PAGE_POLICY: string;
export const PAGE_HEADERS: Readonly<Record<string, string>>;
