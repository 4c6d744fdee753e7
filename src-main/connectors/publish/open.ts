import type { PublishDestination } from '../../../src-shared/model/publishing.ts'
import { assertNever } from '../../../src-shared/assert-never.ts'
import type { Destination, DestinationSecret } from '../../ca/publish/destination.ts'
import type { Clock } from '../../world/clock.ts'
import type { Net } from '../../world/net.ts'
import { openFolder } from './folder.ts'
import { openHttpPut } from './http-put.ts'
import { openS3 } from './s3.ts'
import { openSftp } from './sftp.ts'

/** How the ways out of the machine are reached. */
export interface OpenParts {
  readonly net: Net
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Told of the host key that an SFTP server shows. */
  readonly onHostKey?: (fingerprint: string) => void
}

/** Opens a destination of any kind. @throws ChanceryError as the destination of its kind */
export async function openDestination(
  destination: PublishDestination,
  secret: DestinationSecret,
  parts: OpenParts
): Promise<Destination> {
  switch (destination.kind) {
    case 'folder':
      return openFolder(destination.path)
    case 'sftp':
      return openSftp(destination, secret, parts.signal, parts.onHostKey)
    case 'http':
      return openHttpPut(parts.net, destination, secret)
    case 's3':
      return openS3(parts.net, parts.clock, destination, secret)
    default:
      return assertNever(destination)
  }
}
