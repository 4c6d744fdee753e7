import { hash } from 'node:crypto'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { contentTypes, signedAttributes, writeSignedData } from '../../pki/cms.ts'
import { writePkcs7 } from '../../pki/pkcs7.ts'
import { reader } from '../../store/store.ts'
import { findAuthority } from '../authorities/find.ts'
import { chainOf, currentCertificate, endsInRoot } from '../certificates/chain.ts'
import type { CaContext } from '../context.ts'
import { requireProfileRow } from '../profiles/find.ts'
import { signCms } from '../sign.ts'
import { admitScep, type AskedScep } from './admit.ts'
import type { ScepSigner } from './memory.ts'
import { presentSigner } from './ra-certificate.ts'

/** What a device is told before it enrols. */
export interface ScepInfo {
  readonly type: string
  readonly body: Uint8Array
}

function signerOf(ca: CaContext, { row }: AskedScep): ScepSigner {
  return presentSigner(ca, row.id, requireProfileRow(reader(ca.store), row.profileId).authorityId ?? 0)
}

/**
 * GetCACaps (RFC 8894 3.5.2). SHA-384 stands in the list although few devices make it: an old client that is widely used
 * looks for it before it believes in AES.
 * @throws ChanceryError as `admitScep`
 */
export function scepCapabilities(ca: CaContext, name: string, client: string): ScepInfo {
  const { settings } = admitScep(ca, name, client, 'requests')
  const words = [
    'POSTPKIOperation',
    'SCEPStandard',
    ...(settings.renewal ? ['Renewal', 'Update'] : []),
    'AES',
    ...(settings.tripleDes ? ['DES3'] : []),
    ...(settings.sha1 ? ['SHA-1'] : []),
    'SHA-256',
    'SHA-384',
    'SHA-512',
    ...(settings.next === null ? [] : ['GetNextCACert'])
  ]
  return { type: 'text/plain', body: Buffer.from(`${words.join('\n')}\n`) }
}

/**
 * GetCACert (RFC 8894 4.2.1.2): the certificate of the service and those above it, as far up as the service says.
 * @throws ChanceryError as `admitScep`; `not-ready`
 */
export function scepCertificates(ca: CaContext, name: string, client: string): ScepInfo {
  const service = admitScep(ca, name, client, 'requests')
  const { certificate } = signerOf(ca, service)
  const [own, ...above] = chainOf(reader(ca.store), certificate)
  const whole = own === undefined ? [] : [own, ...above]
  const { chain } = service.settings
  // An issuer that is a root stays: devices need the certificate that signs theirs.
  const cut =
    chain === 'issuer' ? 2 : chain === 'intermediates' && whole.length > 2 && endsInRoot(whole) ? -1 : undefined
  const certificates = whole.slice(0, cut).map((member) => member.certificate.der)
  return { type: 'application/x-x509-ca-ra-cert', body: writePkcs7({ certificates }) }
}

/**
 * GetNextCACert (RFC 8894 4.7): the certificates of the authority that comes next, signed by the present service.
 * @throws ChanceryError as `admitScep`; `not-found` where none is named, `not-ready`
 */
export async function scepNextCertificates(ca: CaContext, name: string, client: string): Promise<ScepInfo> {
  const service = admitScep(ca, name, client, 'requests')
  const from = reader(ca.store)
  const { next } = service.settings
  const authority = next === null ? undefined : findAuthority(from, next)
  const issuer = authority === undefined ? undefined : currentCertificate(from, authority)
  if (issuer === undefined) throw new ChanceryError('not-found', 'No authority comes next as yet.')
  const signer = signerOf(ca, service)
  const content = writePkcs7({ certificates: chainOf(from, issuer).map(({ certificate }) => certificate.der) })
  const signatureAlgorithm = 'rsa-pkcs1-sha256'
  const attributes = signedAttributes(contentTypes.data, hash('sha256', content, 'buffer'))
  const signature = await signCms(ca, { keyId: signer.keyId, attributes, signatureAlgorithm })
  const id = { issuer: signer.certificate.issuer.der, serial: signer.certificate.serial }
  const body = writeSignedData({
    contentType: contentTypes.data,
    content,
    certificates: [signer.certificate.der],
    signers: [{ id, signatureAlgorithm, attributes, signature }]
  })
  return { type: 'application/x-x509-next-ca-cert', body }
}
