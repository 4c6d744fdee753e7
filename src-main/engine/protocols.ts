import type { CaContext } from '../ca/context.ts'
import { answerOcsp } from '../ca/ocsp/answer.ts'
import { createAcmeProtocol } from '../protocols/acme/routes.ts'
import { protocols } from '../protocols/index.ts'
import { ocspProtocol } from '../protocols/ocsp/routes.ts'
import type { Protocol } from '../protocols/protocol.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import type { Net } from '../world/net.ts'

/** @returns everything that the public listeners of one engine speak: what only reads, and what asks the authorities. */
export function protocolsOver(ca: CaContext, net: Net): readonly Protocol[] {
  const { clock, log, store } = ca
  const acme = createAcmeProtocol({
    ca,
    net,
    clock,
    log,
    reader: () => reader(store),
    write: (work) => transaction(store, work)
  })
  return [...protocols, ocspProtocol((request) => answerOcsp(ca, request)), acme]
}
