import type { CaContext } from '../ca/context.ts'
import { answerOcsp } from '../ca/ocsp/answer.ts'
import { protocols } from '../protocols/index.ts'
import { ocspProtocol } from '../protocols/ocsp/routes.ts'
import type { Protocol } from '../protocols/protocol.ts'

/** @returns everything that the public listeners of one engine speak: what only reads, and what asks the authorities. */
export function protocolsOver(ca: CaContext): readonly Protocol[] {
  return [...protocols, ocspProtocol((request) => answerOcsp(ca, request))]
}
