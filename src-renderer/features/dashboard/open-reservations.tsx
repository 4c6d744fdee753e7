import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useToast } from '../../ui/toasts.tsx'
import type { Summary } from './dashboard-page.tsx'

type Reservation = Summary['openReservations'][number]

/** The alarm after a crash between reserving and recording. */
export function OpenReservations(props: { readonly reservations: readonly Reservation[] }): ReactElement {
  const { t } = useTranslation('dashboard')
  const toast = useToast()
  const mayClose = useMay('certificate.revoke')
  const resolve = useCommand('reservation.resolve')
  const [closing, setClosing] = useState<Reservation | null>(null)
  return (
    <Alert severity="error" variant="outlined" sx={{ '& .MuiAlert-message': { flex: 1 } }}>
      <AlertTitle>{t('reservations.title', { count: props.reservations.length })}</AlertTitle>
      <Typography variant="body2">{t('reservations.text')}</Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 3, p: 0, display: 'grid', gap: 2 }}>
        {props.reservations.map((reservation) => (
          <Box
            component="li"
            key={`${reservation.authorityId} ${reservation.serial}`}
            sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}
          >
            <b>{reservation.authorityName}</b>
            <Mono value={reservation.serial} />
            <TimeText at={reservation.createdAt} />
            {mayClose && (
              <Button
                size="small"
                variant="outlined"
                color="error"
                onClick={() => {
                  setClosing(reservation)
                }}
              >
                {t('reservations.close')}
              </Button>
            )}
          </Box>
        ))}
      </Box>
      {closing !== null && (
        <ConfirmDialog
          open
          danger
          title={t('reservations.confirmTitle')}
          consequence={t('reservations.confirm', { serial: closing.serial, authority: closing.authorityName })}
          confirmLabel={t('reservations.close')}
          busy={resolve.isPending}
          error={resolve.error}
          onClose={() => {
            setClosing(null)
          }}
          onConfirm={() => {
            resolve.mutate(
              { authority: closing.authorityId, serial: closing.serial },
              {
                onSuccess: () => {
                  toast({ tone: 'success', text: t('reservations.done') })
                  setClosing(null)
                }
              }
            )
          }}
        />
      )}
    </Alert>
  )
}
