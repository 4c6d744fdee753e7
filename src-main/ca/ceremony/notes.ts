import type { Actor } from '../../../src-shared/model/channel.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { updateCeremony } from '../../store/ceremonies.ts'
import { append, bookOf, whoActs } from './book.ts'
import type { CeremonyWorld } from './world.ts'

/**
 * Notes what the script does not say. Where the present step did not come out as expected, the note settles that: it says
 * why the ceremony goes on.
 * @throws ChanceryError `conflict` after the end
 */
export async function digress(world: CeremonyWorld, id: number, what: string, actor: Actor): Promise<void> {
  await append(world, id, actor, (book) => {
    const { step, done, deviates } = book.position
    return {
      kind: 'digression',
      step: step?.id ?? null,
      by: whoActs(book, actor),
      detail: { what, settles: deviates && done !== null ? done.hash : null }
    }
  })
}

/** One photograph in full resolution. */
const largestFile = 16 * 1024 * 1024

/** Attaches a file to the transcript. @throws ChanceryError `too-large`, `conflict` after the end */
export async function attach(
  world: CeremonyWorld,
  id: number,
  file: { readonly name: string; readonly bytes: Uint8Array },
  actor: Actor
): Promise<void> {
  if (file.bytes.length > largestFile)
    throw new ChanceryError(
      'too-large',
      `The file ${file.name} has ${file.bytes.length} bytes; a transcript takes up to ${largestFile} each.`
    )
  await append(world, id, actor, (book) => ({
    kind: 'attached',
    step: book.position.step?.id ?? null,
    by: whoActs(book, actor),
    detail: { name: file.name },
    files: [file]
  }))
}

/** Ends a ceremony before its last step. What was done stays done, and stays in the transcript. @throws ChanceryError `conflict` */
export async function abandon(world: CeremonyWorld, id: number, reason: string, actor: Actor): Promise<void> {
  const { row } = bookOf(world, id)
  await append(
    world,
    id,
    actor,
    (book) => ({
      kind: 'abandoned',
      step: book.position.step?.id ?? null,
      by: whoActs(book, actor),
      detail: { reason, phase: book.position.phase }
    }),
    (tx) => updateCeremony(tx, id, { state: 'abandoned', endedAt: world.ca.clock.now() })
  )
  if (row.mode === 'rehearsal') await world.dropSandbox(id)
}
