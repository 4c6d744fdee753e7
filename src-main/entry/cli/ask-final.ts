import { createInterface } from 'node:readline/promises'
import { operations, type OperationName } from '../../../src-shared/api/index.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'

/**
 * Lets a person at a terminal think once more before what cannot be undone. Scripts, which have no terminal, are not asked.
 * @throws ChanceryError `cancelled` for any answer but yes, and on Ctrl-C
 */
export async function askWhetherFinal(name: OperationName, signal: AbortSignal): Promise<void> {
  const { final } = operations[name]
  const { stdin, stderr } = process
  if (final === undefined || !stdin.isTTY || !stderr.isTTY) return
  const terminal = createInterface({ input: stdin, output: stderr })
  const answer = await terminal
    .question(`${final} There is no way back. Type yes to go on: `, { signal })
    .catch(() => '')
    .finally(() => terminal.close())
  if (answer.trim().toLowerCase() !== 'yes') throw new ChanceryError('cancelled', 'Nothing was done.')
}
