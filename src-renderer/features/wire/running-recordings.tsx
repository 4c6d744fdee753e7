import Record from '@mui/icons-material/FiberManualRecord'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'

/** What is being recorded right now, each with a button that ends it. */
export function RunningRecordings(): ReactElement | null {
  const { t } = useTranslation('wire')
  const read = useRead('wire.recordings', {})
  const stop = useCommand('wire.stop')
  if (read.error !== null) return <ErrorView error={read.error} onRetry={() => void read.refetch()} />
  const running = read.data?.recordings.filter(({ state }) => state === 'running') ?? []
  if (running.length === 0) return null
  return (
    <Box sx={{ display: 'grid', gap: 2, flexShrink: 0 }}>
      {running.map(({ id, protocol, service, exchanges, mostExchanges, endsAt }) => (
        <Alert
          key={id}
          severity="info"
          icon={<Record fontSize="small" />}
          action={
            <Button
              size="small"
              color="inherit"
              loading={stop.isPending}
              onClick={() => {
                stop.mutate({ id })
              }}
            >
              {t('running.stop')}
            </Button>
          }
        >
          {t('running.text', {
            what: `${t(`protocol.${protocol}`)}, ${service ?? t('running.all')}`,
            count: exchanges,
            most: mostExchanges
          })}
          {' · '}
          {t('running.until')} <TimeText at={endsAt} />
        </Alert>
      ))}
    </Box>
  )
}
