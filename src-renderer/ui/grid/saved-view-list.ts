import { z } from 'zod'

const view = z.object({ name: z.string().min(1).max(100), query: z.string().max(2000) })

/** @returns the saved views in a stored preference; what is not one is left out */
export function readViews(preference: unknown): readonly z.infer<typeof view>[] {
  if (!Array.isArray(preference)) return []
  return preference.flatMap((entry: unknown) => {
    const parsed = view.safeParse(entry)
    return parsed.success ? [parsed.data] : []
  })
}
