import { assertNever } from '../../../src-shared/assert-never.ts'
import type { ProducedFile } from '../../../src-shared/api/shapes.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { exportFormats, type ExportFormat } from '../../../src-shared/model/certificate.ts'
import type { Actor } from '../../../src-shared/model/channel.ts'
import { writePem } from '../../pki/pem.ts'
import { writePkcs7, writePkcs7Pem } from '../../pki/pkcs7.ts'
import type { Reader } from '../../store/connection.ts'
import { getKeyBySpki } from '../../store/keys.ts'
import { reader } from '../../store/store.ts'
import { transaction } from '../../store/transaction.ts'
import { recordAudit } from '../audit.ts'
import type { CaContext } from '../context.ts'
import { requireRequest } from '../requests/find.ts'
import { pkcs12Of, requireKeyTaker } from '../requests/key.ts'
import { chainOf } from './chain.ts'
import { fileName } from './file-name.ts'
import { requireCertificate, requireParsed } from './find.ts'

/**
 * Writes a certificate in one of the download formats (SCM-037). Handing a private key over is audited.
 * @param input `passphrase` is for PKCS#12 and needed there
 * @throws ChanceryError `not-found`; `conflict` where the format needs what is not here (issuer, private key);
 *   `invalid-input` without a passphrase; `forbidden` for a key that was made for somebody else; `refused-by-policy` for the key of an authority
 */
export async function exportCertificate(
  ca: CaContext,
  input: { id: number; format: ExportFormat; passphrase?: string | undefined },
  actor: Actor
): Promise<{ file: ProducedFile }> {
  const from = reader(ca.store)
  if (input.format === 'pkcs12') return { file: await withKey(ca, from, input.id, input.passphrase, actor) }
  const chain = chainOf(from, requireParsed(from, input.id)).map(({ certificate }) => certificate.der)
  return { file: produced(requireCertificate(from, input.id).subject, input.format, contentOf(input.format, chain)) }
}

/** Writes the present certificate of an authority in a few of these formats. */
export function chainFile(
  from: Reader,
  certificateId: number,
  format: 'pem' | 'chain-pem' | 'pkcs7' | 'der'
): ProducedFile {
  const chain = chainOf(from, requireParsed(from, certificateId)).map(({ certificate }) => certificate.der)
  return produced(requireCertificate(from, certificateId).subject, format, contentOf(format, chain))
}

/** @param chain DER, the certificate first, the root last */
function contentOf(format: Exclude<ExportFormat, 'pkcs12'>, chain: readonly Uint8Array[]): Uint8Array {
  const [own, issuer] = chain
  if (own === undefined) throw new RangeError('a chain has at least its own certificate')
  switch (format) {
    case 'der':
      return own
    case 'pem':
      return pem([own])
    case 'issuer-pem':
      return pem(issuer === undefined ? [own] : [own, issuer])
    case 'chain-pem':
      return pem(chain)
    case 'pkcs7':
      return writePkcs7({ certificates: chain })
    case 'pkcs7-pem':
      return Buffer.from(writePkcs7Pem({ certificates: chain }), 'latin1')
    case 'intermediates-root-pem':
      return pem(above(chain))
    case 'root-intermediates-pem':
      return pem(above(chain).toReversed())
    default:
      return assertNever(format)
  }
}

function above(chain: readonly Uint8Array[]): readonly Uint8Array[] {
  const rest = chain.slice(1)
  if (rest.length === 0)
    throw new ChanceryError(
      'conflict',
      'There is nothing above this certificate: it is a root, or its issuer is not known here.'
    )
  return rest
}

function pem(certificates: readonly Uint8Array[]): Uint8Array {
  return Buffer.from(certificates.map((der) => writePem('CERTIFICATE', der)).join(''), 'latin1')
}

/** Media types: RFC 8555 9.1, RFC 5280 (RFC 2585 4.1), RFC 5273. */
const mediaTypes: Readonly<Record<Exclude<ExportFormat, 'pkcs12'>, string>> = {
  pem: 'application/x-pem-file',
  'issuer-pem': 'application/pem-certificate-chain',
  'chain-pem': 'application/pem-certificate-chain',
  pkcs7: 'application/pkcs7-mime',
  'pkcs7-pem': 'application/x-pem-file',
  'intermediates-root-pem': 'application/pem-certificate-chain',
  'root-intermediates-pem': 'application/pem-certificate-chain',
  der: 'application/pkix-cert'
}

function produced(subject: string, format: Exclude<ExportFormat, 'pkcs12'>, bytes: Uint8Array): ProducedFile {
  return {
    name: fileName(subject, exportFormats[format].extension),
    mediaType: mediaTypes[format],
    base64: Buffer.from(bytes).toString('base64')
  }
}

async function withKey(
  ca: CaContext,
  from: Reader,
  id: number,
  passphrase: string | undefined,
  actor: Actor
): Promise<ProducedFile> {
  const record = requireCertificate(from, id)
  const key = getKeyBySpki(from, record.spkiSha256)
  if (key === undefined)
    throw new ChanceryError(
      'conflict',
      `The private key of certificate ${id} is not in the vault: it was made elsewhere.`
    )
  if (record.requestId !== null) requireKeyTaker(from, requireRequest(from, record.requestId), actor)
  if (passphrase === undefined || passphrase.length < 8) {
    throw new ChanceryError(
      'invalid-input',
      'A PKCS#12 file needs a passphrase of at least 8 characters; whoever opens it needs the same.'
    )
  }
  const file = await pkcs12Of(ca, from, id, key.id, passphrase)
  await transaction(ca.store, (tx) => {
    recordAudit(tx, ca, {
      actor,
      operation: 'certificate.export-key',
      object: { kind: 'certificate', id },
      outcome: 'ok',
      detail: { keyId: key.id }
    })
  })
  return file
}
