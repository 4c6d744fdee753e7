import { useEffect } from 'react'
import { z } from 'zod'
import { useSession } from './session.tsx'

/** Kinds of things that have a page of their own and a name. */
export const recentGroups = ['certificates', 'requests', 'authorities', 'profiles', 'ceremonies', 'reports'] as const

const entry = z.strictObject({
  group: z.enum(recentGroups),
  path: z.string().startsWith('/').max(200),
  label: z.string().max(300)
})
export type RecentEntry = z.infer<typeof entry>
/** What each operator opened; the operator who opened something last comes last. */
const book = z.array(z.tuple([z.string().max(200), z.array(entry).max(50)])).max(50)

const key = 'chancery-recent'
/** Kept for each operator; the palette shows fewer. */
const MOST_KEPT = 12
/** Operators of this window or browser whose things are kept; beyond it the one longest away is forgotten. */
const MOST_OPERATORS = 8

type Shelf = Pick<Storage, 'getItem' | 'setItem'>

/** @returns what the operator opened in this window or browser, the latest first; nothing where the storage is unreadable */
export function recentOf(shelf: Shelf, operator: string): readonly RecentEntry[] {
  return readBook(shelf).find(([name]) => name === operator)?.[1] ?? []
}

/** Notes that the operator has opened something: it comes first, once. */
export function rememberOpened(shelf: Shelf, operator: string, opened: RecentEntry): void {
  const others = readBook(shelf).filter(([name]) => name !== operator)
  const before = recentOf(shelf, operator).filter(({ path }) => path !== opened.path)
  const next = [opened, ...before].slice(0, MOST_KEPT)
  const kept = [...others.slice(1 - MOST_OPERATORS), [operator, next]]
  try {
    shelf.setItem(key, JSON.stringify(kept))
  } catch {
    // A full or closed storage: then nothing is remembered.
  }
}

/** Remembers for the palette that the page of something stands open. @param label undefined while it is not known */
export function useOpened(group: RecentEntry['group'], path: string, label: string | undefined): void {
  const { name } = useSession().operator
  useEffect(() => {
    if (label !== undefined) rememberOpened(localStorage, name, { group, path, label: label.slice(0, 300) })
  }, [name, group, path, label])
}

function readBook(shelf: Shelf): z.infer<typeof book> {
  try {
    return book.safeParse(JSON.parse(shelf.getItem(key) ?? '[]')).data ?? []
  } catch {
    return []
  }
}
