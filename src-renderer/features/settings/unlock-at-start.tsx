import LockOpen from '@mui/icons-material/LockOpenOutlined'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '../../live.ts'
import { useSession } from '../../state/session.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { Section } from '../../ui/layout/section.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Whether the desktop app opens the vault at start with a secret in the key store of the operating system. */
export function UnlockAtStart(): ReactElement {
  const { t } = useTranslation('settings')
  const locale = useLocale()
  const toast = useToast()
  const { operator } = useSession()
  const read = useRead('system.show-unlock-at-start', {})
  const enable = useCommand('system.enable-unlock-at-start')
  const disable = useCommand('system.disable-unlock-at-start')
  const [asking, setAsking] = useState(false)
  const state = read.data
  const on = state?.on ?? null
  const since = (at: number): string => new Date(at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const done = (text: string): void => {
    setAsking(false)
    toast({ tone: 'success', text })
    void read.refetch()
  }
  return (
    <Section title={t('atStart.title')} lead={t('atStart.lead')}>
      <Box sx={{ display: 'grid', gap: 3, justifyItems: 'start' }}>
        <ErrorView error={read.error ?? disable.error} />
        {state !== undefined && (
          <Typography>
            {on === null ? t('atStart.off') : t('atStart.on', { since: since(on.since), operator: on.operator })}
          </Typography>
        )}
        {state?.refusal != null && on === null && (
          <Alert severity="info">{t(`atStart.refusal.${state.refusal}`)}</Alert>
        )}
        {state?.problem != null && <Alert severity="warning">{t('atStart.problem', { problem: state.problem })}</Alert>}
        {on === null ? (
          state?.refusal === null && (
            <Button
              variant="outlined"
              startIcon={<LockOpen />}
              onClick={() => {
                enable.reset()
                setAsking(true)
              }}
            >
              {t('atStart.enable')}
            </Button>
          )
        ) : (
          <Button
            variant="outlined"
            loading={disable.isPending}
            onClick={() => {
              disable.mutate(
                {},
                {
                  onSuccess: () => {
                    done(t('atStart.disabled'))
                  }
                }
              )
            }}
          >
            {t('atStart.disable')}
          </Button>
        )}
      </Box>
      <ConfirmDialog
        open={asking}
        title={t('atStart.enableTitle')}
        consequence={t('atStart.consequence', { operator: operator.name })}
        confirmLabel={t('atStart.confirm')}
        busy={enable.isPending}
        error={enable.error}
        onClose={() => {
          setAsking(false)
        }}
        onConfirm={() => {
          enable.mutate(
            {},
            {
              onSuccess: () => {
                done(t('atStart.enabled'))
              }
            }
          )
        }}
      />
    </Section>
  )
}
