import { crlProtocol } from './crl/routes.ts'
import type { Protocol } from './protocol.ts'

/** Every protocol that the public listener speaks. */
export const protocols: readonly Protocol[] = [crlProtocol]
