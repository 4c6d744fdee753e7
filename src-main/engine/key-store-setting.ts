import { z } from 'zod'
import { unixMs } from '../../src-shared/model/scalars.ts'
import type { Reader, Writer } from '../store/connection.ts'
import { deleteSetting, getSetting, setSetting } from '../store/settings.ts'

/** Who let the key store of the operating system unlock the vault at start, and when. */
const stored = z.object({ operatorId: z.number().int(), since: unixMs })
export type UnlockAtStart = Readonly<z.infer<typeof stored>>

const key = 'unlock-at-start'

/** @returns undefined where it is off */
export function readUnlockAtStart(reader: Reader): UnlockAtStart | undefined {
  const parsed = stored.safeParse(getSetting(reader, key))
  return parsed.success ? parsed.data : undefined
}

export function keepUnlockAtStart(writer: Writer, value: UnlockAtStart): void {
  setSetting(writer, key, value)
}

export function forgetUnlockAtStart(writer: Writer): void {
  deleteSetting(writer, key)
}
