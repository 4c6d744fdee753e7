import { existsSync } from 'node:fs'
import { ChanceryError } from '../../../src-shared/errors.ts'
import type { ApduChannel } from './apdu.ts'
import { pcscdReaders } from './pcscd.ts'

export interface CardReader {
  readonly name: string
  readonly hasCard: boolean
}

/** A card that is ours until `close`: other programs wait meanwhile. */
export interface CardConnection extends ApduChannel {
  readonly reader: string
  /** Says that something was proved to the card (a PIN, the management key), which `close` makes it forget. */
  forgetAtEnd(): void
  close(): Promise<void>
}

/** The smart card readers of this machine. Every method throws ChanceryError `key-unavailable` where there is no service. */
export interface CardReaders {
  list(): Promise<readonly CardReader[]>
  connect(reader: string): Promise<CardConnection>
}

/** Where pcsc-lite's daemon listens, and the variable with which its own library is told otherwise. */
const defaultSocket = '/run/pcscd/pcscd.comm'
const socketVariable = 'PCSCLITE_CSOCK_NAME'

/** @returns the readers of this machine; on systems without pcsc-lite each method says what to do instead. */
export function systemCardReaders(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env
): CardReaders {
  if (platform === 'win32' || platform === 'darwin') return unavailable(notHere)
  const path = environment[socketVariable] ?? defaultSocket
  const readers = pcscdReaders(path)
  return {
    list: async () => {
      if (!existsSync(path)) throw new ChanceryError('key-unavailable', noService)
      return readers.list()
    },
    connect: (reader) => readers.connect(reader)
  }
}

const notHere =
  'Chancery sets YubiKeys up where the smart card service is pcsc-lite (Linux, BSD). Here prepare the key with ykman or yubico-piv-tool; its keys are then used through the PKCS#11 module libykcs11 on the page of tokens.'
const noService =
  'The smart card service of this machine does not run. Install and start it (Debian: apt install pcscd).'

function unavailable(message: string): CardReaders {
  const refuse = (): Promise<never> => Promise.reject(new ChanceryError('key-unavailable', message))
  return { list: refuse, connect: refuse }
}
