import { AsyncLocalStorage } from 'node:async_hooks'
import { ChanceryError } from '../../src-shared/errors.ts'
import { isKeyAlgorithmId, type KeyAlgorithmId } from '../../src-shared/model/algorithm.ts'
import { caContext, type CaContext } from '../ca/context.ts'
import type { KeyVault, StoredKey } from '../keys/signer.ts'
import { listKeys } from '../store/keys.ts'
import { close } from '../store/open.ts'
import { copyInMemory, putTestKey } from '../store/sandbox.ts'
import { reader } from '../store/store.ts'
import { transaction } from '../store/transaction.ts'
import type { Log } from '../world/log.ts'
import type { Net } from '../world/net.ts'

/** Largest database that is copied; the copy stands in memory while a message is answered. */
const MOST_BYTES = 256 * 1024 * 1024

/** A test authority: the installation as it is now, in memory, with keys of its own. */
export interface Sandbox {
  readonly ca: CaContext
  /** The way out of the test authority: there is none. */
  readonly net: Net
  close(): Promise<void>
}

/**
 * Copies the installation and puts a fresh key in the place of every one that signs, so that nothing which the test
 * authority says is signed by a key of the real one. Only what was encrypted to a real key is opened with it. What it
 * decides, it decides by the same rules and the same state as the real one would now; nothing of it stays.
 * @throws ChanceryError `too-large`; `locked`
 */
export async function openSandbox(ca: CaContext): Promise<Sandbox> {
  const store = copyInMemory(reader(ca.store), MOST_BYTES)
  const prefix = `wire-test-${Buffer.from(ca.random.bytes(8)).toString('hex')}`
  const contexts = new Set<string>()
  const test = new Map<KeyAlgorithmId, StoredKey>()
  const originals = new Map<string, StoredKey>()
  const end = async (): Promise<void> => {
    for (const context of contexts) ca.keys.forget(context)
    await close(store)
  }
  try {
    for (const row of listKeys(reader(store))) {
      const { id, algorithm, destroyedAt, purposes, spki, sealed } = row
      if (destroyedAt !== null || purposes.length === 0 || !isKeyAlgorithmId(algorithm)) continue
      const context = `${prefix}:${algorithm}`
      contexts.add(context)
      const key = test.get(algorithm) ?? (await ca.keys.generate(algorithm, context))
      test.set(algorithm, key)
      if (sealed !== null) originals.set(`key:${id}`, { context: `key:${id}`, algorithm, spki, sealed })
      await transaction(store, (tx) => putTestKey(tx, id, key.spki, key.sealed))
    }
  } catch (error) {
    await end()
    throw error
  }
  const named = (context: string): string => {
    const own = `${prefix}:${context}`
    contexts.add(own)
    return own
  }
  const testKeys = [...test.values()]
  const keys: KeyVault = {
    generate: async (algorithm, context) => ({ ...(await ca.keys.generate(algorithm, named(context))), context }),
    import: async (privateKey, context, passphrase) => ({
      ...(await ca.keys.import(privateKey, named(context), passphrase)),
      context
    }),
    open: async (key) => {
      const stand = testKeys.find(({ sealed }) => Buffer.compare(sealed, key.sealed) === 0)
      // Deny by default: what was not made here does not open.
      if (stand === undefined) return ca.keys.open({ ...key, context: requireOwn(contexts, prefix, key.context) })
      const signer = await ca.keys.open(stand)
      const original = originals.get(key.context)
      if (original === undefined) return signer
      return {
        algorithm: signer.algorithm,
        spki: key.spki,
        sign: signer.sign.bind(signer),
        unwrapKey: async (encryptedKey, transport, length) => {
          const real = await ca.keys.open(original)
          if (real.unwrapKey === undefined)
            throw new ChanceryError('key-unavailable', `A ${real.algorithm} key does not decrypt messages.`)
          return real.unwrapKey(encryptedKey, transport, length)
        }
      }
    },
    exportPkcs8: (key) => ca.keys.exportPkcs8({ ...key, context: requireOwn(contexts, prefix, key.context) }),
    forget: () => undefined
  }
  const sandbox = caContext({
    store,
    keys,
    secrets: ca.secrets,
    clock: ca.clock,
    random: ca.random,
    log: silent,
    emit: () => undefined,
    settings: ca.settings,
    ...(ca.blocklist === undefined ? {} : { blocklist: ca.blocklist })
  })
  sandbox.memory.wire.notes = new AsyncLocalStorage()
  return { ca: sandbox, net: noNet, close: end }
}

function requireOwn(contexts: ReadonlySet<string>, prefix: string, context: string): string {
  const own = `${prefix}:${context}`
  if (contexts.has(own)) return own
  throw new ChanceryError('key-unavailable', 'A test authority does not use a key of the real one.')
}

const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => 'test',
  with: () => silent
}

const nowhere = (): Promise<never> =>
  Promise.reject(new ChanceryError('io', 'A test authority asks nobody outside: this check was not performed.'))

const noNet: Net = {
  http: nowhere,
  resolve: nowhere,
  resolveText: nowhere,
  handshake: nowhere,
  datagram: nowhere,
  stream: nowhere
}
