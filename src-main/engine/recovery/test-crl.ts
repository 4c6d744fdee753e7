import type { CaContext } from '../../ca/context.ts'
import { loadIssuer } from '../../ca/issue/issuer.ts'
import { signCrl } from '../../ca/sign.ts'
import { signatureFor } from '../../ca/authorities/content.ts'
import { CrlBuilder } from '../../pki/crl-builder.ts'
import { crlNumberExtension } from '../../pki/extensions/crl.ts'
import { authorityKeyIdentifierExtension } from '../../pki/extensions/key-identifiers.ts'

/**
 * Marks a CRL as made in a drill. The identifier is made of a random UUID (X.667), so that nobody needs to be asked for
 * one. The extension is critical: RFC 5280 5.2 forbids to use a CRL with a critical extension that is not understood.
 */
export const drillMark = '2.25.205612049836118276406105239842106243553'
/** 1970: such a CRL has ended before it began to be of use to anybody. */
const longAgo = 0
const day = 86_400_000

/**
 * Signs an empty CRL with the key of an authority, to see that the key opens and signs. It is marked, ended long ago, and
 * goes nowhere: it is returned for the report's digest, never stored or published.
 * @throws ChanceryError `key-unavailable`, `not-ready`, `damaged`, `bad-signature`
 */
export async function signTestCrl(ca: CaContext, authorityId: number): Promise<Uint8Array> {
  const issuer = loadIssuer(ca, authorityId)
  const signatureAlgorithm = signatureFor(issuer.settings.signatureAlgorithm, issuer.keyAlgorithm)
  const builder = new CrlBuilder({
    signatureAlgorithm,
    issuer: issuer.subjectDer,
    thisUpdate: longAgo,
    nextUpdate: longAgo + day,
    extensions: [
      authorityKeyIdentifierExtension({ keyId: issuer.keyIdentifier, issuer: [], serial: null }),
      crlNumberExtension('00'),
      // ASN.1 NULL.
      { oid: drillMark, critical: true, value: Uint8Array.of(0x05, 0x00) }
    ]
  })
  return signCrl(ca, { authorityId, tbs: builder.tbs(), signatureAlgorithm })
}
