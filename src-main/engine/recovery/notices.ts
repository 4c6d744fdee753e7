import type { Notice } from '../../../src-shared/api/desk.ts'
import type { CaContext } from '../../ca/context.ts'
import { lastBackupRun, lastDrillAt, lastKit } from '../../store/recovery.ts'
import { reader } from '../../store/store.ts'
import { listAuthorities } from '../../store/authorities.ts'
import { getVault } from '../../store/vault.ts'
import { lastBackupAt } from '../backup.ts'
import { printedKit } from './kit.ts'

const day = 86_400_000

/** What is overdue about backups and drills. An installation without an authority has nothing to lose yet. */
export function recoveryNotices(ca: CaContext): Notice[] {
  const from = reader(ca.store)
  if (listAuthorities(from).every(({ certificateId }) => certificateId === null)) return []
  const { backupMaxAgeDays, drillMaxAgeDays } = ca.settings()
  const now = ca.clock.now()
  const began = getVault(from)?.createdAt ?? now
  const notice = (id: string, kind: Notice['kind'], at: number | null, count: number, text = ''): Notice => ({
    id,
    kind,
    count,
    name: '',
    objectId: null,
    at,
    text
  })
  const notices: Notice[] = []
  const last = lastBackupRun(from)
  if (last?.outcome === 'failed')
    notices.push(notice(`backup-failed:${last.id}`, 'backup-failed', last.at, 1, last.message))
  const backup = lastBackupAt(ca)
  if (backupMaxAgeDays > 0 && now - (backup ?? began) > backupMaxAgeDays * day)
    notices.push(notice(`backup-old:${backup ?? 0}`, 'backup-old', backup, Math.floor((now - (backup ?? began)) / day)))
  const drill = lastDrillAt(from, 'backup')
  if (drillMaxAgeDays > 0 && now - (drill ?? began) > drillMaxAgeDays * day)
    notices.push(notice(`drill-old:${drill ?? 0}`, 'drill-old', drill, Math.floor((now - (drill ?? began)) / day)))
  const printed = printedKit(from)
  const kit = lastKit(from)
  if (printed !== null && kit !== undefined && kit.version > printed)
    notices.push(notice(`kit-changed:${kit.version}`, 'kit-changed', kit.at, kit.version))
  return notices
}
