import Delta from '@mui/icons-material/ChangeHistoryOutlined'
import Publish from '@mui/icons-material/PublishOutlined'
import Series from '@mui/icons-material/DateRangeOutlined'
import Tune from '@mui/icons-material/TuneOutlined'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { CrlCalendarRow, CrlRow } from '../../../src-shared/api/crls.ts'
import { useMay } from '../../state/session.tsx'
import type { Action } from '../../ui/action/action.ts'
import { IssueDialog } from './issue-dialog.tsx'
import { ReleaseDialog } from './release-dialog.tsx'
import { SeriesDialog } from './series-dialog.tsx'

type Shown = 'issue' | 'delta' | 'series' | CrlRow | null

/** What can be done with the CRLs of one authority: buttons, the rest in the menu, and the dialogs behind them. */
export function useCalendarActions(row: CrlCalendarRow): {
  readonly first: readonly Action[]
  readonly more: readonly Action[]
  readonly dialogs: ReactElement
  readonly release: (crl: CrlRow) => void
} {
  const { t } = useTranslation('publication')
  const navigate = useNavigate()
  const mayIssue = useMay('crl.issue')
  const mayEdit = useMay('authority.edit')
  const [shown, setShown] = useState<Shown>(null)
  const { authorityId, authorityState, keyElsewhere, policy } = row
  const [first, more] = useMemo(() => {
    const elsewhere = keyElsewhere ? t('calendar.keyElsewhere') : undefined
    const blocked = elsewhere ?? (authorityState === 'key-offline' ? t('calendar.needsKey') : undefined)
    const open = (what: Shown) => (): void => {
      setShown(what)
    }
    const buttons: Action[] = []
    const menu: Action[] = []
    if (mayIssue) {
      buttons.push({ id: 'crl.issue', label: t('calendar.issue'), icon: Publish, blocked, run: open('issue') })
      // For an authority that is off line the dialog itself says what has to be at hand, and brings the key.
      buttons.push({
        id: 'crl.series',
        label: t('calendar.series'),
        icon: Series,
        blocked: elsewhere,
        run: open('series')
      })
      if (policy.deltaLife !== null)
        menu.push({ id: 'crl.delta', label: t('calendar.delta'), icon: Delta, blocked, run: open('delta') })
    }
    if (mayEdit)
      buttons.push({
        id: 'crl.policy',
        label: t('calendar.editPolicy'),
        icon: Tune,
        run: () => void navigate(`/publication/policy/${authorityId}`)
      })
    return [buttons, menu]
  }, [t, navigate, mayIssue, mayEdit, authorityId, authorityState, keyElsewhere, policy.deltaLife])
  const close = (): void => {
    setShown(null)
  }
  return {
    first,
    more,
    release: setShown,
    dialogs: (
      <>
        {(shown === 'issue' || shown === 'delta') && (
          <IssueDialog row={row} delta={shown === 'delta'} onClose={close} />
        )}
        {shown === 'series' && <SeriesDialog row={row} onClose={close} />}
        {shown !== null && typeof shown === 'object' && <ReleaseDialog crl={shown} onClose={close} />}
      </>
    )
  }
}
