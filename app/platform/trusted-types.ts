interface TrustedTypeFactory {
  createPolicy(name: string, rules: { createScriptURL(input: string): string }): unknown;
}

/**
 * The one policy of the page. Only addresses of scripts can pass, and only those of blobs: our workers. There is no way
 * from text to markup or to script. Browsers without Trusted Types need nothing.
 */
export function installTrustedTypes(): void {
  const factory = (window as { trustedTypes?: TrustedTypeFactory }).trustedTypes;
  factory?.createPolicy('default', {
    createScriptURL(input) {
      if (input.startsWith('blob:')) return input;
      throw new TypeError('only scripts from blobs are started here');
    },
  });
}
