import { ChanceryError } from '../../../src-shared/errors.ts'
import { systemCardReaders, type CardReaders } from './card-readers.ts'
import { openPiv, type PivSession } from './piv-session.ts'
import { yubiKeySession, type YubiKeySession } from './yubikey-session.ts'
import { yubicoIntermediates, yubicoRoots } from '../../pki/yubico-certificates.ts'

export type { YubiKeySession } from './yubikey-session.ts'

export interface FoundYubiKey {
  readonly serial: number | null
  readonly firmware: string
  readonly reader: string
}

/** The YubiKeys that are plugged in. */
export interface YubiKeys {
  /** Whom attestations may end at, PEM. */
  readonly trust: { readonly roots: readonly string[]; readonly intermediates: readonly string[] }
  /** @throws ChanceryError `key-unavailable` where this machine has no smart card service */
  list(): Promise<readonly FoundYubiKey[]>
  /**
   * Works with one YubiKey; other programs wait meanwhile, and what was proved to it is forgotten at the end.
   * @throws ChanceryError `key-unavailable` where it is not plugged in; what `work` throws
   */
  use<T>(serial: number, work: (session: YubiKeySession) => Promise<T>): Promise<T>
}

/** Readers of YubiKeys name their maker; cards of others are left alone. */
const ofYubico = /^yubico|yubikey/i

/** @param trust another maker's, for tests only */
export function yubiKeysOver(
  readers: CardReaders,
  trust: YubiKeys['trust'] = { roots: yubicoRoots, intermediates: yubicoIntermediates }
): YubiKeys {
  // One at a time: two operations on one YubiKey would take each other's PIN away.
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work)
    turn = mine.catch(() => undefined)
    return mine
  }
  const names = async (): Promise<string[]> =>
    (await readers.list()).filter(({ name, hasCard }) => hasCard && ofYubico.test(name)).map(({ name }) => name)
  return {
    trust,
    list: () =>
      inTurn(async () => {
        const found: FoundYubiKey[] = []
        for (const name of await names()) {
          const session = await openUnlessGone(readers, name)
          if (session === null) continue
          found.push({ serial: session.serial, firmware: session.firmware, reader: name })
          await session.close()
        }
        return found
      }),
    use: (serial, work) =>
      inTurn(async () => {
        for (const name of await names()) {
          const session = await openUnlessGone(readers, name)
          if (session === null) continue
          try {
            if (session.serial === serial) return await work(yubiKeySession(session))
          } finally {
            await session.close()
          }
        }
        throw new ChanceryError('key-unavailable', `The YubiKey ${serial} is not plugged in.`)
      })
  }
}

/** @returns null where the card went away meanwhile or is no YubiKey */
async function openUnlessGone(readers: CardReaders, name: string): Promise<PivSession | null> {
  try {
    return await openPiv(await readers.connect(name))
  } catch (error) {
    if (error instanceof ChanceryError && error.code === 'key-unavailable') return null
    throw error
  }
}

/** The YubiKeys of this machine. */
export function systemYubiKeys(): YubiKeys {
  return yubiKeysOver(systemCardReaders())
}
