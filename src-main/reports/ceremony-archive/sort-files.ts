import { readPem } from '../../pki/pem.ts'
import type { ArchiveFile, CeremonyArchiveInput } from './input.ts'

type Folder = 'certificates' | 'crls' | 'requests' | 'lint'

const byLabel: Readonly<Record<string, Folder>> = {
  CERTIFICATE: 'certificates',
  'X509 CRL': 'crls',
  'CERTIFICATE REQUEST': 'requests'
}
const byEnding: readonly (readonly [RegExp, Folder])[] = [
  [/\.(?:cer|crt)$/i, 'certificates'],
  [/\.crl$/i, 'crls'],
  [/\.(?:csr|p10)$/i, 'requests'],
  [/lint[^/]*\.json$/i, 'lint']
]

/**
 * Puts certificates, CRLs, requests and lint reports of a transcript into the folders where a successor looks for them,
 * by what is in them and by the ending of their names. The transcript's own copy stays among the attachments.
 */
export function sortedFiles(attachments: readonly ArchiveFile[]): Required<Pick<CeremonyArchiveInput, Folder>> {
  const folders: Record<Folder, ArchiveFile[]> = { certificates: [], crls: [], requests: [], lint: [] }
  for (const file of attachments) {
    const folder = folderOf(file)
    if (folder !== undefined) folders[folder].push(file)
  }
  return folders
}

function folderOf({ name, bytes }: ArchiveFile): Folder | undefined {
  const ending = byEnding.find(([pattern]) => pattern.test(name))?.[1]
  if (ending !== undefined || !/\.(?:pem|txt)$/i.test(name)) return ending
  try {
    const label = readPem(bytes)[0]?.label
    return label === undefined || !Object.hasOwn(byLabel, label) ? undefined : byLabel[label]
  } catch {
    return undefined
  }
}
