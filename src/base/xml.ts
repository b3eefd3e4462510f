const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
]);

/** Text as it stands in XML, between tags and in double quotes. */
export function escapeXml(text: string): string {
  return text.replaceAll(/[&<>"]/g, (char) => ESCAPES.get(char) ?? char);
}

/** ` name="value"`, with the blank before it; '' for a value that is null. */
function xmlAttribute(name: string, value: string | null): string {
  return value === null ? '' : ` ${name}="${escapeXml(value)}"`;
}

/** Attributes in the order given. */
export function xmlAttributes(values: readonly (readonly [string, string | null])[]): string {
  return values.map(([name, value]) => xmlAttribute(name, value)).join('');
}
