import { ancmVersion } from '../knowledge/ancm.ts';

/**
 * Who set the status. `ancm` is the ASP.NET Core Module of either generation, `platform` its ancestor
 * httpPlatformHandler, `arr` Application Request Routing, `proxy` one of these: the log row does not say which.
 */
export type Actor = 'ancm' | 'platform' | 'arr' | 'iisnode' | 'proxy' | 'other';

/** The actor that a ModuleName of a trace stands for. */
export function actorOf(module: string): Actor {
  if (ancmVersion(module) !== null) return 'ancm';
  const name = module.toLowerCase();
  if (name === 'applicationrequestrouting') return 'arr';
  if (name === 'httpplatformhandler') return 'platform';
  if (name === 'iisnode') return 'iisnode';
  return 'other';
}

/** Actors that start a process and forward to it over loopback. */
export const startsProcess = (actor: Actor): boolean => actor === 'ancm' || actor === 'platform' || actor === 'iisnode';
