import { createHash } from 'node:crypto'
import { ChanceryError } from '../../src-shared/errors.ts'
import { parseCertificate } from '../pki/certificate.ts'
import { sameBytes } from '../pki/der/hex.ts'
import { findExtension } from '../pki/extensions/decode.ts'
import { ipOctets } from '../pki/ip-address.ts'
import type { Certificate } from '../pki/model.ts'
import { verifySignature } from '../pki/verify.ts'
import type { Handshake } from '../world/net.ts'
import {
  connectable,
  exchangeTimeout,
  report,
  ValidationFailed,
  type ProvenIdentifier,
  type Trace,
  type ValidationReport,
  type ValidationWorld
} from './challenge.ts'
import { firstOfEachVersion } from './http-fetch.ts'

/** RFC 8737 6.1: id-pe-acmeIdentifier. */
const acmeIdentifier = '1.3.6.1.5.5.7.1.31'
/** RFC 8737 6.2. */
const protocol = 'acme-tls/1'

/**
 * tls-alpn-01 (RFC 8737 3, for addresses RFC 8738 6): a server on port 443 that speaks `acme-tls/1` shows a self-signed
 * certificate for exactly this name, with the digest of the key authorization in a critical extension.
 * @throws ChanceryError `cancelled`
 */
export function validateTlsAlpn01(
  world: ValidationWorld,
  input: { readonly identifier: ProvenIdentifier; readonly keyAuthorization: string },
  signal: AbortSignal
): Promise<ValidationReport> {
  const digest = createHash('sha256').update(input.keyAuthorization).digest()
  return validateTlsAlpnDigest(world, { identifier: input.identifier, digest }, signal)
}

/** The same for who knows the digest of the key authorization only. @throws ChanceryError `cancelled` */
export function validateTlsAlpnDigest(
  world: ValidationWorld,
  input: { readonly identifier: ProvenIdentifier; readonly digest: Uint8Array },
  signal: AbortSignal
): Promise<ValidationReport> {
  const { identifier } = input
  return report(
    `${identifier.value} port 443 showed the expected certificate over ${protocol}.`,
    async (trace) => {
      const shaken = await shake(world, identifier, trace, signal)
      trace.seen = shaken.certificate
      if (shaken.protocol !== protocol)
        throw new ValidationFailed(
          'unauthorized',
          `${identifier.value} port 443 did not choose ${protocol} by ALPN; it chose ${shaken.protocol ?? 'nothing'}.`
        )
      judge(certificateOf(shaken), identifier, input.digest)
    },
    signal
  )
}

async function shake(
  world: ValidationWorld,
  identifier: ProvenIdentifier,
  trace: Trace,
  signal: AbortSignal
): Promise<Handshake> {
  const serverName = identifier.type === 'ip' ? reverseName(identifier.value) : identifier.value
  let trouble: ChanceryError | undefined
  for (const address of firstOfEachVersion(await connectable(world, identifier, trace, signal))) {
    try {
      const shaken = await world.net.handshake({
        address,
        port: 443,
        serverName,
        protocols: [protocol],
        timeout: exchangeTimeout,
        signal
      })
      trace.steps.push(
        `${address} port 443: ${shaken.version}, ALPN ${shaken.protocol ?? 'nothing'}, server name ${serverName}.`
      )
      return shaken
    } catch (error) {
      if (!(error instanceof ChanceryError) || signal.aborted) throw error
      trace.steps.push(`${address} port 443: ${error.message}`)
      trouble = error
    }
  }
  const refused = /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|no handshake within/.test(trouble?.message ?? '')
  throw new ValidationFailed(refused ? 'connection' : 'tls', trouble?.message ?? `${identifier.value} was not reached.`)
}

function certificateOf(shaken: Handshake): Certificate {
  try {
    return parseCertificate(shaken.certificate)
  } catch (error) {
    if (error instanceof ChanceryError)
      throw new ValidationFailed('unauthorized', `The certificate that was shown cannot be read: ${error.message}`)
    throw error
  }
}

function judge(certificate: Certificate, identifier: ProvenIdentifier, digest: Uint8Array): void {
  const wrong = (what: string): ValidationFailed =>
    new ValidationFailed('unauthorized', `The certificate that ${identifier.value} port 443 showed ${what}`)
  const algorithm = certificate.signatureAlgorithm.id
  const selfSigned =
    certificate.issuer.key === certificate.subject.key &&
    algorithm !== null &&
    verifySignature(certificate.publicKey, certificate.signatureAlgorithm, certificate.tbs, certificate.signature)
  if (!selfSigned) throw wrong('is not self-signed (RFC 8737 3); the server shows its usual certificate.')
  const names = findExtension(certificate, 'subjectAltName') ?? []
  const [name] = names
  const fits =
    names.length === 1 &&
    name !== undefined &&
    (identifier.type === 'dns'
      ? name.kind === 'dns' && name.value.toLowerCase() === identifier.value
      : name.kind === 'ip' && sameAddress(name.value, identifier.value))
  if (!fits) throw wrong(`is not for ${identifier.value} alone (RFC 8737 3).`)
  const extension = certificate.extensions.find(({ oid }) => oid === acmeIdentifier)
  if (extension === undefined) throw wrong('has no acmeIdentifier extension (RFC 8737 3).')
  if (!extension.critical) throw wrong('has an acmeIdentifier extension that is not critical (RFC 8737 3).')
  // OCTET STRING of 32 octets, DER.
  const expected = Buffer.concat([Buffer.from([0x04, 0x20]), digest])
  if (!sameBytes(extension.value, expected))
    throw wrong(
      `holds the digest ${Buffer.from(extension.value).toString('hex').slice(0, 80)}, not ${expected.toString('hex')}.`
    )
}

function sameAddress(a: string, b: string): boolean {
  const [left, right] = [ipOctets(a), ipOctets(b)]
  return left !== null && right !== null && sameBytes(left, right)
}

/** @returns the name of an address in in-addr.arpa or ip6.arpa, as RFC 8738 6 wants it for the server name */
export function reverseName(address: string): string {
  const octets = ipOctets(address) ?? new Uint8Array()
  if (octets.length === 4) return `${[...octets].toReversed().join('.')}.in-addr.arpa`
  const nibbles = [...octets].flatMap((octet) => [octet >> 4, octet & 15])
  return `${nibbles
    .toReversed()
    .map((nibble) => nibble.toString(16))
    .join('.')}.ip6.arpa`
}
