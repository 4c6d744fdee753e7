import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { hasProgram, type OpensslFolder } from './openssl.ts'

/** A key as OpenSSH's own program wrote it. */
export interface MadeSshKey {
  readonly publicText: string
  readonly privateText: string
  /** As `ssh-keygen -l` prints it. */
  readonly fingerprint: string
}

/** Makes a key with ssh-keygen. @throws Error with what to install where the program is missing */
export function sshKey(folder: OpensslFolder, name: string, args: readonly string[], passphrase = ''): MadeSshKey {
  if (!hasProgram('ssh-keygen')) throw new Error('ssh-keygen is missing: install openssh-client (OpenSSH 8 or newer).')
  const file = folder.path(name)
  execFileSync('ssh-keygen', ['-q', ...args, '-N', passphrase, '-C', `${name}@example.test`, '-f', file])
  const shown = execFileSync('ssh-keygen', ['-l', '-f', `${file}.pub`], { encoding: 'utf8' })
  return {
    publicText: readFileSync(`${file}.pub`, 'utf8'),
    privateText: readFileSync(file, 'utf8'),
    fingerprint: shown.split(' ')[1] ?? ''
  }
}

/** @returns a public key in another form of ssh-keygen: RFC4716 or PKCS8 */
export function sshConverted(folder: OpensslFolder, name: string, form: 'RFC4716' | 'PKCS8'): string {
  return execFileSync('ssh-keygen', ['-e', '-m', form, '-f', folder.path(`${name}.pub`)], { encoding: 'utf8' })
}
