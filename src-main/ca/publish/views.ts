import type { z } from 'zod'
import type { publishedCount, PublishRun } from '../../../src-shared/api/publishing.ts'
import { ChanceryError } from '../../../src-shared/errors.ts'
import { getAuthority } from '../../store/authorities.ts'
import type { PublishedCount, PublishRunRow } from '../../store/publishing.ts'
import { reader } from '../../store/store.ts'
import type { CaContext } from '../context.ts'

const causes = ['by hand', 'on change', 'on schedule', 'after a failure'] as const
const kinds = ['crl', 'certificate', 'ocsp', 'document', 'index'] as const

/** @returns one of the words that the contract knows. @throws ChanceryError `damaged` for another one */
function oneOf<Word extends string>(words: readonly Word[], text: string): Word {
  const found = words.find((word) => word === text)
  if (found === undefined) throw new ChanceryError('damaged', `The database holds "${text}", which is not known here.`)
  return found
}

/** @returns a run as people see it. */
export function runView({ targetId: _target, ...run }: PublishRunRow): PublishRun {
  return { ...run, cause: oneOf(causes, run.cause), notes: [...run.notes] }
}

/** @returns what lies at a target, with the names of the authorities. */
export function publishedView(ca: CaContext, counts: readonly PublishedCount[]): z.infer<typeof publishedCount>[] {
  const from = reader(ca.store)
  return counts.map(({ authorityId, kind, ...count }) => ({
    ...count,
    kind: oneOf(kinds, kind),
    authorityName: authorityId === null ? null : (getAuthority(from, authorityId)?.name ?? null)
  }))
}
