import { ChanceryError } from '../../../../src-shared/errors.ts'
import { writePem } from '../../../pki/pem.ts'
import { getCertificateDer } from '../../../store/certificates.ts'
import { getCrlDer } from '../../../store/crls.ts'
import { getKey } from '../../../store/keys.ts'
import { reader } from '../../../store/store.ts'
import { exportChain } from '../../authorities/export.ts'
import { requireAuthority } from '../../authorities/find.ts'
import { sha256Of, type NewFile } from '../book.ts'
import { factOf, fileNameOf, type Act, type ActContext, type StepOf } from './act.ts'

const labels = { certificate: 'CERTIFICATE', crl: 'X509 CRL', 'public-key': 'PUBLIC KEY' } as const

/** Writes what an earlier step made, or the certificate of an authority, as files of the transcript. */
export const exportAct: Act<StepOf<'export'>> = {
  perform: (step, context) => {
    const { what } = step
    const files =
      what === 'chain'
        ? [chainOf(step, context)]
        : dersOf(step, context, what).map((der, at) => one(step, context, what, der, at))
    const [first] = files
    if (first === undefined) throw new ChanceryError('conflict', `There is nothing to export of ${step.of}.`)
    return {
      facts: {
        what: step.what,
        of: step.of,
        files: String(files.length),
        // Of the bytes of the one file, or of the list of digests of several.
        sha256:
          files.length === 1
            ? sha256Of(first.bytes)
            : sha256Of(Buffer.from(files.map(({ bytes }) => sha256Of(bytes)).join('\n')))
      },
      files
    }
  }
}

function one(
  step: StepOf<'export'>,
  context: ActContext,
  what: Exclude<StepOf<'export'>['what'], 'chain'>,
  der: Uint8Array,
  at: number
): NewFile {
  const stem = at === 0 ? step.id : `${step.id}-${at + 1}`
  if (step.format === 'der') return { name: fileNameOf(context, stem, what === 'crl' ? 'crl' : 'der'), bytes: der }
  return { name: fileNameOf(context, stem, 'pem'), bytes: Buffer.from(writePem(labels[what], der)) }
}

function dersOf(
  { of }: StepOf<'export'>,
  context: ActContext,
  what: Exclude<StepOf<'export'>['what'], 'chain'>
): readonly Uint8Array[] {
  const from = reader(context.ca.store)
  switch (what) {
    case 'certificate': {
      const id = context.results.has(of)
        ? Number(factOf(context, of, 'certificateId'))
        : (requireAuthority(from, of).certificateId ?? 0)
      return copies([getCertificateDer(from, id)])
    }
    case 'crl':
      return copies(
        factOf(context, of, 'crlIds')
          .split(',')
          .map((id) => getCrlDer(from, Number(id)))
      )
    case 'public-key':
      return copies([getKey(from, Number(factOf(context, of, 'keyId')))?.spki])
  }
}

function copies(list: readonly (Uint8Array | undefined)[]): readonly Uint8Array[] {
  return list.flatMap((bytes) => (bytes === undefined ? [] : [new Uint8Array(bytes)]))
}

function chainOf(step: StepOf<'export'>, context: ActContext): NewFile {
  const authority = context.results.has(step.of) ? factOf(context, step.of, 'authority') : step.of
  const { file } = exportChain(context.ca, { authority, format: 'chain-pem' })
  return { name: fileNameOf(context, step.id, 'pem'), bytes: Buffer.from(file.base64, 'base64') }
}
