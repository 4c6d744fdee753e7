import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pcscdReaders } from '../../../src-main/keys/piv/pcscd.ts'
import { startServer, until, type Server } from '../programs.ts'
import { pivApplet, type Applet } from './applet.ts'
import { attestationRoot, fitAttestationKey, type AttestationRoot } from './attestation-root.ts'
import { factoryCard, loadCard, saveCard, type CardState } from './card-state.ts'
import { plugCard, type PluggedCard } from './reader-link.ts'
import type { Touch } from './touch.ts'

/** A YubiKey and the socket that it is in. */
export interface VirtualYubiKey {
  readonly serial: number
  /** Name of the reader as programs see it. */
  readonly reader: string
  readonly card: CardState
  readonly finger: Touch
  /** Instructions that the card was given. */
  readonly seen: readonly number[]
  plug(): Promise<void>
  /** At once, also in the middle of a command. */
  unplug(): Promise<void>
}

/** A PC/SC daemon of its own with two readers, and virtual YubiKeys to put into them. */
export interface YubiKeyWorld {
  readonly keys: readonly VirtualYubiKey[]
  /** What signs the attestation certificates of these cards, in Yubico's place. */
  readonly root: AttestationRoot
  /** Environment in which programs find this daemon and not that of the machine. */
  readonly environment: NodeJS.ProcessEnv
  /** The daemon's socket. */
  readonly socket: string
  /** Yubico's PKCS#11 module. */
  readonly module: string
  readonly said: () => string
  stop(): Promise<void>
}

export interface WantedCard {
  readonly serial: number
  readonly firmware?: CardState['firmware']
  /** Where the card is kept between runs. */
  readonly path?: string
}

const readerName = 'Yubico YubiKey CCID'
/** In a network of its own, so that it cannot be taken. */
const port = 35963
const relay = fileURLToPath(new URL('./reader-relay.ts', import.meta.url))
const modules = [
  '/usr/lib/x86_64-linux-gnu/libykcs11.so',
  '/usr/lib/aarch64-linux-gnu/libykcs11.so',
  '/usr/lib/libykcs11.so'
]
const drivers = ['/usr/lib/pcsc/drivers/serial/libifdvpcd.so', '/usr/lib64/pcsc/drivers/serial/libifdvpcd.so']

/**
 * Starts pcscd in namespaces of its own: its /run/pcscd is a folder of ours, the ports of the reader are seen by nobody.
 * Needs root, pcscd and vsmartcard-vpcd; ykcs11 for the module.
 * @param wanted one or two cards, which is what the reader takes; they are plugged in
 * @throws Error that names what is missing
 */
export async function startYubiKeyWorld(
  wanted: readonly WantedCard[],
  root = attestationRoot()
): Promise<YubiKeyWorld> {
  const driver = drivers.find((path) => existsSync(path))
  const module = modules.find((path) => existsSync(path))
  if (driver === undefined || module === undefined || !existsSync('/usr/sbin/pcscd'))
    throw new Error('virtual YubiKeys need pcscd, vsmartcard-vpcd and ykcs11 (Debian packages of these names)')
  const folder = await mkdtemp(join(tmpdir(), 'chancery-yubikey-'))
  const socket = join(folder, 'run', 'pcscd.comm')
  const plugged: PluggedCard[] = []
  let daemon: Server | undefined
  const stop = async (): Promise<void> => {
    for (const card of plugged) card.unplug()
    await daemon?.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    await mkdir(join(folder, 'run'))
    await mkdir(join(folder, 'readers'))
    await writeFile(
      join(folder, 'readers', 'virtual'),
      `FRIENDLYNAME "${readerName}"\nDEVICENAME /dev/null:${port}\nLIBPATH ${driver}\nCHANNELID ${port}\n`
    )
    const keys = wanted.map((one, index): VirtualYubiKey => {
      const state = cardOf(one, root)
      const applet: Applet = pivApplet(state, one.path)
      let card: PluggedCard | undefined
      const reader = `${readerName} 00 0${index}`
      const isIn = async (): Promise<boolean> =>
        (await pcscdReaders(socket).list()).some(({ name, hasCard }) => name === reader && hasCard)
      return {
        serial: one.serial,
        reader,
        card: state,
        finger: applet.sensor.finger,
        seen: applet.seen,
        plug: async () => {
          card = plugCard(join(folder, `slot${index}`), applet)
          plugged.push(card)
          await until(isIn, () => `the reader does not see the card: ${daemon?.said()}`)
        },
        unplug: async () => {
          card?.unplug()
          await until(
            async () => !(await isIn()),
            () => `the reader still sees the card: ${daemon?.said()}`
          )
          // The daemon looks every 400 ms; no hand is quicker.
          await new Promise((resolve) => setTimeout(resolve, 500))
        }
      }
    })
    const script = [
      'mount --make-rprivate /',
      'mkdir -p /run/pcscd',
      'mount --bind "$0/run" /run/pcscd',
      'ip link set lo up',
      // The driver sends each command in two writes, and the second waits for the acknowledgement of the first.
      'ip route replace local 127.0.0.1 dev lo table local scope host src 127.0.0.1 quickack 1',
      `{ "$1" "$2" "$0" ${port} & }`,
      'exec /usr/sbin/pcscd --foreground -c "$0/readers"'
    ].join(' && ')
    daemon = startServer(
      'unshare',
      ['--mount', '--net', '--pid', '--fork', '--kill-child', 'sh', '-c', script, folder, process.execPath, relay],
      folder
    )
    await until(
      async () => existsSync(socket) && existsSync(join(folder, 'slot1')),
      () => `pcscd does not start: ${daemon?.said()}`
    )
    for (const key of keys) await key.plug()
    return {
      keys,
      root,
      socket,
      module,
      environment: { ...process.env, PCSCLITE_CSOCK_NAME: socket },
      said: () => daemon?.said() ?? '',
      stop
    }
  } catch (error) {
    await stop()
    throw error
  }
}

function cardOf(wanted: WantedCard, root: AttestationRoot): CardState {
  const kept = wanted.path === undefined ? undefined : loadCard(wanted.path)
  if (kept !== undefined) return kept
  const card = factoryCard(wanted.serial, wanted.firmware ?? [5, 4, 3])
  fitAttestationKey(card, root)
  if (wanted.path !== undefined) saveCard(card, wanted.path)
  return card
}
