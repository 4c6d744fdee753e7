import { createHash } from 'node:crypto'
import { issuedDer, issuedRecord, issuerChains } from '../../ca/acme/issued.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { writePem } from '../../pki/pem.ts'
import { getAcmeOrderByCertificate } from '../../store/acme.ts'
import { link, type Answer } from './answer.ts'
import { Problem } from './problem.ts'
import type { AcmeRuntime, ServiceContext } from './runtime.ts'
import { requireAccount, type SignedRequest } from './signed-request.ts'

/** Milliseconds for which the chains above a certificate are remembered: a new certificate of an authority is shown soon after. */
const chainsKept = 30_000
const mostChains = 200

/** The certificate of an order with its chain (RFC 8555 7.4.2); others are linked as alternate. @param chain 0 for the first */
export function certificate(
  runtime: AcmeRuntime,
  service: ServiceContext,
  request: SignedRequest,
  id: number,
  chain: number
): Answer {
  const account = requireAccount(request)
  const reader = runtime.parts.reader()
  const order = getAcmeOrderByCertificate(reader, id)
  const der = order === undefined ? undefined : issuedDer(reader, id)
  if (order === undefined || der === undefined)
    throw new Problem('malformed', 'There is no such certificate.', { status: 404 })
  if (order.accountId !== account.id)
    throw new Problem('unauthorized', 'The certificate was issued to another account.')
  const chains = chainsAbove(runtime, id, der)
  const above = chains[chain]
  if (above === undefined) throw new Problem('malformed', 'There is no such chain.', { status: 404 })
  const address = `${service.base}/cert/${id}`
  const others = chains.flatMap((_, index) =>
    index === chain ? [] : [link(index === 0 ? address : `${address}/${index}`, 'alternate')]
  )
  return {
    status: 200,
    type: 'application/pem-certificate-chain',
    headers: { link: others },
    body: `${writePem('CERTIFICATE', der)}${above}`
  }
}

/** Building a chain verifies a signature for each link; the chain is the same for every certificate of an issuer. */
function chainsAbove(runtime: AcmeRuntime, id: number, der: Uint8Array): readonly string[] {
  const reader = runtime.parts.reader()
  const authorityId = issuedRecord(reader, id)?.authorityId ?? 0
  const leaf = parseCertificate(der)
  const key = createHash('sha256')
    .update(`${authorityId}:${leaf.signatureAlgorithm.oid}:`)
    .update(leaf.issuer.der)
    .digest('hex')
  const now = runtime.parts.clock.monotonic()
  const known = runtime.chains.get(key)
  if (known !== undefined && known.until > now) return known.pem
  const pem = issuerChains(reader, authorityId, leaf).map((chain) =>
    chain.map((one) => writePem('CERTIFICATE', one)).join('')
  )
  if (runtime.chains.size >= mostChains) runtime.chains.clear()
  runtime.chains.set(key, { until: now + chainsKept, pem })
  return pem
}
