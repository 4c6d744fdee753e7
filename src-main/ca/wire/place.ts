import type { WireProtocol } from '../../../src-shared/model/wire.ts'
import { getAcmeServiceByName, getDefaultAcmeService } from '../../store/acme.ts'
import type { Reader } from '../../store/connection.ts'
import { getEstServiceByLabel } from '../../store/est.ts'

/** What an address asks for. */
export interface WirePlace {
  readonly protocol: WireProtocol
  /** Name of the service; null where there is none, or none that is known. */
  readonly service: string | null
  /** The operation as far as the address tells, e.g. `simpleenroll`. */
  readonly operation: string
}

const estOperations = ['cacerts', 'csrattrs', 'simpleenroll', 'simplereenroll', 'serverkeygen', 'fullcmc']

/** @returns which protocol an address belongs to; null for what is none of those that are kept */
export function protocolAt(url: string): WireProtocol | null {
  const [, first = ''] = /^\/([a-z.-]{1,20})(?:[/?]|$)/i.exec(url) ?? []
  switch (first.toLowerCase()) {
    case 'scep':
      return 'scep'
    case 'acme':
      return 'acme'
    case 'ocsp':
      return 'ocsp'
    case 'tsa':
      return 'tsa'
    case '.well-known':
      return url.startsWith('/.well-known/est/') ? 'est' : url.startsWith('/.well-known/cmp') ? 'cmp' : null
    default:
      return null
  }
}

/** @returns the place of an address; null for what is none of those that are kept */
export function placeOf(reader: Reader, url: string): WirePlace | null {
  const protocol = protocolAt(url)
  if (protocol === null) return null
  const [path = '', query = ''] = url.split('?', 2)
  const parts = path.split('/').slice(1).map(decoded)
  switch (protocol) {
    case 'scep': {
      const page = /\/mscep_admin\/?$/i.test(path)
      const operation = page ? 'mscep_admin' : (new URLSearchParams(query).get('operation') ?? '')
      return { protocol, service: named(parts[1]?.toLowerCase()), operation: operation.slice(0, 40) }
    }
    case 'est': {
      const [, , third = '', fourth] = parts
      const labelled = fourth !== undefined && !estOperations.includes(third)
      const service = getEstServiceByLabel(reader, labelled ? third : null)
      return { protocol, service: service?.name ?? named(third), operation: (labelled ? fourth : third).slice(0, 40) }
    }
    case 'cmp':
      return { protocol, service: named(parts[3]), operation: (parts[4] ?? '').slice(0, 40) }
    case 'acme': {
      const bare = parts[1] === 'directory'
      const service = bare ? getDefaultAcmeService(reader) : getAcmeServiceByName(reader, parts[1] ?? '')
      const rest = parts.slice(bare ? 1 : 2).filter((part) => !/^\d+$/.test(part))
      const operation = rest[0] === 'renewal-info' ? 'renewal-info' : rest.join('-')
      return { protocol, service: service?.name ?? named(parts[1]), operation: operation.slice(0, 40) }
    }
    case 'ocsp':
      return { protocol, service: null, operation: '' }
    case 'tsa':
      return { protocol, service: named(parts[1]), operation: parts[2] === 'authenticode' ? 'authenticode' : '' }
  }
}

function named(part: string | undefined): string | null {
  return part !== undefined && /^[\w.-]{1,60}$/.test(part) ? part : null
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
