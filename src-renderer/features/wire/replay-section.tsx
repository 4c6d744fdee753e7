import Replay from '@mui/icons-material/ReplayOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { OutcomeChip } from './outcome-chip.tsx'
import { StepList } from './step-list.tsx'

/** Gives the message to a test authority and shows what it answers. */
export function ReplaySection(props: { readonly id: number; readonly withPassword: boolean }): ReactElement {
  const { t } = useTranslation('wire')
  const command = useCommand('wire.replay')
  const [authorization, setAuthorization] = useState('')
  const replay = command.data?.replay
  return (
    <Section title={t('replay.title')} lead={t('replay.lead')} aside={<Chip size="small" label={t('replay.test')} />}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        <Box sx={{ display: 'flex', gap: 3, alignItems: 'flex-start', flexWrap: 'wrap' }}>
          {props.withPassword && (
            <TextField
              type="password"
              autoComplete="off"
              label={t('replay.authorization')}
              helperText={t('replay.authorizationHelp')}
              value={authorization}
              onChange={(event) => {
                setAuthorization(event.target.value)
              }}
              sx={{ width: 320 }}
            />
          )}
          <Button
            variant="outlined"
            startIcon={<Replay />}
            loading={command.isPending}
            onClick={() => {
              command.mutate({ id: props.id, ...(authorization === '' ? {} : { authorization }) })
            }}
          >
            {t('replay.run')}
          </Button>
        </Box>
        <ErrorView error={command.error} />
        {replay !== undefined && (
          <Box role="status" sx={{ display: 'grid', gap: 3 }}>
            <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
              <OutcomeChip outcome={replay.outcome} />
              {replay.code !== null && <span>{replay.code}</span>}
              {replay.outcome !== 'not-performed' && (
                <Typography variant="body2">{t(replay.changed ? 'replay.changed' : 'replay.same')}</Typography>
              )}
            </Box>
            {replay.reason !== null && (
              <Typography variant="body2" lang="en" sx={{ whiteSpace: 'pre-line' }}>
                {replay.reason}
              </Typography>
            )}
            <StepList steps={replay.steps} />
          </Box>
        )}
      </Box>
    </Section>
  )
}
