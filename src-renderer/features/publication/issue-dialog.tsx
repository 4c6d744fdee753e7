import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { CrlCalendarRow } from '../../../src-shared/api/crls.ts'
import { useCommand } from '../../live.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { durationIn } from '../../ui/display/duration-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { useToast } from '../../ui/toasts.tsx'

/** Signs a new CRL at once, or a delta alone. */
export function IssueDialog(props: {
  readonly row: CrlCalendarRow
  readonly delta: boolean
  readonly onClose: () => void
}): ReactElement {
  const { t } = useTranslation('publication')
  const locale = useLocale()
  const navigate = useNavigate()
  const toast = useToast()
  const issue = useCommand('crl.issue')
  const { row, delta, onClose } = props
  const waiting = row.waiting.filter(({ scope }) => scope === '').length
  return (
    <ConfirmDialog
      open
      title={t('issue.title', { name: row.authorityName })}
      consequence={delta ? t('issue.delta') : t('issue.consequence', { life: durationIn(row.policy.life, locale) })}
      confirmLabel={t('issue.confirm')}
      busy={issue.isPending}
      error={issue.error}
      onClose={onClose}
      onConfirm={() => {
        issue.mutate(
          { authority: row.authorityId, delta },
          {
            onSuccess: ({ crl }) => {
              toast({
                tone: 'success',
                text: t('issue.done', { number: crl.number }),
                action: { label: t('issue.show'), run: () => void navigate(`/publication/${crl.id}`) }
              })
              onClose()
            }
          }
        )
      }}
    >
      {waiting > 0 && <Typography>{t('issue.withdraws', { count: waiting })}</Typography>}
    </ConfirmDialog>
  )
}
