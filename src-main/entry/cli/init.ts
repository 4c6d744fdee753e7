import { ChanceryError } from '../../../src-shared/errors.ts'
import { askNewSecret } from './ask.ts'
import { connect, folderOf } from './connect.ts'
import { ownCommands } from './help.ts'
import { valueOf } from './operation-command.ts'
import { ownFlag, ownHelp, readOwnArguments } from './own-flags.ts'
import { describe } from './print.ts'
import { commandLineReading } from './read-files.ts'
import type { Output } from './run.ts'

const flags = [
  ownFlag('operator', 'text', 'Name of the first operator, who becomes CA Administrator. Required.'),
  ownFlag('display-name', 'text', 'How the operator is shown.'),
  ownFlag('organization', 'text', 'Name of the organisation.'),
  ownFlag('public-address', 'text', 'Base of the CRL and AIA addresses in certificates, e.g. http://pki.example.test.')
]

/** Makes the vault and the first operator in a data folder. */
export async function init(words: readonly string[], output: Output, signal: AbortSignal): Promise<void> {
  const given = readOwnArguments(words, flags)
  if (given.globals.help) {
    output.out(
      ownHelp('init', ownCommands['init'] ?? '', flags, [
        'chancery init --operator alice',
        'chancery init --data /srv/chancery --operator alice --passphrase-file alice-passphrase'
      ])
    )
    return
  }
  const operator = given.text('operator')
  if (operator === undefined)
    throw new ChanceryError('invalid-input', 'Say who the first operator is: chancery init --operator NAME')
  const { passphraseFile } = given.globals
  const passphrase =
    passphraseFile === undefined
      ? await askNewSecret(`New passphrase of ${operator}`)
      : await commandLineReading.secret(passphraseFile)
  if (passphrase === undefined)
    throw new ChanceryError(
      'invalid-input',
      'There is no terminal to ask for a passphrase. Add --passphrase-file FILE.'
    )
  const folder = folderOf(given.globals)
  const line = await connect(
    folder,
    { operator: undefined, passphrase: undefined },
    { operator: false, installation: false },
    signal
  )
  try {
    const made = valueOf(
      await line.call('system.setup', {
        operator,
        displayName: given.text('display-name') ?? '',
        organizationName: given.text('organization') ?? '',
        passphrase
      })
    )
    const publicAddress = given.text('public-address')
    if (publicAddress !== undefined)
      valueOf(await line.call('settings.update', { settings: { publicBaseAddress: publicAddress } }))
    const told = { dataFolder: folder.path, operator, ...(typeof made === 'object' ? made : {}) }
    output.out(given.globals.json ? `${JSON.stringify(told)}\n` : `${describe(told)}\n`)
    if (!given.globals.json)
      output.err(
        'Write the recovery code down and keep it away from this machine: it is shown this once and opens the vault when every passphrase is lost.\n'
      )
  } finally {
    await line.close()
  }
}
