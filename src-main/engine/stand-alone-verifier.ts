import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ChanceryError } from '../../src-shared/errors.ts'

export { MAX_ARCHIVE, verifyCeremonyArchive, type ArchiveVerdict } from '../reports/verify/archive.ts'
export { MAX_LOG, verifyAuditLog, type LogVerdict } from '../reports/verify/audit-log.ts'
export type { Finding, GivenFile } from '../reports/verify/finding.ts'
export { placeOf, sentenceOf } from '../reports/verify/texts.ts'

/**
 * @returns the verifier for browsers, one HTML file; the build puts it beside the program
 * @throws ChanceryError `not-ready` where the program runs from its sources and was never built
 */
export function verifierPage(): Uint8Array {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    for (const place of ['verifier', join('out', 'verifier')]) {
      const file = join(folder, place, 'chancery-verifier.html')
      if (existsSync(file)) return new Uint8Array(readFileSync(file))
    }
    if (dirname(folder) === folder)
      throw new ChanceryError(
        'not-ready',
        'The verifier page was not built yet. Build the program first: npm run build.'
      )
  }
}
