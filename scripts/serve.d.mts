import type { Server } from 'node:http';
export function serve(
  folder: string,
  options?: { port?: number; headers?: boolean },
): Promise<{ server: Server; url: string }>;
