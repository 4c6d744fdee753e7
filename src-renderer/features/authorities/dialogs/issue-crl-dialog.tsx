import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useCommand } from '../../../live.ts'
import { ConfirmDialog } from '../../../ui/dialog/confirm-dialog.tsx'
import { useToast } from '../../../ui/toasts.tsx'
import type { AuthorityDialogProps } from './authority-dialogs.tsx'
import { durationIn } from '../../../ui/display/duration-words.ts'
import { useLocale } from '../../../ui/display/use-locale.ts'

/** Signs a new CRL at once. */
export function IssueCrlDialog({ authority, onClose }: AuthorityDialogProps): ReactElement {
  const { t } = useTranslation('authorities')
  const locale = useLocale()
  const navigate = useNavigate()
  const toast = useToast()
  const issue = useCommand('crl.issue')
  const { revoked, suspended } = authority.certificates
  return (
    <ConfirmDialog
      open
      title={t('issueCrl.title', { name: authority.name })}
      consequence={t('issueCrl.consequence', {
        revoked,
        suspended,
        life: durationIn(authority.settings.crl.life, locale)
      })}
      confirmLabel={t('issueCrl.confirm')}
      busy={issue.isPending}
      error={issue.error}
      onClose={onClose}
      onConfirm={() => {
        issue.mutate(
          { authority: authority.id },
          {
            onSuccess: ({ crl }) => {
              toast({
                tone: 'success',
                text: t('issueCrl.done', { number: crl.number, count: crl.entries }),
                action: { label: t('issueCrl.show'), run: () => void navigate(`/publication/${crl.id}`) }
              })
              onClose()
            }
          }
        )
      }}
    />
  )
}
