import { execFile } from 'node:child_process'
import { ChanceryError } from '../../src-shared/errors.ts'

/** A program that reads one secret out of the key store of the operating system and prints it. */
interface Reader {
  readonly program: string
  readonly args: (name: string) => readonly string[]
  /** How a person puts a secret there. */
  readonly howToStore: (name: string) => string
}

/** The name under which other programs see our secrets. */
const service = 'chancery'

const readers: Readonly<Partial<Record<NodeJS.Platform, Reader>>> = {
  // Secret Service of freedesktop.org, through the tool of libsecret.
  linux: {
    program: 'secret-tool',
    args: (name) => ['lookup', 'service', service, 'account', name],
    howToStore: (name) => `secret-tool store --label=Chancery service ${service} account ${name} < FILE`
  },
  darwin: {
    program: 'security',
    args: (name) => ['find-generic-password', '-s', service, '-a', name, '-w'],
    howToStore: (name) => `security add-generic-password -U -s ${service} -a ${name} -w`
  }
}

/** A secret is one line; more is not ours. */
const largest = 4096
/** A key store that asks the person something waits this long. */
const patienceMs = 60_000

/**
 * Reads a secret from the key store of the operating system in a plain Node process. The desktop app has its own way.
 * @returns the bytes, which the caller zeroes
 * @throws ChanceryError `invalid-input` where there is none here, `not-found`, `io`
 */
export function readOsKeyStore(name: string, platform: NodeJS.Platform = process.platform): Promise<Uint8Array> {
  const reader = readers[platform]
  if (reader === undefined)
    throw new ChanceryError(
      'invalid-input',
      'On this operating system the command line reads no key store. Use a file that only its owner can read.'
    )
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(name))
    throw new ChanceryError(
      'invalid-input',
      `"${name}" is not a name in the key store. Use letters, digits, . _ and -.`
    )
  return new Promise((resolve, reject) => {
    const options = { encoding: 'buffer', timeout: patienceMs, maxBuffer: largest } as const
    execFile(reader.program, [...reader.args(name)], options, (error, out, err) => {
      if (error === null && out.length > 0) return resolve(out)
      out.fill(0)
      if (error !== null && 'code' in error && error.code === 'ENOENT')
        return reject(
          new ChanceryError('io', `The program ${reader.program}, which reads the key store, is not installed.`)
        )
      const said = err.toString('utf8').trim()
      reject(
        new ChanceryError(
          'not-found',
          `The key store of the operating system gave no secret "${name}"${said === '' ? '' : ` (${said.slice(0, 200)})`}. Put one there with: ${reader.howToStore(name)}`
        )
      )
    })
  })
}
