import { z } from 'zod'
import { id } from '../model/scalars.ts'
import { operation } from './operation.ts'
import { done } from './shapes.ts'

const listName = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z-]*$/)

/** A list with its filters under a name. */
export const savedView = z.object({
  id: z.number().int(),
  name: z.string(),
  /** Filters as they stand in the address of the page. */
  query: z.string(),
  /** Columns that are shown; null leaves them to the list. */
  shown: z.array(z.string()).nullable(),
  role: z.string().nullable(),
  /** Whose it is; only the owner changes it. */
  owner: z.string(),
  own: z.boolean()
})
export type SavedView = z.infer<typeof savedView>

export const viewOperations = {
  'view.list': operation({
    summary: 'Lists the saved views of a list: the own ones, and those shared with a role of yours',
    access: 'signed-in',
    effect: 'read',
    input: z.strictObject({ list: listName }),
    output: z.object({ views: z.array(savedView) })
  }),
  'view.save': operation({
    summary: 'Keeps the filters and columns of a list under a name; an own view of that name is replaced',
    access: 'signed-in',
    effect: 'write',
    input: z.strictObject({
      list: listName,
      name: z.string().trim().min(1).max(100),
      query: z.string().max(4000),
      shown: z.array(z.string().max(60)).max(60).nullable().default(null),
      /** Shares it with everybody of the role. */
      role: z.string().max(100).nullable().default(null)
    }),
    output: z.object({ view: savedView })
  }),
  'view.remove': operation({
    summary: 'Removes an own saved view',
    access: 'signed-in',
    effect: 'write',
    input: z.strictObject({ id }),
    output: done
  })
}
