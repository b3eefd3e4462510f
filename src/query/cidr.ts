const NETWORK = /^(\d{1,3}(?:\.\d{1,3}){3})\/(\d{1,2})$/;

/** Whether an IPv4 address lies in a network such as `10.20.0.0/16`; null when the text is no such network. */
export function networkTest(text: string): ((address: string) => boolean) | null {
  const [, base = '', bits = ''] = NETWORK.exec(text) ?? [];
  const from = addressNumber(base);
  const length = Number(bits);
  if (bits === '' || Number.isNaN(from) || length > 32) return null;
  const size = 2 ** (32 - length);
  const network = Math.floor(from / size);
  return (address) => Math.floor(addressNumber(address) / size) === network;
}

/** An IPv4 address as a number; NaN for anything else. */
function addressNumber(address: string): number {
  const parts = address.split('.');
  if (parts.length !== 4) return Number.NaN;
  let number = 0;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return Number.NaN;
    number = number * 256 + Number(part);
  }
  return number;
}
