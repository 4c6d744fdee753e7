import { ChanceryError } from '../../../src-shared/errors.ts'

/**
 * Asks on the terminal without showing what is typed.
 * @returns undefined where there is no terminal to ask on
 * @throws ChanceryError `cancelled` on Ctrl-C and Ctrl-D
 */
export async function askSecret(question: string): Promise<string | undefined> {
  const { stdin, stderr } = process
  if (!stdin.isTTY || !stderr.isTTY) return undefined
  stderr.write(`${question}: `)
  stdin.setRawMode(true)
  stdin.setEncoding('utf8')
  stdin.resume()
  try {
    return await new Promise<string>((resolve, reject) => {
      let typed = ''
      const listen = (chunk: string): void => {
        for (const character of chunk) {
          if (character === '\r' || character === '\n') {
            stdin.off('data', listen)
            resolve(typed)
            return
          }
          if (character === '\u0003' || character === '\u0004') {
            stdin.off('data', listen)
            reject(new ChanceryError('cancelled', 'Nothing was done.'))
            return
          }
          if (character === '\u007f' || character === '\b') typed = [...typed].slice(0, -1).join('')
          else if (character >= ' ') typed += character
        }
      }
      stdin.on('data', listen)
    })
  } finally {
    stdin.setRawMode(false)
    stdin.pause()
    stderr.write('\n')
  }
}

/** Asks twice for a new passphrase. @throws ChanceryError `invalid-input` when both differ */
export async function askNewSecret(question: string): Promise<string | undefined> {
  const first = await askSecret(question)
  if (first === undefined) return undefined
  if ((await askSecret('Once more')) === first) return first
  throw new ChanceryError('invalid-input', 'The two passphrases are not the same. Nothing was done.')
}
