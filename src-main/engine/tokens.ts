import { ChanceryError } from '../../src-shared/errors.ts'
import type { Actor } from '../../src-shared/model/channel.ts'
import type { CaContext } from '../ca/context.ts'
import { findToken } from '../ca/tokens/find.ts'
import { followTokens } from '../ca/tokens/follow.ts'
import { loadModules } from '../ca/tokens/modules.ts'
import { setTokenPinSource, unlockKept, unlockToken } from '../ca/tokens/pin.ts'
import { signWaiting } from '../ca/tokens/sign-waiting.ts'
import { createTokens } from '../keys/pkcs11/tokens.ts'
import type { Tokens, TokenSeen } from '../keys/token-keys.ts'
import { reader } from '../store/store.ts'
import { getTokenByAddress } from '../store/tokens.ts'
import { forkChild } from '../world/child-process.ts'
import type { Host } from '../world/host.ts'
import type { Log } from '../world/log.ts'
import { engineActor } from './chores.ts'
import { unlockReference } from './unlock-reference.ts'
import type { Chore } from './jobs.ts'
import type { VaultHolder } from './vault-holder.ts'

/** How often slots are looked at. */
const LOOK_EVERY = 2000
/** An engine that starts waits this long for its tokens; a module that hangs must not keep it from starting. */
const PATIENCE = 5000

/** Tokens as the engine uses them: open only while the vault is. */
export interface EngineTokens {
  readonly tokens: Tokens
  readonly chore: Chore
  /** Looks at the tokens, opens those whose PIN is kept and lets authorities follow. Waits a few seconds at most. */
  ready(): Promise<void>
  /** Tries a PIN and keeps it in the key store of the operating system. @throws ChanceryError `forbidden` without one; as `unlock` */
  keepPin(input: { token: string; pin: string }, actor: Actor): Promise<TokenSeen>
  close(): void
}

/**
 * @param world.ca asked for late: the context has the tokens in it
 * @param world.live whether slots are looked at by themselves
 */
export function createEngineTokens(world: {
  readonly ca: () => CaContext
  readonly host: Host
  readonly vault: VaultHolder
  readonly log: Log
  readonly live: boolean
}): EngineTokens {
  const { host, vault, log } = world
  const raw = createTokens({
    start: host.startChild ?? forkChild,
    log: log.with({ area: 'tokens' }),
    onChange: () => world.ca().emit('token.changed', {}),
    keptPin: async (address) => {
      const source = getTokenByAddress(reader(world.ca().store), address)?.pinSource ?? null
      return source === null ? undefined : host.secrets.read(unlockReference(source))
    },
    interval: world.live ? LOOK_EVERY : null
  })
  const requireOpenVault = (): void => {
    if (vault.state === 'unlocked') return
    throw new ChanceryError('locked', 'The vault is locked, so no key can be used, on tokens neither.')
  }
  const tokens: Tokens = {
    ...raw,
    unlock: async (...given) => {
      requireOpenVault()
      return raw.unlock(...given)
    },
    unlockKept: async (token) => {
      requireOpenVault()
      return raw.unlockKept(token)
    },
    open: async (key) => {
      requireOpenVault()
      return raw.open(key)
    }
  }
  let started = false
  const begin = (): void => {
    if (started) return
    started = true
    loadModules(world.ca())
  }
  const catchUp = async (): Promise<void> => {
    begin()
    if (raw.modules().length === 0) return
    if (vault.state === 'unlocked') await unlockKept(world.ca())
    else await raw.lockAll()
    await followTokens(world.ca(), engineActor)
  }

  return {
    tokens,
    chore: {
      name: 'tokens',
      run: async () => {
        await catchUp()
        if (vault.state === 'unlocked') await signWaiting(world.ca(), engineActor)
        return null
      }
    },
    ready: async () => {
      begin()
      if (raw.modules().length === 0) return
      const work = raw
        .survey()
        .then(catchUp)
        .catch((error: unknown) => void log.error('the tokens could not be looked at', error))
      let timer: NodeJS.Timeout | undefined
      await Promise.race([
        work,
        new Promise<void>((resolve) => {
          timer = setTimeout(resolve, PATIENCE)
        })
      ])
      clearTimeout(timer)
    },
    keepPin: async ({ token, pin }, actor) => {
      const { keyStore } = host.secrets
      if (keyStore === undefined)
        throw new ChanceryError(
          'forbidden',
          'There is no key store here that Chancery can write to. On a server put the PIN into a systemd credential, and say so with "chancery token set-pin-source --source credential:NAME".'
        )
      const opened = await unlockToken(world.ca(), { token, pin, keep: 'session' }, actor)
      const name = `token-${opened.serial.toLowerCase().replaceAll(/[^a-z0-9]/g, '-')}`.slice(0, 60)
      const bytes = Buffer.from(pin)
      try {
        await keyStore.write(name, bytes)
      } finally {
        bytes.fill(0)
      }
      await setTokenPinSource(world.ca(), { token: opened.address, source: `key-store:${name}` }, actor)
      return findToken(world.ca(), opened.address)
    },
    close: () => raw.close()
  }
}
