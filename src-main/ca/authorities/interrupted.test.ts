import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { authority, issued, profile, startLife, type Life } from '../../testing/life.ts'
import { vaultFromWrapped, wrappedMasterKey } from '../../testing/wrapped-vault.ts'
import { verifyCertificate } from '../certificates/verify.ts'
import type { FaultPoint } from '../context.ts'
import { openReservations } from '../issue/reservations.ts'
import { signNow } from '../requests/decide.ts'
import { deleteDraft } from './change.ts'
import { listAuthorities } from './view.ts'

const folders: string[] = []
let life: Life | undefined
afterEach(async () => {
  await life?.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'interrupted-'))
  folders.push(folder)
  return join(folder, 'db')
}

/** Stands for the process that ends: everything in memory is gone, the file is opened again. */
async function stoppedAt(point: FaultPoint): Promise<Life> {
  const path = newFile()
  const master = wrappedMasterKey()
  const first = await startLife({
    path,
    vault: vaultFromWrapped(master),
    faultPoint: (reached) => {
      if (reached === point) throw new Error('the process ends here')
    }
  })
  await expect(authority(first, 'root')).rejects.toThrow('the process ends here')
  await first.close()
  return startLife({ path, vault: vaultFromWrapped(master) })
}

describe('making a root that is interrupted', () => {
  it('before anything was reserved leaves nothing', async () => {
    life = await stoppedAt('prepared')
    expect(listAuthorities(life.ca).authorities).toEqual([])
    expect(openReservations(life.ca)).toEqual([])
  })

  it('between reservation and record stays a draft, which signing now completes: the root works', async () => {
    for (const point of ['reserved', 'signed'] as const) {
      life = await stoppedAt(point)
      const [open] = openReservations(life.ca)
      expect(listAuthorities(life.ca).authorities).toMatchObject([{ name: 'root', state: 'draft' }])
      await expect(deleteDraft(life.ca, { authority: 'root' }, life.alice)).rejects.toMatchObject({ code: 'conflict' })
      await signNow(life.ca, { id: open?.requestId ?? 0 }, life.alice)
      expect(listAuthorities(life.ca).authorities).toMatchObject([
        { name: 'root', state: 'active', certificateState: 'active' }
      ])
      await profile(life, 'web', 'root')
      expect(verifyCertificate(life.ca, { id: await issued(life, 'web') }).verdict.valid).toBe(true)
      expect(openReservations(life.ca)).toEqual([])
      await life.close()
    }
    life = undefined
  })
})
