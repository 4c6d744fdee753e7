import { operations, type OperationName } from '../../../src-shared/api/index.ts'
import { askSecret } from './ask.ts'

/**
 * Adds the own passphrase to an operation that wants it once more: that of `--passphrase-file` where the command was given
 * one, else what is typed. With a signature, and without a terminal, it stays away, and the engine says what is missing.
 * @param passphrase reads the file; undefined where none was named, or it is standard input, which is read once only
 */
export async function withStepUp(
  name: OperationName,
  input: Record<string, unknown>,
  passphrase: (() => Promise<string>) | undefined
): Promise<Record<string, unknown>> {
  if (!Object.hasOwn(operations[name].input.shape, 'ownPassphrase')) return input
  if (input['ownPassphrase'] !== undefined || input['signature'] !== undefined) return input
  // The PIN of the YubiKey is the step-up then.
  if (name === 'quorum.approve' && input['yubikey'] !== undefined) return withPin(input)
  const given = passphrase === undefined ? await askSecret('Your passphrase once more') : await passphrase()
  return given === undefined || given === '' ? input : { ...input, ownPassphrase: given }
}

async function withPin(input: Record<string, unknown>): Promise<Record<string, unknown>> {
  if (input['pin'] !== undefined) return input
  const pin = await askSecret('PIN of the YubiKey')
  return pin === undefined || pin === '' ? input : { ...input, pin }
}
