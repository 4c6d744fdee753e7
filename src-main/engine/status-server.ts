import { startStatusServer } from '../protocols/status/server.ts'
import { systemClock } from '../world/clock.ts'
import type { HttpListener } from '../world/http-listener.ts'
import { pinoLog } from '../world/pino-log.ts'
import { systemRandom } from '../world/random.ts'

/**
 * Serves a published folder alone: no engine, no database, no vault, no key.
 * @param onLog takes lines of the log
 * @throws ChanceryError as `startStatusServer`
 */
export function serveFolder(
  folder: string,
  listen: { readonly host: string; readonly port: number },
  onLog: (line: string) => void
): Promise<HttpListener> {
  const log = pinoLog({ to: { write: onLog }, clock: systemClock, random: systemRandom })
  return startStatusServer(folder, listen, { clock: systemClock, log })
}
