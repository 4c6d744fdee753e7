import { ChanceryError } from '../../../src-shared/errors.ts'
import type { CaContext } from '../../ca/context.ts'
import { parseCertificate } from '../../pki/certificate.ts'
import { getSetting, setSetting } from '../../store/settings.ts'
import { reader } from '../../store/store.ts'
import type { Reader, Writer } from '../../store/connection.ts'
import { backupKeySchema, type BackupKey } from './archive-format.ts'
import type { Readers } from './archive-write.ts'

const keyName = 'backup-key'
const recipientsName = 'backup-recipients'

/** @returns the key pair of the backup passphrase; null where none was set */
export function storedBackupKey(from: Reader): BackupKey | null {
  const parsed = backupKeySchema.safeParse(getSetting(from, keyName))
  return parsed.success ? parsed.data : null
}

export function storeBackupKey(writer: Writer, key: BackupKey): void {
  setSetting(writer, keyName, key)
}

/** @returns certificates of those who can open backups, DER */
export function storedRecipients(from: Reader): Uint8Array[] {
  const kept = getSetting(from, recipientsName)
  if (!Array.isArray(kept)) return []
  return kept.filter((one) => typeof one === 'string').map((one) => new Uint8Array(Buffer.from(one, 'base64')))
}

/** @throws ChanceryError `invalid-input` for a certificate that nothing can be encrypted to, `malformed` */
export function storeRecipients(writer: Writer, certificates: readonly Uint8Array[]): void {
  for (const der of certificates) {
    const { publicKey, subject } = parseCertificate(der)
    if (publicKey.facts.kind !== 'rsa')
      throw new ChanceryError(
        'invalid-input',
        `Nothing can be encrypted to the ${publicKey.facts.label} key of ${subject.text}. A recipient needs an RSA key.`
      )
  }
  setSetting(
    writer,
    recipientsName,
    certificates.map((der) => Buffer.from(der).toString('base64'))
  )
}

/** @param key instead of the stored one. @returns who can open the next backup. @throws ChanceryError `not-ready` where nobody could */
export function backupReaders(ca: CaContext, key?: BackupKey): Readers {
  const from = reader(ca.store)
  const readers: Readers = { key: key ?? storedBackupKey(from), recipients: storedRecipients(from) }
  if (readers.key !== null || readers.recipients.length > 0) return readers
  throw new ChanceryError(
    'not-ready',
    'No passphrase for backups was set, so nobody could open one. Set it first: on the Recovery page, or with "chancery backup set-passphrase".'
  )
}
