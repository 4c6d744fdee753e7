import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { Section } from '../../ui/layout/section.tsx'

/** Whether clients reach this installation right now, and why not where they do not. */
export function ServicesCard(): ReactElement | null {
  const { t } = useTranslation('dashboard')
  const status = useRead('system.status', {})
  const may = useMay('service.read')
  if (status.data === undefined || !may) return null
  const { listening, listenProblem, secureProblem } = status.data
  const problems = [listenProblem, secureProblem].filter((one) => one !== null)
  return (
    <Section title={t('services.title')}>
      <Box sx={{ display: 'grid', gap: 3, justifyItems: 'start' }}>
        {problems.map((problem) => (
          <Box key={problem} sx={{ display: 'flex', gap: 2, alignItems: 'flex-start' }}>
            <StateChip kind="outcome" state="failed" />
            <Typography variant="body2">{problem}</Typography>
          </Box>
        ))}
        {listening.length === 0 && problems.length === 0 && (
          <Typography color="textSecondary">{t('services.none')}</Typography>
        )}
        {listening.length > 0 && (
          <>
            <Typography>{t('services.served')}</Typography>
            {listening.map((address) => (
              <Mono key={address} value={address} />
            ))}
          </>
        )}
        <Button component={Link} to="/services" size="small">
          {t('services.open')}
        </Button>
      </Box>
    </Section>
  )
}
