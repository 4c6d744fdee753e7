import type { Actor } from '../../src-shared/model/channel.ts'
import { atOnce, type AtOnce } from '../validation/mpic/at-once.ts'
import type { CaContext } from './context.ts'

/** Files under a passphrase that wait for their turn. */
export interface ProtectedFiles {
  /** By operator: each has one file opened at a time. */
  readonly people: Map<string, AtOnce>
  readonly all: AtOnce
}

/** Files of one person that wait. */
const WAITING = 10
/** Files of all people that are opened at once: Node derives keys on four threads, which also read and write files. */
const AT_ONCE = 2
const MOST_PEOPLE = 1000

/** @returns turns that nobody waits for. */
export function newProtectedFiles(): ProtectedFiles {
  return { people: new Map(), all: atOnce(AT_ONCE, MOST_PEOPLE) }
}

/**
 * Opens a file that says itself how many rounds of password hashing it wants, when it is the turn of who brought it.
 * @param person who brought it; nobody has more than one file opened at a time
 * @throws ChanceryError `busy` where too many of this person wait, `cancelled`; what `open` throws
 */
export async function openInTurn<T>(
  { memory: { files } }: CaContext,
  person: Pick<Actor, 'operatorId' | 'name'>,
  open: () => Promise<T>,
  signal: AbortSignal = new AbortController().signal
): Promise<T> {
  const key = person.operatorId === null ? person.name : String(person.operatorId)
  const own = files.people.get(key) ?? atOnce(1, WAITING)
  files.people.set(key, own)
  return own.run(() => files.all.run(open, signal), signal)
}
