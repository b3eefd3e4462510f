import { onAppService } from './request.ts';
import type { Scene } from './scene.ts';

const ARR_HEADER =
  'The header X-ARR-LOG-ID stands on every request of Azure App Service: it does not mean that ARR or the front end failed. The module name in the status event decides.';
const PAGE =
  'The words of the IIS error page for 502 (CGI application, gateway or proxy server) are the same for all of them; module and code decide.';

/** Readings of a 502 by the module that its page and its headers suggest, contradicted. */
export function gatewayMisreadings(scene: Scene): readonly string[] {
  const { answer } = scene;
  if (answer === null || answer.status !== 502 || answer.actor === 'arr') return [];
  return onAppService(scene) ? [ARR_HEADER, PAGE] : [PAGE];
}
