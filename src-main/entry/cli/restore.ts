import { readFile } from 'node:fs/promises'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { readCrlFile, restoreBackup } from '../../engine/recovery/restore.ts'
import { systemClock } from '../../world/clock.ts'
import { askSecret } from './ask.ts'
import { folderOf } from './connect.ts'
import { ownCommands } from './help.ts'
import { ownFlag, ownHelp, readOwnArguments, type OwnArguments } from './own-flags.ts'
import { describe } from './print.ts'
import { commandLineReading } from './read-files.ts'
import type { Output } from './run.ts'

const flags = [
  ownFlag('file', 'text', 'The backup; also the first word behind the command.'),
  ownFlag('backup-passphrase-file', 'text', 'File with the passphrase of the backup; - reads standard input.'),
  ownFlag('recipient-key', 'text', 'Opens the backup instead: file with the private key of a recipient; mode 600.'),
  ownFlag('recipient-key-passphrase-file', 'text', 'File with the passphrase of that private key.'),
  {
    ...ownFlag('crl', 'text', 'CRL that relying parties have: numbers go on above its own; may be repeated.'),
    repeat: true
  }
]

/** `chancery backup restore FILE --data FOLDER`: rebuilds an installation in an empty folder; no engine is needed. */
export async function restore(words: readonly string[], output: Output, signal: AbortSignal): Promise<void> {
  const [first, ...rest] = words
  const named = first !== undefined && !first.startsWith('-') ? first : undefined
  const given = readOwnArguments(named === undefined ? words : rest, flags)
  if (given.globals.help) {
    output.out(
      ownHelp('backup restore FILE', ownCommands['backup restore'] ?? '', flags, [
        'chancery backup restore chancery-20261120T120000Z.chancery-backup --data /srv/chancery --backup-passphrase-file backup-passphrase',
        'chancery backup restore newest.chancery-backup --data /srv/chancery --recipient-key officer.key --crl issuing.crl --crl root.crl'
      ])
    )
    return
  }
  const file = named ?? given.text('file')
  if (file === undefined)
    throw new ChanceryError('invalid-input', 'Say which backup: chancery backup restore FILE --data FOLDER')
  const crls = await Promise.all(given.texts('crl').map(readCrlFile))
  const report = await restoreBackup({
    file,
    dataDir: folderOf(given.globals).path,
    opener: await openerOf(given),
    crls,
    clock: systemClock,
    signal
  })
  output.out(given.globals.json ? `${JSON.stringify(report)}\n` : `${describe(report)}\n`)
  if (given.globals.json) return
  output.err(
    'Before this goes on line: verify the audit log, look for certificates that were issued after the backup and revoke them by serial number, then sign and publish a CRL for each authority.\n'
  )
  if (report.pausedTargets.length > 0)
    output.err(
      'Nothing is published until you allow it, because what this was made of may still publish: make sure that it does not, then switch each target on with "chancery publish update --target NAME --no-disabled".\n'
    )
  if (report.tokens.length > 0) output.err('Keys on tokens are in no backup: plug in the tokens that are listed.\n')
}

async function openerOf(given: OwnArguments): Promise<Parameters<typeof restoreBackup>[0]['opener']> {
  const keyFile = given.text('recipient-key')
  if (keyFile !== undefined) {
    const secret = given.text('recipient-key-passphrase-file')
    return {
      kind: 'recipient',
      privateKey: await readFile(keyFile),
      keyPassphrase: secret === undefined ? undefined : await commandLineReading.secret(secret)
    }
  }
  const path = given.text('backup-passphrase-file')
  const passphrase =
    path === undefined ? await askSecret('Passphrase of the backup') : await commandLineReading.secret(path)
  if (passphrase !== undefined) return { kind: 'passphrase', passphrase }
  throw new ChanceryError(
    'unauthenticated',
    'There is no terminal to ask for the passphrase of the backup. Add --backup-passphrase-file FILE.'
  )
}
