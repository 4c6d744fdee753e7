import type { CaContext } from '../ca/context.ts'
import { runClaimChore } from '../ca/claims/chore.ts'
import { createClaimDoor } from '../ca/claims/door.ts'
import { answerCmp } from '../ca/cmp/answer.ts'
import { runCmpCertificateChore, runCmpTransactionChore } from '../ca/cmp/chore.ts'
import { runEstUseChore } from '../ca/est/uses.ts'
import { crlOnRequest } from '../ca/crl/on-request.ts'
import { answerOcsp } from '../ca/ocsp/answer.ts'
import { answerScep } from '../ca/scep/answer.ts'
import { runScepCertificateChore, runScepChore } from '../ca/scep/chore.ts'
import { scepCapabilities, scepCertificates, scepNextCertificates } from '../ca/scep/info.ts'
import { scepPage } from '../ca/scep/page.ts'
import { answerTimeStamp } from '../ca/time-stamps/answer.ts'
import { answerAuthenticode } from '../ca/time-stamps/authenticode.ts'
import { runClockChore, runStampCertificateChore } from '../ca/time-stamps/chore.ts'
import { createAcmeProtocol } from '../protocols/acme/routes.ts'
import { claimProtocol } from '../protocols/claim/routes.ts'
import { cmpProtocol } from '../protocols/cmp/routes.ts'
import { createEstProtocol } from '../protocols/est/routes.ts'
import { protocols } from '../protocols/index.ts'
import { ocspProtocol } from '../protocols/ocsp/routes.ts'
import type { EnrolmentParts, Protocol } from '../protocols/protocol.ts'
import { scepProtocol } from '../protocols/scep/routes.ts'
import { tsaProtocol } from '../protocols/tsa/routes.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import type { Net } from '../world/net.ts'
import { askTime } from '../world/sntp/ask.ts'
import type { Nonces } from '../protocols/acme/nonces.ts'
import { engineActor } from './chores.ts'

/**
 * @param nonces of ACME, where they are not its own: a message that is replayed has one that was used
 * @returns everything that the public listeners of one engine speak: what only reads, and what asks the authorities.
 */
export function protocolsOver(ca: CaContext, net: Net, nonces?: Nonces): readonly Protocol[] {
  const { clock, log, store } = ca
  const enrolment: EnrolmentParts = {
    ca,
    net,
    clock,
    log,
    reader: () => reader(store),
    write: (work) => transaction(store, work)
  }
  const acme = createAcmeProtocol(enrolment, nonces)
  const est = {
    ...createEstProtocol(enrolment, engineActor),
    chores: [{ name: 'est-uses', run: () => runEstUseChore(ca) }]
  }
  ca.memory.scep.http = (request) => net.http(request)
  const scep = scepProtocol({
    capabilities: (service, client) => scepCapabilities(ca, service, client),
    certificates: (service, client) => scepCertificates(ca, service, client),
    nextCertificates: (service, client) => scepNextCertificates(ca, service, client),
    message: (service, message, client) => answerScep(ca, service, message, client),
    page: (service, client, credentials) => scepPage(ca, service, client, credentials),
    chores: [
      { name: 'scep-certificates', run: () => runScepCertificateChore(ca, engineActor) },
      { name: 'scep', run: (signal) => runScepChore(ca, signal) }
    ]
  })
  ca.memory.tsa.ask = (server, signal) => askTime({ net, clock, random: ca.random }, server, signal)
  const tsa = tsaProtocol({
    rfc3161: (service, request, client) => answerTimeStamp(ca, service, request, client),
    authenticode: (service, request, client) => answerAuthenticode(ca, service, request, client),
    chores: [
      { name: 'time-stamp-certificates', run: () => runStampCertificateChore(ca, engineActor) },
      { name: 'clock', run: (signal) => runClockChore(ca, signal) }
    ]
  })
  const cmp = cmpProtocol({
    answer: (service, operation, message, client) => answerCmp(ca, service, operation, message, client),
    chores: [
      { name: 'cmp-certificates', run: () => runCmpCertificateChore(ca, engineActor) },
      { name: 'cmp-transactions', run: () => runCmpTransactionChore(ca, engineActor) }
    ]
  })
  return [
    ...protocols(crlOnRequest(ca, engineActor)),
    ocspProtocol((request) => answerOcsp(ca, request)),
    tsa,
    scep,
    cmp,
    acme,
    est,
    claimProtocol(createClaimDoor(ca), [{ name: 'claims', run: (signal) => runClaimChore(ca, engineActor, signal) }])
  ]
}
