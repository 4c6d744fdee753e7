import type { ProducedFile } from '../../../src-shared/api/shapes.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { Ref } from '../../../src-shared/model/scalars.ts'
import { writePem } from '../../pki/pem.ts'
import { reader } from '../../store/store.ts'
import { chainFile } from '../certificates/export.ts'
import { fileName } from '../certificates/file-name.ts'
import type { CaContext } from '../context.ts'
import { requireAuthority } from './find.ts'
import { stateLabels } from './states.ts'

/** @throws ChanceryError `conflict` where the authority does not wait for a certificate; `not-found` */
export function exportCsr(ca: CaContext, input: { authority: Ref }): { file: ProducedFile } {
  const row = requireAuthority(reader(ca.store), input.authority)
  if (row.csr === null)
    throw new ChanceryError(
      'conflict',
      `The authority ${row.name} is ${stateLabels[row.state]}; only one that waits for a certificate has a CSR.`
    )
  const base64 = Buffer.from(writePem('CERTIFICATE REQUEST', row.csr), 'latin1').toString('base64')
  return { file: { name: fileName(row.subject, 'csr'), mediaType: 'application/x-pem-file', base64 } }
}

/** @throws ChanceryError `conflict` before there is a certificate; `not-found` */
export function exportChain(
  ca: CaContext,
  input: { authority: Ref; format: 'pem' | 'chain-pem' | 'pkcs7' | 'der' }
): { file: ProducedFile } {
  const from = reader(ca.store)
  const row = requireAuthority(from, input.authority)
  if (row.certificateId === null)
    throw new ChanceryError('conflict', `The authority ${row.name} has no certificate yet.`)
  return { file: chainFile(from, row.certificateId, input.format) }
}
