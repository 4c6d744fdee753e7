import Alert from '@mui/material/Alert'
import Button from '@mui/material/Button'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'

/** Says loudly that nothing is stamped, and lets an operator confirm the clock; nothing while it is trusted. */
export function ClockAlert(): ReactElement | null {
  const { t } = useTranslation('tsa')
  const mayEdit = useMay('service.edit')
  const [asking, setAsking] = useState(false)
  const confirm = useCommand('tsa.clock-confirm')
  const clock = useRead('tsa.clock', {}).data?.clock
  if (clock?.distrust == null) return null
  return (
    <>
      <Alert
        severity="error"
        action={
          mayEdit && (
            <Button
              color="inherit"
              size="small"
              onClick={() => {
                setAsking(true)
              }}
            >
              {t('clock.confirm')}
            </Button>
          )
        }
      >
        {t('clock.refused')} {t(`clock.kind.${clock.distrust.kind}`)} <span lang="en">{clock.distrust.message}</span>{' '}
        <TimeText at={clock.distrust.at} />
      </Alert>
      <ConfirmDialog
        open={asking}
        title={t('clock.confirmTitle')}
        consequence={t('clock.confirmText', { now: new Date(clock.now).toISOString().slice(0, 19).replace('T', ' ') })}
        confirmLabel={t('clock.confirm')}
        busy={confirm.isPending}
        error={confirm.error}
        onClose={() => {
          setAsking(false)
        }}
        onConfirm={() => {
          confirm.mutate(
            {},
            {
              onSuccess: () => {
                setAsking(false)
              }
            }
          )
        }}
      />
    </>
  )
}
