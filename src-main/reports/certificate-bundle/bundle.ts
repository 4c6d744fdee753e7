import { stringify } from 'csv-stringify/sync'
import { largestDownload } from '../../../src-shared/api/reports.ts'
import type { ProducedFile } from '../../../src-shared/api/shapes.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { fileName } from '../../ca/certificates/file-name.ts'
import { requireCertificate } from '../../ca/certificates/find.ts'
import type { Writing } from '../../ca/certificates/list-csv.ts'
import type { CaContext } from '../../ca/context.ts'
import { writePem } from '../../pki/pem.ts'
import { getCertificateDer } from '../../store/certificates.ts'
import { reader } from '../../store/store.ts'
import { writeStoredZip, type PathFile } from '../ceremony-archive/zip.ts'

/** Certificates that are read in one turn of the event loop. */
const portion = 200

/**
 * Puts many certificates into one ZIP, each as a file named by its common name and number, with `certificates.csv` that
 * says which file is which certificate. The same certificates give the same octets.
 * @throws ChanceryError `not-found` for the first that is not there, `damaged`, `cancelled`, `too-large` beyond 64 MiB
 */
export async function certificateBundle(
  ca: CaContext,
  input: { readonly ids: readonly number[]; readonly format: 'pem' | 'der' },
  writing: Writing
): Promise<{ file: ProducedFile; certificates: number }> {
  const from = reader(ca.store)
  const ids = [...new Set(input.ids)]
  const files: PathFile[] = []
  const index: string[][] = [['file', 'serial', 'subject', 'issuer', 'notBefore', 'notAfter', 'fingerprint']]
  let size = 0
  for (let at = 0; at < ids.length; at += portion) {
    for (const id of ids.slice(at, at + portion)) {
      const record = requireCertificate(from, id)
      const der = getCertificateDer(from, id)
      if (der === undefined)
        throw new ChanceryError(
          'damaged',
          `The bytes of certificate ${id} are missing in the database. Restore a backup.`
        )
      // The number keeps certificates of one name apart.
      const path = fileName(record.subject, `${id}.${input.format === 'pem' ? 'pem' : 'cer'}`)
      const bytes = input.format === 'pem' ? Buffer.from(writePem('CERTIFICATE', der), 'latin1') : der
      files.push({ path, bytes })
      size += bytes.length + 2 * path.length + 100
      index.push([
        path,
        record.serial,
        record.subject,
        record.issuer,
        new Date(record.notBefore).toISOString(),
        new Date(record.notAfter).toISOString(),
        record.fingerprint
      ])
    }
    if (size > largestDownload)
      throw new ChanceryError(
        'too-large',
        `These certificates are more than ${largestDownload} bytes. Choose fewer, or take them in DER.`
      )
    writing.progress(Math.min(at + portion, ids.length), ids.length)
    await new Promise<void>((resolve) => {
      setImmediate(resolve)
    })
    if (writing.signal.aborted) throw new ChanceryError('cancelled', 'The export of certificates was cancelled.')
  }
  files.push({
    path: 'certificates.csv',
    bytes: Buffer.from(stringify(index, { record_delimiter: '\r\n', escape_formulas: true }))
  })
  const zip = await writeStoredZip(files)
  const day = new Date(ca.clock.now()).toISOString().slice(0, 10)
  return {
    file: {
      name: `certificates-${day}.zip`,
      mediaType: 'application/zip',
      base64: Buffer.from(zip).toString('base64')
    },
    certificates: ids.length
  }
}
