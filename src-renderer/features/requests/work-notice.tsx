import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { RequestView } from '../../../src-shared/api/requests.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ErrorView, failureOf } from '../../ui/display/error-view.tsx'
import { absoluteTime } from '../../ui/display/time-words.ts'
import { useLocale } from '../../ui/display/use-locale.ts'
import { useToast } from '../../ui/toasts.tsx'

/** Who has the request in hand just now, and whether a question is open. */
export function WorkNotice(props: { readonly request: RequestView }): ReactElement | null {
  const { t } = useTranslation('requests')
  const { request } = props
  const locale = useLocale()
  const toast = useToast()
  const mayApprove = useMay('request.approve')
  const claim = useCommand('request.claim')
  const held = request.claim !== null && !request.claim.mine ? request.claim : null
  if (held === null && request.askedBackAt === null) return null
  return (
    <>
      {held !== null && mayApprove && (
        <Alert
          severity="warning"
          action={
            <Button
              color="inherit"
              size="small"
              loading={claim.isPending}
              onClick={() => {
                claim.mutate(
                  { id: request.id, takeOver: true },
                  {
                    onError: (error) => {
                      toast({ tone: 'error', text: failureOf(error).message })
                    }
                  }
                )
              }}
            >
              {t('claim.takeOver')}
            </Button>
          }
        >
          {t('claim.held', { name: held.by, time: absoluteTime(held.until, locale) })}
        </Alert>
      )}
      {request.askedBackAt !== null && (
        <Alert severity="info">{t(request.own ? 'ask.yours' : 'ask.waits', { name: request.requester })}</Alert>
      )}
      <ErrorView error={claim.error} />
    </>
  )
}
