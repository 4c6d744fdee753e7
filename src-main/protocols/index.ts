import { crlProtocol } from './crl/routes.ts'
import type { Protocol } from './protocol.ts'

/** Protocols of the public listener that give out what is there. @param renewCrl as `crlProtocol` takes it */
export function protocols(renewCrl: (name: string) => Promise<void>): readonly Protocol[] {
  return [crlProtocol(renewCrl)]
}
