import { createInterface } from 'node:readline/promises'
import { ChanceryError } from '../../../../src-shared/errors.ts'

/**
 * Asks for one line on the terminal.
 * @param missing what an answers file would say, for where nobody can be asked
 * @throws ChanceryError `invalid-input` where there is no terminal; `cancelled` on Ctrl-C
 */
export async function askLine(question: string, missing: string, signal: AbortSignal): Promise<string> {
  const { stdin, stderr } = process
  if (!stdin.isTTY || !stderr.isTTY)
    throw new ChanceryError(
      'invalid-input',
      `Nobody can be asked here, and the answers do not say it: ${question} Add ${missing} to the file that --answers names.`
    )
  const terminal = createInterface({ input: stdin, output: stderr })
  try {
    return (await terminal.question(`${question} `, { signal })).trim()
  } catch (cause) {
    throw new ChanceryError('cancelled', 'The ceremony stays open. Run the same command again to go on with it.', {
      cause
    })
  } finally {
    terminal.close()
  }
}
