import { issuedDer, issuedRecord, issuerChains } from '../../ca/acme/issued.ts'
import type { IssuanceOutcome } from '../../ca/issue/request.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { findExtension } from '../../pki/extensions/decode.ts'
import { writePem } from '../../pki/pem.ts'
import { getAcmeOrderByCertificate, type AcmeAccountRow } from '../../store/acme.ts'
import { link, type Answer } from './answer.ts'
import { Problem } from './problem.ts'
import type { AcmeRuntime, ServiceContext } from './runtime.ts'
import { requireAccount, type SignedRequest } from './signed-request.ts'

/** Milliseconds for which the chains above a certificate are remembered: a new certificate of an authority is shown soon after. */
const chainsKept = 30_000
const mostChains = 200
/** Certificates that wait in memory to be fetched; one more is read from the database. */
const mostIssued = 500

/** The certificate of an order with its chain (RFC 8555 7.4.2); others are linked as alternate. @param chain 0 for the first */
export function certificate(
  runtime: AcmeRuntime,
  service: ServiceContext,
  request: SignedRequest,
  id: number,
  chain: number
): Answer {
  const account = requireAccount(request)
  const found = find(runtime, id)
  if (found === undefined) throw new Problem('malformed', 'There is no such certificate.', { status: 404 })
  if (found.accountId !== account.id)
    throw new Problem('unauthorized', 'The certificate was issued to another account.')
  const chains = chainsAbove(runtime, service, id, found.der)
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
    body: `${writePem('CERTIFICATE', found.der)}${above}`
  }
}

/** Keeps what was just issued for the request that fetches it; a certificate never changes. */
export function rememberIssued(
  runtime: AcmeRuntime,
  account: Pick<AcmeAccountRow, 'id'>,
  outcome: Extract<IssuanceOutcome, { kind: 'issued' }>
): void {
  if (runtime.issued.size >= mostIssued) runtime.issued.clear()
  runtime.issued.set(outcome.certificateId, { accountId: account.id, der: outcome.der })
}

function find(runtime: AcmeRuntime, id: number): { readonly accountId: number; readonly der: Uint8Array } | undefined {
  const kept = runtime.issued.get(id)
  if (kept !== undefined) return kept
  const reader = runtime.parts.reader()
  const order = getAcmeOrderByCertificate(reader, id)
  const der = order === undefined ? undefined : issuedDer(reader, id)
  return order === undefined || der === undefined ? undefined : { accountId: order.accountId, der }
}

/** Building a chain verifies a signature for each link; the chain is the same for every certificate of an issuer. */
function chainsAbove(runtime: AcmeRuntime, service: ServiceContext, id: number, der: Uint8Array): readonly string[] {
  const leaf = parseCertificate(der)
  const keyId = findExtension(leaf, 'authorityKeyIdentifier')?.keyId ?? new Uint8Array()
  const by = Buffer.from(leaf.issuer.der).toString('latin1')
  const key = `${service.row.profileId} ${leaf.signatureAlgorithm.oid} ${Buffer.from(keyId).toString('hex')} ${by}`
  const now = runtime.parts.clock.monotonic()
  const known = runtime.chains.get(key)
  if (known !== undefined && known.until > now) return known.pem
  const reader = runtime.parts.reader()
  const authorityId = issuedRecord(reader, id)?.authorityId ?? 0
  const pem = issuerChains(reader, authorityId, leaf).map((chain) =>
    chain.map((one) => writePem('CERTIFICATE', one)).join('')
  )
  if (runtime.chains.size >= mostChains) runtime.chains.clear()
  runtime.chains.set(key, { until: now + chainsKept, pem })
  return pem
}
