import { MasterKey } from '../keys/master-key.ts'
import { Vault } from '../keys/vault.ts'

/** Wraps the master keys of tests that open one database from two processes; protects nothing. */
const wrappingKey = new Uint8Array(32).fill(7)
const context = 'test'

/** @returns a fresh master key as hex, for a process that is started. */
export function wrappedMasterKey(): string {
  return Buffer.from(MasterKey.generate().wrap(wrappingKey, context)).toString('hex')
}

/** @returns an open vault with that master key. */
export function vaultFromWrapped(hex: string): Vault {
  const vault = new Vault('test')
  vault.unlock(MasterKey.unwrap(wrappingKey, context, new Uint8Array(Buffer.from(hex, 'hex'))))
  return vault
}
