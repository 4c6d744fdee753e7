import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { DestinationInput } from '../../../src-shared/api/publishing.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { publishDestination, type PublishDestination } from '../../../src-shared/model/publishing.ts'
import type { CaContext } from '../../ca/context.ts'
import { addressOf, readDestination } from '../../ca/publish/address.ts'
import type { DestinationSecret } from '../../ca/publish/destination.ts'
import { openDestination } from '../../connectors/publish/open.ts'
import type { Reader, Writer } from '../../store/connection.ts'
import { deleteSetting, getSetting, setSetting } from '../../store/settings.ts'
import { reader } from '../../store/store.ts'
import type { Net } from '../../world/net.ts'

const name = 'backup-remote'
const sealContext = 'backup-remote'
/** A backup goes up, and comes back to be compared, in one piece. */
const largest = 1024 * 1024 * 1024

const stored = z.object({ destination: publishDestination, sealed: z.base64().nullable() })

/** A place on another machine that backups are copied to. */
export interface RemotePlace {
  readonly destination: PublishDestination
  readonly sealed: string | null
}

/** What became of the copy on another machine. */
export interface RemoteOutcome {
  readonly to: string
  /** Why it is not there, or not as it was sent; null where it was read back the same. */
  readonly problem: string | null
}

export function remotePlace(from: Reader): RemotePlace | null {
  const parsed = stored.safeParse(getSetting(from, name))
  return parsed.success ? parsed.data : null
}

/** @returns where backups are copied to, in words; null for nowhere */
export function remoteAddress(from: Reader): string | null {
  const place = remotePlace(from)
  return place === null ? null : addressOf(place.destination)
}

/**
 * Keeps where backups are copied to, its secret sealed.
 * @param input null ends it. @throws ChanceryError `invalid-input`, `locked`
 */
export function storeRemotePlace(writer: Writer, ca: CaContext, input: DestinationInput | null): void {
  if (input === null) {
    deleteSetting(writer, name)
    return
  }
  const destination = readDestination(input, ca.store.path === ':memory:' ? null : dirname(ca.store.path))
  const { secret, privateKey } = input
  let sealed: string | null = null
  if (secret !== undefined || privateKey !== undefined) {
    const plain = Buffer.from(JSON.stringify({ secret, privateKey }))
    sealed = Buffer.from(ca.secrets.seal(sealContext, plain)).toString('base64')
    plain.fill(0)
  }
  setSetting(writer, name, { destination, sealed })
}

/**
 * Copies a backup to the other machine and reads it back.
 * @returns what became of it; null where no such place is set. Never throws for what the other side does.
 */
export async function copyToRemote(
  ca: CaContext,
  net: Net,
  backup: { readonly path: string; readonly file: string; readonly sha256: string },
  signal: AbortSignal
): Promise<RemoteOutcome | null> {
  const place = remotePlace(reader(ca.store))
  if (place === null) return null
  const to = addressOf(place.destination)
  try {
    const { size } = await stat(backup.path)
    if (size > largest)
      throw new ChanceryError(
        'too-large',
        `The backup has ${size} bytes; up to ${largest} are copied to another machine.`
      )
    const destination = await openDestination(place.destination, secretOf(ca, place), { net, clock: ca.clock, signal })
    try {
      const bytes = await readFile(backup.path)
      await destination.put(
        { path: backup.file, bytes, mediaType: 'application/octet-stream', nextUpdate: null },
        signal
      )
      const back = await destination.get(backup.file, bytes.length, signal)
      if (createHash('sha256').update(back).digest('hex') !== backup.sha256)
        throw new ChanceryError('io', 'What was read back is not what was sent.')
    } finally {
      await destination.close()
    }
    return { to, problem: null }
  } catch (error) {
    if (!(error instanceof ChanceryError) || error.code === 'cancelled') throw error
    return { to, problem: error.message }
  }
}

function secretOf(ca: CaContext, { sealed }: RemotePlace): DestinationSecret {
  if (sealed === null) return {}
  const opened = ca.secrets.open(sealContext, Buffer.from(sealed, 'base64'))
  try {
    const { secret, privateKey } = z
      .object({ secret: z.string().optional(), privateKey: z.string().optional() })
      .parse(JSON.parse(Buffer.from(opened).toString('utf8')))
    return { secret, privateKey }
  } finally {
    opened.fill(0)
  }
}
