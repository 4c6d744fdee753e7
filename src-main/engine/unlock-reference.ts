import { ChanceryError } from '../../src-shared/errors.ts'
import type { SecretReference } from '../world/host.ts'

/** @returns the reference of an unlock secret as it is written on the command line: a path, `credential:NAME` or `key-store:NAME` */
export function unlockReference(text: string): SecretReference {
  const [, kind, name] = /^(credential|key-store):(.+)$/.exec(text) ?? []
  if (name !== undefined && (kind === 'credential' || kind === 'key-store')) return { kind, name }
  if (text === '') throw new ChanceryError('invalid-input', 'The name of the unlock file is empty.')
  return { kind: 'file', path: text }
}
